"""How a group ends: on a last day, with its weeks kept; or, if it never met, not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.enrolling import end_after, pauses_of
from amane_desktop.attendance.models import (
    Enrolment,
    Group,
    GroupSession,
    PrintedSheet,
    SessionChange,
    TimetableSlot,
    Waiting,
)
from amane_desktop.i18n import N_, _, format_date
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work


@action(
    N_("Ended a group"),
    Permission.EDIT_GROUPS,
    {"group_id": 3, "version": 1, "last_day": date(2027, 6, 30)},
)
def end_group(work: Work, group_id: int, version: int, last_day: date) -> None:
    """Let a group meet for the last time on a day; its children leave it, nobody waits any more.

    Its weeks and their papers stay. Refuses a day before a session that was held.
    """
    group = work.editable(Group, group_id, version)
    held = _last_session(work, group_id)
    if held is not None and held > last_day:
        told = _("The group met after that day, on {day}.").format(day=format_date(held))
        raise Refusal(told, "last_day")
    group.last_day = last_day
    for enrolment in _rows(work, Enrolment, group_id):
        if enrolment.last_day is None or enrolment.last_day > last_day:
            _end_or_remove(work, enrolment, last_day)
    for slot in _rows(work, TimetableSlot, group_id):
        if slot.first_day > last_day:
            work.session.delete(slot)
        elif slot.last_day is None or slot.last_day > last_day:
            slot.last_day = last_day
    for change in _rows(work, SessionChange, group_id):
        if change.day > last_day:
            work.session.delete(change)
    for waiting in _rows(work, Waiting, group_id):
        if waiting.until is None:
            waiting.until = work.today


@action(
    N_("Took up a group again"),
    Permission.EDIT_GROUPS,
    {"group_id": 3, "version": 2},
)
def take_up_group(work: Work, group_id: int, version: int) -> None:
    """Let a group that is over go on; children are enrolled and hours set anew.

    Refuses when another group has taken its name meanwhile.
    """
    group = work.editable(Group, group_id, version)
    if group.last_day is None:
        raise Refusal(_("This group is not over."))
    for field in ("name", "name_ar"):
        name = getattr(group, field)
        same = select(Group.id).where(
            Group.id != group_id, getattr(Group, field) == name, Group.last_day.is_(None)
        )
        if name and work.session.scalar(same) is not None:
            raise Refusal(_("Another group has this name."))
    group.last_day = None


@action(
    N_("Removed a group that never met"),
    Permission.EDIT_GROUPS,
    {"group_id": 3, "version": 3},
)
def remove_group(work: Work, group_id: int, version: int) -> None:
    """Remove a group with its hours and enrolments; refuses one that has met."""
    group = work.editable(Group, group_id, version)
    if _last_session(work, group_id) is not None:
        raise Refusal(_("This group has met: it can be ended, and its weeks stay."))
    for enrolment in _rows(work, Enrolment, group_id):
        for pause in pauses_of(work, enrolment.id):
            work.session.delete(pause)
    # What refers to another row goes before it.
    work.session.flush()
    for model in (Enrolment, TimetableSlot, SessionChange, Waiting):
        for row in _rows(work, model, group_id):
            work.session.delete(row)
    work.session.execute(delete(PrintedSheet).where(PrintedSheet.group_id == group_id))
    work.session.flush()
    work.session.delete(group)


def _end_or_remove(work: Work, enrolment: Enrolment, last_day: date) -> None:
    """End an enrolment; one that would begin only later never was."""
    end_after(work, enrolment, max(last_day, enrolment.first_day - timedelta(days=1)))


def _rows(work: Work, model: Any, group_id: int) -> Iterable[Any]:
    return work.session.scalars(select(model).where(model.group_id == group_id)).all()


def _last_session(reading: Reading, group_id: int) -> date | None:
    last = select(func.max(GroupSession.day)).where(GroupSession.group_id == group_id)
    return reading.session.scalar(last)


@dataclass(frozen=True)
class GroupEnd:
    """What there is to know before a group is ended or removed."""

    last_session: date | None
    children: int


@query(Permission.EDIT_GROUPS, {"group_id": 1})
def group_end(reading: Reading, group_id: int) -> GroupEnd:
    """When a group met last, and how many children are in it or will be."""
    still = select(func.count(Enrolment.id)).where(
        Enrolment.group_id == group_id,
        Enrolment.last_day.is_(None) | (Enrolment.last_day >= reading.today),
    )
    return GroupEnd(_last_session(reading, group_id), reading.session.scalar(still) or 0)
