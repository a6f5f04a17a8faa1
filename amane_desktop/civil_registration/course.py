"""The course of a dossier: it rests, is taken up, is closed with what came of it, opens again."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.appeals import appeal_by_rule
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierNote,
    DossierPerson,
    ProcedureVersion,
)
from amane_desktop.civil_registration.opening import check_responsible, under_way
from amane_desktop.civil_registration.procedures import kept
from amane_desktop.civil_registration.reach import check_not_closed, to_work_on
from amane_desktop.civil_registration.words import OUTCOMES, WITH_RECORD, Outcome, State
from amane_desktop.i18n import N_, _, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import long_text


class DossierTold(TypedDict, total=False):
    """What may be told of a dossier; what is not told stays as it is."""

    responsible_id: int | None
    obstacle: str


@action(
    N_("Changed a dossier"),
    Permission.EDIT_DOSSIERS,
    {"dossier_id": 1, "version": 1, "obstacle": "The mother's card has expired"},
)
def change_dossier(work: Work, dossier_id: int, version: int, **told: Unpack[DossierTold]) -> None:
    """Say who is responsible, and what stands in the way; refuses on top of a newer version."""
    dossier = to_work_on(work, dossier_id, version)
    if "responsible_id" in told:
        if told["responsible_id"] != dossier.responsible_id:
            check_responsible(work, told["responsible_id"])
        dossier.responsible_id = told["responsible_id"]
    if "obstacle" in told:
        dossier.obstacle = long_text(told["obstacle"], "obstacle")


@action(
    N_("Let a dossier rest"),
    Permission.EDIT_DOSSIERS,
    {"dossier_id": 1, "version": 2, "until": date(2027, 1, 4)},
)
def rest_dossier(
    work: Work, dossier_id: int, version: int, until: date | None = None, why: str = ""
) -> None:
    """Lay a dossier aside, until a day or until it is taken up; why goes to its notes."""
    dossier = to_work_on(work, dossier_id, version)
    check_not_closed(dossier)
    if until is not None and until <= work.today:
        raise Refusal(_("It rests until a day that is still to come."), "until")
    dossier.state, dossier.rests_until = State.RESTING, until
    _note(work, dossier, why)


@action(N_("Took a dossier up again"), Permission.EDIT_DOSSIERS, {"dossier_id": 1, "version": 3})
def take_up_dossier(work: Work, dossier_id: int, version: int) -> None:
    """Go on with a dossier that rested."""
    dossier = to_work_on(work, dossier_id, version)
    if dossier.state != State.RESTING:
        raise Refusal(_("This dossier does not rest."))
    dossier.state, dossier.rests_until = State.OPEN, None


@action(
    N_("Closed a dossier"),
    Permission.EDIT_DOSSIERS,
    {
        "dossier_id": 1,
        "version": 8,
        "outcome": "refused",
        "day": date(2026, 11, 24),
        "appeal_by": date(2026, 12, 20),
    },
)
def close_dossier(
    work: Work,
    dossier_id: int,
    version: int,
    outcome: str,
    day: date,
    appeal_by: date | None = None,
    why: str = "",
) -> None:
    """Close a dossier with what came of it on a day; why goes to its notes.

    One that is registered has the number of a record for each person, or says why not. One that is
    refused has the last day for an appeal: told, or counted from the judgment where the procedure
    has such a delay, or says why there is none.
    """
    dossier = to_work_on(work, dossier_id, version)
    if dossier.state == State.CLOSED:
        raise Refusal(_("This dossier is closed already."))
    if outcome not in OUTCOMES:
        raise Refusal(_("This is not one of the choices."), "outcome")
    _check_day(work, dossier, day)
    if outcome == Outcome.REGISTERED:
        _check_records(work, dossier, why)
    dossier.appeal_by = None
    if outcome == Outcome.REFUSED:
        dossier.appeal_by = _appeal(work, dossier, appeal_by, why)
    dossier.state, dossier.outcome, dossier.closed_on = State.CLOSED, outcome, day
    dossier.rests_until = None
    _note(work, dossier, why)


@action(N_("Opened a dossier again"), Permission.EDIT_DOSSIERS, {"dossier_id": 1, "version": 9})
def reopen_dossier(work: Work, dossier_id: int, version: int) -> None:
    """Go on with a dossier that was closed, unless another of its kind is under way."""
    dossier = to_work_on(work, dossier_id, version)
    if dossier.state != State.CLOSED:
        raise Refusal(_("This dossier is not closed."))
    code = work.session.get_one(ProcedureVersion, dossier.procedure_id).code
    if number := under_way(work, [row.person_id for row in _persons(work, dossier)], code):
        message = _("There is a dossier of this kind under way already: {number}.")
        raise Refusal(message.format(number=isolate(number)))
    dossier.state, dossier.outcome = State.OPEN, ""
    dossier.closed_on = dossier.appeal_by = None


def _check_day(work: Work, dossier: Dossier, day: date) -> None:
    if day > work.today:
        raise Refusal(_("This day has not come yet."), "day")
    if day < dossier.opened_on:
        raise Refusal(_("The dossier was not open on that day."), "day")


def _check_records(work: Work, dossier: Dossier, why: str) -> None:
    procedure = kept(work.session.get_one(ProcedureVersion, dossier.procedure_id).text)
    without = [row for row in _persons(work, dossier) if not row.record_number]
    if procedure.ends_with in WITH_RECORD and without and not why.strip():
        raise Refusal(
            _("Write the number of each record first, or say here why there is none."), "why"
        )


def _appeal(work: Work, dossier: Dossier, told: date | None, why: str) -> date | None:
    if told is None:
        rule = appeal_by_rule(work, dossier)
        if rule is not None and rule.latest is not None:
            return rule.latest
        if why.strip():
            return None
        message = _("Say until when an appeal is possible, or below why there is none.")
        raise Refusal(message, "appeal_by")
    if dossier.judgment_on is not None and told < dossier.judgment_on:
        raise Refusal(_("This day lies before the judgment."), "appeal_by")
    return told


def _persons(work: Work, dossier: Dossier) -> list[DossierPerson]:
    found = select(DossierPerson).where(DossierPerson.dossier_id == dossier.id)
    return list(work.session.scalars(found))


def _note(work: Work, dossier: Dossier, words: str) -> None:
    text = long_text(words, "why")
    if text:
        work.session.add(
            DossierNote(dossier_id=dossier.id, day=work.today, staff_id=work.by.id, text=text)
        )
