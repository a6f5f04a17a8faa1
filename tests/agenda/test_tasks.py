"""Tasks: written down, done, opened again, and seen by whom they concern."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.agenda.actions import (
    add_task,
    change_task,
    finish_task,
    remove_task,
    reopen_task,
)
from amane_desktop.agenda.queries import Which, tasks
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.office import Office
from tests.conftest import PASSWORD
from tests.rows import as_role

SERVICE = "school_support"
TODAY = date(2026, 11, 24)


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, clock)
    yield office
    office.close()


def titles(office: Office, which: Which) -> list[str]:
    return [line.title for line in office.ask(tasks, which)]


def test_a_task_is_listed_until_it_is_done_and_again_when_it_is_opened(office: Office) -> None:
    number = office.do(add_task, SERVICE, "Call the school", TODAY, staff_id=1)
    assert titles(office, "due") == titles(office, "mine") == ["Call the school"]
    assert titles(office, "overdue") == titles(office, "done") == []
    office.do(finish_task, number, 1)
    assert (titles(office, "all"), titles(office, "done")) == ([], ["Call the school"])
    with pytest.raises(Refusal):
        office.do(finish_task, number, 2)
    office.do(reopen_task, number, 2)
    assert titles(office, "all") == ["Call the school"]
    office.do(remove_task, number, 3)
    assert titles(office, "all") == []
    office.undo_last()
    assert titles(office, "all") == ["Call the school"]


def test_what_is_due_is_ones_own_or_nobodys(office: Office) -> None:
    other = as_role(office, Role.TEACHER)
    for title, staff_id in (("hers", 1), ("theirs", other.signed_in.id), ("nobody's", None)):
        office.do(add_task, SERVICE, title, TODAY, staff_id=staff_id)
    assert titles(office, "due") == ["hers", "nobody's"]
    assert titles(other, "due") == ["theirs", "nobody's"]
    assert titles(office, "all") == ["hers", "theirs", "nobody's"]
    office.do(change_task, 1, 1, "hers", date(2026, 11, 25), 1)
    assert titles(office, "due") == ["nobody's"]


def test_a_task_that_is_past_or_says_nothing_is_refused(office: Office) -> None:
    for title, due, field in (
        ("", TODAY, "title"),
        ("Call", date(2026, 11, 23), "due"),
        ("Call", date(2036, 1, 1), "due"),
    ):
        with pytest.raises(Refusal) as refused:
            office.do(add_task, SERVICE, title, due)
        assert refused.value.field == field


def test_a_volunteer_has_no_tasks_and_an_administrator_reads_them(office: Office) -> None:
    office.do(add_task, SERVICE, "Call", TODAY)
    assert titles(as_role(office, Role.VOLUNTEER), "all") == []
    administrator = as_role(office, Role.ADMINISTRATOR)
    assert [line.may_edit for line in administrator.ask(tasks, "all")] == [False]
    with pytest.raises(NotAllowed):
        administrator.do(finish_task, 1, 1)
