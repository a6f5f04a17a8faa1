"""What is to be fetched next and where: one way to one counter, for the papers of many dossiers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.counters import CounterLine
from amane_desktop.checklists.trips import FetchLine, Place, expiring_papers, papers_to_fetch
from amane_desktop.civil_registration.models import Dossier, DossierPerson
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.civil_registration.words import SERVICE
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script, whole_names


@dataclass(frozen=True)
class DossierPaper:
    """A paper with the dossier it is for, and whose it is: the name is for the screen alone."""

    dossier_id: int
    number: str
    name: str
    name_ar: str
    paper: FetchLine

    @property
    def shown_name(self) -> str:
        """Whose it is, as the reader reads it."""
        return in_reader_script(self.name, self.name_ar)


@dataclass(frozen=True)
class TourStop:
    """One counter; without one nobody has said yet which office of the authority it is."""

    authority: str
    counter: CounterLine | None
    papers: tuple[DossierPaper, ...]


@query(Permission.SEE_DOSSIERS, {})
def tour(reading: Reading, at: Place | None = None) -> tuple[TourStop, ...]:
    """What is to be fetched for the dossiers under way, by counter; of one place where told."""
    trips = papers_to_fetch(reading, at)
    told = _told(reading, {paper.checklist_id for trip in trips for paper in trip.papers})
    stops = (
        TourStop(trip.authority, trip.counter, _of_dossiers(trip.papers, told)) for trip in trips
    )
    return tuple(stop for stop in stops if stop.papers)


@query(Permission.SEE_DOSSIERS, {})
def expiring(reading: Reading) -> tuple[DossierPaper, ...]:
    """The papers of dossiers under way that run out within thirty days, the next first."""
    papers = expiring_papers(reading)
    return _of_dossiers(papers, _told(reading, {paper.checklist_id for paper in papers}))


_FEW = 500
_Told = dict[int, tuple[int, str, dict[int, tuple[str, str]]]]


def _of_dossiers(papers: tuple[FetchLine, ...], told: _Told) -> tuple[DossierPaper, ...]:
    lines = []
    for paper in papers:
        if paper.service != SERVICE or paper.checklist_id not in told:
            continue
        dossier_id, number, names = told[paper.checklist_id]
        name = names.get(paper.person_id or 0) or next(iter(names.values()), ("", ""))
        lines.append(DossierPaper(dossier_id, number, *name, paper))
    return tuple(lines)


def _told(reading: Reading, checklists: Collection[int]) -> _Told:
    """By checklist: its dossier, and the names of whom it is for."""
    found = (
        select(
            Dossier.checklist_id,
            Dossier.id,
            Dossier.number,
            Person.id.label("person_id"),
            Person.given_name,
            Person.family_name,
            Person.given_name_ar,
            Person.family_name_ar,
        )
        .join(DossierPerson, DossierPerson.dossier_id == Dossier.id)
        .join(Person, Person.id == DossierPerson.person_id)
        .where(dossiers_seen(reading))
        .order_by(DossierPerson.id)
    )
    # (of very many, all are read at once)
    if len(checklists) <= _FEW:
        found = found.where(Dossier.checklist_id.in_(checklists))
    told: _Told = {}
    for row in reading.session.execute(found):
        _id, _number, names = told.setdefault(row.checklist_id, (row.id, row.number, {}))
        names[row.person_id] = whole_names(row)
    return told
