"""The year's end: everybody goes on at once, nobody twice, and it can be taken back."""

from datetime import UTC, date, datetime

import pytest

from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.models import Person, Schooling
from amane_desktop.people.moving_up import Up, move_up, moving_up, year_that_ends
from amane_desktop.people.school_moves import leave_school
from tests.rows import rows_of

LEVELS = ("3AEP", "6AEP", "2BAC", "", "FP", "NS")


@pytest.fixture
def pupils(office: Office) -> Office:
    """Six children of a family in July, each at another level."""
    office.clock = Clock(datetime(2027, 7, 2, 10, tzinfo=UTC))
    family = office.do(actions.add_family, "Bahi", "باهي")
    for number, level in enumerate(LEVELS):
        told = {"school": "Al Massira"} if level != "NS" else {}
        office.do(actions.add_person, family, f"N{number}", "Bahi", level=level, **told)
    return office


def ups(office: Office) -> tuple[Up, ...]:
    """What is proposed, of those for whom something is."""
    return tuple(
        Up(c.person_id, c.version, c.outcome, c.next_level, c.school_id if c.keeps_school else None)
        for c in office.ask(moving_up).children
        if c.outcome
    )


def levels(office: Office) -> list[str]:
    return [row["level"] for row in rows_of(office, Person)]


def test_each_level_leads_to_the_next_and_who_cannot_be_told_waits(pupils: Office) -> None:
    found = pupils.ask(moving_up)
    assert (found.year, found.there_already) == (2026, 0)
    assert [(c.level, c.outcome, c.next_level, c.keeps_school) for c in found.children] == [
        ("3AEP", "passed", "4AEP", True),
        ("6AEP", "passed", "1AC", False),
        ("2BAC", "", "", False),
        ("FP", "passed", "FP", True),
        ("", "", "", True),
    ]


def test_all_move_up_at_once_and_are_not_proposed_again(pupils: Office) -> None:
    assert pupils.do(move_up, 2026, ups(pupils)) == 3
    assert levels(pupils) == ["4AEP", "1AC", "2BAC", "", "FP", "NS"]
    # Who changes cycle goes to a school that is not known yet.
    assert [row["school_id"] for row in rows_of(pupils, Person)] == [1, None, 1, 1, 1, None]
    found = pupils.ask(moving_up)
    assert [c.level for c in found.children] == ["2BAC", ""]
    assert found.there_already == 3


def test_nobody_moves_up_twice(pupils: Office) -> None:
    seen = ups(pupils)
    pupils.do(move_up, 2026, seen)
    before = rows_of(pupils, Schooling)
    for again in (seen, seen[:1], seen[:1] * 2):
        with pytest.raises(Refusal):
            pupils.do(move_up, 2026, again)
    assert rows_of(pupils, Schooling) == before


def test_one_told_twice_in_one_go_moves_nobody(pupils: Office) -> None:
    before = levels(pupils)
    with pytest.raises(Refusal):
        pupils.do(move_up, 2026, (*ups(pupils), ups(pupils)[0]))
    assert levels(pupils) == before


def test_a_year_that_is_not_over_is_not_left(pupils: Office) -> None:
    with pytest.raises(Refusal):
        pupils.do(move_up, 2027, ups(pupils))


def test_it_is_taken_back_as_a_whole(pupils: Office) -> None:
    before = (rows_of(pupils, Person), rows_of(pupils, Schooling))
    pupils.do(move_up, 2026, ups(pupils))
    assert pupils.undo_last()
    assert (rows_of(pupils, Person), rows_of(pupils, Schooling)) == before
    assert pupils.do(move_up, 2026, ups(pupils)) == 3


def test_some_repeat_and_some_leave(pupils: Office) -> None:
    first, second, third = (c for c in pupils.ask(moving_up).children[:3])
    pupils.do(
        move_up,
        2026,
        (
            Up(first.person_id, first.version, "repeats", first.level, first.school_id),
            Up(second.person_id, second.version, "left", leaving_reason="training"),
            Up(third.person_id, third.version, "passed", "FP"),
        ),
    )
    assert levels(pupils)[:3] == ["3AEP", "NS", "FP"]
    told = [(r["year"], r["level"], r["outcome"]) for r in rows_of(pupils, Schooling)]
    assert told[:3] == [(2026, "3AEP", "repeats"), (2026, "6AEP", "left"), (2026, "2BAC", "passed")]
    assert told[-2:] == [(2027, "3AEP", ""), (2027, "FP", "")]


def test_who_left_in_the_year_is_not_asked_about(pupils: Office) -> None:
    pupils.do(leave_school, 1, 1, date(2027, 3, 1), "work")
    assert [c.level for c in pupils.ask(moving_up).children] == ["6AEP", "2BAC", "FP", ""]


def test_three_hundred_children_move_up(office: Office) -> None:
    office.clock = Clock(datetime(2027, 7, 2, 10, tzinfo=UTC))
    family = office.do(actions.add_family, "Bahi", "باهي")
    for number in range(300):
        office.do(actions.add_person, family, f"N{number}", "Bahi", level="2AEP")
    assert office.do(move_up, 2026, ups(office)) == 300
    assert set(levels(office)) == {"3AEP"}
    assert office.undo_last()
    assert set(levels(office)) == {"2AEP"}


def test_the_year_to_leave_is_the_one_that_ends() -> None:
    days = (date(2026, 11, 1), date(2027, 5, 31), date(2027, 6, 1), date(2027, 9, 1))
    assert [year_that_ends(day) for day in days] == [2025, 2025, 2026, 2026]
