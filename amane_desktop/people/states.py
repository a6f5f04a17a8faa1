"""The states of a family's file: opened, paused, closed with a reason, reopened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from amane_desktop.access.permissions import Part, Permission, sees
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.values import one_of, value_words
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Family, FamilyState
from amane_desktop.people.sight import Sight, check_whole
from amane_desktop.people.texts import long_text


class State(StrEnum):
    """Whether the centre works with a family."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


STATES: dict[str, str] = {
    State.OPEN: N_("open"),
    State.PAUSED: N_("paused"),
    State.CLOSED: N_("closed"),
}


@dataclass(frozen=True)
class StateLine:
    """A state of a family, since a day where one is known; `reason` in the reader's words."""

    state: State
    day: date | None
    reason: str = ""
    note: str = ""


def state_name(code: str) -> str:
    """The state in the reader's language."""
    return _(STATES[code])


def state_of(reading: Reading, family_id: int) -> StateLine | None:
    """The state that a family is in, and why, as far as the reader sees it.

    Of a file older than its states, no day is known.
    """
    sight = Sight(reading)
    parts = (
        sight.part(part).label(part.name) for part in (Part.HOUSEHOLD, Part.ADDRESS, Part.NOTES)
    )
    seen = reading.session.execute(select(*parts).where(Family.id == family_id)).one()
    if not seen.HOUSEHOLD:
        return None
    newest = _newest(reading, family_id)
    if newest is None:
        return StateLine(State.OPEN, None)
    return StateLine(
        State(newest.state),
        newest.day,
        value_words(reading, "closing_reason", newest.reason) if seen.ADDRESS else "",
        newest.note if seen.NOTES else "",
    )


def state_rows(reading: Reading, family_id: int) -> tuple[tuple[str, int], ...]:
    """A family's states, for its history."""
    states = select(FamilyState.id).where(FamilyState.family_id == family_id)
    return tuple((FamilyState.__tablename__, n) for n in reading.session.scalars(states))


def open_file(work: Work, family_id: int) -> None:
    """Note that a new family's file was opened today."""
    opened = FamilyState(family_id=family_id, state=State.OPEN, day=work.today, reason="", note="")
    work.session.add(opened)


# The example's family is the one that was added after the twelve of the demonstration.
@action(N_("Paused a family"), Permission.EDIT_FAMILIES, {"family_id": 13, "version": 1})
def pause_family(
    work: Work, family_id: int, version: int, day: date | None = None, note: str = ""
) -> None:
    """Let the work with a family rest from a day (today, if none is given)."""
    _move(work, family_id, version, State.PAUSED, {State.OPEN}, day, note)


@action(
    N_("Closed a family"),
    Permission.EDIT_FAMILIES,
    {"family_id": 13, "version": 2, "reason": "moved"},
)
def close_family(
    work: Work,
    family_id: int,
    version: int,
    reason: str,
    day: date | None = None,
    note: str = "",
) -> None:
    """End the work with a family on a day, for one of the listed reasons.

    What still runs (a child in a group) goes on; whoever runs it ends it.
    """
    if not reason:
        raise Refusal(_("Say why the file is closed."), "reason")
    reason = one_of(work, "closing_reason", reason, "reason")
    _move(work, family_id, version, State.CLOSED, {State.OPEN, State.PAUSED}, day, note, reason)


@action(N_("Reopened a family"), Permission.EDIT_FAMILIES, {"family_id": 13, "version": 3})
def reopen_family(
    work: Work, family_id: int, version: int, day: date | None = None, note: str = ""
) -> None:
    """Work with a family again that was paused or closed."""
    _move(work, family_id, version, State.OPEN, {State.PAUSED, State.CLOSED}, day, note)


def _move(
    work: Work,
    family_id: int,
    version: int,
    to: State,
    from_: Collection[State],
    day: date | None,
    note: str,
    reason: str = "",
) -> None:
    check_whole(work, family_id)
    family = work.editable(Family, family_id, version)
    if family.state not in from_:
        words = _("This cannot be done: the file is {state}.")
        raise Refusal(words.format(state=state_name(family.state)), "state")
    if note and not sees(work.by.role, Part.NOTES):
        raise NotAllowed(_("Your role does not allow this."))
    day = day or work.today
    newest = _newest(work, family_id)
    if day > work.today:
        raise Refusal(_("This day is still to come."), "day")
    if newest is not None and day < newest.day:
        raise Refusal(_("This day lies before the last change of the file."), "day")
    family.state = to
    # The journal tells first of the family, then of its state.
    work.session.flush()
    note = long_text(note, "note")
    work.session.add(FamilyState(family_id=family_id, state=to, day=day, reason=reason, note=note))


def _newest(reading: Reading, family_id: int) -> FamilyState | None:
    return reading.session.scalar(
        select(FamilyState)
        .where(FamilyState.family_id == family_id)
        .order_by(FamilyState.day.desc(), FamilyState.id.desc())
        .limit(1)
    )
