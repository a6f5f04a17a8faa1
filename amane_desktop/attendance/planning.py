"""What the pages of groups and of the timetable show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select, true

from amane_desktop.access.permissions import Part, Permission, Reach, may, reach
from amane_desktop.attendance.closures import (
    Closure,
    DayPart,
    Why,
    public_holidays_between,
)
from amane_desktop.attendance.models import (
    DayException,
    Enrolment,
    EnrolmentPause,
    PublicHoliday,
    TimetableSlot,
)
from amane_desktop.attendance.planned import groups_of_day
from amane_desktop.attendance.timetable import WeeklyHour
from amane_desktop.attendance.week_parts import holds
from amane_desktop.i18n import language
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import listed_names
from amane_desktop.people.sight import Sight


@dataclass(frozen=True)
class PauseLine:
    """Days in which a child does not come; the reason is for who sees to groups."""

    id: int
    version: int
    first_day: date
    last_day: date | None
    reason: str


@dataclass(frozen=True)
class EnrolmentLine:
    """A child in a group, from a day until a last one, and its pauses that are not over."""

    id: int
    version: int
    person_id: int
    family_id: int
    name: str
    name_ar: str
    level: str
    first_day: date
    last_day: date | None
    pauses: tuple[PauseLine, ...]


@dataclass(frozen=True)
class SpecialDay:
    """A day, or half of one, when the centre is closed, or open on a public holiday."""

    day: date
    part: DayPart
    is_open: bool
    is_own: bool
    is_estimate: bool
    reason: str
    reason_ar: str
    # Of a public holiday that is kept, to confirm or move it.
    holiday_id: int | None = None
    version: int = 0

    @property
    def told(self) -> str:
        """The reason as this screen's reader reads it."""
        why = Why.OWN if self.is_own else Why.PUBLIC_HOLIDAY
        return Closure(self.reason, self.reason_ar, why=why).told() if self.reason else ""


@query(Permission.SEE_ATTENDANCE, {"group_id": 1})
def group_enrolments(reading: Reading, group_id: int) -> tuple[EnrolmentLine, ...]:
    """The children of a group as people sort, those who left it last."""
    order = Person.sort_key_ar if language() == "ar" else Person.sort_key
    sight = Sight(reading)
    rows = reading.session.execute(
        select(Enrolment, Person, sight.value(Part.LEVEL, Person.level))
        .join(Person, Person.id == Enrolment.person_id)
        .join(Family, Family.id == Person.family_id)
        .where(Enrolment.group_id == group_id, sight.named(), _seen_enrolments(reading))
        .order_by(order, Enrolment.first_day)
    )
    pauses = _pauses(reading, group_id)
    lines = [
        EnrolmentLine(
            enrolment.id,
            enrolment.version,
            person.id,
            person.family_id,
            *listed_names(person),
            level,
            enrolment.first_day,
            enrolment.last_day,
            tuple(pauses[enrolment.id]),
        )
        for enrolment, person, level in rows
    ]
    today = reading.today
    return tuple(sorted(lines, key=lambda e: e.last_day is not None and e.last_day < today))


def _pauses(reading: Reading, group_id: int) -> dict[int, list[PauseLine]]:
    """The pauses of each enrolment in a group that are not over."""
    sees_reasons = may(reading.by.role, Permission.EDIT_GROUPS)
    rows = reading.session.execute(
        select(EnrolmentPause, Sight(reading).value(Part.SCHOOL, EnrolmentPause.reason))
        .join(Enrolment, Enrolment.id == EnrolmentPause.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Family, Family.id == Person.family_id)
        .where(Enrolment.group_id == group_id, holds(EnrolmentPause, reading.today, date.max))
        .order_by(EnrolmentPause.first_day)
    )
    found: dict[int, list[PauseLine]] = defaultdict(list)
    for pause, reason in rows:
        told = reason if sees_reasons else ""
        line = PauseLine(pause.id, pause.version, pause.first_day, pause.last_day, told)
        found[pause.enrolment_id].append(line)
    return found


def _seen_enrolments(reading: Reading) -> ColumnElement[bool]:
    if reach(reading.by.role) is not Reach.DAY:
        return true()
    today = reading.today
    return holds(Enrolment, today) & Enrolment.group_id.in_(groups_of_day(today))


@query(Permission.SEE_ATTENDANCE, {"group_id": 1, "day": date(2026, 9, 7)})
def timetable(reading: Reading, group_id: int, day: date) -> tuple[WeeklyHour, ...]:
    """The ordinary weekly hours of a group that are in force on a day."""
    slots = reading.session.scalars(
        select(TimetableSlot).where(
            TimetableSlot.group_id == group_id,
            TimetableSlot.period_id.is_(None),
            holds(TimetableSlot, day),
        )
    )
    return tuple(sorted(WeeklyHour(slot.weekday, slot.start, slot.end) for slot in slots))


@query(Permission.SEE_ATTENDANCE, {"first": date(2026, 11, 1), "days": 60})
def special_days(reading: Reading, first: date, days: int) -> tuple[SpecialDay, ...]:
    """The public holidays and the centre's own days from a day on."""
    span = [first + timedelta(days=n) for n in range(days)]
    own = reading.session.scalars(
        select(DayException).where(DayException.day.between(span[0], span[-1]))
    )
    found = [
        SpecialDay(e.day, DayPart(e.part), e.is_open, True, False, e.reason, e.reason_ar)
        for e in own
    ]
    told = {day.day for day in found if day.part is DayPart.DAY}
    kept = {
        row.day: row
        for row in reading.session.scalars(
            select(PublicHoliday).where(PublicHoliday.day.between(span[0], span[-1]))
        )
    }
    for day, holiday in public_holidays_between(reading.session, span[0], span[-1]).items():
        if span[0] <= day <= span[-1] and day not in told:
            found.append(_public(day, holiday, kept.get(day)))
    return tuple(sorted(found, key=lambda d: (d.day, d.part)))


def _public(day: date, holiday: Closure, kept: PublicHoliday | None) -> SpecialDay:
    return SpecialDay(
        day,
        DayPart.DAY,
        is_open=False,
        is_own=False,
        is_estimate=holiday.is_estimate,
        reason=holiday.reason,
        reason_ar=holiday.reason_ar,
        holiday_id=None if kept is None else kept.id,
        version=0 if kept is None else kept.version,
    )
