"""A group's week: who stands in it, when it meets, and what is marked."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.attendance import actions, marking, queries, timetable
from amane_desktop.attendance.closures import DayPart
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.moroccan_calendar import computed_holidays
from amane_desktop.attendance.weeks import parse_week, week_to_print, working_days
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from tests.conftest import PASSWORD

MONDAY = date(2026, 11, 23)
TEN, THREE = time(10), time(15)


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


def add_child(office: Office, name: str, group: int | None = None, from_: date = MONDAY) -> int:
    family = office.do(people.add_family, name, "")
    child = office.do(people.add_person, family, "Yassine", name)
    if group is not None:
        office.do(actions.enrol_child, group, child, from_=from_)
    return child


def marks(office: Office, group: int) -> dict[tuple[int, date, time], Mark]:
    sheet = office.ask(queries.week, group, MONDAY)
    assert sheet is not None
    return {cell: found.mark for cell, found in sheet.marks.items()}


def test_all_present_leaves_other_marks_and_is_undone_as_a_whole(
    office: Office, group: int
) -> None:
    one, two, three = (add_child(office, name, group) for name in ("Bouzid", "Aït Baha", "Chafik"))
    office.do(marking.mark_child, group, two, MONDAY, TEN, Mark.ABSENT)
    assert office.do(marking.mark_all_present, group, MONDAY, TEN) == 2
    assert marks(office, group) == {
        (one, MONDAY, TEN): Mark.PRESENT,
        (two, MONDAY, TEN): Mark.ABSENT,
        (three, MONDAY, TEN): Mark.PRESENT,
    }
    office.undo_last()
    assert marks(office, group) == {(two, MONDAY, TEN): Mark.ABSENT}
    office.undo_last()
    assert marks(office, group) == {}


def test_a_mark_is_changed_noted_and_taken_away(office: Office, group: int) -> None:
    child = add_child(office, "Bouzid", group)
    office.do(marking.mark_child, group, child, MONDAY, TEN, Mark.PRESENT)
    office.do(marking.mark_child, group, child, MONDAY, TEN, Mark.LATE)
    office.do(marking.note_attendance, group, child, MONDAY, TEN, "Bus")
    sheet = office.ask(queries.week, group, MONDAY)
    assert sheet is not None
    assert sheet.marks[child, MONDAY, TEN] == queries.CellMark(Mark.LATE, "Bus")
    office.do(marking.mark_child, group, child, MONDAY, TEN, None)
    assert marks(office, group) == {}
    with pytest.raises(Refusal):
        office.do(marking.note_attendance, group, child, MONDAY, TEN, "Bus")


def test_a_child_who_comes_unannounced_stands_in_that_week_alone(
    office: Office, group: int
) -> None:
    child = add_child(office, "Bouzid")
    office.do(marking.mark_child, group, child, MONDAY, TEN, Mark.PRESENT)
    sheet = office.ask(queries.week, group, MONDAY)
    following = office.ask(queries.week, group, MONDAY + timedelta(days=7))
    assert sheet is not None and following is not None
    assert [(c.person_id, c.spans) for c in sheet.children] == [(child, ())]
    assert following.children == ()


@pytest.mark.parametrize(
    ("day", "start", "mark"),
    [
        (MONDAY, time(11), Mark.PRESENT),
        (MONDAY + timedelta(days=3), TEN, Mark.PRESENT),
        (date(2026, 11, 18), TEN, Mark.PRESENT),
    ],
    ids=["no such hour", "a day to come", "independence day"],
)
def test_a_mark_that_cannot_be_is_refused(
    office: Office, group: int, day: date, start: time, mark: Mark
) -> None:
    child = add_child(office, "Bouzid", group)
    with pytest.raises(Refusal):
        office.do(marking.mark_child, group, child, day, start, mark)
    assert marks(office, group) == {}


def test_an_absence_is_excused_in_advance(office: Office, group: int) -> None:
    child = add_child(office, "Bouzid", group)
    friday = MONDAY + timedelta(days=4)
    office.do(marking.mark_child, group, child, friday, TEN, Mark.EXCUSED)
    assert marks(office, group) == {(child, friday, TEN): Mark.EXCUSED}


def test_a_closed_afternoon_and_a_holiday_that_the_centre_is_open(
    office: Office, group: int
) -> None:
    friday, independence = date(2026, 11, 27), date(2026, 11, 18)
    office.do(timetable.set_day, friday, part=DayPart.AFTERNOON, reason="Réunion")
    office.do(timetable.set_day, independence, is_open=True)
    sheet = office.ask(queries.week, group, MONDAY)
    before = office.ask(queries.week, group, MONDAY - timedelta(days=7))
    assert sheet is not None and before is not None
    closed = [(s.day, s.start, s.closure.reason) for s in sheet.slots if s.closure]
    assert closed == [(friday, THREE, "Réunion")]
    assert not any(s.closure for s in before.slots)


def test_a_new_timetable_leaves_the_weeks_before_as_they_were(office: Office, group: int) -> None:
    hours = (timetable.WeeklyHour(2, time(9), time(11)),)
    office.do(timetable.set_timetable, group, hours, date(2026, 11, 30))
    sheet = office.ask(queries.week, group, MONDAY)
    following = office.ask(queries.week, group, date(2026, 11, 30))
    assert sheet is not None and following is not None
    assert len(sheet.slots) == 12
    assert [(s.day, s.start) for s in following.slots] == [(date(2026, 12, 1), time(9))]


def test_hours_that_overlap_are_refused(office: Office, group: int) -> None:
    hours = [timetable.WeeklyHour(2, time(9), time(11)), timetable.WeeklyHour(2, time(10), THREE)]
    with pytest.raises(Refusal):
        office.do(timetable.set_timetable, group, hours, MONDAY)


def test_today_lists_its_sessions_with_what_is_marked(office: Office, group: int) -> None:
    child = add_child(office, "Bouzid", group)
    add_child(office, "Chafik", group)
    wednesday = MONDAY + timedelta(days=2)
    office.do(marking.mark_child, group, child, wednesday, TEN, Mark.LATE)
    sessions = office.ask(queries.sessions_of_day, wednesday)
    assert [(s.slot.start, s.group.children, s.marked, s.present) for s in sessions] == [
        (TEN, 2, 1, 1),
        (THREE, 2, 0, 0),
    ]


def test_lunar_holidays_are_named_without_their_estimate() -> None:
    names = {(each.name, each.name_ar) for each in computed_holidays(2026)}
    assert ("Fête du sacrifice", "عيد الأضحى") in names


@pytest.mark.parametrize("text", ["2026-W99", "2026-W54", "2025-W53", "48", "", "2026-W00"])
def test_a_week_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        parse_week(text)


def test_weeks_at_the_end_of_a_year() -> None:
    assert parse_week("2026-W53") == date(2026, 12, 28)
    assert parse_week("2027-W01") == date(2027, 1, 4)
    assert week_to_print(date(2026, 12, 30)) == date(2026, 12, 28)
    assert week_to_print(date(2026, 12, 31)) == date(2027, 1, 4)


DAYS = st.dates(date(2026, 12, 1), date(2027, 1, 31))
SPANS = st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=6)
WEEKS = st.sampled_from(["2026-W52", "2026-W53", "2027-W01", "2027-W02"])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One centre for many examples; each takes a group and a child of its own."""
    folder = tmp_path_factory.mktemp("shared") / "centre"
    centre.create(folder, name="Centre", name_ar="", director="Khadija", password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    yield office
    office.close()


@given(spans=SPANS, week=WEEKS)
def test_a_child_stands_once_in_each_week_that_its_dates_allow(
    shared: Office, spans: list[tuple[date, date | None]], week: str
) -> None:
    group = shared.do(actions.add_group, f"G{len(shared.ask(queries.groups))}", "")
    child = add_child(shared, "Bouzid")
    kept = []
    for first, last in spans:
        try:
            shared.do(actions.enrol_child, group, child, from_=first, to=last)
            kept.append((first, last))
        except Refusal:
            continue
    monday = parse_week(week)
    expected = any(
        first <= day and (last is None or day <= last)
        for first, last in kept
        for day in working_days(monday)
    )
    sheet = shared.ask(queries.week, group, monday)
    assert sheet is not None
    assert [c.person_id for c in sheet.children] == ([child] if expected else [])
