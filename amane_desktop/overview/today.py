"""What the first page of the morning shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.attendance.models import Enrolment
from amane_desktop.attendance.queries import DaySession, groups, sessions_of_day
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.birthdays import birthday_among
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import whole_names
from amane_desktop.people.sight import Sight

_AHEAD = 7


@dataclass(frozen=True)
class Birthday:
    """A child of a group who has a birthday in the next days, and the age it turns."""

    family_id: int
    name: str
    name_ar: str
    day: date
    age: int


@dataclass(frozen=True)
class Today:
    """The day's sessions by hour, and the birthdays from today on; what there is to begin with."""

    day: date
    families: int
    groups: int
    sessions: tuple[DaySession, ...]
    birthdays: tuple[Birthday, ...]


@query(Permission.SEE_ATTENDANCE, {})
def today(reading: Reading) -> Today:
    """This day as the first page shows it."""
    day = reading.today
    sight = Sight(reading)
    counted = select(func.count()).select_from(Family).where(sight.families())
    families = reading.session.scalar(counted) or 0
    sessions = sessions_of_day(reading, day)
    return Today(day, families, len(groups(reading)), sessions, _birthdays(reading, sight, day))


def _birthdays(reading: Reading, sight: Sight, day: date) -> tuple[Birthday, ...]:
    days = [day + timedelta(days=n) for n in range(_AHEAD)]
    enrolled = select(Enrolment.person_id).where(
        Enrolment.first_day <= days[-1], Enrolment.last_day.is_(None) | (Enrolment.last_day >= day)
    )
    children = reading.session.scalars(
        select(Person)
        .join(Family, Family.id == Person.family_id)
        .where(
            Person.id.in_(enrolled),
            Person.birth_date.is_not(None),
            sight.persons(),
            sight.part(Part.AGE),
        )
    )
    found = []
    for child in children:
        falls = birthday_among(child.birth_date, child.birth_precision, days)
        if falls is not None and child.birth_date is not None:
            found.append(
                Birthday(
                    child.family_id,
                    *whole_names(child),
                    falls,
                    falls.year - child.birth_date.year,
                )
            )
    return tuple(sorted(found, key=lambda b: (b.day, b.name)))
