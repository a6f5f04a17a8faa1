"""When groups meet: the weekly timetable, and days when the centre is closed or open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, select, true

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.closures import DayPart
from amane_desktop.attendance.models import (
    DayException,
    Group,
    SchoolYear,
    TimetablePeriod,
    TimetableSlot,
)
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import short_text


@dataclass(frozen=True, order=True)
class WeeklyHour:
    """An hour that comes back every week; `weekday` is 1 on Monday and 6 on Saturday."""

    weekday: int
    start: time
    end: time


# Two hours in the morning and two in the afternoon, Monday to Saturday.
DEFAULT_TIMETABLE = tuple(
    WeeklyHour(weekday, start, end)
    for weekday in range(1, 7)
    for start, end in ((time(10), time(12)), (time(15), time(17)))
)


@action(
    N_("Changed a timetable"),
    Permission.EDIT_GROUPS,
    {"group_id": 1, "hours": DEFAULT_TIMETABLE, "from_": date(2026, 9, 7)},
)
def set_timetable(
    work: Work,
    group_id: int,
    hours: Sequence[WeeklyHour],
    from_: date,
    to: date | None = None,
) -> None:
    """Let a group ordinarily meet at these hours from a day on, until a last one if it is given.

    Without one they hold as long as those in their place: to the end of the school year, once the
    timetable was taken into the next. The weeks before and after keep what they had. Refuses
    hours that end before they begin or that overlap.
    """
    if work.session.get(Group, group_id) is None:
        raise Refusal(_("This group or child is no longer there."))
    replaced = _in_force(work, from_, from_, TimetableSlot.group_id == group_id)
    ends = [slot.last_day for slot in replaced]
    if to is None and ends:
        to = None if None in ends else max(end for end in ends if end is not None)
    replace_timetable(work, group_id, hours, from_, to)


def replace_timetable(
    work: Work,
    group_id: int,
    hours: Sequence[WeeklyHour],
    from_: date,
    to: date | None = None,
) -> None:
    """End the ordinary hours in force and put the new ones in their place."""
    if to is not None and to < from_:
        raise Refusal(_("The last day lies before the first."), "to")
    _check(sorted(hours))
    for slot in _in_force(work, from_, to, TimetableSlot.group_id == group_id):
        _cut(work, slot, from_, to)
    for hour in sorted(hours):
        work.session.add(_slot(group_id, hour, from_, to, None))


@action(
    N_("Changed an hour of the timetable"),
    Permission.EDIT_GROUPS,
    {
        "group_id": 1,
        "old": WeeklyHour(1, time(10), time(12)),
        "new": WeeklyHour(2, time(17), time(18)),
        "from_": date(2027, 1, 4),
    },
)
def change_hour(
    work: Work,
    group_id: int,
    old: WeeklyHour | None,
    new: WeeklyHour | None,
    from_: date,
    period_id: int | None = None,
) -> None:
    """Put one weekly hour of a group elsewhere from a day on; without an old one, add an hour,
    and without a new one, remove it. The days before keep what they had.

    Refuses an hour that is no longer there, and one that overlaps another of the group.
    """
    of_group = (TimetableSlot.group_id == group_id) & (
        TimetableSlot.period_id.is_not_distinct_from(period_id)
    )
    spans = [_span_of_new(work, group_id, from_, period_id)]
    if old is not None:
        is_old = (TimetableSlot.weekday == old.weekday) & (TimetableSlot.start == old.start)
        found = _in_force(work, from_, None, of_group & is_old, period_id)
        if not found:
            raise Refusal(_("This is no longer there."))
        spans = [(max(slot.first_day, from_), slot.last_day) for slot in found]
        for slot in found:
            _cut(work, slot, from_, None)
        work.session.flush()
    if new is None:
        return
    _check([new])
    for first, last in spans:
        for other in _in_force(work, first, last, of_group, period_id):
            if other.weekday == new.weekday and other.start < new.end and new.start < other.end:
                raise Refusal(_("Two hours of one day overlap."), "hours")
        work.session.add(_slot(group_id, new, first, last, period_id))


@action(
    N_("Took the timetable into a school year"),
    Permission.EDIT_GROUPS,
    {"year_id": 1, "from_": date(2027, 9, 6)},
)
def carry_over_timetable(work: Work, year_id: int, from_: date) -> int:
    """End the groups' ordinary hours with a school year, and begin with them in the next one.

    Gives how many groups meet again. A group that has hours in the new year keeps these; one that
    has ended is left out. Refuses a day within the year.
    """
    year = work.session.get(SchoolYear, year_id)
    if year is None:
        raise Refusal(_("This is no longer there."))
    if from_ <= year.last_day:
        raise Refusal(_("The new hours begin after the school year has ended."), "from_")
    going_on = _in_force(work, year.last_day, None, true())
    begun = select(TimetableSlot.group_id).where(
        TimetableSlot.period_id.is_(None), TimetableSlot.first_day > year.last_day
    )
    has_hours = set(work.session.scalars(begun))
    ended = set(work.session.scalars(select(Group.id).where(Group.last_day < from_)))
    again = set()
    for slot in going_on:
        if slot.first_day > year.last_day:
            continue
        slot.last_day = year.last_day
        if slot.group_id not in has_hours | ended:
            again.add(slot.group_id)
            hour = WeeklyHour(slot.weekday, slot.start, slot.end)
            work.session.add(_slot(slot.group_id, hour, from_, None, None))
    if not again:
        raise Refusal(_("No group has hours to take into the new year."))
    return len(again)


def _in_force(
    work: Work,
    first: date,
    last: date | None,
    which: ColumnElement[bool],
    period_id: int | None = None,
) -> Sequence[TimetableSlot]:
    """The hours that hold on one of the days: ordinary ones, or those of a period."""
    ends = TimetableSlot.last_day.is_(None) | (TimetableSlot.last_day >= first)
    begins = true() if last is None else TimetableSlot.first_day <= last
    of_period = TimetableSlot.period_id.is_not_distinct_from(period_id)
    return work.session.scalars(select(TimetableSlot).where(which, of_period, begins, ends)).all()


def _cut(work: Work, slot: TimetableSlot, first: date, last: date | None) -> None:
    """Take the days out of those in which an hour holds."""
    if last is not None and (slot.last_day is None or slot.last_day > last):
        hour = WeeklyHour(slot.weekday, slot.start, slot.end)
        after = max(slot.first_day, last + timedelta(days=1))
        work.session.add(_slot(slot.group_id, hour, after, slot.last_day, slot.period_id))
    if slot.first_day >= first:
        work.session.delete(slot)
    else:
        slot.last_day = first - timedelta(days=1)


def _slot(
    group_id: int, hour: WeeklyHour, first: date, last: date | None, period_id: int | None
) -> TimetableSlot:
    return TimetableSlot(
        group_id=group_id,
        weekday=hour.weekday,
        start=hour.start,
        end=hour.end,
        first_day=first,
        last_day=last,
        period_id=period_id,
    )


def _span_of_new(
    work: Work, group_id: int, from_: date, period_id: int | None
) -> tuple[date, date | None]:
    """The days of an hour that is added: to the end of its period, or for good."""
    if work.session.get(Group, group_id) is None:
        raise Refusal(_("This group or child is no longer there."))
    if period_id is None:
        return from_, None
    period = work.session.get(TimetablePeriod, period_id)
    if period is None:
        raise Refusal(_("This is no longer there."))
    return max(from_, period.first_day), period.last_day


def _check(hours: Sequence[WeeklyHour]) -> None:
    if any(not 1 <= hour.weekday <= 6 or hour.end <= hour.start for hour in hours):
        raise Refusal(_("An hour must end after it begins, from Monday to Saturday."), "hours")
    for one, following in pairwise(hours):
        if one.weekday == following.weekday and following.start < one.end:
            raise Refusal(_("Two hours of one day overlap."), "hours")


@action(
    N_("Closed or opened the centre on a day"),
    Permission.EDIT_GROUPS,
    {"day": date(2026, 12, 31), "reason": "Réunion d'équipe", "reason_ar": "اجتماع الفريق"},
)
def set_day(
    work: Work,
    day: date,
    *,
    part: DayPart = DayPart.DAY,
    is_open: bool = False,
    reason: str = "",
    reason_ar: str = "",
) -> None:
    """Say that the centre is closed on a day or half of it, or open on a public holiday."""
    own = select(DayException).where(DayException.day == day)
    for exception in work.session.scalars(own).all():
        if exception.part == part or part == DayPart.DAY:
            work.session.delete(exception)
    work.session.flush()
    work.session.add(
        DayException(
            day=day,
            part=part,
            is_open=is_open,
            reason=short_text(reason, "reason"),
            reason_ar=short_text(reason_ar, "reason_ar"),
        )
    )


@action(N_("Took back a closed day"), Permission.EDIT_GROUPS, {"day": date(2026, 12, 31)})
def unset_day(work: Work, day: date, part: DayPart = DayPart.DAY) -> None:
    """Let a day be again as the calendar has it."""
    own = select(DayException).where(DayException.day == day, DayException.part == part)
    for exception in work.session.scalars(own).all():
        work.session.delete(exception)
