"""What every paper of a dossier begins with: the centre, whom it is for, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select

from amane_desktop.access.models import StaffMember
from amane_desktop.checklists.counters import CounterLine, counter_line
from amane_desktop.checklists.models import Counter
from amane_desktop.checklists.queries import PaperLine, paper_lines
from amane_desktop.civil_registration.models import Dossier, DossierPerson, ProcedureVersion
from amane_desktop.civil_registration.procedures import Procedure, kept
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.i18n import Text, _
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import whole_names
from amane_desktop.people.sight import Sight, as_seen_by, note_look
from amane_desktop.people.telephones import read_number, shown_number


@dataclass(frozen=True)
class PaperPerson:
    """Somebody whom a dossier is for: the first name, the whole one, and the birth as known."""

    id: int
    given: Text
    name: Text
    birth_date: date | None
    birth_precision: str


@dataclass(frozen=True)
class PaperHead:
    """The centre, the dossier's number, whom it is for, and who answers for it."""

    centre: Text
    address: Text
    number: str
    persons: tuple[PaperPerson, ...]
    contact: Text
    telephone: str


@dataclass(frozen=True)
class ListedPaper:
    """A paper as it stands on a list: whose it is where it is one person's, and where it is got."""

    line: PaperLine
    whose: Text
    counter: CounterLine | None
    is_to_confirm: bool


@dataclass(frozen=True)
class OnPaper:
    """A dossier as its papers take it."""

    row: Dossier
    family: Family
    procedure: Procedure
    head: PaperHead


def on_paper(reading: Reading, dossier_id: int) -> OnPaper:
    """A dossier for one of its papers; refuses one that the reader does not see whole."""
    asked = as_seen_by(reading, _dossier_seen)
    found = reading.session.execute(asked, {"dossier_id": dossier_id}).one_or_none()
    if found is None:
        raise NotAllowed(_("Your role does not allow this."))
    row, family, text, staff, centre = found
    note_look(reading, "family", family.id, is_protected=family.is_protected)
    head = PaperHead(
        centre=Text(centre.name, centre.name_ar),
        address=Text(centre.address, centre.address_ar),
        number=row.number,
        persons=_persons(reading, dossier_id),
        contact=Text(staff.name, staff.name_ar) if staff is not None else Text(),
        telephone=_shown(staff.telephone) if staff is not None else "",
    )
    return OnPaper(row, family, kept(text), head)


def _dossier_seen(sight: Sight) -> Select[*tuple[Any, ...]]:
    return (
        select(Dossier, Family, ProcedureVersion.text, StaffMember, CentreSettings)
        .join(Family, Family.id == Dossier.family_id)
        .join(ProcedureVersion, ProcedureVersion.id == Dossier.procedure_id)
        .join(CentreSettings, CentreSettings.id.is_not(None))
        .outerjoin(StaffMember, StaffMember.id == Dossier.responsible_id)
        .where(Dossier.id == bindparam("dossier_id"), dossiers_seen(sight.reading))
    )


def _shown(number: str) -> str:
    return shown_number(read_number(number) or number)


def _persons(reading: Reading, dossier_id: int) -> tuple[PaperPerson, ...]:
    rows = reading.session.scalars(
        select(Person)
        .join(DossierPerson, DossierPerson.person_id == Person.id)
        .where(DossierPerson.dossier_id == dossier_id)
        .order_by(Person.birth_date.nulls_last(), Person.id)
    )
    return tuple(
        PaperPerson(
            row.id,
            Text(row.given_name, row.given_name_ar),
            Text(*whole_names(row)),
            row.birth_date,
            row.birth_precision,
        )
        for row in rows
    )


def listed_papers(reading: Reading, found: OnPaper) -> tuple[ListedPaper, ...]:
    """The papers of a dossier in their order, each with its counter."""
    lines = paper_lines(reading, found.row.checklist_id)
    used = {line.counter_id for line in lines} - {None}
    rows = reading.session.scalars(select(Counter).where(Counter.id.in_(used))) if used else ()
    counters = {row.id: counter_line(row) for row in rows}
    given = {person.id: person.given for person in found.head.persons}
    return tuple(
        ListedPaper(
            line,
            given.get(line.person_id or 0, Text()) if len(given) > 1 else Text(),
            counters.get(line.counter_id or 0),
            _is_to_confirm(found.procedure, line.code),
        )
        for line in lines
    )


def _is_to_confirm(procedure: Procedure, code: str) -> bool:
    paper = procedure.paper(code)
    return paper is not None and paper.certainty == "to_confirm"
