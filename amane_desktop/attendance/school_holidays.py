"""School holidays: days without school, in which the centre is closed or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import SchoolHoliday
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.texts import name_text

_LONGEST = timedelta(days=120)
_EXAMPLE = {
    "name": "Vacances de mi-année",
    "name_ar": "عطلة منتصف السنة",
    "first_day": date(2027, 1, 24),
    "last_day": date(2027, 1, 31),
}


@dataclass(frozen=True)
class SchoolHolidayLine:
    """A stretch of school holidays."""

    id: int
    version: int
    name: str
    name_ar: str
    first_day: date
    last_day: date
    is_closed: bool


@query(Permission.SEE_ATTENDANCE, {"first": date(2026, 9, 1), "last": date(2027, 8, 31)})
def school_holidays(reading: Reading, first: date, last: date) -> tuple[SchoolHolidayLine, ...]:
    """The school holidays that touch the days, by day."""
    rows = reading.session.scalars(
        select(SchoolHoliday)
        .where(SchoolHoliday.first_day <= last, SchoolHoliday.last_day >= first)
        .order_by(SchoolHoliday.first_day)
    )
    return tuple(
        SchoolHolidayLine(
            row.id,
            row.version,
            row.name,
            row.name_ar,
            row.first_day,
            row.last_day,
            row.is_closed,
        )
        for row in rows
    )


@action(N_("Added school holidays"), Permission.EDIT_GROUPS, {**_EXAMPLE, "is_closed": True})
def add_school_holiday(
    work: Work, name: str, name_ar: str, first_day: date, last_day: date, *, is_closed: bool
) -> int:
    """Add days without school; refuses days that run into others, or backwards."""
    name, name_ar = _checked(work, None, name, name_ar, first_day, last_day)
    row = SchoolHoliday(
        name=name, name_ar=name_ar, first_day=first_day, last_day=last_day, is_closed=is_closed
    )
    work.session.add(row)
    work.session.flush()
    return row.id


@action(
    N_("Changed school holidays"),
    Permission.EDIT_GROUPS,
    {"holiday_id": 1, "version": 1, **_EXAMPLE, "is_closed": False},
)
def change_school_holiday(
    work: Work,
    holiday_id: int,
    version: int,
    name: str,
    name_ar: str,
    first_day: date,
    last_day: date,
    *,
    is_closed: bool,
) -> None:
    """Change the days, their name, or whether the centre is closed; refuses as adding does."""
    row = work.editable(SchoolHoliday, holiday_id, version)
    row.name, row.name_ar = _checked(work, holiday_id, name, name_ar, first_day, last_day)
    row.first_day, row.last_day, row.is_closed = first_day, last_day, is_closed


@action(N_("Removed school holidays"), Permission.EDIT_GROUPS, {"holiday_id": 1, "version": 2})
def remove_school_holiday(work: Work, holiday_id: int, version: int) -> None:
    """Remove days that were entered by mistake; what was marked in them stays."""
    work.session.delete(work.editable(SchoolHoliday, holiday_id, version))


def _checked(
    work: Work, own_id: int | None, name: str, name_ar: str, first_day: date, last_day: date
) -> tuple[str, str]:
    names = name_text(name, "name"), name_text(name_ar, "name_ar")
    if not any(names):
        raise Refusal(_("Write it in one language at least."), "name")
    check_days(first_day, last_day, _LONGEST)
    others = select(SchoolHoliday.id).where(
        SchoolHoliday.id != (own_id or 0),
        SchoolHoliday.first_day <= last_day,
        SchoolHoliday.last_day >= first_day,
    )
    if work.session.scalar(others) is not None:
        raise Refusal(_("Other school holidays lie on these days."), "first_day")
    return names


def check_days(first_day: date, last_day: date, longest: timedelta) -> None:
    """Refuse days that run backwards, or too many of them."""
    if last_day < first_day:
        raise Refusal(_("The last day lies before the first."), "last_day")
    if last_day - first_day >= longest:
        told = _("These are too many days: {n} at most.")
        raise Refusal(told.format(n=longest.days), "last_day")
