"""The day at the door: every group session of a day with its children, and whom to let fetch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.attendance.models import Attendance, GroupSession, Mark
from amane_desktop.attendance.queries import CellMark, DaySession, sessions_of_day
from amane_desktop.attendance.reach import sees_day
from amane_desktop.attendance.week_parts import WeekChild, children_of_days
from amane_desktop.i18n import language
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.safe_telephones import safe_telephones
from amane_desktop.people.sight import Sight


@dataclass(frozen=True)
class DoorSession:
    """A group session of the day: who is expected, by name, then who came besides; the marks."""

    session: DaySession
    children: tuple[WeekChild, ...]
    marks: Mapping[int, CellMark]


@dataclass(frozen=True)
class DoorWords:
    """What whoever stands at the door needs to know of a child, as far as the reader sees it."""

    may_fetch: str
    must_not_fetch: str
    safety_note: str
    telephones: tuple[str, ...]


@query(Permission.SEE_ATTENDANCE, {"day": date(2026, 9, 7)})
def day_at_door(reading: Reading, day: date) -> tuple[DoorSession, ...]:
    """The group sessions of a day by hour, each with its children and their marks."""
    if not sees_day(reading, day):
        return ()
    children = children_of_days(reading, (day,), language())
    marks = _marks(reading, day)

    def at_door(session: DaySession) -> DoorSession:
        found = marks.get((session.group.id, session.slot.start), {})
        is_held = session.slot.closure is None
        here = [
            child
            for child in children[session.group.id]
            if (is_held and child.is_enrolled(day)) or child.person_id in found
        ]
        here.sort(key=lambda child: not child.is_enrolled(day))
        return DoorSession(session, tuple(here), found)

    return tuple(map(at_door, sessions_of_day(reading, day)))


def _marks(reading: Reading, day: date) -> dict[tuple[int, time], dict[int, CellMark]]:
    rows = reading.session.execute(
        select(
            GroupSession.group_id,
            GroupSession.start,
            Attendance.person_id,
            Attendance.mark,
            Attendance.note,
        )
        .join(Attendance, Attendance.session_id == GroupSession.id)
        .join(Person, Person.id == Attendance.person_id)
        .join(Family, Family.id == Person.family_id)
        .where(GroupSession.day == day, Sight(reading).named())
    )
    found: dict[tuple[int, time], dict[int, CellMark]] = {}
    for group_id, start, person_id, mark, note in rows:
        found.setdefault((group_id, start), {})[person_id] = CellMark(Mark(mark), note)
    return found


@query(Permission.SEE_ATTENDANCE, {"person_id": 1})
def door_words(reading: Reading, person_id: int) -> DoorWords | None:
    """Who may fetch a child, who must not, what to do in need, and the numbers safe to call.

    None for a child whom the reader does not see.
    """
    sight = Sight(reading)
    row = reading.session.execute(
        select(
            sight.value(Part.DOOR, Person.may_fetch),
            sight.value(Part.DOOR, Person.must_not_fetch),
            sight.value(Part.DOOR, Person.safety_note),
        )
        .join(Family, Family.id == Person.family_id)
        .where(Person.id == person_id, sight.persons())
    ).one_or_none()
    if row is None:
        return None
    numbers = safe_telephones(reading, (person_id,), language(), is_on_paper=False)
    return DoorWords(*row, numbers.get(person_id, ()))
