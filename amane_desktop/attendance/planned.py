"""Which sessions groups have on which days: the one place that decides it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    column,
    func,
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


def planned(
    days: ColumnElement[str], group_id: ColumnElement[int] | None = None
) -> CompoundSelect[*Planned]:
    """The planned sessions of some days (a JSON list): group, day, start, end, the change's number,
    and whether it is held there; closed days are no matter of the plan.

    On the days of a period its hours hold and no others; Ramadan goes before a season.
    """
    is_of_group = true() if group_id is None else Group.id == group_id
    by_hours = _by_hours(days).where(is_of_group)
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
            SessionChange.to_day.in_(select(_each(days))),
            is_of_group,
        )
    )
    return union_all(by_hours, brought)


def _each(days: ColumnElement[str]) -> ColumnElement[date]:
    """Each of the days, as a column of a table of its own."""
    table = func.json_each(days).table_valued(column("value", Date))
    day: ColumnElement[date] = table.c.value
    return day


def _by_hours(days: ColumnElement[str]) -> Select[*Planned]:
    on = _each(days)
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
        # (of Sunday, when no group meets, ISO says 7 and SQLite 0)
        .join(on.table, TimetableSlot.weekday == cast(func.strftime("%w", on), Integer))
        .join(Group, Group.id == TimetableSlot.group_id)
        .outerjoin(SessionChange, change)
        .where(
            TimetableSlot.first_day <= on,
            or_(TimetableSlot.last_day.is_(None), TimetableSlot.last_day >= on),
            or_(Group.last_day.is_(None), Group.last_day >= on),
            TimetableSlot.period_id.is_not_distinct_from(period_of(on)),
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


def groups_of_day(day: date) -> Select[int]:
    """The groups that meet on the day, by the plan and where the centre is open."""
    found = planned(literal(_listed((day,)))).subquery()
    return select(found.c.group_id).where(found.c.is_held, open_at(day, found.c.start))


def _listed(days: Iterable[date]) -> str:
    return json.dumps([day.isoformat() for day in days])


# Made once: a statement takes longer to make than to run.
_DAYS, _GROUP = bindparam("days", type_=String), bindparam("group", type_=Integer)
_PLANNED = {False: planned(_DAYS), True: planned(_DAYS, _GROUP)}
_MARKED = select(
    GroupSession.group_id, GroupSession.day, GroupSession.start, GroupSession.end
).where(GroupSession.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
_MARKED_OF = {False: _MARKED, True: _MARKED.where(GroupSession.group_id == _GROUP)}


def sessions(
    session: Session, days: Sequence[date], group_id: int | None = None
) -> dict[int, tuple[WeekSlot, ...]]:
    """Each group's sessions on some days, each once, by day and hour."""
    first, last = min(days), max(days)
    closures = closures_between(session, first, last)
    asked = {"days": _listed(days), "group": group_id, "first": first, "last": last}
    is_of_group = group_id is not None
    connection = session.connection()
    rows = connection.execute(_PLANNED[is_of_group], asked).all()
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
    for group, day, start, end in connection.execute(_MARKED_OF[is_of_group], asked).all():
        if day not in days:
            continue
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
