"""The sessions and the children of a week, of one group or of all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, or_, select
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
from amane_desktop.people.sight import Sight, as_seen_by

Span = tuple[date, date | None]
Columns = Select[*tuple[Any, ...]]
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
    first: date | ColumnElement[date],
    last: date | ColumnElement[date] | None = None,
) -> ColumnElement[bool]:
    """Whether a row with a first and a last day holds on one of the days."""
    return (table.first_day <= (first if last is None else last)) & or_(
        table.last_day.is_(None), table.last_day >= first
    )


def paused_on(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Whether an enrolment pauses on a day; on a row of `Enrolment`."""
    pause = select(EnrolmentPause.id).where(EnrolmentPause.enrolment_id == Enrolment.id)
    return pause.where(holds(EnrolmentPause, day)).exists()


# Made once, of all groups and of one: a statement takes longer to make than to run.
_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)


def _of_all_and_of_one(found: Columns, group: InstrumentedAttribute[int]) -> dict[bool, Columns]:
    return {False: found, True: found.where(group == bindparam("group"))}


_ENROLLED = _of_all_and_of_one(
    select(
        Enrolment.id,
        Enrolment.group_id,
        Enrolment.person_id,
        Enrolment.first_day,
        Enrolment.last_day,
    )
    .where(holds(Enrolment, _FIRST, _LAST))
    .order_by(Enrolment.first_day),
    Enrolment.group_id,
)
_PAUSED = _of_all_and_of_one(
    select(EnrolmentPause.enrolment_id, EnrolmentPause.first_day, EnrolmentPause.last_day)
    .join(Enrolment, Enrolment.id == EnrolmentPause.enrolment_id)
    .where(holds(EnrolmentPause, _FIRST, _LAST))
    .order_by(EnrolmentPause.first_day),
    Enrolment.group_id,
)
_CAME = _of_all_and_of_one(
    select(GroupSession.group_id, Attendance.person_id)
    .join(GroupSession, GroupSession.id == Attendance.session_id)
    .where(GroupSession.day.between(_FIRST, _LAST))
    .distinct(),
    GroupSession.group_id,
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
    connection, is_of_group = reading.session.connection(), group_id is not None
    asked = {"first": days[0], "last": days[-1], "group": group_id}
    pauses: dict[int, list[Span]] = defaultdict(list)
    for number, first, last in connection.execute(_PAUSED[is_of_group], asked):
        pauses[number].append((first, last))
    paused: dict[tuple[int, int], list[Span]] = defaultdict(list)
    enrolled = connection.execute(_ENROLLED[is_of_group], asked).all()
    for number, group, person_id, first, last in enrolled:
        spans[group][person_id] += _between(pauses[number], (first, last), days)
        paused[group, person_id] += pauses[number]
    for group, person_id in connection.execute(_CAME[is_of_group], asked).all():
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
    rows = reading.session.connection().execute(
        as_seen_by(reading, _persons, lang), {"ids": list(ids)}
    )
    return [tuple(row) for row in rows]


def _persons(sight: Sight, lang: str) -> Columns:
    """The persons of some `ids`, as people sort in a language."""
    return (
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
        .where(Person.id.in_(bindparam("ids", expanding=True)), sight.named())
        .order_by(Person.sort_key_ar if lang == "ar" else Person.sort_key, Person.id)
    )
