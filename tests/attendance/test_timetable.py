"""The timetable as the centre changes it: periods, single sessions, holidays, the next year."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from amane_desktop.attendance import actions, marking, planning, queries, session_changes
from amane_desktop.attendance.models import Mark, PublicHoliday, TimetableSlot
from amane_desktop.attendance.periods import (
    add_period,
    change_period,
    next_ramadan,
    periods,
    remove_period,
    usual_hours,
)
from amane_desktop.attendance.public_holidays import (
    confirm_public_holiday,
    fill_public_holidays,
    move_public_holiday,
    years_without_holidays,
)
from amane_desktop.attendance.school_holidays import add_school_holiday
from amane_desktop.attendance.school_years import add_school_year
from amane_desktop.attendance.timetable import (
    WeeklyHour,
    carry_over_timetable,
    change_hour,
    set_day,
    set_timetable,
)
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.school_support.queries import rosters
from tests.attendance.test_week import add_child
from tests.conftest import PASSWORD
from tests.rows import rows_of

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
TEN, NOON, THREE, FIVE = time(10), time(12), time(15), time(17)
RAMADAN = (date(2027, 2, 7), date(2027, 3, 8))
OTHER_HOURS = {(TEN, NOON): (TEN, time(11, 30)), (THREE, FIVE): (time(13, 30), THREE)}
FEAST = date(2027, 3, 9)


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    """The centre on Wednesday 25 November 2026, at noon."""
    noon = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, noon)
    yield office
    office.close()


@pytest.fixture
def group(office: Office) -> int:
    return office.do(actions.add_group, "Atlas", "أطلس", from_=date(2026, 9, 1))


def hours(office: Office, group: int, day: date) -> list[tuple[time, time]]:
    """When the group meets on a day."""
    found = office.ask(queries.sessions_of_day, day)
    return [
        (s.slot.start, s.slot.end) for s in found if s.group.id == group and s.slot.closure is None
    ]


def why_not(office: Office, day: date) -> list[str]:
    """What is told of a day's sessions that do not take place."""
    found = office.ask(queries.sessions_of_day, day)
    return [s.slot.closure.told() for s in found if s.slot.closure is not None]


def test_ramadan_has_hours_of_its_own_and_goes_before_a_season(office: Office, group: int) -> None:
    office.do(add_period, "Hiver", "الشتاء", "season", date(2027, 1, 4), date(2027, 3, 20))
    office.do(add_period, "Ramadan", "رمضان", "ramadan", *RAMADAN, hours=OTHER_HOURS)
    assert hours(office, group, RAMADAN[0] + timedelta(days=1)) == list(OTHER_HOURS.values())
    assert hours(office, group, date(2027, 2, 5)) == list(OTHER_HOURS)
    assert hours(office, group, date(2027, 3, 11)) == list(OTHER_HOURS)
    office.undo_last()
    assert hours(office, group, RAMADAN[0] + timedelta(days=1)) == list(OTHER_HOURS)


def test_a_period_moves_with_its_hours_and_goes_again(office: Office, group: int) -> None:
    number = office.do(add_period, "Ramadan", "", "ramadan", *RAMADAN, hours=OTHER_HOURS)
    later = [day + timedelta(days=1) for day in RAMADAN]
    office.do(change_period, number, 1, "Ramadan", "", *later)
    (period,) = office.ask(periods, MONDAY)
    assert [period.first_day, period.last_day] == later
    assert hours(office, group, date(2027, 2, 8)) == list(OTHER_HOURS.values())
    assert hours(office, group, date(2027, 3, 8)) == list(OTHER_HOURS.values())
    office.do(remove_period, number, period.version)
    assert hours(office, group, date(2027, 2, 8)) == list(OTHER_HOURS)


@pytest.mark.parametrize(
    ("kind", "days", "put"),
    [
        ("season", (RAMADAN[1], RAMADAN[0]), {}),
        ("ramadan", (MONDAY, MONDAY + timedelta(days=40)), {}),
        ("season", RAMADAN, {(TEN, NOON): (TEN, time(16))}),
        ("season", RAMADAN, {(TEN, NOON): (NOON, TEN)}),
    ],
    ids=["backwards", "too long", "hours overlap", "hours backwards"],
)
def test_a_period_that_cannot_be_is_refused(
    office: Office, group: int, kind: str, days: tuple[date, date], put: dict[object, object]
) -> None:
    with pytest.raises(Refusal):
        office.do(add_period, "P", "", kind, *days, hours=put)
    assert office.ask(periods, MONDAY) == ()


def test_a_group_that_is_added_in_a_period_meets_in_it(office: Office) -> None:
    office.do(add_period, "Hiver", "", "season", MONDAY, date(2027, 1, 31))
    group = office.do(actions.add_group, "Toubkal", "")
    assert hours(office, group, MONDAY + timedelta(days=3)) == list(OTHER_HOURS)


