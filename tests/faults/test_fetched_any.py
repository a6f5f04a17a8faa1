"""Whatever was done since, a family that is fetched back is as it was, and undo leaves no trace."""

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people.fetching.actions import fetch_back
from amane_desktop.people.fetching.then import OWN, family_prints, family_then
from amane_desktop.people.fetching.told import then_and_now
from tests.faults.hand import STEPS, Hand
from tests.faults.test_undo_any import Rows, rows_of, told_by_the_journal, without_version

FRIDAY = datetime(2026, 11, 20, 18, tzinfo=UTC)


def plain_rows(office: Office) -> Rows:
    """Every row, but for what says that something was fetched back."""
    rows = without_version(rows_of(office))
    return {row: values for row, values in rows.items() if row[0] != "fetched_back"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=STEPS, since=STEPS, pick=st.integers(0, 5), undone=st.integers(0, 3))
def test_any_family_is_as_it_was(
    begun: Office,
    first: list[tuple[int, int, int, int]],
    since: list[tuple[int, int, int, int]],
    pick: int,
    undone: int,
) -> None:
    hand = Hand(begun)
    for step in first:
        hand.step(*step)
    family, _version = hand.pick("family", pick)
    then, prints = begun.ask(family_then, family), begun.ask(family_prints)
    assert then is not None
    for step in since:
        hand.step(*step)
    for _time in range(undone):
        try:
            begun.undo_last()
        except Refusal:
            break
    before = plain_rows(begun)
    told = begun.ask(then_and_now, then)
    assert told is not None
    every = [piece for each in told.pieces for piece in each.pieces]
    stay = {each.item for piece in every if piece.reason for each in piece.differences}
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
    for row, values in without_version(dict(then.rows)).items():
        if (*row, "") in stay:
            assert row not in now
            continue
        if row in before and row[0] not in OWN:
            assert now[row] == before[row]  # (what a service changed since is its own)
            continue
        for column, value in values.items():
            kept = before[row][column] if (*row, column) in stay else value
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
