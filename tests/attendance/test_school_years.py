"""School years follow one another, each long enough to be one."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from amane_desktop.attendance import school_years as years
from amane_desktop.demonstration.create import create
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF
from amane_desktop.office.history import history
from amane_desktop.office.office import Office

FIRST, LAST = date(2026, 9, 7), date(2027, 6, 30)


def test_the_year_of_today_is_the_current_one(office: Office) -> None:
    office.clock = Clock(datetime(2026, 11, 24, 15, tzinfo=UTC))
    office.do(years.add_school_year, FIRST, LAST)
    office.do(years.add_school_year, date(2025, 9, 8), date(2026, 6, 30))
    assert [(y.first_day.year, y.is_current) for y in office.ask(years.school_years)] == [
        (2026, True),
        (2025, False),
    ]


@pytest.mark.parametrize(
    ("first_day", "last_day", "field"),
    [
        (date(2027, 6, 30), date(2028, 5, 31), "first_day"),
        (date(2026, 1, 5), date(2026, 9, 7), "last_day"),
        (date(2027, 9, 1), date(2027, 8, 1), "last_day"),
        (date(2027, 9, 1), date(2027, 9, 2), "last_day"),
        (date(2027, 9, 1), date(2028, 9, 1), "last_day"),
    ],
)
def test_what_is_no_year_of_its_own_is_refused(
    office: Office, first_day: date, last_day: date, field: str
) -> None:
    office.do(years.add_school_year, FIRST, LAST)
    with pytest.raises(Refusal) as refused:
        office.do(years.add_school_year, first_day, last_day)
    assert refused.value.field == field and len(office.ask(years.school_years)) == 1


def test_a_year_is_changed_told_and_removed(office: Office) -> None:
    year = office.do(years.add_school_year, FIRST, LAST)
    office.do(years.change_school_year, year, 1, FIRST, date(2027, 7, 3))
    told = str(office.ask(history, (("school_year", year),))[0])
    assert "2026/2027" in told and "3 July 2027" in told
    office.do(years.remove_school_year, year, 2)
    assert office.ask(years.school_years) == ()
    office.undo_last()
    assert office.ask(years.school_years)[0].last_day == date(2027, 7, 3)


def test_the_demonstration_stands_in_its_school_year(tmp_path: Path) -> None:
    create(tmp_path / "centre", families=3, today=date(2026, 11, 24))
    clock = Clock(datetime(2026, 11, 24, 15, tzinfo=UTC))
    office = centre.open_centre(tmp_path / "centre", DEMO_STAFF, DEMO_PASSWORD, clock)
    (year,) = office.ask(years.school_years)
    assert year.is_current and year.first_day == FIRST
    office.close()
