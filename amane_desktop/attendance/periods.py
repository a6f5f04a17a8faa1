"""Seasons and Ramadan: days in which the groups meet at other hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import Select, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.closures import public_holidays_between
from amane_desktop.attendance.models import TimetablePeriod, TimetableSlot
from amane_desktop.attendance.planned import RAMADAN, SEASON
from amane_desktop.attendance.school_holidays import check_days
from amane_desktop.attendance.timetable import WeeklyHour
from amane_desktop.attendance.week_parts import holds
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.texts import name_text

_LONGEST = {RAMADAN: timedelta(days=31), SEASON: timedelta(days=330)}
_FITR = "Fête de la rupture du jeûne"
Hours = tuple[time, time]

_EXAMPLE = {
    "name": "Ramadan",
    "name_ar": "رمضان",
    "first_day": date(2027, 2, 7),
    "last_day": date(2027, 3, 8),
}


@dataclass(frozen=True)
class PeriodLine:
    """A period of the timetable."""

    id: int
    version: int
    name: str
    name_ar: str
    kind: str
    first_day: date
    last_day: date


@query(Permission.SEE_ATTENDANCE, {"from_": date(2026, 9, 1)})
def periods(reading: Reading, from_: date) -> tuple[PeriodLine, ...]:
    """The periods that are not over on a day, by their first day."""
    rows = reading.session.scalars(
        select(TimetablePeriod)
        .where(TimetablePeriod.last_day >= from_)
        .order_by(TimetablePeriod.first_day)
    )
    return tuple(
        PeriodLine(p.id, p.version, p.name, p.name_ar, p.kind, p.first_day, p.last_day)
        for p in rows
    )


@query(Permission.SEE_ATTENDANCE, {"day": date(2026, 11, 24)})
def next_ramadan(reading: Reading, day: date) -> tuple[date, date] | None:
    """The days of the next Ramadan, reckoned back from its feast; the moon decides the first.

    None where the calendar knows of none within two years.
    """
    holidays = public_holidays_between(reading.session, day, date(day.year + 2, 12, 31))
    feasts = sorted(d for d, found in holidays.items() if found.reason == _FITR and d > day)
    return (feasts[0] - timedelta(days=30), feasts[0] - timedelta(days=1)) if feasts else None


@query(Permission.SEE_ATTENDANCE, {"day": date(2026, 9, 7)})
def usual_hours(reading: Reading, day: date) -> tuple[Hours, ...]:
    """The hours at which groups ordinarily meet on a day's timetable, each once."""
    slots = reading.session.scalars(_ordinary(day, day))
    return tuple(sorted({(slot.start, slot.end) for slot in slots}))


@action(
    N_("Added a period to the timetable"),
    Permission.EDIT_GROUPS,
    {**_EXAMPLE, "kind": RAMADAN, "hours": {(time(10), time(12)): (time(10), time(11, 30))}},
)
def add_period(
    work: Work,
    name: str,
    name_ar: str,
    kind: str,
    first_day: date,
    last_day: date,
    *,
    hours: Mapping[Hours, Hours] | None = None,
) -> int:
    """Add days with hours of their own: each group's ordinary ones, some put to other hours.

    Refuses days that run into another period of the kind, and hours that end before they begin.
    """
    names = _checked(work, None, name, name_ar, kind, first_day, last_day)
    period = TimetablePeriod(
        name=names[0], name_ar=names[1], kind=kind, first_day=first_day, last_day=last_day
    )
    work.session.add(period)
    work.session.flush()
    put = hours or {}
    if any(end <= start for start, end in put.values()):
        raise Refusal(_("An hour must end after it begins, from Monday to Saturday."), "hours")
    copies = [
        _copy(slot, period, put)
        for slot in work.session.scalars(_ordinary(first_day, last_day)).all()
    ]
    _check_apart(copies)
    work.session.add_all(copies)
    return period.id


