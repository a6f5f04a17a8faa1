"""The steps of a dossier: done on a day, open again, or not needed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.papers import hand_in_paper
from amane_desktop.checklists.standing import State as PaperState
from amane_desktop.checklists.standing import is_complete
from amane_desktop.civil_registration.models import Dossier, DossierStep, ProcedureVersion
from amane_desktop.civil_registration.procedures import Procedure, ProcedureStep, kept
from amane_desktop.civil_registration.reach import check_not_closed, to_work_on
from amane_desktop.civil_registration.words import StepState
from amane_desktop.i18n import N_, _, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.texts import long_text

_GATHER, _JUDGMENT = "gather", "judgment"


@action(
    N_("Did a step of a dossier"),
    Permission.EDIT_DOSSIERS,
    {"step_id": 2, "version": 1, "day": date(2026, 11, 20)},
)
def finish_step(work: Work, step_id: int, version: int, day: date, note: str = "") -> None:
    """Tick a step off, done on a day; what is handed in at it, as far as it is at hand, goes along.

    Refuses a day to come, one while a step before it is open, that all papers are gathered while a
    due one is missing or expired, and that judgment was given without its date.
    """
    step, dossier = _step(work, step_id, version)
    if step.state != StepState.OPEN:
        raise Refusal(_("This is done already."))
    if day > work.today:
        raise Refusal(_("This day has not come yet."), "day")
    procedure = procedure_of(work, dossier)
    _check_order(work, dossier, procedure, step)
    asked = procedure.step(step.code)
    if asked is not None and asked.kind == _GATHER:
        _check_papers(work, dossier, day)
    if asked is not None and asked.kind == _JUDGMENT and dossier.judgment_on is None:
        raise Refusal(_("Write down the judgment first."))
    step.state, step.done_on = StepState.DONE, day
    step.note = long_text(note, "note")
    if asked is not None:
        _hand_in(work, dossier, asked, day)
    keep_step(work, dossier)


@action(
    N_("Said that a step is not needed"),
    Permission.EDIT_DOSSIERS,
    {"step_id": 1, "version": 1, "reason": "The court did not ask for it"},
)
def skip_step(work: Work, step_id: int, version: int, reason: str) -> None:
    """Go past a step that this dossier does not need, with the reason."""
    step, dossier = _step(work, step_id, version)
    if step.state != StepState.OPEN:
        raise Refusal(_("This is done already."))
    step.note = long_text(reason, "reason")
    if not step.note:
        raise Refusal(_("Say why it is not needed."), "reason")
    step.state = StepState.NOT_NEEDED
    keep_step(work, dossier)


@action(
    N_("Opened a step of a dossier again"),
    Permission.EDIT_DOSSIERS,
    {"step_id": 2, "version": 2},
)
def reopen_step(work: Work, step_id: int, version: int) -> None:
    """Take back that a step is done or not needed; refuses while one after it is done."""
    step, dossier = _step(work, step_id, version)
    if step.state == StepState.OPEN:
        raise Refusal(_("This is not done yet."))
    procedure, rows = procedure_of(work, dossier), steps_of(work, dossier.id)
    for later in rows:
        asked = procedure.step(later.code)
        is_after = step.code in _before(procedure, rows, later.code)
        if asked is not None and is_after and later.state == StepState.DONE:
            message = _("Open first what comes after it: {step}.")
            raise Refusal(message.format(step=asked.name.here))
    step.state, step.done_on, step.note = StepState.OPEN, None, ""
    keep_step(work, dossier)


def steps_of(reading: Reading, dossier_id: int) -> list[DossierStep]:
    """The steps of a dossier, in their order."""
    found = select(DossierStep).where(DossierStep.dossier_id == dossier_id)
    return list(reading.session.scalars(found.order_by(DossierStep.position)))


def keep_step(work: Work, dossier: Dossier) -> None:
    """Let the dossier repeat which step is to be done next."""
    work.session.flush()
    ahead = (s.code for s in steps_of(work, dossier.id) if s.state == StepState.OPEN)
    dossier.step = next(ahead, "")


def procedure_of(reading: Reading, dossier: Dossier) -> Procedure:
    """The procedure as the dossier keeps it."""
    return kept(reading.session.get_one(ProcedureVersion, dossier.procedure_id).text)


def _step(work: Work, step_id: int, version: int) -> tuple[DossierStep, Dossier]:
    step = work.session.get(DossierStep, step_id)
    if step is None:
        raise Refusal(_("This is no longer there."))
    dossier = to_work_on(work, step.dossier_id)
    check_not_closed(dossier)
    return work.editable(DossierStep, step_id, version), dossier


def _before(procedure: Procedure, rows: Collection[DossierStep], code: str) -> set[str]:
    """The steps of the dossier just before one, past those that it does not have."""
    present, found = {row.code for row in rows}, set[str]()
    ahead = [code]
    while ahead:
        step = procedure.step(ahead.pop())
        for before in step.after if step is not None else ():
            if before in present:
                found.add(before)
            else:
                ahead.append(before)
    return found


def _check_order(work: Work, dossier: Dossier, procedure: Procedure, step: DossierStep) -> None:
    rows = steps_of(work, dossier.id)
    before = _before(procedure, rows, step.code)
    for row in rows:
        if row.code in before and row.state == StepState.OPEN:
            first = procedure.step(row.code)
            message = _("Another step comes first: {step}.")
            raise Refusal(message.format(step=first.name.here if first else row.code))


def _hand_in(work: Work, dossier: Dossier, asked: ProcedureStep, day: date) -> None:
    """The papers of a step that are at hand and hold on the day are handed in there."""
    found = select(RequiredPaper).where(
        RequiredPaper.checklist_id == dossier.checklist_id,
        RequiredPaper.code.in_(asked.papers),
        RequiredPaper.state == PaperState.RECEIVED,
    )
    for paper in work.session.scalars(found).all():
        is_there = paper.received_on is not None and paper.received_on <= day
        if is_there and (paper.valid_until is None or paper.valid_until >= day):
            place = authority_name(asked.authority)
            hand_in_paper(work, paper.id, vars(paper)["version"], day, place)


def _check_papers(work: Work, dossier: Dossier, day: date) -> None:
    found = select(RequiredPaper).where(RequiredPaper.checklist_id == dossier.checklist_id)
    missing = [paper for paper in work.session.scalars(found) if not is_complete((paper,), day)]
    if missing:
        words = ngettext(
            "{n} paper is still missing or has expired: say of it that it is not needed, if so.",
            "{n} papers are still missing or have expired: say which are not needed, if so.",
            len(missing),
        )
        raise Refusal(words.format(n=len(missing)))
