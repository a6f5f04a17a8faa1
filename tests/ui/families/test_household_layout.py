"""Where people stand in the drawing: everyone once, nobody over another, parents above."""

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.families.household_layout import Layout, lay_out

PEOPLE = list(range(8))
PAIRS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=12)
OLDER_ABOVE = PAIRS.map(lambda pairs: [(a, b) for a, b in pairs if a < b])


def check(people: list[int], layout: Layout) -> None:
    assert sorted(layout.places) == sorted(people)
    rows = defaultdict(list)
    for place in layout.places.values():
        assert 0 <= place.row < layout.rows
        assert -1e-9 <= place.column <= layout.columns - 1 + 1e-9
        rows[place.row].append(place.column)
    for columns in rows.values():
        columns.sort()
        assert all(b - a > 1 - 1e-9 for a, b in pairwise(columns))


@given(st.lists(st.sampled_from(PEOPLE), unique=True), PAIRS, PAIRS)
def test_everybody_stands_once_whatever_was_told(
    people: list[int], above: list[tuple[int, int]], couples: list[tuple[int, int]]
) -> None:
    check(people, lay_out(people, above, couples))


@given(OLDER_ABOVE)
def test_who_is_above_stands_above(above: list[tuple[int, int]]) -> None:
    places = lay_out(PEOPLE, above, []).places
    assert all(places[a].row < places[b].row for a, b in above)


def test_three_generations_stand_in_three_rows_and_a_couple_together() -> None:
    grandmother, mother, father, one, two, guest = range(1, 7)
    above = [(grandmother, mother), *((p, c) for p in (mother, father) for c in (one, two))]
    layout = lay_out(range(1, 7), above, [(father, mother)])
    place = layout.places
    assert [place[n].row for n in range(1, 6)] == [0, 1, 1, 2, 2]
    assert abs(place[mother].column - place[father].column) == 1
    middle = (place[mother].column + place[father].column) / 2
    assert middle == (place[one].column + place[two].column) / 2
    assert place[guest].column >= layout.tied


def test_a_man_who_married_in_stands_beside_his_wife_not_among_her_parents() -> None:
    layout = lay_out([1, 2, 3], [(1, 2)], [(2, 3)])
    assert [layout.places[n].row for n in (1, 2, 3)] == [0, 1, 1]


def test_nothing_is_drawn_of_whom_nothing_was_told() -> None:
    layout = lay_out([1, 2, 3], [], [])
    assert layout.tied == 0
    assert {p.row for p in layout.places.values()} == {0}
