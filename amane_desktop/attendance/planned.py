"""Which sessions groups have on which days: the one place that decides it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    case,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from amane_desktop.attendance.closures import Closure, Why, closures_between, open_at
from amane_desktop.attendance.models import (
    Group,
    GroupSession,
    SessionChange,
    TimetablePeriod,
    TimetableSlot,
)

# The tables that the plan is read from.
PLAN_KINDS = frozenset(
    {
        "child_group",
        "timetable_slot",
        "timetable_period",
        "session_change",
        "group_session",
        "day_exception",
        "public_holiday",
        "school_holiday",
    }
)
RAMADAN, SEASON = "ramadan", "season"
# Group, day, start, end, the change's number, whether it is held there.
Planned = tuple[int, date, time, time, int | None, bool]
CANCELLED, MOVED, EXTRA = "cancelled", "moved", "extra"


@dataclass(frozen=True)
class WeekSlot:
    """A session of the week; `closure` says why it does not take place.

    One that was cancelled, moved here or added names its change, with a title or a reason.
    """

    day: date
    start: time
    end: time
    closure: Closure | None
    title: str = ""
    title_ar: str = ""
    note: str = ""
    change_id: int | None = None


def planned(days: Sequence[date], group_id: int | None = None) -> CompoundSelect[*Planned]:
    """The planned sessions of up to a week of days: group, day, start, end, the change's number,
    and whether it is held there; closed days are no matter of the plan.

    On the days of a period its hours hold and no others; Ramadan goes before a season.
    """
    by_hours = _by_hours(days, group_id)
    brought = (
        select(
            SessionChange.group_id,
            SessionChange.to_day,
            SessionChange.to_start,
            SessionChange.to_end,
            SessionChange.id,
            true(),
        )
        .join(Group, Group.id == SessionChange.group_id)
        .where(
            SessionChange.kind.in_((MOVED, EXTRA)),
            SessionChange.to_day.between(min(days), max(days)),
            SessionChange.to_day.in_(days),
            _is_of(group_id),
        )
    )
    return union_all(by_hours, brought)


def _by_hours(days: Sequence[date], group_id: int | None) -> Select[*Planned]:
    on = case({day.isoweekday(): literal(day, Date) for day in days}, value=TimetableSlot.weekday)
    change = (
        (SessionChange.group_id == TimetableSlot.group_id)
        & (SessionChange.day == on)
        & (SessionChange.start == TimetableSlot.start)
        & (SessionChange.kind != EXTRA)
    )
    return (
        select(
            TimetableSlot.group_id,
            on.label("day"),
            TimetableSlot.start,
            TimetableSlot.end,
            SessionChange.id.label("change_id"),
            SessionChange.id.is_(None).label("is_held"),
        )
        .join(Group, Group.id == TimetableSlot.group_id)
        .outerjoin(SessionChange, change)
        .where(
            TimetableSlot.weekday.in_([day.isoweekday() for day in days]),
            TimetableSlot.first_day <= on,
            or_(TimetableSlot.last_day.is_(None), TimetableSlot.last_day >= on),
            or_(Group.last_day.is_(None), Group.last_day >= on),
            TimetableSlot.period_id.is_not_distinct_from(period_of(on)),
            _is_of(group_id),
        )
    )


def period_of(day: ColumnElement[date]) -> ColumnElement[int | None]:
    """The period whose hours hold on a day: Ramadan goes before a season."""
    return (
        select(TimetablePeriod.id)
        .where(TimetablePeriod.first_day <= day, TimetablePeriod.last_day >= day)
        .order_by((TimetablePeriod.kind == RAMADAN).desc(), TimetablePeriod.first_day.desc())
        .limit(1)
        .scalar_subquery()
    )


def _is_of(group_id: int | None) -> ColumnElement[bool]:
    return true() if group_id is None else Group.id == group_id


def groups_of_day(day: date) -> Select[int]:
    """The groups that meet on the day, by the plan and where the centre is open."""
    found = planned((day,)).subquery()
    return select(found.c.group_id).where(found.c.is_held, open_at(day, found.c.start))


def sessions(
    session: Session, days: Sequence[date], group_id: int | None = None
) -> dict[int, tuple[WeekSlot, ...]]:
    """Each group's sessions on up to a week of days, each once, by day and hour."""
    closures = closures_between(session, min(days), max(days))
    rows = session.execute(planned(days, group_id)).all()
    changes = _changes(session, {row.change_id for row in rows if row.change_id is not None})
    found: dict[int, dict[tuple[date, time], WeekSlot]] = {}
    # What is held at an hour goes before what was cancelled or moved away there.
    for group, day, start, end, change_id, is_held in sorted(rows, key=lambda row: row.is_held):
        change = None if change_id is None else changes.get(change_id)
        closure = closures.at(day, start)
        if not is_held and change is not None:
            closure = _away(change)
        told = ("", "", "") if change is None else (change.title, change.title_ar, change.reason)
        slot = WeekSlot(day, start, end, closure, *told, change_id)
        found.setdefault(group, {})[day, start] = slot
    # A session that was marked stays, whatever became of the timetable.
    held = select(
        GroupSession.group_id, GroupSession.day, GroupSession.start, GroupSession.end
    ).where(
        GroupSession.day.between(min(days), max(days)),
        GroupSession.day.in_(days),
        true() if group_id is None else GroupSession.group_id == group_id,
    )
    for group, day, start, end in session.execute(held):
        slots = found.setdefault(group, {})
        if (day, start) not in slots:
            slots[day, start] = WeekSlot(day, start, end, closures.at(day, start))
    return {
        group: tuple(slot for _at, slot in sorted(slots.items())) for group, slots in found.items()
    }


def session_at(session: Session, group_id: int, day: date, start: time) -> WeekSlot | None:
    """The group's session on that day at that hour; None when it has none."""
    slots = sessions(session, (day,), group_id).get(group_id, ())
    return next((slot for slot in slots if slot.start == start), None)


def _changes(session: Session, ids: Iterable[int]) -> dict[int, SessionChange]:
    if not ids:
        return {}
    rows = session.scalars(select(SessionChange).where(SessionChange.id.in_(ids)))
    return {row.id: row for row in rows}


def _away(change: SessionChange) -> Closure:
    """Why a session is not where the timetable has it."""
    if change.kind == CANCELLED:
        return Closure(change.reason, "", why=Why.CANCELLED)
    assert change.to_day is not None and change.to_start is not None
    return Closure(change.reason, "", why=Why.MOVED, moved_to=(change.to_day, change.to_start))
