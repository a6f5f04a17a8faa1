"""What a screen or a paper shows of groups, their weeks and who came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, case, func, or_, select, true

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission, may
from amane_desktop.attendance.models import (
    Attendance,
    Enrolment,
    Group,
    GroupSession,
    Mark,
)
from amane_desktop.attendance.planned import WeekSlot, groups_of_day
from amane_desktop.attendance.week_parts import (
    WeekChild,
    children_of_week,
    holds,
    paused_on,
    slots_of_week,
)
from amane_desktop.attendance.weeks import monday_of
from amane_desktop.i18n import language
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import in_reader_script, sort_key
from amane_desktop.people.sight import Sight, as_seen_by


@dataclass(frozen=True)
class GroupLine:
    """A group and how many children it has on a day.

    `teacher` and `teacher_ar` name whoever teaches it, a staff member (`teacher_id`) or not.
    Of its places, those of the `children` and of the `paused` ones are taken.
    """

    id: int
    name: str
    name_ar: str
    levels: tuple[str, ...]
    teacher: str
    teacher_ar: str
    room: str
    room_ar: str
    capacity: int
    version: int
    activity: str
    colour: str
    teacher_id: int | None
    is_open: bool
    last_day: date | None
    children: int
    paused: int


@dataclass(frozen=True)
class CellMark:
    """What stands in one cell of the week."""

    mark: Mark
    note: str


@dataclass(frozen=True)
class WeekSheet:
    """A group's week: its sessions, its children as people sort, and the marks."""

    group: GroupLine
    monday: date
    slots: tuple[WeekSlot, ...]
    children: tuple[WeekChild, ...]
    marks: Mapping[tuple[int, date, time], CellMark]


@dataclass(frozen=True)
class DaySession:
    """A group session of one day, and how far its sheet is filled in."""

    group: GroupLine
    slot: WeekSlot
    marked: int
    present: int


@query(Permission.SEE_ATTENDANCE, {})
def groups(reading: Reading, day: date | None = None) -> tuple[GroupLine, ...]:
    """All groups that are not over by a day (today, if none is given), with their children."""
    asked = {"day": day or reading.today}
    rows = reading.session.connection().execute(as_seen_by(reading, _groups_of_day), asked)
    lines = (_group_line(columns, children, paused) for *columns, children, paused in rows)
    return tuple(sorted(lines, key=lambda line: _place(in_reader_script(line.name, line.name_ar))))


@lru_cache(maxsize=256)
def _place(name: str) -> str:
    return sort_key(name, "")


