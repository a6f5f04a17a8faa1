"""The PC's clock was set back, or lost its battery: nothing is lost, out of order or made up."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.attendance import actions as groups
from amane_desktop.office import centre
from amane_desktop.office.audit import audit_ids, audit_lines
from amane_desktop.office.clock import Clock
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.queries import centre_card
from amane_desktop.overview.today import today
from amane_desktop.people import actions
from amane_desktop.people.dates import age_in_words, shown_age
from amane_desktop.people.queries import family_card
from amane_desktop.people.who_looked import looks
from tests.conftest import PASSWORD
from tests.rows import protect

BEFORE, SET_BACK = datetime(2026, 3, 9, 9, tzinfo=UTC), datetime(2010, 3, 9, 9, tzinfo=UTC)
BORN, MONDAY = date(2014, 3, 9), date(2026, 3, 2)
ROWS = (("family", 1), ("person", 1))


def opened(folder: Path, at: datetime) -> Office:
    return centre.open_centre(folder, "Khadija", PASSWORD, Clock(at))


@pytest.fixture
def later(folder: Path) -> Iterator[Office]:
    """A centre worked in on the boy's birthday, opened again when the clock stands before it."""
    office = opened(folder, BEFORE)
    family = office.do(actions.add_family, "Bouzid", "")
    child = office.do(actions.add_person, family, "Yassine", "Bouzid", birth_date=BORN)
    group = office.do(groups.add_group, "Atlas", "", from_=MONDAY)
    office.do(groups.enrol_child, group, child, from_=MONDAY)
    assert len(office.ask(today).birthdays) == 1
    protect(office, family)
    assert office.ask(family_card, family)
    office.close()
    later = opened(folder, SET_BACK)
    yield later
    later.close()


def test_history_journal_and_looks_keep_the_order_in_which_things_were_done(later: Office) -> None:
    card = later.ask(family_card, 1)
    assert card is not None
    later.do(actions.change_family, 1, card.version, "Bouzidi", "")
    told = [re.sub("[\u2066-\u2069]", "", str(line)) for line in later.ask(history, ROWS)]
    assert "Bouzid → Bouzidi" in told[0] and told[-1].startswith("Added a family")
    newest, *_older = later.ask(audit_lines, later.ask(audit_ids))
    assert "Bouzidi" in str(newest)
    assert [look.at.year for look in later.ask(looks, 1)] == [2010, 2026]


def test_undo_takes_back_the_last_that_was_done(later: Office) -> None:
    later.do(actions.add_family, "Chafik", "")
    assert "Chafik" in later.undo_last()
    assert later.undo_last() == ""


def test_nobody_is_congratulated_before_birth_nor_given_an_age(later: Office) -> None:
    assert not later.ask(today).birthdays
    for precision in ("exact", "month", "year", "estimate"):
        assert shown_age(BORN, precision, SET_BACK.date()) == ""
        assert age_in_words(BORN, precision, SET_BACK.date()) == ""


def test_a_child_born_since_can_be_changed_without_touching_the_birth(later: Office) -> None:
    names = ("Yassine", "Bouzid")
    later.do(actions.change_person, 1, 1, *names, school="Ibn Battuta")
    card = later.ask(family_card, 1)
    assert card is not None
    assert (card.persons[0].school, card.persons[0].birth_date) == ("Ibn Battuta", BORN)


def test_the_centre_says_that_work_lies_ahead_until_the_clock_is_right(
    later: Office, folder: Path
) -> None:
    assert later.ask(centre_card).later_work == BEFORE.date()
    right = opened(folder, datetime(2026, 3, 9, 8, tzinfo=UTC))
    assert right.ask(centre_card).later_work is None
    right.close()
