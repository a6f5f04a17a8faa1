"""What is told at the door of a day: each child once in a session, and who may fetch it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions, marking, timetable
from amane_desktop.attendance.closures import DayPart
from amane_desktop.attendance.models import Mark
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.school_support.door import day_at_door, door_words
from tests.conftest import PASSWORD
from tests.rows import protect, work_as

WEDNESDAY, TEN, THREE = date(2026, 11, 25), time(10), time(15)


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    office = centre.open_centre(
        folder, "Khadija", PASSWORD, Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
    )
    for name in ("Atlas", "Souss"):
        office.do(actions.add_group, name, "", from_=date(2026, 9, 1))
    yield office
    office.close()


def add_child(office: Office, name: str, group: int | None = None) -> int:
    family = office.do(people.add_family, name, "")
    child = office.do(people.add_person, family, "Aya", name, may_fetch="Tante Zahra")
    if group is not None:
        office.do(actions.enrol_child, group, child, from_=date(2026, 9, 1))
    return child


def shown(office: Office) -> list[tuple[str, int, list[int]]]:
    return [
        (at.session.group.name, at.session.slot.start.hour, [c.person_id for c in at.children])
        for at in office.ask(day_at_door, WEDNESDAY)
    ]


def test_each_child_stands_once_in_each_session_and_a_guest_where_it_came(office: Office) -> None:
    two, one = add_child(office, "Chafik", 1), add_child(office, "Bouzid", 1)
    other, guest = add_child(office, "Daoudi", 2), add_child(office, "Alami")
    office.do(marking.mark_child, 1, guest, WEDNESDAY, TEN, Mark.PRESENT)
    assert shown(office) == [
        ("Atlas", 10, [one, two, guest]),
        ("Souss", 10, [other]),
        ("Atlas", 15, [one, two]),
        ("Souss", 15, [other]),
    ]


def test_a_session_that_is_not_held_has_its_reason_and_nobody_to_wait_for(office: Office) -> None:
    add_child(office, "Bouzid", 1)
    office.do(timetable.set_day, WEDNESDAY, part=DayPart.AFTERNOON, reason="Réunion")
    closed = [
        (len(at.children), at.session.slot.closure is not None)
        for at in office.ask(day_at_door, WEDNESDAY)
    ]
    assert closed == [(1, False), (0, False), (0, True), (0, True)]


def test_a_volunteer_sees_this_day_and_its_children_alone(office: Office) -> None:
    child, stranger = add_child(office, "Bouzid", 1), add_child(office, "Chafik")
    work_as(office, Role.VOLUNTEER)
    told = office.ask(door_words, child)
    assert told is not None and told.may_fetch == "Tante Zahra"
    assert office.ask(door_words, stranger) is None
    assert office.ask(day_at_door, date(2026, 11, 24)) == ()


@pytest.mark.parametrize(
    ("role", "numbers"), [(Role.DIRECTOR, 1), (Role.SOCIAL_WORKER, 0), (Role.TEACHER, 0)]
)
def test_the_numbers_of_a_protected_family_are_for_its_own(
    office: Office, role: Role, numbers: int
) -> None:
    child = add_child(office, "Bouzid", 1)
    office.do(people.add_telephone, 1, "0612345678", is_safe=True)
    office.do(people.add_telephone, 1, "0687654321", is_safe=False)
    protect(office, 1, responsible_id=None)
    work_as(office, role, None if role is Role.DIRECTOR else 7)
    told = office.ask(door_words, child)
    assert told is not None and len(told.telephones) == numbers
    assert "87 65" not in repr(told)
