"""A child's school years: another school, leaving, repeating, and lines that are set right."""

import re
from datetime import UTC, date, datetime

import pytest

from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people import school_moves as moves
from amane_desktop.people.models import Person
from amane_desktop.people.person_card import person_card
from amane_desktop.people.school_lines import SchoolingLine, schooling_lines
from tests.rows import rows_of

MONDAY = date(2026, 11, 23)


@pytest.fixture
def child(office: Office) -> int:
    """A child of 5AEP at Al Massira, in its second year there."""
    family = office.do(actions.add_family, "Bahi", "باهي")
    office.clock = Clock(datetime(2025, 10, 1, tzinfo=UTC))
    told = {"school": "Al Massira", "level": "4AEP"}
    person = int(office.do(actions.add_person, family, "Aya", "Bahi", **told))
    office.clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    office.do(actions.change_person, person, 1, "Aya", "Bahi", level="5AEP")
    return person


def lines(office: Office, child: int) -> list[SchoolingLine]:
    return list(office.ask(schooling_lines, child))


def now(office: Office) -> tuple[object, ...]:
    (row,) = rows_of(office, Person)
    return row["school_id"], row["level"], row["school_class"]


def test_a_child_goes_to_another_school_from_a_day_on(office: Office, child: int) -> None:
    office.do(moves.move_to_school, child, 2, "Ibn Battuta", MONDAY, school_class="C")
    here, before, older = lines(office, child)
    assert (here.school, here.level, here.school_class) == ("Ibn Battuta", "5AEP", "C")
    assert (here.year, here.first_day) == (2026, MONDAY)
    assert (before.school, before.year, before.last_day) == ("Al Massira", 2026, date(2026, 11, 22))
    assert (older.year, older.level, older.last_day) == (2025, "4AEP", None)
    assert now(office) == (2, "5AEP", "C")
    assert office.undo_last()
    assert now(office) == (1, "5AEP", "") and len(lines(office, child)) == 2


@pytest.mark.parametrize(
    ("school", "day", "field"),
    [
        ("Ibn Battuta", date(2026, 11, 25), "day"),
        ("Ibn Battuta", date(2026, 8, 31), "day"),
        ("al massira", MONDAY, "school"),
        ("", MONDAY, "school"),
        (99, MONDAY, "school"),
    ],
)
def test_a_move_that_cannot_be_is_refused_at_its_field(
    office: Office, child: int, school: int | str, day: date, field: str
) -> None:
    before = lines(office, child)
    with pytest.raises(Refusal) as refused:
        office.do(moves.move_to_school, child, 2, school, day)
    assert refused.value.field == field
    assert lines(office, child) == before


def test_of_one_day_two_moves_are_refused(office: Office, child: int) -> None:
    office.do(moves.move_to_school, child, 2, "Ibn Battuta", MONDAY)
    with pytest.raises(Refusal) as refused:
        office.do(moves.move_to_school, child, 3, "Al Wahda", MONDAY)
    assert refused.value.field == "day"


def test_who_left_school_goes_to_none_and_the_line_says_why(office: Office, child: int) -> None:
    office.do(moves.leave_school, child, 2, MONDAY, "work", "chez un menuisier")
    left = lines(office, child)[0]
    assert (left.outcome, left.last_day, left.leaving_reason) == ("left", MONDAY, "work")
    assert (left.school, left.level, left.note) == ("Al Massira", "5AEP", "chez un menuisier")
    assert now(office) == (None, "NS", "")
    with pytest.raises(Refusal):
        office.do(moves.leave_school, child, 3, MONDAY, "work")
    # Changing something else of the child begins no new line.
    office.do(actions.change_person, child, 3, "Aya", "Bahi", level="NS", school_class="")
    assert len(lines(office, child)) == 2


def test_who_comes_back_has_a_new_line(office: Office, child: int) -> None:
    office.do(moves.leave_school, child, 2, MONDAY, "work")
    office.do(actions.change_person, child, 3, "Aya", "Bahi", school="Al Massira", level="5AEP")
    assert [(n.level, n.outcome) for n in lines(office, child)] == [
        ("5AEP", ""),
        ("5AEP", "left"),
        ("4AEP", ""),
    ]
    assert now(office) == (1, "5AEP", "")


def test_without_a_reason_nobody_leaves(office: Office, child: int) -> None:
    for reason in ("", "no such reason"):
        with pytest.raises(Refusal) as refused:
            office.do(moves.leave_school, child, 2, MONDAY, reason)
        assert refused.value.field == "reason"
    assert now(office) == (1, "5AEP", "")


def test_who_repeats_goes_back_to_the_level(office: Office, child: int) -> None:
    last_year = lines(office, child)[1]
    office.do(moves.repeat_level, last_year.id, last_year.version)
    assert [(n.level, n.outcome) for n in lines(office, child)] == [
        ("4AEP", ""),
        ("4AEP", "repeats"),
    ]
    assert now(office) == (1, "4AEP", "")


def test_an_earlier_year_is_added_and_changes_nothing_today(office: Office, child: int) -> None:
    office.do(moves.add_schooling, child, 2023, school="Al Wahda", level="2AEP")
    assert [line.year for line in lines(office, child)] == [2026, 2025, 2023]
    assert now(office) == (1, "5AEP", "")
    for year, told in ((2027, {"level": "2AEP"}), (2024, {})):
        with pytest.raises(Refusal):
            office.do(moves.add_schooling, child, year, **told)


def test_the_newest_line_set_right_is_what_the_record_says(office: Office, child: int) -> None:
    newest = lines(office, child)[0]
    told = {"level": "6AEP", "school": "Al Wahda", "school_class": "A"}
    office.do(moves.correct_schooling, newest.id, newest.version, **told)
    assert now(office) == (2, "6AEP", "A")
    with pytest.raises(Refusal) as refused:
        days = {"first_day": MONDAY, "last_day": date(2026, 11, 1)}
        office.do(moves.correct_schooling, newest.id, newest.version + 1, **days)
    assert refused.value.field == "last_day"


def test_a_line_taken_away_is_there_again_when_it_is_undone(office: Office, child: int) -> None:
    newest = lines(office, child)[0]
    office.do(moves.remove_schooling, newest.id, newest.version)
    assert now(office) == (1, "4AEP", "")
    assert office.undo_last()
    assert now(office) == (1, "5AEP", "")
    assert lines(office, child)[0].level == "5AEP"


def test_the_history_says_which_year_was_set_right(office: Office, child: int) -> None:
    older = lines(office, child)[1]
    office.do(moves.correct_schooling, older.id, older.version, school_class="B")
    card = office.ask(person_card, child)
    assert card is not None
    told = re.sub("[\u2066-\u2069]", "", str(office.ask(history, card.rows)[0]))
    assert told == "Set a school year right · School year 2025/2026 · Class: — → B"
