"""Which sessions groups have on which days: the one place that decides it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from amane_desktop.attendance.closures import Closure, Closures, Why, closures_between, open_at
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
Columns = Select[*tuple[Any, ...]]
# How a session stands; of one group and hour the last one counts.
_MARKED, _AWAY, _HELD, _BROUGHT = range(4)
CANCELLED, MOVED, EXTRA = "cancelled", "moved", "extra"


@dataclass(frozen=True)
class WeekSlot:
    """A session of the week; `closure` says why it does not take place.

    One that was cancelled, moved here or added names its change, with a title or a reason; one in
    which somebody was marked has a number.
    """

    day: date
    start: time
    end: time
    closure: Closure | None
    title: str = ""
    title_ar: str = ""
    note: str = ""
    change_id: int | None = None
    session_id: int | None = None


def planned(
    days: ColumnElement[str], group_id: ColumnElement[int] | None = None
) -> tuple[Columns, ...]:
    """The planned sessions of some days (a JSON list): group, day, start, end, how each stands,
    and what changed it; closed days are no matter of the plan.

    On the days of a period its hours hold and no others; Ramadan goes before a season.
    """
    is_of_group = true() if group_id is None else Group.id == group_id
    brought = (
        select(
            SessionChange.group_id,
            SessionChange.to_day,
            SessionChange.to_start,
            SessionChange.to_end,
            literal(_BROUGHT),
            *_CHANGE,
            null(),
        )
        .join(Group, Group.id == SessionChange.group_id)
        .where(
            SessionChange.kind != CANCELLED,
            SessionChange.to_day.in_(select(_each(days))),
            is_of_group,
        )
    )
    return _by_hours(days).where(is_of_group), brought


def _each(days: ColumnElement[str]) -> ColumnElement[date]:
    """Each of the days, as a column of a table of its own."""
    table = func.json_each(days).table_valued(column("value", Date))
    day: ColumnElement[date] = table.c.value
    return day


_CHANGE = (
    SessionChange.id.label("change_id"),
    SessionChange.kind,
    func.coalesce(SessionChange.title, "").label("title"),
    func.coalesce(SessionChange.title_ar, "").label("title_ar"),
    func.coalesce(SessionChange.reason, "").label("reason"),
    SessionChange.to_day.label("to_day"),
    SessionChange.to_start.label("to_start"),
)


def _by_hours(days: ColumnElement[str]) -> Columns:
    day = _each(days)
    # What is asked of a day is reckoned once for it, not for each hour of each group.
    # (of Sunday, when no group meets, ISO says 7 and SQLite 0)
    weekday = cast(func.strftime("%w", day), Integer).label("weekday")
    found = select(day.label("day"), weekday, period_of(day).label("period_id"))
    known = found.cte().prefix_with("MATERIALIZED")
    on = known.c
    change = (
        (SessionChange.group_id == TimetableSlot.group_id)
        & (SessionChange.day == on.day)
        & (SessionChange.start == TimetableSlot.start)
        & (SessionChange.kind != EXTRA)
    )
    return (
        select(
            TimetableSlot.group_id,
            on.day,
            TimetableSlot.start,
            TimetableSlot.end,
            case((SessionChange.id.is_(None), _HELD), else_=_AWAY).label("standing"),
            *_CHANGE,
            null().label("session_id"),
        )
        .join(known, TimetableSlot.weekday == on.weekday)
        .join(Group, Group.id == TimetableSlot.group_id)
        .outerjoin(SessionChange, change)
        .where(
            TimetableSlot.first_day <= on.day,
            or_(TimetableSlot.last_day.is_(None), TimetableSlot.last_day >= on.day),
            or_(Group.last_day.is_(None), Group.last_day >= on.day),
            TimetableSlot.period_id.is_not_distinct_from(on.period_id),
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
    found = union_all(*planned(literal(_listed((day,))))).subquery()
    return select(found.c.group_id).where(found.c.standing != _AWAY, open_at(day, found.c.start))


def _listed(days: Iterable[date]) -> str:
    return json.dumps([day.isoformat() for day in days])


def _marked(days: ColumnElement[str]) -> Columns:
    """The sessions that somebody was marked in, as `planned` tells the others."""
    unchanged = (null(), null(), literal(""), literal(""), literal(""), null(), null())
    return select(
        GroupSession.group_id,
        GroupSession.day,
        GroupSession.start,
        GroupSession.end,
        literal(_MARKED),
        *unchanged,
        GroupSession.id,
    ).where(GroupSession.day.in_(select(_each(days))))


# Made once: a statement takes longer to make than to run.
_DAYS, _GROUP = bindparam("days", type_=String), bindparam("group", type_=Integer)
_ORDER = ("group_id", "day", "start", "standing")
_OF_ALL = union_all(*planned(_DAYS), _marked(_DAYS)).order_by(*_ORDER)
_OF_ONE = union_all(
    *planned(_DAYS, _GROUP), _marked(_DAYS).where(GroupSession.group_id == _GROUP)
).order_by(*_ORDER)


def sessions(
    session: Session, days: Sequence[date], group_id: int | None = None
) -> dict[int, tuple[WeekSlot, ...]]:
    """Each group's sessions on some days, each once, by day and hour."""
    closures = closures_between(session, min(days), max(days))
    rows = session.connection().execute(
        _OF_ALL if group_id is None else _OF_ONE, {"days": _listed(days), "group": group_id}
    )
    found: dict[int, list[WeekSlot]] = defaultdict(list)
    for (group, *_at), of_hour in groupby(rows.all(), key=itemgetter(0, 1, 2)):
        # What is held at an hour goes before what was cancelled or moved away there; a session
        # that was marked stays, whatever became of the timetable.
        told = [tuple(row) for row in of_hour]
        found[group].append(_slot(told[-1], told[0][-1], closures))
    return {group: tuple(slots) for group, slots in found.items()}


def _slot(row: tuple[Any, ...], session_id: int | None, closures: Closures) -> WeekSlot:
    _group, day, start, end, standing, change_id, kind, *told, to_day, to_start, _id = row
    closure = closures.at(day, start)
    if standing == _AWAY:
        closure = _away(kind, told[-1], to_day, to_start)
    return WeekSlot(*(day, start, end, closure, *told, change_id, session_id))


def session_at(session: Session, group_id: int, day: date, start: time) -> WeekSlot | None:
    """The group's session on that day at that hour; None when it has none."""
    slots = sessions(session, (day,), group_id).get(group_id, ())
    return next((slot for slot in slots if slot.start == start), None)


def _away(kind: str, reason: str, to_day: date, to_start: time) -> Closure:
    """Why a session is not where the timetable has it."""
    if kind == CANCELLED:
        return Closure(reason, "", why=Why.CANCELLED)
    return Closure(reason, "", why=Why.MOVED, moved_to=(to_day, to_start))