@action(
    N_("Changed a period of the timetable"),
    Permission.EDIT_GROUPS,
    {"period_id": 1, "version": 1, **_EXAMPLE, "first_day": date(2027, 2, 8)},
)
def change_period(
    work: Work,
    period_id: int,
    version: int,
    name: str,
    name_ar: str,
    first_day: date,
    last_day: date,
) -> None:
    """Change a period's days or name; its hours go with its days. Refuses as adding does."""
    period = work.editable(TimetablePeriod, period_id, version)
    names = _checked(work, period_id, name, name_ar, period.kind, first_day, last_day)
    for slot in work.session.scalars(_of(period_id)).all():
        # An hour that held from the first or until the last day of the period still does.
        if slot.first_day == period.first_day:
            slot.first_day = first_day
        if slot.last_day == period.last_day:
            slot.last_day = last_day
        if slot.last_day is not None and slot.last_day < slot.first_day:
            work.session.delete(slot)
    period.name, period.name_ar = names
    period.first_day, period.last_day = first_day, last_day


@action(
    N_("Removed a period of the timetable"), Permission.EDIT_GROUPS, {"period_id": 1, "version": 2}
)
def remove_period(work: Work, period_id: int, version: int) -> None:
    """Let the ordinary hours hold in a period's days again; what was marked stays."""
    period = work.editable(TimetablePeriod, period_id, version)
    for slot in work.session.scalars(_of(period_id)).all():
        work.session.delete(slot)
    work.session.flush()
    work.session.delete(period)


def join_periods(work: Work, group_id: int, hours: Sequence[WeeklyHour], from_: date) -> None:
    """Let a new group meet at its hours in the periods that are not over, too."""
    current = select(TimetablePeriod).where(TimetablePeriod.last_day >= from_)
    for period in work.session.scalars(current).all():
        work.session.add_all(
            TimetableSlot(
                group_id=group_id,
                weekday=hour.weekday,
                start=hour.start,
                end=hour.end,
                first_day=max(from_, period.first_day),
                last_day=period.last_day,
                period_id=period.id,
            )
            for hour in hours
        )


def _copy(
    slot: TimetableSlot, period: TimetablePeriod, put: Mapping[Hours, Hours]
) -> TimetableSlot:
    start, end = put.get((slot.start, slot.end), (slot.start, slot.end))
    return TimetableSlot(
        group_id=slot.group_id,
        weekday=slot.weekday,
        start=start,
        end=end,
        first_day=max(slot.first_day, period.first_day),
        last_day=min(slot.last_day or period.last_day, period.last_day),
        period_id=period.id,
    )


def _ordinary(first: date, last: date) -> Select[TimetableSlot]:
    """The hours of no period that hold on one of the days."""
    return select(TimetableSlot).where(
        TimetableSlot.period_id.is_(None), holds(TimetableSlot, first, last)
    )


def _of(period_id: int) -> Select[TimetableSlot]:
    return select(TimetableSlot).where(TimetableSlot.period_id == period_id)


def _check_apart(slots: Sequence[TimetableSlot]) -> None:
    """Refuse hours of one group that overlap, as others than the ordinary ones may."""
    found: dict[tuple[int, int], list[TimetableSlot]] = defaultdict(list)
    for slot in slots:
        for other in found[slot.group_id, slot.weekday]:
            if other.start < slot.end and slot.start < other.end and _meet(slot, other):
                raise Refusal(_("Two hours of one day overlap."), "hours")
        found[slot.group_id, slot.weekday].append(slot)


def _meet(one: TimetableSlot, other: TimetableSlot) -> bool:
    """Whether two hours hold on the same days; those of a period all end."""
    assert one.last_day is not None and other.last_day is not None
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _checked(
    work: Work,
    own_id: int | None,
    name: str,
    name_ar: str,
    kind: str,
    first_day: date,
    last_day: date,
) -> tuple[str, str]:
    names = name_text(name, "name"), name_text(name_ar, "name_ar")
    if not any(names):
        raise Refusal(_("Write it in one language at least."), "name")
    if kind not in _LONGEST:
        raise Refusal(_("Choose what kind of period this is."), "kind")
    check_days(first_day, last_day, _LONGEST[kind])
    others = select(TimetablePeriod.id).where(
        TimetablePeriod.id != (own_id or 0),
        TimetablePeriod.kind == kind,
        TimetablePeriod.first_day <= last_day,
        TimetablePeriod.last_day >= first_day,
    )
    if work.session.scalar(others) is not None:
        raise Refusal(_("Another period lies on these days."), "first_day")
    return names
