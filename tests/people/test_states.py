"""A family's file is opened, paused, closed and reopened, and what makes no sense is refused."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.people import actions, states
from amane_desktop.people.finding import find
from amane_desktop.people.queries import FamilyCard, family_card
from amane_desktop.people.states import State


@pytest.fixture
def family(office: Office) -> int:
    """A family that was added today."""
    return office.do(actions.add_family, "Aït Baha", "أيت باها")


def card(office: Office, family: int) -> FamilyCard:
    shown = office.ask(family_card, family)
    assert shown is not None
    return shown


def move(office: Office, action: Callable[..., None], family: int, **given: Any) -> None:
    office.do(action, family, card(office, family).version, **given)


def test_a_new_family_is_open_since_today(office: Office, family: int) -> None:
    state = card(office, family).state
    assert state is not None
    assert (state.state, state.day) == (State.OPEN, office.clock.today())


def test_a_file_is_paused_closed_and_reopened_and_told_in_its_history(
    office: Office, family: int
) -> None:
    move(office, states.pause_family, family, note="Elle voyage")
    move(office, states.close_family, family, reason="moved")
    state = card(office, family).state
    assert state is not None
    assert (state.state, state.reason) == (State.CLOSED, "A quitté la ville")
    told = [
        re.sub("[\u2066-\u2069]", "", str(line))
        for line in office.ask(history, card(office, family).rows)
    ]
    assert told[0].startswith("Closed a family · Aït Baha, closed since ")
    assert "State of the file: paused → closed · Reason: — → A quitté la ville" in told[0]
    assert "Note: — → Elle voyage" in told[1]
    move(office, states.reopen_family, family)
    state = card(office, family).state
    assert state is not None and state.state == State.OPEN
    assert office.undo_last() and office.undo_last()
    state = card(office, family).state
    assert state is not None and state.state == State.PAUSED


@pytest.mark.parametrize(
    ("action", "field", "given"),
    [
        (states.reopen_family, "state", {}),
        (states.close_family, "reason", {"reason": ""}),
        (states.close_family, "reason", {"reason": "unknown"}),
        (states.close_family, "day", {"reason": "moved", "day": date(2100, 1, 1)}),
        (states.pause_family, "day", {"day": date(2000, 1, 1)}),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    office: Office, family: int, action: Callable[..., None], field: str, given: dict[str, Any]
) -> None:
    before = card(office, family)
    with pytest.raises(Refusal) as refused:
        move(office, action, family, **given)
    assert refused.value.field == field
    assert card(office, family) == before


def test_a_closed_file_is_neither_closed_again_nor_paused(office: Office, family: int) -> None:
    move(office, states.close_family, family, reason="moved")
    for action, given in (
        (states.close_family, {"reason": "moved"}),
        (states.pause_family, {}),
    ):
        with pytest.raises(Refusal) as refused:
            move(office, action, family, **given)
        assert refused.value.field == "state"


def test_an_open_family_is_found_before_a_closed_one_even_among_many(office: Office) -> None:
    for _n in range(60):
        closed = office.do(actions.add_family, "Bahi", "باهي")
        move(office, states.close_family, closed, reason="moved")
    opened = office.do(actions.add_family, "Bahi", "باهي")
    begun = office.do(actions.add_family, "Bahija", "باهية")
    assert office.ask(find, "bahi")[0].id == opened
    assert office.ask(find, "bah")[0].id == opened
    assert office.ask(find, "bah")[1].id == begun
    # Who is meant exactly stands before whose name only begins so, closed or not.
    assert begun not in [hit.id for hit in office.ask(find, "bahi")]


def test_a_day_between_two_states_is_refused(office: Office, family: int) -> None:
    move(office, states.pause_family, family)
    with pytest.raises(Refusal):
        yesterday = office.clock.today() - timedelta(days=1)
        move(office, states.reopen_family, family, day=yesterday)