def test_the_days_of_ramadan_are_reckoned_from_its_feast(office: Office) -> None:
    assert office.ask(next_ramadan, MONDAY) == RAMADAN


def test_a_cancelled_session_says_why_and_is_put_back(office: Office, group: int) -> None:
    friday = MONDAY + timedelta(days=4)
    office.do(session_changes.cancel_session, group, friday, TEN, "Sortie")
    assert hours(office, group, friday) == [(THREE, FIVE)]
    (told,) = why_not(office, friday)
    assert told.startswith("session cancelled") and "Sortie" in told
    child = add_child(office, "Bouzid", group)
    with pytest.raises(Refusal):
        office.do(marking.mark_child, group, child, friday, TEN, Mark.EXCUSED)
    (slot,) = [
        s.slot for s in office.ask(queries.sessions_of_day, friday) if s.slot.closure is not None
    ]
    assert slot.change_id is not None
    office.do(session_changes.put_session_back, slot.change_id)
    assert hours(office, group, friday) == list(OTHER_HOURS)


def test_a_paper_on_a_wall_does_not_tell_why_a_session_was_cancelled(
    office: Office, group: int
) -> None:
    friday = MONDAY + timedelta(days=4)
    add_child(office, "Bouzid", group)
    office.do(session_changes.cancel_session, group, friday, TEN, "Chez les Bouzid")
    (sheet,) = office.ask(rosters, MONDAY)
    (closed,) = [slot for slot in sheet.slots if slot.is_closed]
    assert closed.day == friday
    assert "Bouzid" not in closed.closed_reason + closed.closed_reason_ar


def test_a_moved_session_is_held_once_at_its_new_hour(office: Office, group: int) -> None:
    friday, saturday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=5)
    to = (saturday, NOON, time(13))
    office.do(session_changes.move_session, group, friday, TEN, *to, "Formation")
    assert hours(office, group, friday) == [(THREE, FIVE)]
    assert hours(office, group, saturday) == [(TEN, NOON), (NOON, time(13)), (THREE, FIVE)]
    (told,) = why_not(office, friday)
    assert "28/11" in told and "12:00" in told and "Formation" in told
    # Once more, and it still stands in one place.
    again = (friday, NOON, time(13))
    office.do(session_changes.move_session, group, saturday, NOON, *again, "Formation")
    assert hours(office, group, saturday) == list(OTHER_HOURS)
    assert hours(office, group, friday) == [(NOON, time(13)), (THREE, FIVE)]


def test_a_session_that_was_held_neither_moves_nor_is_cancelled(office: Office, group: int) -> None:
    child = add_child(office, "Bouzid", group)
    office.do(marking.mark_child, group, child, TUESDAY, TEN, Mark.PRESENT)
    with pytest.raises(Refusal):
        office.do(session_changes.cancel_session, group, TUESDAY, TEN, "Sortie")
    with pytest.raises(Refusal):
        to = (TUESDAY, NOON, time(13))
        office.do(session_changes.move_session, group, TUESDAY, TEN, *to, "Sortie")
    assert hours(office, group, TUESDAY) == list(OTHER_HOURS)


def test_an_activity_is_added_marked_and_not_on_a_closed_day(office: Office, group: int) -> None:
    child = add_child(office, "Bouzid", group)
    office.do(session_changes.add_session, group, TUESDAY, NOON, time(14), "Film", "فيلم")
    found = office.ask(queries.sessions_of_day, TUESDAY)
    assert [s.slot.title for s in found] == ["", "Film", ""]
    office.do(marking.mark_child, group, child, TUESDAY, NOON, Mark.PRESENT)
    office.do(set_day, date(2026, 11, 28))
    with pytest.raises(Refusal):
        office.do(session_changes.add_session, group, date(2026, 11, 28), NOON, time(14), "Film")
    with pytest.raises(Refusal):
        office.do(session_changes.add_session, group, TUESDAY, time(11), time(13), "Film")


def test_school_holidays_close_the_centre_or_do_not(office: Office, group: int) -> None:
    week = (date(2027, 1, 25), date(2027, 1, 31))
    office.do(add_school_holiday, "Mi-année", "", *week, is_closed=False)
    assert hours(office, group, week[0]) == list(OTHER_HOURS)
    office.undo_last()
    office.do(add_school_holiday, "Mi-année", "", *week, is_closed=True)
    assert hours(office, group, week[0]) == []
    assert why_not(office, week[0]) == ["Mi-année", "Mi-année"]
    office.do(set_day, week[0], is_open=True)
    assert hours(office, group, week[0]) == list(OTHER_HOURS)


