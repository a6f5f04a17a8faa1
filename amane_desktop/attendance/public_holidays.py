"""Morocco's public holidays as the centre keeps them: computed once, then confirmed or moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import extract, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import PublicHoliday
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work

# The days of one feast follow each other.
_ONE_FEAST = timedelta(days=3)
_FURTHEST = timedelta(days=5)


@query(Permission.SEE_ATTENDANCE, {"years": (2031,)})
def years_without_holidays(reading: Reading, years: Sequence[int]) -> tuple[int, ...]:
    """Those of the years whose public holidays are not kept yet."""
    kept = select(extract("year", PublicHoliday.day)).distinct()
    return tuple(sorted(set(years) - set(reading.session.scalars(kept))))


@action(
    N_("Filled in the public holidays"),
    Permission.EDIT_GROUPS,
    {"years": (2026, 2027)},
    is_undoable=False,
)
def fill_public_holidays(work: Work, years: Sequence[int]) -> None:
    """Keep the computed public holidays of the years that have none yet."""
    fill_years(work, years)


def fill_years(work: Work, years: Sequence[int]) -> None:
    """What `fill_public_holidays` does, within another action."""
    from amane_desktop.attendance.moroccan_calendar import computed_holidays

    for year in years_without_holidays(work, years):
        work.session.add_all(
            PublicHoliday(
                day=each.day, name=each.name, name_ar=each.name_ar, is_estimate=each.is_estimate
            )
            for each in computed_holidays(year)
        )


@action(N_("Confirmed a public holiday"), Permission.EDIT_GROUPS, {"holiday_id": 4, "version": 1})
def confirm_public_holiday(work: Work, holiday_id: int, version: int) -> None:
    """Say that the days of a feast were announced as they stand."""
    holiday = work.editable(PublicHoliday, holiday_id, version)
    for each in _feast(work, holiday):
        each.is_estimate = False


@action(
    N_("Moved a public holiday"),
    Permission.EDIT_GROUPS,
    {"holiday_id": 7, "version": 1, "day": date(2026, 5, 28)},
)
def move_public_holiday(work: Work, holiday_id: int, version: int, day: date) -> None:
    """Let a feast, with the days of it that follow, be on another day, as it was announced.

    Marks that were already made on either day stay. Refuses a day that is far from the estimate.
    """
    holiday = work.editable(PublicHoliday, holiday_id, version)
    shift = day - holiday.day
    if abs(shift) > _FURTHEST:
        raise Refusal(_("A feast moves by five days at most."), "day")
    for each in _feast(work, holiday):
        each.day += shift
        each.is_estimate = False


def _feast(work: Work, holiday: PublicHoliday) -> Sequence[PublicHoliday]:
    return work.session.scalars(
        select(PublicHoliday).where(
            PublicHoliday.name == holiday.name,
            PublicHoliday.day.between(holiday.day - _ONE_FEAST, holiday.day + _ONE_FEAST),
        )
    ).all()
