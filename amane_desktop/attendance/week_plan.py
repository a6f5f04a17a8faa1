"""The plan of a week: every group's sessions beside each other, and what stands against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Date, literal, select

from amane_desktop.access.permissions import Permission, may
from amane_desktop.attendance.closures import Closure, closures_between
from amane_desktop.attendance.planned import WeekSlot, period_of, sessions
from amane_desktop.attendance.queries import GroupLine, groups
from amane_desktop.attendance.school_holidays import SchoolHolidayLine, school_holidays
from amane_desktop.attendance.weeks import working_days
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading

_MORNING, _AFTERNOON = time(10), time(15)


@dataclass(frozen=True)
class PlanBlock:
    """A session of a group; the groups that want its room or its teacher at the same time."""

    group: GroupLine
    slot: WeekSlot
    period_id: int | None
    same_room: tuple[int, ...]
    same_teacher: tuple[int, ...]


@dataclass(frozen=True)
class PlanDay:
    """A day of the week: the period whose hours hold, and when the centre is closed."""

    day: date
    period_id: int | None
    morning: Closure | None
    afternoon: Closure | None
    vacation: SchoolHolidayLine | None


@dataclass(frozen=True)
class WeekPlan:
    """The week of the whole centre."""

    days: tuple[PlanDay, ...]
    blocks: tuple[PlanBlock, ...]


@query(Permission.SEE_ATTENDANCE, {"monday": date(2026, 9, 7)})
def week_plan(reading: Reading, monday: date) -> WeekPlan:
    """Every group's sessions in a week, by day and hour; nothing for who sees one day alone."""
    if not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        return WeekPlan((), ())
    days = _days(reading, working_days(monday))
    periods = {day.day: day.period_id for day in days}
    known = {group.id: group for group in groups(reading, monday)}
    found = [
        (known[group_id], slot)
        for group_id, slots in sessions(reading.session, list(periods)).items()
        if group_id in known
        for slot in slots
    ]
    clashes = Clashes(found)
    blocks = (
        PlanBlock(group, slot, periods[slot.day], *clashes.of(group, slot)) for group, slot in found
    )
    order = {number: place for place, number in enumerate(known)}
    return WeekPlan(
        days,
        tuple(sorted(blocks, key=lambda b: (b.slot.day, b.slot.start, order[b.group.id]))),
    )


@query(Permission.SEE_ATTENDANCE, {"monday": date(2026, 9, 7)})
def days_of_week(reading: Reading, monday: date) -> tuple[PlanDay, ...]:
    """The days of a week: their period, and when the centre is closed."""
    return _days(reading, working_days(monday))


def _days(reading: Reading, days: Sequence[date]) -> tuple[PlanDay, ...]:
    of_days = select(*(period_of(literal(day, Date)).label(f"d{day:%j}") for day in days))
    periods = reading.session.execute(of_days).one()
    closures = closures_between(reading.session, days[0], days[-1])
    vacations = school_holidays(reading, days[0], days[-1])
    return tuple(
        PlanDay(
            day,
            period,
            closures.at(day, _MORNING),
            closures.at(day, _AFTERNOON),
            next((v for v in vacations if v.first_day <= day <= v.last_day), None),
        )
        for day, period in zip(days, periods, strict=True)
    )


class Clashes:
    """Which groups want one room, or one teacher, at the same time."""

    def __init__(self, found: Sequence[tuple[GroupLine, WeekSlot]]) -> None:
        self._of_day: dict[date, list[tuple[GroupLine, WeekSlot]]] = defaultdict(list)
        for group, slot in found:
            if slot.closure is None:
                self._of_day[slot.day].append((group, slot))

    def of(self, group: GroupLine, slot: WeekSlot) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The groups in the same room, and those with the same teacher."""
        if slot.closure is not None:
            return (), ()
        others = [
            other
            for other, theirs in self._of_day[slot.day]
            if other.id != group.id and theirs.start < slot.end and slot.start < theirs.end
        ]
        return (
            tuple(other.id for other in others if _is_one(_room(other), _room(group))),
            tuple(other.id for other in others if _is_one(_teacher(other), _teacher(group))),
        )


def _is_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names in both scripts are the same, in a script that both are written in."""
    return any(a and a.casefold() == b.casefold() for a, b in zip(one, other, strict=True))


def _room(group: GroupLine) -> tuple[str, str]:
    return group.room, group.room_ar


def _teacher(group: GroupLine) -> tuple[str, str]:
    return group.teacher, group.teacher_ar
