"""The steps of a dossier: done on a day, open again, or not needed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.standing import is_complete
from amane_desktop.civil_registration.models import Dossier, DossierStep, ProcedureVersion
from amane_desktop.civil_registration.procedures import Procedure, kept
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
    """Tick a step off, done on a day.

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
    procedure = procedure_of(work, dossier)
    for later in steps_of(work, dossier.id):
        asked = procedure.step(later.code)
        if asked and step.code in asked.after and later.state == StepState.DONE:
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


def _check_order(work: Work, dossier: Dossier, procedure: Procedure, step: DossierStep) -> None:
    asked = procedure.step(step.code)
    for before in steps_of(work, dossier.id):
        is_before = asked is not None and before.code in asked.after
        if is_before and before.state == StepState.OPEN:
            first = procedure.step(before.code)
            message = _("Another step comes first: {step}.")
            raise Refusal(message.format(step=first.name.here if first else before.code))


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
