"""Whatever was done since, a family that is fetched back is as it was, and undo leaves no trace."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.rows import Row
from amane_desktop.office.undo_rules import DERIVED, own_affairs
from amane_desktop.people.fetching.actions import fetch_back
from amane_desktop.people.fetching.then import OWN, family_prints, family_then
from amane_desktop.people.fetching.told import then_and_now
from amane_desktop.people.memberships import move_person
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.relationships import (
    KINDS,
    change_relationship,
    remove_relationship,
    say_relationship,
)
from amane_desktop.people.school_moves import add_schooling
from amane_desktop.people.states import pause_family, reopen_family
from tests.faults.hand import LEVEL, STEPS, Hand
from tests.faults.test_undo_any import Rows, rows_of, told_by_the_journal, without_version

FURTHER = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 3), st.integers(0, 13)),
    max_size=12,
)
FRIDAY = datetime(2026, 11, 20, 18, tzinfo=UTC)


class FreeHand(Hand):
    """A hand that moves and merges persons too, says what they are, closes files and undoes."""

    def further(self, what: int, one: int, two: int, n: int) -> None:
        """One more action, with arguments that follow from the numbers."""
        family, other, tie = (self.pick(t, two) for t in ("family", "person", "relationship"))
        person, day = self.pick("person", one), date(2026, 11, 1 + n)
        kind, year = list(KINDS)[n % len(KINDS)], 2024 + two
        do = self.office.do
        todo: list[Callable[[], Any]] = [
            partial(do, move_person, *person, family[0], day),
            partial(do, merge_persons, *person, *other),
            partial(do, say_relationship, person[0], kind, (other[0],)),
            partial(do, remove_relationship, *tie),
            partial(do, change_relationship, *tie, day),
            partial(do, pause_family, *family),
            partial(do, reopen_family, *family),
            partial(do, add_schooling, person[0], year, level=LEVEL[n % len(LEVEL)]),
            self.office.undo_last,
            self.office.undo_last,
        ]
        with suppress(Refusal):
            todo[what]()


def torn(rows: Rows) -> list[Row]:
    """Persons who do not live where their membership says, families in another state than told."""
    found = []
    for (kind, number), values in rows.items():
        if kind == "person":
            homes = [
                (stay["family_id"], stay["kinship"])
                for (of, _n), stay in rows.items()
                if of == "membership" and stay["person_id"] == number and not stay["last_day"]
            ]
            if homes != [(values["family_id"], values["kinship"])]:
                found.append((kind, number))
        elif kind == "family":
            states = [
                (state["day"], n, state["state"])
                for (of, n), state in rows.items()
                if of == "family_state" and state["family_id"] == number
            ]
            if max(states)[2] != values["state"]:
                found.append((kind, number))
    return found


def plain_rows(office: Office) -> Rows:
    """Every row, but for what says that something was fetched back."""
    rows = without_version(rows_of(office))
    return {row: values for row, values in rows.items() if row[0] != "fetched_back"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=STEPS, since=STEPS, pick=st.integers(0, 5), further=FURTHER)
def test_any_family_is_as_it_was(
    begun: Office,
    first: list[tuple[int, int, int, int]],
    since: list[tuple[int, int, int, int]],
    pick: int,
    further: list[tuple[int, int, int, int]],
) -> None:
    hand = FreeHand(begun)
    for step in first:
        hand.step(*step)
    for step in further[: len(further) // 2]:
        hand.further(*step)
    family, _version = hand.pick("family", pick)
    then, prints = begun.ask(family_then, family), begun.ask(family_prints)
    assert then is not None
    for step in since:
        hand.step(*step)
    for step in further[len(further) // 2 :]:
        hand.further(*step)
    before = plain_rows(begun)
    told = begun.ask(then_and_now, then)
    assert told is not None
    every = [piece for each in told.pieces for piece in each.pieces]
    stays = [piece for piece in every if piece.reason or piece.is_less_careful]
    stay = {each.item for piece in stays for each in piece.differences}
    # What the list marks as different is what the record shows to be so.
    differs = any(not piece.is_further for piece in every) or bool(told.added)
    assert (begun.ask(family_prints).get(family) != prints[family]) == differs
    try:
        begun.do(fetch_back, then, FRIDAY)
    except Refusal:
        assert len(stay) == sum(len(piece.differences) for piece in every)
        assert plain_rows(begun) == before
        return
    now = plain_rows(begun)
    assert torn(now) == []
    for row, values in without_version(dict(then.rows)).items():
        if (*row, "") in stay:
            assert row not in now
            continue
        if row in before and row[0] not in OWN:
            assert now[row] == before[row]  # (what a service changed since is its own)
            continue
        for column, value in values.items():
            kept = before[row][column] if (*row, column) in stay else value
            if column in own_affairs(row[0]):
                # (of the names, whichever they are)
                kept = DERIVED[row[0]][1](now[row])[column]
            assert now[row][column] == kept
    # Nothing else was touched.
    assert {r: v for r, v in now.items() if r not in then.rows} == {
        r: v for r, v in before.items() if r not in then.rows
    }
    assert without_version(rows_of(begun)) == told_by_the_journal(begun)
    with begun._engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    begun.undo_last()
    assert plain_rows(begun) == before
