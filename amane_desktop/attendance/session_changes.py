"""One session that is cancelled, moved, or held beyond the timetable."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy import func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.closures import closures_between
from amane_desktop.attendance.models import (
    Attendance,
    Group,
    GroupSession,
    Mark,
    SessionChange,
)
from amane_desktop.attendance.planned import CANCELLED, EXTRA, MOVED, WeekSlot, sessions
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import name_text, short_text

_FURTHEST = timedelta(days=60)


@action(
    N_("Cancelled a session"),
    Permission.EDIT_GROUPS,
    {"group_id": 1, "day": date(2026, 12, 3), "start": time(10), "reason": "Visite de l'école"},
)
def cancel_session(work: Work, group_id: int, day: date, start: time, reason: str) -> None:
    """Let a planned session not take place, with a reason; refuses one that was held."""
    slot = _slot(work, group_id, day, start)
    reason = _reason(reason)
    change = None if slot.change_id is None else work.session.get(SessionChange, slot.change_id)
    if change is None:
        work.session.add(
            SessionChange(group_id=group_id, day=day, start=start, kind=CANCELLED, reason=reason)
        )
    elif change.kind == EXTRA:
        work.session.delete(change)
    else:  # (one that was moved here)
        change.kind, change.reason = CANCELLED, reason
        change.to_day = change.to_start = change.to_end = None


@action(
    N_("Moved a session"),
    Permission.EDIT_GROUPS,
    {
        "group_id": 1,
        "day": date(2026, 12, 4),
        "start": time(10),
        "to_day": date(2026, 12, 5),
        "to_start": time(13),
        "to_end": time(15),
        "reason": "Sortie",
    },
)
def move_session(
    work: Work,
    group_id: int,
    day: date,
    start: time,
    to_day: date,
    to_start: time,
    to_end: time,
    reason: str,
) -> None:
    """Hold a planned session on another day or at other hours, with a reason.

    Refuses one that was held, hours at which the group meets already, and closed days.
    """
    slot = _slot(work, group_id, day, start)
    reason = _reason(reason)
    if abs(to_day - day) > _FURTHEST:
        raise Refusal(_("A session moves by 60 days at most."), "to_day")
    _check_free(work, group_id, to_day, to_start, to_end, besides=slot)
    change = None if slot.change_id is None else work.session.get(SessionChange, slot.change_id)
    if change is None:
        change = SessionChange(group_id=group_id, day=day, start=start, kind=MOVED)
        work.session.add(change)
    elif change.kind == EXTRA:
        change.day, change.start = to_day, to_start
    else:
        change.kind = MOVED
    change.to_day, change.to_start, change.to_end = to_day, to_start, to_end
    change.reason = reason


@action(
    N_("Added a session"),
    Permission.EDIT_GROUPS,
    {
        "group_id": 1,
        "day": date(2026, 12, 6),
        "start": time(9),
        "end": time(12),
        "title": "Film",
        "title_ar": "فيلم",
    },
)
def add_session(
    work: Work, group_id: int, day: date, start: time, end: time, title: str, title_ar: str = ""
) -> int:
    """Add one session beyond the timetable, such as an activity; refuses as moving does."""
    if work.session.get(Group, group_id) is None:
        raise Refusal(_("This group or child is no longer there."))
    _check_free(work, group_id, day, start, end, besides=None)
    titles = name_text(title, "title"), name_text(title_ar, "title_ar")
    row = SessionChange(
        group_id=group_id,
        day=day,
        start=start,
        kind=EXTRA,
        to_day=day,
        to_start=start,
        to_end=end,
        title=titles[0],
        title_ar=titles[1],
    )
    taken = select(SessionChange).where(
        SessionChange.group_id == group_id, SessionChange.day == day, SessionChange.start == start
    )
    if (other := work.session.scalar(taken)) is not None:
        # The place in the timetable is that of a session that was cancelled or moved.
        raise Refusal(
            _("A session was cancelled or moved from this hour: put it back, or begin later."),
            "start" if other.kind != EXTRA else "",
        )
    work.session.add(row)
    work.session.flush()
    return row.id


@action(N_("Put a session back"), Permission.EDIT_GROUPS, {"change_id": 1})
def put_session_back(work: Work, change_id: int) -> None:
    """Let a session be as the timetable has it; an extra one is no more, unless it was held."""
    change = work.session.get(SessionChange, change_id)
    if change is None:
        raise Refusal(_("This is no longer there."))
    if change.to_day is not None and change.to_start is not None:
        _check_not_held(work, change.group_id, change.to_day, change.to_start)
    work.session.delete(change)


def _slot(work: Work, group_id: int, day: date, start: time) -> WeekSlot:
    """The session of that hour, if it was not held yet."""
    slots = sessions(work.session, (day,), group_id).get(group_id, ())
    slot = next((s for s in slots if s.start == start), None)
    if slot is None:
        raise Refusal(_("The group does not meet at this hour."))
    _check_not_held(work, group_id, day, start)
    return slot


def _check_not_held(work: Work, group_id: int, day: date, start: time) -> None:
    """An absence that was excused in advance does not yet make a session held."""
    came = (
        select(func.count())
        .select_from(Attendance)
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(
            GroupSession.group_id == group_id,
            GroupSession.day == day,
            GroupSession.start == start,
            Attendance.mark != Mark.EXCUSED,
        )
    )
    if work.session.scalar(came):
        raise Refusal(_("Children are marked in this session: it was held."))


def _check_free(
    work: Work, group_id: int, day: date, start: time, end: time, *, besides: WeekSlot | None
) -> None:
    if end <= start:
        raise Refusal(_("A session must end after it begins."), "to_end")
    if closures_between(work.session, day, day).at(day, start) is not None:
        raise Refusal(_("The centre is closed at this hour."), "to_day")
    for other in sessions(work.session, (day,), group_id).get(group_id, ()):
        is_itself = besides is not None and (other.day, other.start) == (besides.day, besides.start)
        if not is_itself and other.closure is None and other.start < end and start < other.end:
            raise Refusal(_("The group meets at this hour already."), "to_start")


def _reason(text: str) -> str:
    reason = short_text(text, "reason")
    if not reason:
        raise Refusal(_("Write why."), "reason")
    return reason