def test_a_feast_moves_as_a_whole_and_marks_stay(office: Office, group: int) -> None:
    office.do(fill_public_holidays, (2026, 2027))
    assert office.ask(years_without_holidays, (2026, 2027, 2028)) == (2028,)
    first, second = office.ask(planning.special_days, FEAST, 2)
    assert first.is_estimate and second.is_estimate and first.holiday_id is not None
    child = add_child(office, "Bouzid", group)
    third = FEAST + timedelta(days=2)
    office.do(marking.mark_child, group, child, third, TEN, Mark.EXCUSED)
    day = FEAST + timedelta(days=1)
    office.do(move_public_holiday, first.holiday_id, first.version, day)
    assert hours(office, group, FEAST) == list(OTHER_HOURS)
    assert why_not(office, third) == ["Eid al-Fitr", "Eid al-Fitr"]
    sheet = office.ask(queries.week, group, date(2027, 3, 8))
    assert sheet is not None and (child, third, TEN) in sheet.marks
    with pytest.raises(Refusal):
        office.do(move_public_holiday, first.holiday_id, first.version + 1, date(2027, 4, 9))


def test_a_confirmed_feast_is_an_estimate_no_more(office: Office) -> None:
    office.do(fill_public_holidays, (2027,))
    first = office.ask(planning.special_days, FEAST, 1)[0]
    assert first.holiday_id is not None
    office.do(confirm_public_holiday, first.holiday_id, first.version)
    shown = office.ask(planning.special_days, FEAST, 2)
    assert [day.is_estimate for day in shown] == [False, False]


def test_two_holidays_of_one_day_part_when_the_feast_moves(office: Office) -> None:
    office.do(fill_public_holidays, (2027,))
    august = [r for r in rows_of(office, PublicHoliday) if r["day"] == date(2027, 8, 14)]
    assert sorted(r["is_estimate"] for r in august) == [False, True]
    (feast,) = [r for r in august if r["is_estimate"]]
    office.do(move_public_holiday, feast["id"], 1, date(2027, 8, 16))
    days = [d.day.day for d in office.ask(planning.special_days, date(2027, 8, 10), 9)]
    assert days == [14, 16, 17]


def test_a_new_school_year_brings_its_public_holidays(office: Office) -> None:
    office.do(add_school_year, date(2027, 9, 1), date(2028, 6, 30))
    assert office.ask(years_without_holidays, (2027, 2028)) == ()


def test_one_hour_is_dragged_elsewhere_from_a_day_on(office: Office, group: int) -> None:
    old, new = WeeklyHour(1, TEN, NOON), WeeklyHour(2, time(12, 30), time(14))
    following = MONDAY + timedelta(days=7)
    office.do(change_hour, group, old, new, following)
    assert hours(office, group, MONDAY) == list(OTHER_HOURS)
    assert hours(office, group, following) == [(THREE, FIVE)]
    assert hours(office, group, following + timedelta(days=1)) == [
        (TEN, NOON),
        (time(12, 30), time(14)),
        (THREE, FIVE),
    ]
    with pytest.raises(Refusal):
        office.do(change_hour, group, new, WeeklyHour(2, time(11), time(13)), following)
    office.undo_last()
    assert hours(office, group, following) == list(OTHER_HOURS)


def test_the_timetable_ends_with_the_year_and_is_taken_into_the_next(
    office: Office, group: int
) -> None:
    year = office.do(add_school_year, date(2026, 9, 1), date(2027, 6, 30))
    september = date(2027, 9, 6)
    assert office.do(carry_over_timetable, year, september) == 1
    assert hours(office, group, date(2027, 6, 30)) == list(OTHER_HOURS)
    assert hours(office, group, date(2027, 7, 5)) == []
    assert hours(office, group, september) == list(OTHER_HOURS)
    # What is changed before the summer leaves the new year as it was taken over.
    office.do(set_timetable, group, [WeeklyHour(1, TEN, NOON)], date(2027, 5, 3))
    assert hours(office, group, date(2027, 5, 4)) == []
    assert hours(office, group, september) == list(OTHER_HOURS)


def test_hours_between_two_days_leave_those_before_and_after(office: Office, group: int) -> None:
    office.do(set_timetable, group, [], MONDAY, MONDAY + timedelta(days=6))
    assert [hours(office, group, MONDAY + timedelta(days=n)) for n in (-7, 0, 7)] == [
        list(OTHER_HOURS),
        [],
        list(OTHER_HOURS),
    ]
    assert len(rows_of(office, TimetableSlot)) == 24


def test_the_ordinary_hours_are_told_once_each(office: Office, group: int) -> None:
    assert office.ask(usual_hours, MONDAY) == tuple(OTHER_HOURS)
