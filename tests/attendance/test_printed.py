"""A sheet that went to paper is remembered: who stands on it, in which row."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import amane_desktop.attendance.merging  # noqa: F401  (what a merge carries)
from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions
from amane_desktop.attendance.printed import last_printed, remember_printed
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.people.merging import merge_persons
from tests.conftest import PASSWORD
from tests.rows import work_as

MONDAY = date(2026, 11, 23)


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    clock = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, clock)
    office.do(actions.add_group, "Atlas", "", from_=date(2026, 9, 1))
    yield office
    office.close()


def add_child(office: Office, name: str, *, is_in_group: bool = True) -> int:
    family = office.do(people.add_family, name, "")
    child = office.do(people.add_person, family, "Aya", name)
    if is_in_group:
        office.do(actions.enrol_child, 1, child, from_=date(2026, 9, 1))
    return child


def rows(office: Office) -> tuple[tuple[int, ...], set[int]]:
    """The rows of the sheet, and who of them has left."""
    sheet = office.ask(last_printed, 1, MONDAY)
    assert sheet is not None
    return sheet.person_ids, {child.person_id for child in sheet.gone}


def test_who_left_stays_and_who_was_never_in_the_group_is_not_named(office: Office) -> None:
    stays, left = add_child(office, "Bouzid"), add_child(office, "Chafik")
    stranger = add_child(office, "Daoudi", is_in_group=False)
    office.do(remember_printed, MONDAY, {1: [left, stays, stranger]})
    assert rows(office)[1] == set()
    office.do(actions.end_enrolment, 2, 1, date(2026, 11, 20))
    assert rows(office) == ((left, stays, stranger), {left})


def test_the_newest_sheet_counts_and_is_not_for_who_sees_this_day_alone(office: Office) -> None:
    one, two = add_child(office, "Bouzid"), add_child(office, "Chafik")
    office.do(remember_printed, MONDAY, {1: [two, one]})
    office.do(remember_printed, MONDAY, {1: [one, two]})
    assert rows(office)[0] == (one, two)
    work_as(office, Role.VOLUNTEER)
    assert office.ask(last_printed, 1, MONDAY) is None


def test_of_two_records_that_became_one_the_row_stays(office: Office) -> None:
    kept = add_child(office, "Bouzid", is_in_group=False)
    other, third = add_child(office, "Bouzide"), add_child(office, "Chafik")
    office.do(remember_printed, MONDAY, {1: [third, other]})
    office.do(merge_persons, kept, 1, other, 1)
    assert rows(office) == ((third, kept), set())
