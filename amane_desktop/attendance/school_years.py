"""School years: from which day to which, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import SchoolYear
from amane_desktop.attendance.public_holidays import fill_years
from amane_desktop.i18n import N_, _, format_date, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.office.labels import Column, describe
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work

SHORTEST_DAYS, LONGEST_DAYS = 180, 366
_NEXT = {"first_day": date(2027, 9, 1), "last_day": date(2028, 6, 30)}


@dataclass(frozen=True)
class SchoolYearLine:
    """A school year, and whether the day of the question lies in it."""

    id: int
    first_day: date
    last_day: date
    is_current: bool
    version: int

    @property
    def name(self) -> str:
        """2026/2027, whichever way the line around it is written."""
        return year_name(self.first_day, self.last_day)


@query(Permission.SEE_CENTRE, {})
def school_years(reading: Reading) -> tuple[SchoolYearLine, ...]:
    """The school years, the newest first."""
    rows = reading.session.scalars(select(SchoolYear).order_by(SchoolYear.first_day.desc()))
    return tuple(
        SchoolYearLine(
            year.id,
            year.first_day,
            year.last_day,
            year.first_day <= reading.today <= year.last_day,
            year.version,
        )
        for year in rows
    )


@action(N_("Added a school year"), Permission.CHANGE_SETTINGS, _NEXT)
def add_school_year(work: Work, first_day: date, last_day: date) -> int:
    """Add a year; refuses one that runs into another, or is too short or too long to be one."""
    _check(work, None, first_day, last_day)
    year = SchoolYear(first_day=first_day, last_day=last_day)
    work.session.add(year)
    work.session.flush()
    fill_years(work, (first_day.year, last_day.year))
    return year.id


@action(
    N_("Changed a school year"),
    Permission.CHANGE_SETTINGS,
    {"year_id": 2, "version": 1, **_NEXT, "last_day": date(2028, 7, 1)},
)
def change_school_year(
    work: Work, year_id: int, version: int, first_day: date, last_day: date
) -> None:
    """Change a year's first and last day; refuses what `add_school_year` refuses."""
    year = work.editable(SchoolYear, year_id, version)
    _check(work, year_id, first_day, last_day)
    year.first_day, year.last_day = first_day, last_day


@action(N_("Removed a school year"), Permission.CHANGE_SETTINGS, {"year_id": 2, "version": 2})
def remove_school_year(work: Work, year_id: int, version: int) -> None:
    """Remove a year that was entered by mistake; what happened in it stays."""
    work.session.delete(work.editable(SchoolYear, year_id, version))


def year_name(first_day: date, last_day: date) -> str:
    """What a school year is called: by the years that it lies in."""
    years = dict.fromkeys((first_day.year, last_day.year))
    return isolate("/".join(map(str, years)))


def _check(work: Work, year_id: int | None, first_day: date, last_day: date) -> None:
    if last_day <= first_day:
        raise Refusal(_("The last day comes after the first one."), "last_day")
    if not SHORTEST_DAYS <= (last_day - first_day).days + 1 <= LONGEST_DAYS:
        raise Refusal(_("A school year lasts between six months and one year."), "last_day")
    others = work.session.scalars(
        select(SchoolYear).where(
            SchoolYear.id != (year_id or 0),
            SchoolYear.first_day <= last_day,
            SchoolYear.last_day >= first_day,
        )
    )
    for other in others:
        field = "first_day" if other.first_day <= first_day else "last_day"
        told = _("These days belong to the school year {name} already.")
        raise Refusal(told.format(name=year_name(other.first_day, other.last_day)), field)


def _told(values: Mapping[str, Any]) -> str:
    first_day, last_day = (
        day if isinstance(day, date) else date.fromisoformat(day)
        for day in (values["first_day"], values["last_day"])
    )
    return year_name(first_day, last_day)


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


describe(
    SchoolYear.__tablename__,
    Permission.CHANGE_SETTINGS,
    _told,
    {"first_day": Column(N_("First day"), _day), "last_day": Column(N_("Last day"), _day)},
)
