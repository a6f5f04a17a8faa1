"""What a dossier has to say in a letter, in the language that is being written."""

from __future__ import annotations

from sqlalchemy import select

from amane_desktop.checklists.standing import AT_HAND, Standing
from amane_desktop.civil_registration.models import DossierPerson
from amane_desktop.civil_registration.on_paper import ListedPaper, OnPaper, listed_papers
from amane_desktop.i18n import _, comma, format_date
from amane_desktop.office.work import Reading
from amane_desktop.people.dates import shown_date


def values_for(reading: Reading, found: OnPaper, paper_id: int | None) -> dict[str, str]:
    """Each field that is known, as plain text; `paper_id` is the paper that the letter asks for."""
    head, row = found.head, found.row
    papers = listed_papers(reading, found)
    record = _record(reading, row.id)
    asked = next((paper for paper in papers if paper.line.id == paper_id), None)
    births = (
        (person.name.here, shown_date(person.birth_date, person.birth_precision))
        for person in head.persons
    )
    return {
        "names": comma().join(person.name.here for person in head.persons),
        "names_and_births": comma().join(_born(name, birth) for name, birth in births),
        "number": head.number,
        "office": asked.counter.name.here if asked is not None and asked.counter else "",
        "paper": asked.line.name.here if asked is not None else "",
        "papers": "\n".join(_listed(paper) for paper in papers if _goes_along(paper)),
        "court": row.court,
        "court_file_number": row.court_file_number,
        "judgment_number": row.judgment_number,
        "judgment_date": format_date(row.judgment_on) if row.judgment_on is not None else "",
        "record_number": record.record_number if record is not None else "",
        "record_year": str(record.record_year or "") if record is not None else "",
        "registry_office": record.registry_office if record is not None else "",
        "responsible": head.contact.here,
        "telephone": head.telephone,
        "centre": head.centre.here,
        "day": format_date(reading.today),
    }


def _record(reading: Reading, dossier_id: int) -> DossierPerson | None:
    """The record that has come, where there is one alone: of several a letter names none."""
    found = select(DossierPerson).where(
        DossierPerson.dossier_id == dossier_id, DossierPerson.record_number != ""
    )
    rows = reading.session.scalars(found).all()
    return rows[0] if len(rows) == 1 else None


def _born(name: str, birth: str) -> str:
    return _("{name} (born: {date})").format(name=name, date=birth) if birth else name


def _goes_along(paper: ListedPaper) -> bool:
    return paper.line.standing in AT_HAND - {Standing.HANDED_IN}


def _listed(paper: ListedPaper) -> str:
    name = paper.line.name.here
    if paper.whose:
        name = _("{paper} ({name})").format(paper=name, name=paper.whose.here)
    return f"– {name}"
