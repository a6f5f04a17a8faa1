"""The sessions and the children of a week, of one group or of all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from amane_desktop.access.permissions import Part
from amane_desktop.attendance.models import (
    Attendance,
    Enrolment,
    EnrolmentPause,
    GroupSession,
    TimetableSlot,
)
from amane_desktop.attendance.planned import WeekSlot, sessions
from amane_desktop.attendance.reach import sees_day
from amane_desktop.attendance.weeks import working_days
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight

Span = tuple[date, date | None]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WeekChild:
    """A child of the week, with the spans in which it is expected, and those of its pauses.

    Without any, it came unannounced.
    """

    person_id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    level: str
    birth_date: date | None
    birth_precision: str
    spans: tuple[Span, ...]
    pauses: tuple[Span, ...]

    @property
    def is_guest(self) -> bool:
        """Whether the child came without belonging to the group in this week."""
        return not (self.spans or self.pauses)

    def is_enrolled(self, day: date) -> bool:
        """Whether the child belongs to the group on that day and is expected."""
        return _is_in(self.spans, day)

    def is_paused(self, day: date) -> bool:
        """Whether the child belongs to the group on that day and does not come."""
        return _is_in(self.pauses, day)


def _is_in(spans: Iterable[Span], day: date) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in spans)


def holds(
    table: type[Enrolment] | type[EnrolmentPause] | type[TimetableSlot],
    first: date,
    last: date | None = None,
) -> ColumnElement[bool]:
    """Whether a row with a first and a last day holds on one of the days."""
    return (table.first_day <= (last or first)) & or_(
        table.last_day.is_(None), table.last_day >= first
    )


def paused_on(day: date) -> ColumnElement[bool]:
    """Whether an enrolment pauses on a day; on a row of `Enrolment`."""
    pause = select(EnrolmentPause.id).where(EnrolmentPause.enrolment_id == Enrolment.id)
    return pause.where(holds(EnrolmentPause, day)).exists()


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
    pauses = _pauses(reading, days, group_id)
    paused: dict[tuple[int, int], list[Span]] = defaultdict(list)
    enrolled = (
        select(
            Enrolment.id,
            Enrolment.group_id,
            Enrolment.person_id,
            Enrolment.first_day,
            Enrolment.last_day,
        )
        .where(holds(Enrolment, days[0], days[-1]), _of(Enrolment.group_id, group_id))
        .order_by(Enrolment.first_day)
    )
    for number, group, person_id, first, last in reading.session.execute(enrolled):
        spans[group][person_id] += _between(pauses[number], (first, last), days)
        paused[group, person_id] += pauses[number]
    came = (
        select(GroupSession.group_id, Attendance.person_id)
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(GroupSession.day.between(days[0], days[-1]), _of(GroupSession.group_id, group_id))
        .distinct()
    )
    for group, person_id in reading.session.execute(came):
        spans[group][person_id]
    people = people_named(reading, {n for of_group in spans.values() for n in of_group}, lang)
    return defaultdict(
        tuple,
        {
            group: tuple(
                WeekChild(
                    *(*columns, tuple(of_group[columns[0]]), tuple(paused[group, columns[0]]))
                )
                for columns in people
                if columns[0] in of_group
            )
            for group, of_group in spans.items()
        },
    )


def _pauses(reading: Reading, days: Sequence[date], group_id: int | None) -> dict[int, list[Span]]:
    """The pauses of each enrolment in the week, one after the other."""
    rows = reading.session.execute(
        select(EnrolmentPause.enrolment_id, EnrolmentPause.first_day, EnrolmentPause.last_day)
        .join(Enrolment, Enrolment.id == EnrolmentPause.enrolment_id)
        .where(holds(EnrolmentPause, days[0], days[-1]), _of(Enrolment.group_id, group_id))
        .order_by(EnrolmentPause.first_day)
    )
    found: dict[int, list[Span]] = defaultdict(list)
    for enrolment_id, first, last in rows:
        found[enrolment_id].append((first, last))
    return found


def _between(pauses: Iterable[Span], enrolled: Span, days: Sequence[date]) -> Iterator[Span]:
    """The parts of an enrolment between its pauses that lie in the week."""
    first, last = enrolled
    begins: date | None = first
    for pause, until in pauses:
        if begins is not None and begins < pause and pause > days[0]:
            yield begins, pause - _DAY
        begins = None if until is None else until + _DAY
    if begins is not None and begins <= min(last or days[-1], days[-1]):
        yield begins, last


def people_named(reading: Reading, ids: Iterable[int], lang: str) -> list[tuple[Any, ...]]:
    """The columns of `WeekChild` but its spans, of those whom the reader's sheets name."""
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
