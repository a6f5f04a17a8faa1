"""What becomes of a dossier's papers and steps under a newer version of its procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from amane_desktop.checklists.fill import NewPaper
from amane_desktop.checklists.merging import is_untouched
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.standing import Need, State, months_later
from amane_desktop.civil_registration.models import Dossier, DossierPerson, DossierStep
from amane_desktop.civil_registration.opening import new_papers
from amane_desktop.civil_registration.procedures import Procedure, ProcedureStep
from amane_desktop.civil_registration.steps import steps_of
from amane_desktop.office.work import Reading

_Key = tuple[str, int | None]


@dataclass(frozen=True)
class PaperMove:
    """A paper that comes (no `row`), goes or stays; `changes` are columns that become others.

    What no version asks for any more goes where nothing was done with it (`goes`), and else stays
    as a paper of the staff's own.
    """

    row: RequiredPaper | None
    wanted: NewPaper | None
    goes: bool = False
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StepMove:
    """A step that comes (no `row`), goes (no `after`) or stays."""

    row: DossierStep | None
    before: ProcedureStep | None
    after: ProcedureStep | None


def paper_moves(
    reading: Reading, dossier: Dossier, old: Procedure, new: Procedure
) -> tuple[PaperMove, ...]:
    """The papers of the newer version in its order, then those that it does not ask for."""
    persons = _persons(reading, dossier)
    before = _by_key(new_papers(old.papers_for(dossier.answers), persons))
    wanted = _by_key(new_papers(new.papers_for(dossier.answers), persons))
    rows = {(row.code, row.person_id): row for row in _rows(reading, dossier) if row.code}
    moves = []
    for key, paper in wanted.items():
        row = rows.pop(key, None)
        changes = _changes(row, before.get(key), paper) if row is not None else {}
        moves.append(PaperMove(row, paper, changes=changes))
    for row in rows.values():
        goes = is_untouched(reading, row)
        moves.append(PaperMove(row, None, goes, {} if goes else _as_own(row)))
    return tuple(moves)


def step_moves(
    reading: Reading, dossier: Dossier, old: Procedure, new: Procedure
) -> tuple[StepMove, ...]:
    """The steps of the newer version in its order, then those that it does not have."""
    rows = {row.code: row for row in steps_of(reading, dossier.id)}
    moves = [
        StepMove(rows.pop(step.id, None), old.step(step.id), step)
        for step in new.steps_for(dossier.answers)
    ]
    gone = (StepMove(row, old.step(row.code), None) for row in rows.values())
    return (*moves, *gone)


def _persons(reading: Reading, dossier: Dossier) -> Sequence[int]:
    found = select(DossierPerson.person_id).where(DossierPerson.dossier_id == dossier.id)
    return reading.session.scalars(found.order_by(DossierPerson.id)).all()


def _rows(reading: Reading, dossier: Dossier) -> Iterator[RequiredPaper]:
    found = select(RequiredPaper).where(RequiredPaper.checklist_id == dossier.checklist_id)
    yield from reading.session.scalars(found.order_by(RequiredPaper.position, RequiredPaper.id))


def _by_key(papers: Iterator[NewPaper]) -> dict[_Key, NewPaper]:
    return {(paper.code, paper.person_id): paper for paper in papers}


def _changes(row: RequiredPaper, old: NewPaper | None, new: NewPaper) -> Mapping[str, Any]:
    """What the newer version tells otherwise, where staff had not changed it themselves."""
    if old is None:
        return {}
    before, after = columns_of(old), columns_of(new)
    changes = {
        column: after[column]
        for column in after
        if before[column] != after[column] and getattr(row, column) == before[column]
    }
    begins = row.issued_on or row.received_on
    if "valid_months" in changes and begins is not None and row.state == State.RECEIVED:
        was, will_be = (
            months_later(begins, months) if months else None
            for months in (old.valid_months, new.valid_months)
        )
        if row.valid_until == was:
            changes["valid_until"] = will_be
    return changes


def columns_of(paper: NewPaper) -> Mapping[str, Any]:
    """What a procedure tells of a paper, by the columns that keep it."""
    return {
        "name": paper.name.fr,
        "name_ar": paper.name.ar,
        "authority": paper.authority,
        "is_original": paper.is_original,
        "copies": paper.copies,
        "need": paper.need,
        "valid_months": paper.valid_months,
        "cost": paper.cost,
        "bring": paper.bring.fr,
        "bring_ar": paper.bring.ar,
    }


def _as_own(row: RequiredPaper) -> Mapping[str, Any]:
    """It holds nothing up any more, and staff may take it off themselves."""
    need = Need.OFTEN_ASKED.value if row.need == Need.DUE else row.need
    return {"code": "", "need": need}