def _groups_of_day(sight: Sight) -> Select[*tuple[Any, ...]]:
    """The groups of a `day`, each with its teacher, its children and those of them who pause."""
    day = bindparam("day", type_=Date)
    is_paused = paused_on(day)
    counted = (
        select(
            Enrolment.group_id,
            func.count().filter(~is_paused).label("children"),
            func.count().filter(is_paused).label("paused"),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .join(Family, Family.id == Person.family_id)
        .where(holds(Enrolment, day), sight.named())
        .group_by(Enrolment.group_id)
        .subquery()
    )
    return (
        _LINES.add_columns(func.coalesce(counted.c.children, 0), func.coalesce(counted.c.paused, 0))
        .outerjoin(counted, counted.c.group_id == Group.id)
        .where(
            _seen_groups(sight.reading),
            or_(Group.last_day.is_(None), Group.last_day >= day),
        )
    )


@query(Permission.SEE_OTHER_DAYS, {})
def former_groups(reading: Reading) -> tuple[GroupLine, ...]:
    """The groups that are over, the last one first."""
    rows = reading.session.execute(
        _LINES.where(Group.last_day < reading.today).order_by(Group.last_day.desc(), Group.id)
    )
    return tuple(_group_line(row, 0, 0) for row in rows)


def _seen_groups(reading: Reading) -> ColumnElement[bool]:
    """The groups whose sessions the reader sees: all, or those of the day."""
    if may(reading.by.role, Permission.SEE_OTHER_DAYS):
        return true()
    return Group.id.in_(groups_of_day(reading.today))


# A group without its children, and who teaches it.
_LINES = select(
    Group.id,
    Group.name,
    Group.name_ar,
    Group.levels,
    case((StaffMember.id.is_(None), Group.teacher), else_=StaffMember.name),
    case((StaffMember.id.is_(None), Group.teacher_ar), else_=StaffMember.name_ar),
    Group.room,
    Group.room_ar,
    Group.capacity,
    Group.version,
    Group.activity,
    Group.colour,
    Group.teacher_id,
    Group.is_open,
    Group.last_day,
).outerjoin(StaffMember, StaffMember.id == Group.teacher_id)


def _group_line(columns: Sequence[Any], children: int, paused: int) -> GroupLine:
    number, name, name_ar, levels, *others = columns
    codes = tuple(filter(None, levels.split(",")))
    return GroupLine(*(number, name, name_ar, codes, *others, children, paused))


@query(Permission.SEE_ATTENDANCE, {"group_id": 1, "monday": date(2026, 9, 7)})
def week(
    reading: Reading, group_id: int, monday: date, lang: str | None = None
) -> WeekSheet | None:
    """A group's week, sorted for a language (the screen's, if none is given); None for no group."""
    asked = {"group": group_id}
    connection = reading.session.connection()
    row = connection.execute(as_seen_by(reading, _one_group), asked).one_or_none()
    if row is None:
        return None
    children = children_of_week(reading, monday, lang or language(), group_id)[group_id]
    slots = slots_of_week(reading, monday, group_id)[group_id]
    enrolled = sum(bool(child.spans) for child in children)
    paused = sum(bool(child.pauses) and not child.spans for child in children)
    marks = _marks(reading, group_id, slots, {child.person_id for child in children})
    return WeekSheet(_group_line(row, enrolled, paused), monday, slots, children, marks)


def _one_group(sight: Sight) -> Select[*tuple[Any, ...]]:
    """A `group` with its teacher, if the reader sees its sessions."""
    return _LINES.where(Group.id == bindparam("group"), _seen_groups(sight.reading))


def _marks(
    reading: Reading, group_id: int, slots: Sequence[WeekSlot], named: Set[int]
) -> dict[tuple[int, date, time], CellMark]:
    """The marks of the group's sessions, of the children whom the reader's sheet names."""
    if not slots:
        return {}
    at = {slot.session_id: (slot.day, slot.start) for slot in slots}
    rows = reading.session.connection().execute(
        _MARKS, {"group": group_id, "first": slots[0].day, "last": slots[-1].day}
    )
    return {
        (person_id, *at[session_id]): _cell(mark, note)
        for person_id, session_id, mark, note in rows.all()
        if person_id in named
    }


# Made once: a statement takes longer to make than to run.
_MARKS = (
    select(Attendance.person_id, Attendance.session_id, Attendance.mark, Attendance.note)
    .join(GroupSession, GroupSession.id == Attendance.session_id)
    .where(
        GroupSession.group_id == bindparam("group"),
        GroupSession.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
    )
)


@lru_cache(maxsize=256)
def _cell(mark: str, note: str) -> CellMark:
    """One for all cells that say the same: most of a week does."""
    return CellMark(Mark(mark), note)


@query(Permission.SEE_ATTENDANCE, {"day": date(2026, 9, 7)})
def sessions_of_day(reading: Reading, day: date) -> tuple[DaySession, ...]:
    """The group sessions of a day by hour, each with how many of its children are marked."""
    counts = {
        (group_id, start): (marked, present)
        for group_id, start, marked, present in reading.session.execute(
            select(
                GroupSession.group_id,
                GroupSession.start,
                func.count(Attendance.id),
                func.count(Attendance.id).filter(Attendance.mark.in_([Mark.PRESENT, Mark.LATE])),
            )
            .join(Attendance, Attendance.session_id == GroupSession.id)
            .join(Person, Person.id == Attendance.person_id)
            .join(Family, Family.id == Person.family_id)
            .where(GroupSession.day == day, Sight(reading).named())
            .group_by(GroupSession.group_id, GroupSession.start)
        )
    }
    slots = slots_of_week(reading, monday_of(day))
    found = (
        DaySession(group, slot, *counts.get((group.id, slot.start), (0, 0)))
        for group in groups(reading, day)
        for slot in slots[group.id]
        if slot.day == day
    )
    return tuple(sorted(found, key=lambda s: s.slot.start))


@dataclass(frozen=True)
class Guest:
    """A child who came to a group without being enrolled."""

    person_id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str


@query(Permission.SEE_ATTENDANCE, {"group_id": 1, "day": date(2026, 9, 7)})
def recent_guests(reading: Reading, group_id: int, day: date) -> tuple[Guest, ...]:
    """Who came to the group unannounced in the four weeks before a day, the last one first."""
    if not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        return ()
    enrolled = select(Enrolment.person_id).where(
        Enrolment.group_id == group_id, holds(Enrolment, day)
    )
    last = func.max(GroupSession.day)
    people = reading.session.scalars(
        select(Person)
        .join(Attendance, Attendance.person_id == Person.id)
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .join(Family, Family.id == Person.family_id)
        .where(
            GroupSession.group_id == group_id,
            GroupSession.day.between(day - timedelta(days=28), day),
            Person.id.not_in(enrolled),
            Sight(reading).named(),
        )
        .group_by(Person.id)
        .order_by(last.desc(), Person.sort_key)
        .limit(8)
    )
    return tuple(
        Guest(p.id, p.given_name, p.family_name, p.given_name_ar, p.family_name_ar) for p in people
    )
