"""What a screen or a paper shows of groups, their weeks and who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.closures import Closure, closures_between
from amane_desktop.attendance.models import (
    Attendance,
    Enrolment,
    Group,
    GroupSession,
    Mark,
    TimetableSlot,
)
from amane_desktop.attendance.weeks import monday_of, working_days
from amane_desktop.i18n import language
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script, sort_key


@dataclass(frozen=True)
class GroupLine:
    """A group and how many children it has on a day."""

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
    children: int


@dataclass(frozen=True)
class WeekSlot:
    """A session of the week; `closure` says why it does not take place."""

    day: date
    start: time
    end: time
    closure: Closure | None


@dataclass(frozen=True)
class WeekChild:
    """A child of the week, with the spans of its enrolment; none when it came unannounced."""

    person_id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    level: str
    birth_date: date | None
    birth_precision: str
    spans: tuple[tuple[date, date | None], ...]

    def is_enrolled(self, day: date) -> bool:
        """Whether the child belongs to the group on that day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.spans)


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
    """All groups by name, with their children on a day (today, if none is given)."""
    children = (
        select(func.count(Enrolment.id))
        .where(Enrolment.group_id == Group.id, _holds(Enrolment, day or reading.today))
        .scalar_subquery()
    )
    rows = reading.session.execute(select(Group, children))
    lines = (_group_line(group, count) for group, count in rows)
    return tuple(sorted(lines, key=lambda g: sort_key(in_reader_script(g.name, g.name_ar), "")))


def _group_line(group: Group, children: int) -> GroupLine:
    return GroupLine(
        group.id,
        group.name,
        group.name_ar,
        tuple(filter(None, group.levels.split(","))),
        group.teacher,
        group.teacher_ar,
        group.room,
        group.room_ar,
        group.capacity,
        group.version,
        children,
    )


def _holds(
    table: type[Enrolment] | type[TimetableSlot], first: date, last: date | None = None
) -> ColumnElement[bool]:
    """Whether a row with a first and a last day holds on one of the days."""
    return (table.first_day <= (last or first)) & or_(
        table.last_day.is_(None), table.last_day >= first
    )


@query(Permission.SEE_ATTENDANCE, {"group_id": 1, "monday": date(2026, 9, 7)})
def week(
    reading: Reading, group_id: int, monday: date, lang: str | None = None
) -> WeekSheet | None:
    """A group's week, sorted for a language (the screen's, if none is given); None for no group."""
    group = reading.session.get(Group, group_id)
    if group is None:
        return None
    children = _children(reading, group_id, monday, lang or language())
    enrolled = sum(bool(child.spans) for child in children)
    return WeekSheet(
        _group_line(group, enrolled),
        monday,
        _slots(reading, group_id, monday),
        children,
        _marks(reading, group_id, monday),
    )


def _slots(reading: Reading, group_id: int, monday: date) -> tuple[WeekSlot, ...]:
    days = working_days(monday)
    closures = closures_between(reading.session, days[0], days[-1])
    hours = {
        (day, slot.start): slot.end
        for slot in reading.session.scalars(
            select(TimetableSlot).where(
                TimetableSlot.group_id == group_id, _holds(TimetableSlot, days[0], days[-1])
            )
        )
        for day in days
        if day.isoweekday() == slot.weekday
        and slot.first_day <= day
        and (slot.last_day is None or day <= slot.last_day)
    }
    # A session that was marked stays, whatever became of the timetable.
    for meeting in reading.session.scalars(
        select(GroupSession).where(
            GroupSession.group_id == group_id, GroupSession.day.between(days[0], days[-1])
        )
    ):
        hours[meeting.day, meeting.start] = meeting.end
    return tuple(
        WeekSlot(day, start, end, closures.at(day, start))
        for (day, start), end in sorted(hours.items())
    )


def _children(reading: Reading, group_id: int, monday: date, lang: str) -> tuple[WeekChild, ...]:
    days = working_days(monday)
    spans: dict[int, list[tuple[date, date | None]]] = {}
    for enrolment in reading.session.scalars(
        select(Enrolment)
        .where(Enrolment.group_id == group_id, _holds(Enrolment, days[0], days[-1]))
        .order_by(Enrolment.first_day)
    ):
        span = (enrolment.first_day, enrolment.last_day)
        spans.setdefault(enrolment.person_id, []).append(span)
    came = (
        select(Attendance.person_id)
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(GroupSession.group_id == group_id, GroupSession.day.between(days[0], days[-1]))
    )
    order = Person.sort_key_ar if lang == "ar" else Person.sort_key
    people = reading.session.scalars(
        select(Person).where(Person.id.in_(spans) | Person.id.in_(came)).order_by(order, Person.id)
    )
    return tuple(_child(person, spans.get(person.id, ())) for person in people)


def _child(person: Person, spans: Iterable[tuple[date, date | None]]) -> WeekChild:
    return WeekChild(
        person.id,
        person.given_name,
        person.family_name,
        person.given_name_ar,
        person.family_name_ar,
        person.level,
        person.birth_date,
        person.birth_precision,
        tuple(spans),
    )


def _marks(reading: Reading, group_id: int, monday: date) -> dict[tuple[int, date, time], CellMark]:
    days = working_days(monday)
    rows = reading.session.execute(
        select(
            Attendance.person_id,
            GroupSession.day,
            GroupSession.start,
            Attendance.mark,
            Attendance.note,
        )
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(GroupSession.group_id == group_id, GroupSession.day.between(days[0], days[-1]))
    )
    return {
        (person_id, day, start): CellMark(Mark(mark), note)
        for person_id, day, start, mark, note in rows
    }


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
            .where(GroupSession.day == day)
            .group_by(GroupSession.group_id, GroupSession.start)
        )
    }
    found = (
        DaySession(group, slot, *counts.get((group.id, slot.start), (0, 0)))
        for group in groups(reading, day)
        for slot in _slots(reading, group.id, monday_of(day))
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
    enrolled = select(Enrolment.person_id).where(
        Enrolment.group_id == group_id, _holds(Enrolment, day)
    )
    last = func.max(GroupSession.day)
    people = reading.session.scalars(
        select(Person)
        .join(Attendance, Attendance.person_id == Person.id)
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(
            GroupSession.group_id == group_id,
            GroupSession.day.between(day - timedelta(days=28), day),
            Person.id.not_in(enrolled),
        )
        .group_by(Person.id)
        .order_by(last.desc(), Person.sort_key)
        .limit(8)
    )
    return tuple(
        Guest(p.id, p.given_name, p.family_name, p.given_name_ar, p.family_name_ar) for p in people
    )
