"""The sessions and the children of a week, of one group or of all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    bindparam,
    null,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
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
_ENROLLED = itemgetter(-4, -3)


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
    found: dict[int, list[WeekChild]] = defaultdict(list)
    rows = reading.session.connection().execute(
        as_seen_by(reading, _children, lang, group_id is not None),
        {"first": days[0], "last": days[-1], "group": group_id},
    )
    for (group, _person), of_child in groupby(rows.all(), key=itemgetter(0, 1)):
        found[group].append(_child([tuple(row) for row in of_child], days))
    return defaultdict(tuple, {group: tuple(children) for group, children in found.items()})


def _child(rows: Sequence[tuple[Any, ...]], days: Sequence[date]) -> WeekChild:
    """A child from its enrolments, a row for each pause of each; an empty one for a guest."""
    spans: list[Span] = []
    paused: list[Span] = []
    for enrolled, of_enrolment in groupby(rows, key=_ENROLLED):
        pauses = [row[-2:] for row in of_enrolment if row[-2] is not None]
        if enrolled[0] is not None:
            spans += _between(pauses, enrolled, days)
            paused += pauses
    return WeekChild(*(*rows[0][1:-4], tuple(spans), tuple(paused)))


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
    ids: ColumnElement[int] = bindparam("ids", expanding=True)
    return _named(select(*_columns(sight)), sight, lang).where(Person.id.in_(ids))


def _children(sight: Sight, lang: str, is_of_group: bool) -> Columns:
    """Who is in a group or came to it from the `first` to the `last` day, as people sort: the
    group, the person, and an enrolment and a pause of it, both empty for one that only came.
    """
    first, last = bindparam("first", type_=Date), bindparam("last", type_=Date)
    group = bindparam("group", type_=Integer)
    is_in = holds(Enrolment, first, last) & (Enrolment.group_id == group if is_of_group else true())
    meets = GroupSession.day.between(first, last) & (
        GroupSession.group_id == group if is_of_group else true()
    )
    enrolled = (
        select(
            Enrolment.group_id,
            Enrolment.person_id,
            Enrolment.first_day,
            Enrolment.last_day,
            EnrolmentPause.first_day.label("pause"),
            EnrolmentPause.last_day.label("until"),
        )
        .outerjoin(
            EnrolmentPause,
            (EnrolmentPause.enrolment_id == Enrolment.id) & holds(EnrolmentPause, first, last),
        )
        .where(is_in)
    )
    who = (GroupSession.group_id, Attendance.person_id)
    came = (
        select(*who, null(), null(), null(), null())
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(
            meets, tuple_(*who).not_in(select(Enrolment.group_id, Enrolment.person_id).where(is_in))
        )
        .distinct()
    )
    there = union_all(enrolled, came).subquery().c
    spans = (there.first_day, there.last_day, there.pause, there.until)
    return (
        _named(select(there.group_id, *_columns(sight), *spans), sight, lang)
        .where(Person.id == there.person_id)
        .order_by(there.group_id, there.first_day, there.pause)
    )


def _columns(sight: Sight) -> tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]:
    """The columns of `WeekChild` but its spans."""
    return (
        Person.id,
        Person.given_name,
        Person.family_name,
        Person.given_name_ar,
        Person.family_name_ar,
        sight.value(Part.LEVEL, Person.level),
        sight.value(Part.AGE, Person.birth_date, None),
        sight.value(Part.AGE, Person.birth_precision),
    )


def _named(found: Columns, sight: Sight, lang: str) -> Columns:
    """Of the persons those whom the reader's sheets name, as people sort in a language."""
    return (
        found.join(Family, Family.id == Person.family_id)
        .where(sight.named())
        .order_by(Person.sort_key_ar if lang == "ar" else Person.sort_key, Person.id)
    )
