"""The sessions and the children of a week, of one group or of all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from amane_desktop.access.permissions import Part
from amane_desktop.attendance.models import Attendance, Enrolment, GroupSession, TimetableSlot
from amane_desktop.attendance.planned import WeekSlot, sessions
from amane_desktop.attendance.reach import sees_day
from amane_desktop.attendance.weeks import working_days
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight

Span = tuple[date, date | None]


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


def holds(
    table: type[Enrolment] | type[TimetableSlot], first: date, last: date | None = None
) -> ColumnElement[bool]:
    """Whether a row with a first and a last day holds on one of the days."""
    return (table.first_day <= (last or first)) & or_(
        table.last_day.is_(None), table.last_day >= first
    )


def slots_of_week(
    reading: Reading, monday: date, group_id: int | None = None
) -> dict[int, tuple[WeekSlot, ...]]:
    """Each group's sessions in the week; of all groups, if none is given."""
    found = sessions(reading.session, working_days(monday), group_id)
    return defaultdict(
        tuple,
        {
            group: tuple(slot for slot in slots if sees_day(reading, slot.day))
            for group, slots in found.items()
        },
    )


def children_of_week(
    reading: Reading, monday: date, lang: str, group_id: int | None = None
) -> dict[int, tuple[WeekChild, ...]]:
    """Each group's children in the week as people sort in a language, guests among them."""
    return children_of_days(reading, working_days(monday), lang, group_id)


def children_of_days(
    reading: Reading, all_days: Sequence[date], lang: str, group_id: int | None = None
) -> dict[int, tuple[WeekChild, ...]]:
    """Each group's children from the first to the last of some days, of those the reader sees."""
    days = [day for day in all_days if sees_day(reading, day)]
    if not days:
        return defaultdict(tuple)
    spans: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    enrolled = (
        select(Enrolment.group_id, Enrolment.person_id, Enrolment.first_day, Enrolment.last_day)
        .where(holds(Enrolment, days[0], days[-1]), _of(Enrolment.group_id, group_id))
        .order_by(Enrolment.first_day)
    )
    for group, person_id, first, last in reading.session.execute(enrolled):
        spans[group][person_id].append((first, last))
    came = (
        select(GroupSession.group_id, Attendance.person_id)
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(GroupSession.day.between(days[0], days[-1]), _of(GroupSession.group_id, group_id))
        .distinct()
    )
    for group, person_id in reading.session.execute(came):
        spans[group][person_id]
    people = _people(reading, {n for of_group in spans.values() for n in of_group}, lang)
    return defaultdict(
        tuple,
        {
            group: tuple(
                WeekChild(*(*columns, tuple(of_group[columns[0]])))
                for columns in people
                if columns[0] in of_group
            )
            for group, of_group in spans.items()
        },
    )


def _people(reading: Reading, ids: Iterable[int], lang: str) -> list[tuple[Any, ...]]:
    sight = Sight(reading)
    order = Person.sort_key_ar if lang == "ar" else Person.sort_key
    rows = reading.session.execute(
        select(
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.given_name_ar,
            Person.family_name_ar,
            sight.value(Part.LEVEL, Person.level),
            sight.value(Part.AGE, Person.birth_date, None),
            sight.value(Part.AGE, Person.birth_precision),
        )
        .join(Family, Family.id == Person.family_id)
        .where(Person.id.in_(ids), sight.named())
        .order_by(order, Person.id)
    )
    return [tuple(row) for row in rows]


def _of(column: InstrumentedAttribute[int], group_id: int | None) -> ColumnElement[bool]:
    return true() if group_id is None else column == group_id
