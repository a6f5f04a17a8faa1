"""Whatever is done with papers in whatever order: nothing claims to be complete that is not."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import amane_desktop.rooms  # noqa: F401
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.papers import (
    add_paper,
    ask_for_paper,
    entrust_paper,
    hand_in_paper,
    paper_needed_again,
    paper_not_needed,
    receive_paper,
    return_paper,
)
from amane_desktop.checklists.queries import PaperLine, papers_of
from amane_desktop.checklists.standing import is_complete
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from tests.checklists.lists import begin_checklist
from tests.rows import rows_of

TODAY = date(2026, 11, 24)
# The first two are due; the second holds for a month, the third is asked for though not due.
MONTHS = (None, 1, 1)


@dataclass(frozen=True)
class Step:
    """Something done with one of the papers, so many days ago; or days that pass."""

    what: str
    paper: int = 0
    days: int = 0


WHAT = ["ask", "receive", "receive", "hand in", "not needed", "needed", "entrust", "return"]
DONE = st.builds(Step, st.sampled_from(WHAT), st.integers(0, 2), st.sampled_from([0, 1, 2, 25]))
STEPS = DONE | st.builds(Step, st.just("pass"), days=st.sampled_from([1, 5, 28, 29, 30, 31]))
_DATED: dict[str, Callable[..., None]] = {
    "ask": ask_for_paper,
    "receive": receive_paper,
    "hand in": hand_in_paper,
    "entrust": entrust_paper,
    "return": return_paper,
}


@dataclass(frozen=True)
class Known:
    """What somebody who writes everything down in a copybook knows of a paper."""

    at_hand_until: date | None = None
    is_done: bool = False
    was_at_hand_until: date | None = None

    def stands(self, day: date) -> bool:
        """Whether nothing need be fetched on the day."""
        holds = self.at_hand_until is not None and day <= self.at_hand_until
        return self.is_done or holds


NEVER = date(9999, 1, 1)


def begin(office: Office) -> int:
    office.clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    number = begin_checklist(office, 1)
    for months, need in zip(MONTHS, ("due", "due", "often_asked"), strict=True):
        office.do(add_paper, number, name="P", valid_months=months, need=need)
    return number


def take(office: Office, checklist: int, step: Step) -> bool:
    """Do it; says whether it was done."""
    if step.what == "pass":
        assert office.clock.held_at is not None
        office.clock = Clock(office.clock.held_at + timedelta(days=step.days))
        return False
    line = office.ask(papers_of, checklist)[step.paper]
    before = rows_of(office, RequiredPaper)
    day = office.clock.today() - timedelta(days=step.days)
    try:
        if step.what in _DATED:
            office.do(_DATED[step.what], line.id, line.version, day)
        elif step.what == "needed":
            office.do(paper_needed_again, line.id, line.version)
        else:
            office.do(paper_not_needed, line.id, line.version, "r")
    except Refusal:
        assert rows_of(office, RequiredPaper) == before
        return False
    return True


def note(known: Known, step: Step, day: date) -> Known:
    """The copybook after something was done with a paper on a day."""
    if step.what == "receive":
        until = NEVER
        if MONTHS[step.paper]:
            year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
            last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
            until = date(year, month, min(day.day, last))
        return Known(until)
    if step.what in ("hand in", "not needed"):
        return replace(known, is_done=True, was_at_hand_until=known.at_hand_until)
    return known


def check_whole(line: PaperLine) -> None:
    """A paper's dates say what its state says, and follow each other."""
    asked, received, handed_in = line.asked_on, line.received_on, line.handed_in_on
    if line.state == "needed":
        assert (asked, received, line.valid_until, handed_in) == (None,) * 4
    elif line.state == "asked":
        assert asked is not None and received is None and handed_in is None
    elif line.state == "received":
        assert received is not None and handed_in is None
    elif line.state == "handed_in":
        assert received is not None and handed_in is not None and received <= handed_in
        assert line.valid_until is None or handed_in <= line.valid_until
    assert (line.state == "not_needed") == bool(line.reason)
    if line.returned_on is not None:
        assert line.entrusted_on is not None and line.entrusted_on <= line.returned_on


@pytest.fixture(autouse=True)
def _a_family(office: Office) -> None:
    office.do(actions.add_family, "Bahi", "")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=3, max_size=14))
def test_what_is_missing_or_expired_is_never_called_complete(
    office: Office, steps: list[Step]
) -> None:
    checklist = begin(office)
    copybook = [Known(), Known(), Known()]
    for step in steps:
        state = office.ask(papers_of, checklist)[step.paper].state
        if take(office, checklist, step):
            day = office.clock.today() - timedelta(days=step.days)
            known = copybook[step.paper]
            if step.what == "needed":
                # What was said to be not needed is as it was; else it is fetched anew.
                known = Known(known.was_at_hand_until if state == "not_needed" else None)
            copybook[step.paper] = note(known, step, day)
        lines, today = office.ask(papers_of, checklist), office.clock.today()
        for line in lines:
            check_whole(line)
        stand = [known.stands(today) for known in copybook[:2]]
        assert [is_complete((line,), today) for line in lines] == [*stand, True]
        assert is_complete(lines, today) == all(stand)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=10))
def test_undo_goes_back_step_by_step_to_every_state_and_date(
    office: Office, steps: list[Step]
) -> None:
    checklist = begin(office)
    befores = []
    for step in steps:
        before = rows_of(office, RequiredPaper)
        if take(office, checklist, step):
            befores.append(before)
    for before in reversed(befores):
        assert office.undo_last()
        assert rows_of(office, RequiredPaper) == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DONE, min_size=3, max_size=10), st.integers(0, 9))
def test_what_is_undone_of_an_earlier_action_leaves_each_paper_whole(
    office: Office, steps: list[Step], chosen: int
) -> None:
    """Also where what later work stands on is to stay: no date stays without its state."""
    checklist = begin(office)
    done = [step for step in steps if take(office, checklist, step)]
    lines = office.ask(papers_of, checklist)
    rows = tuple(("required_paper", line.id) for line in lines)
    told = office.ask(history, rows)[: len(done)]
    if not told:
        return
    number = told[chosen % len(told)].undo_id
    assert number is not None
    with suppress(Refusal):
        office.undo(number, keep_conflicts=True)
    for each in office.ask(papers_of, checklist):
        check_whole(each)


def test_undo_of_receiving_waits_for_what_was_done_after_it(office: Office) -> None:
    checklist = begin(office)
    take(office, checklist, Step("receive"))
    received: Any = office.ask(history, (("required_paper", 1),))[0].undo_id
    take(office, checklist, Step("hand in"))
    with pytest.raises(Refusal):
        office.undo(received)
    office.undo_last()
    office.undo(received)
    line = office.ask(papers_of, checklist)[0]
    assert (line.state, line.received_on) == ("needed", None)
