"""Each child stands once in each roster that its dates allow, and in no other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amane_desktop.attendance import actions, timetable
from amane_desktop.attendance.closures import DayPart
from amane_desktop.attendance.queries import groups
from amane_desktop.attendance.weeks import parse_week, working_days
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.school_support.queries import family_support, rosters
from tests.conftest import PASSWORD

DAYS = st.dates(date(2026, 12, 14), date(2027, 1, 17))
ENROLMENTS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), DAYS, st.none() | DAYS), max_size=8
)
WEEKS = st.sampled_from(["2026-W52", "2026-W53", "2027-W01"])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("rosters") / "centre"
    centre.create(folder, name="Centre", name_ar="", director="Khadija", password=PASSWORD)
    noon = Clock(datetime(2026, 12, 15, 12, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, noon)
    yield office
    office.close()


@settings(max_examples=60)
@given(enrolments=ENROLMENTS, week=WEEKS)
def test_any_history_of_enrolments(
    office: Office, enrolments: list[tuple[int, int, date, date | None]], week: str
) -> None:
    number = len(office.ask(groups))
    titles = [f"G{number}a", f"G{number}b"]
    ids = [office.do(actions.add_group, name, "", from_=date(2026, 9, 1)) for name in titles]
    family = office.do(people.add_family, "Bouzid", "")
    names = ["Aya", "Omar", "Salma"]
    children = [office.do(people.add_person, family, name, "Bouzid") for name in names]
    kept = []
    for group, child, first, last in enrolments:
        try:
            office.do(actions.enrol_child, ids[group], children[child], from_=first, to=last)
            kept.append((group, child, first, last))
        except Refusal:
            continue
    days = working_days(parse_week(week))
    for place, name in enumerate(titles):
        expected = {
            f"Bouzid {names[child]}"
            for group, child, first, last in kept
            if group == place and any(first <= d and (last is None or d <= last) for d in days)
        }
        sheet = next(s for s in office.ask(rosters, parse_week(week), name))
        assert sorted(child.name for child in sheet.children) == sorted(expected)
        everyone = [s.group for s in office.ask(rosters, parse_week(week))]
        assert (name in everyone) == bool(expected), "an empty group prints no sheet"


def test_a_roster_says_why_a_half_day_is_closed_and_whose_birthday_it_is(office: Office) -> None:
    group = office.do(actions.add_group, "Toubkal", "توبقال", from_=date(2026, 9, 1))
    family = office.do(people.add_family, "Chafik", "شفيق")
    born = {"birth_date": date(2015, 12, 23), "level": "5AEP"}
    exact = office.do(people.add_person, family, "Aya", "Chafik", "آية", "شفيق", **born)
    guess = office.do(
        people.add_person, family, "Omar", "Chafik", birth_precision="estimate", **born
    )
    for child in (exact, guess):
        office.do(actions.enrol_child, group, child, from_=date(2026, 12, 14))
    friday = date(2026, 12, 25)
    office.do(
        timetable.set_day, friday, part=DayPart.AFTERNOON, reason="Réunion", reason_ar="اجتماع"
    )
    (sheet,) = office.ask(rosters, date(2026, 12, 21), "توبقال", "ar")
    closed = [(s.day, s.closed_reason, s.closed_reason_ar) for s in sheet.slots if s.is_closed]
    assert closed == [(friday, "Réunion", "اجتماع")]
    birthdays = {child.name: child.birthday for child in sheet.children}
    assert birthdays == {"Chafik Aya": date(2026, 12, 23), "Chafik Omar": None}
    assert {child.level_ar for child in sheet.children} == {"الخامس ابتدائي"}
    assert [c.given_name for c in office.ask(family_support, family)] == ["Aya", "Omar"]


def test_a_group_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(Refusal):
        office.ask(rosters, date(2026, 12, 21), "Nulle part")
