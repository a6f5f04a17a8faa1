"""Where a paper stands on a day, until when it holds, and when all is at hand."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.checklists.standing import (
    STANDINGS,
    Need,
    Standing,
    State,
    is_complete,
    months_later,
    standing,
)

DAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Paper:
    state: str = State.RECEIVED
    valid_until: date | None = None
    need: str = Need.DUE
    asked_on: date | None = None
    received_on: date | None = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (None, Standing.RECEIVED),
        (date(2026, 12, 25), Standing.RECEIVED),
        (date(2026, 12, 24), Standing.EXPIRING),
        (DAY, Standing.EXPIRING),
        (date(2026, 11, 23), Standing.EXPIRED),
    ],
)
def test_a_paper_holds_to_the_end_of_its_last_day(
    last_day: date | None, expected: Standing
) -> None:
    assert standing(Paper(valid_until=last_day), DAY) == expected


def test_a_new_one_that_is_on_its_way_takes_the_place_of_one_that_expired() -> None:
    asked = Paper(valid_until=date(2026, 11, 30), asked_on=date(2026, 11, 20))
    assert standing(asked, date(2026, 11, 30)) == Standing.EXPIRING
    assert standing(asked, date(2026, 12, 1)) == Standing.ASKED
    first = Paper(valid_until=date(2026, 11, 30), asked_on=date(2026, 10, 1))
    assert standing(first, date(2026, 12, 1)) == Standing.EXPIRED


@pytest.mark.parametrize("state", [State.NEEDED, State.ASKED, State.HANDED_IN, State.NOT_NEEDED])
def test_only_what_is_at_hand_expires(state: State) -> None:
    assert standing(Paper(state, valid_until=date(2020, 1, 1)), DAY) == state


def test_every_standing_has_words() -> None:
    assert set(STANDINGS) == set(Standing)


PAPERS = st.builds(
    Paper,
    state=st.sampled_from(State),
    need=st.sampled_from(Need),
    valid_until=st.none() | st.dates(DAY - timedelta(days=3), DAY + timedelta(days=3)),
    asked_on=st.none() | st.just(date(2026, 11, 3)),
)


@given(st.lists(PAPERS))
def test_what_is_missing_or_expired_is_never_complete(papers: list[Paper]) -> None:
    due = [paper for paper in papers if paper.need == "due"]
    missing = [paper for paper in due if paper.state in ("needed", "asked")]
    expired = [
        paper
        for paper in due
        if paper.state == "received" and paper.valid_until and paper.valid_until < DAY
    ]
    assert is_complete(papers, DAY) == (not missing and not expired)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 31), 120, date(2036, 1, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_so_many_months_later_is_that_month_and_no_later_day(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    tomorrow = later + timedelta(days=1)
    assert later.day == day.day or (later.day < day.day and tomorrow.month != later.month)
