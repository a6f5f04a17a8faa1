"""Moving a dossier on to the version of its procedure that is in force, and what that changes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.fill import fill
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierAppointment,
    DossierNote,
    DossierStep,
    ProcedureVersion,
)
from amane_desktop.civil_registration.procedure_versions import in_force, kept_version
from amane_desktop.civil_registration.procedures import Procedure, ProcedureStep, kept
from amane_desktop.civil_registration.reach import check_not_closed, sees_dossier, to_work_on
from amane_desktop.civil_registration.steps import keep_step
from amane_desktop.civil_registration.version_differences import Difference, step_fields
from amane_desktop.civil_registration.version_moves import (
    PaperMove,
    StepMove,
    paper_moves,
    step_moves,
)
from amane_desktop.civil_registration.words import StepState
from amane_desktop.i18n import N_, Text, _, format_date
from amane_desktop.office.errors import ChangedMeanwhile, NotAllowed, Refusal
from amane_desktop.office.history import fields_told
from amane_desktop.office.registry import action, query
from amane_desktop.office.rows import plain
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script, sheet_names


@dataclass(frozen=True)
class WhatWouldMove:
    """From which version to which, and all that would be other than it is."""

    before: int
    after: int
    papers: tuple[Difference, ...]
    steps: tuple[Difference, ...]


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1})
def what_would_move(reading: Reading, dossier_id: int) -> WhatWouldMove | None:
    """What moving the dossier to the version in force would change; None where it follows it."""
    dossier = reading.session.get(Dossier, dossier_id)
    if dossier is None or not sees_dossier(reading, dossier_id):
        raise NotAllowed(_("Your role does not allow this."))
    versions = _versions(reading, dossier)
    if versions is None:
        return None
    old, new = versions
    papers = (_paper_told(reading, move) for move in paper_moves(reading, dossier, old, new))
    steps = (_step_told(move) for move in step_moves(reading, dossier, old, new))
    return WhatWouldMove(
        old.number, new.number, tuple(filter(None, papers)), tuple(filter(None, steps))
    )


@action(
    N_("Moved a dossier to a newer version of its procedure"),
    Permission.EDIT_DOSSIERS,
    {"dossier_id": 1, "version": 10, "number": 2},
)
def move_dossier(work: Work, dossier_id: int, version: int, number: int) -> None:
    """Let a dossier follow the version in force, whose `number` was shown.

    Papers that something was done with stay, also when nobody asks for them any more; of a step
    that goes, what was done stays as a note.
    """
    dossier = to_work_on(work, dossier_id, version)
    check_not_closed(dossier)
    versions = _versions(work, dossier)
    if versions is None:
        raise Refusal(_("This dossier follows the newest version already."))
    old, new = versions
    if new.number != number:
        raise ChangedMeanwhile(_("Someone changed this meanwhile. Look at it again."))
    _move_papers(work, dossier, paper_moves(work, dossier, old, new))
    _move_steps(work, dossier, step_moves(work, dossier, old, new))
    dossier.procedure_id = kept_version(work, new.code).id
    keep_step(work, dossier)


def _versions(reading: Reading, dossier: Dossier) -> tuple[Procedure, Procedure] | None:
    """The dossier's own version and the one in force, where they are not the same."""
    row = reading.session.get_one(ProcedureVersion, dossier.procedure_id)
    newest = in_force(reading, row.code)
    return None if newest.text == row.text else (kept(row.text), newest.procedure)


def _move_papers(work: Work, dossier: Dossier, moves: tuple[PaperMove, ...]) -> None:
    checklist = work.session.get_one(Checklist, dossier.checklist_id)
    fill(work, checklist, (m.wanted for m in moves if m.row is None and m.wanted is not None))
    for move in moves:
        if move.row is not None and move.goes:
            work.session.delete(move.row)
        elif move.row is not None:
            for column, value in move.changes.items():
                setattr(move.row, column, value)
    work.session.flush()
    _put_in_order(work, dossier, moves)


def _put_in_order(work: Work, dossier: Dossier, moves: tuple[PaperMove, ...]) -> None:
    wanted = [(m.wanted.code, m.wanted.person_id) for m in moves if m.wanted is not None]
    places = {key: n for n, key in enumerate(wanted)}
    found = select(RequiredPaper).where(RequiredPaper.checklist_id == dossier.checklist_id)
    rows = list(work.session.scalars(found.order_by(RequiredPaper.position, RequiredPaper.id)))
    rows.sort(key=lambda row: places.get((row.code, row.person_id), len(places)))
    for n, row in enumerate(rows):
        row.position = n


def _move_steps(work: Work, dossier: Dossier, moves: tuple[StepMove, ...]) -> None:
    for n, move in enumerate(moves):
        if move.after is None and move.row is not None:
            _drop_step(work, dossier, move)
        elif move.row is not None:
            move.row.position = n
        elif move.after is not None:
            row = DossierStep(dossier_id=dossier.id, code=move.after.id, position=n)
            work.session.add(row)


def _drop_step(work: Work, dossier: Dossier, move: StepMove) -> None:
    row = move.row
    assert row is not None
    if row.state != StepState.OPEN:
        text = _what_was_done(row, move.before)
        note = DossierNote(dossier_id=dossier.id, day=work.today, staff_id=work.by.id, text=text)
        work.session.add(note)
    named = select(DossierAppointment).where(
        DossierAppointment.dossier_id == dossier.id, DossierAppointment.step == row.code
    )
    for appointment in work.session.scalars(named):
        appointment.step = ""
    work.session.delete(row)


def _what_was_done(row: DossierStep, step: ProcedureStep | None) -> str:
    name = step.name.here if step is not None else row.code
    if row.done_on is not None:
        words = _("Step of the earlier version, done on {day}: {step}")
        told = words.format(day=format_date(row.done_on), step=name)
    else:
        told = _("Step of the earlier version, not needed: {step}").format(step=name)
    return "\n".join(filter(None, (told, row.note)))


def _paper_told(reading: Reading, move: PaperMove) -> Difference | None:
    row, wanted = move.row, move.wanted
    if row is None:
        assert wanted is not None
        return Difference("added", wanted.name, _whose(reading, wanted.person_id))
    name, whose = Text(row.name, row.name_ar), _whose(reading, row.person_id)
    if wanted is None:
        return Difference("gone" if move.goes else "kept", name, whose)
    if not move.changes:
        return None
    before = {column: plain(getattr(row, column)) for column in move.changes}
    after = {column: plain(value) for column, value in move.changes.items()}
    fields = fields_told(reading, RequiredPaper.__tablename__, before, after)
    return Difference("changed", name, whose, tuple(fields))


def _whose(reading: Reading, person_id: int | None) -> str:
    person = reading.session.get(Person, person_id) if person_id is not None else None
    return in_reader_script(*sheet_names(person)) if person is not None else ""


def _step_told(move: StepMove) -> Difference | None:
    if move.after is None:
        assert move.row is not None
        name = move.before.name if move.before else Text(move.row.code, move.row.code)
        return Difference("gone" if move.row.state == StepState.OPEN else "kept", name)
    if move.row is None:
        return Difference("added", move.after.name)
    fields = tuple(step_fields(move.before, move.after)) if move.before else ()
    return Difference("changed", move.after.name, fields=fields) if fields else None
