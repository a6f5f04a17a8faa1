"""When groups meet: the weekly timetable, and days when the centre is closed or open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.closures import DayPart
from amane_desktop.attendance.models import DayException, Group, TimetableSlot
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
def set_timetable(work: Work, group_id: int, hours: Sequence[WeeklyHour], from_: date) -> None:
    """Let a group meet at these hours from a day on; the weeks before keep what they had.

    Refuses hours that end before they begin or that overlap.
    """
    if work.session.get(Group, group_id) is None:
        raise Refusal(_("This group or child is no longer there."))
    replace_timetable(work, group_id, hours, from_)


def replace_timetable(work: Work, group_id: int, hours: Sequence[WeeklyHour], from_: date) -> None:
    """End the hours in force and put the new ones in their place."""
    _check(sorted(hours))
    in_force = select(TimetableSlot).where(
        TimetableSlot.group_id == group_id,
        or_(TimetableSlot.last_day.is_(None), TimetableSlot.last_day >= from_),
    )
    for slot in work.session.scalars(in_force).all():
        if slot.first_day >= from_:
            work.session.delete(slot)
        else:
            slot.last_day = from_ - timedelta(days=1)
    work.session.add_all(
        TimetableSlot(
            group_id=group_id,
            weekday=hour.weekday,
            start=hour.start,
            end=hour.end,
            first_day=from_,
            last_day=None,
        )
        for hour in sorted(hours)
    )


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
