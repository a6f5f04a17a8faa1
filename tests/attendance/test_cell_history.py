"""What was done to one cell of the week stays readable, also what was taken away."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions, marking
from amane_desktop.attendance.cell_history import cell_history
from amane_desktop.attendance.models import Attendance, GroupSession, Mark
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from tests.conftest import PASSWORD
from tests.rows import work_as

MONDAY, TEN = date(2026, 11, 9), time(10)
LATER = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def child(folder: Path, office: Office) -> int:
    family = office.do(people.add_family, "Bouzid", "")
    child = office.do(people.add_person, family, "Yassine", "Bouzid")
    group = office.do(actions.add_group, "Atlas", "", from_=date(2026, 9, 1))
    office.do(actions.enrol_child, group, child, from_=date(2026, 9, 1))
    return child


@pytest.fixture
def office(folder: Path):  # type: ignore[no-untyped-def]
    office = centre.open_centre(folder, "Khadija", PASSWORD, LATER)
    yield office
    office.close()


def changes(office: Office, child: int) -> list[tuple[Mark | None, Mark | None, str | None]]:
    found = office.ask(cell_history, 1, child, MONDAY, TEN)
    assert all(c.by == "Khadija" and c.at.date() == date(2026, 11, 25) for c in found)
    return [(c.before, c.after, c.note) for c in found]


def test_marks_entered_late_corrected_noted_and_taken_away_are_all_told(
    office: Office, child: int
) -> None:
    cell = (1, child, MONDAY, TEN)
    office.do(marking.mark_all_present, 1, MONDAY, TEN)
    office.do(marking.mark_child, *cell, Mark.ABSENT)
    office.do(marking.note_attendance, *cell, "Malade")
    office.do(marking.mark_child, *cell, None)
    office.do(marking.mark_child, *cell, Mark.LATE)
    office.undo_last()
    assert changes(office, child) == [
        (None, Mark.PRESENT, None),
        (Mark.PRESENT, Mark.ABSENT, None),
        (Mark.ABSENT, Mark.ABSENT, "Malade"),
        (Mark.ABSENT, None, None),
        (None, Mark.LATE, None),
        (Mark.LATE, None, None),
    ]


def test_marks_made_in_bulk_are_told_by_what_came_after(office: Office, child: int) -> None:
    office.do(marking.mark_child, 1, child, MONDAY, TEN, Mark.PRESENT)
    office.do(marking.mark_child, 1, child, MONDAY, TEN, None)
    from amane_desktop.office.registry import ACTIONS, Permission, action

    @action("in bulk", Permission.MARK_ATTENDANCE, {})
    def add_marks(work):  # type: ignore[no-untyped-def]
        meeting = work.session.query(GroupSession).one()
        row = {"session_id": meeting.id, "person_id": child, "mark": Mark.LATE, "note": ""}
        work.add_in_bulk(Attendance, [row])

    try:
        office.do(add_marks)
        office.do(marking.mark_child, 1, child, MONDAY, TEN, Mark.EXCUSED)
        assert changes(office, child)[-2:] == [
            (None, Mark.LATE, None),
            (Mark.LATE, Mark.EXCUSED, None),
        ]
    finally:
        del ACTIONS[add_marks]


def test_a_volunteer_is_told_of_this_day_alone(office: Office, child: int) -> None:
    today = date(2026, 11, 25)
    for day in (MONDAY, today):
        office.do(marking.mark_child, 1, child, day, TEN, Mark.PRESENT)
    work_as(office, Role.VOLUNTEER)
    assert office.ask(cell_history, 1, child, MONDAY, TEN) == ()
    assert len(office.ask(cell_history, 1, child, today, TEN)) == 1
