"""Where each person of a household stands in its drawing: generations in rows, couples together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """A person's row, and the place in it; the eldest generation stands in row 0."""

    row: int
    column: float


@dataclass(frozen=True)
class Layout:
    """Everybody once, one column apart at least; `tied` of the columns are those with ties."""

    places: Mapping[int, Place]
    rows: int
    columns: float
    tied: float


def lay_out(people: Sequence[int], above: Iterable[Pair], couples: Iterable[Pair]) -> Layout:
    """Place people by who stands above whom (parents, guardians) and who is married.

    Those without a tie stand beside the others, in rows of their own.
    """
    known = set(people)
    above = [(a, b) for a, b in above if a != b and {a, b} <= known]
    couples = [(a, b) for a, b in couples if a != b and {a, b} <= known]
    tied = [p for p in people if any(p in pair for pair in (*above, *couples))]
    rows = _rows(tied, above, couples)
    places = _columns(tied, rows, above, couples)
    width = max((place.column + 1 for place in places.values()), default=0)
    height = max((place.row + 1 for place in places.values()), default=1)
    alone = [p for p in people if p not in places]
    gap = 0.5 if alone and places else 0
    for n, person in enumerate(alone):
        places[person] = Place(n % height, width + gap + n // height)
    columns = max((place.column + 1 for place in places.values()), default=0)
    return Layout(places, height, columns, width)


def _rows(people: list[int], above: list[Pair], couples: list[Pair]) -> dict[int, int]:
    """The generation of each; told in a circle, they still get one each and it ends."""
    row = dict.fromkeys(people, 0)
    for _turn in people:
        for upper, lower in above:
            row[lower] = max(row[lower], min(row[upper] + 1, len(people) - 1))
        for one, other in couples:
            row[one] = row[other] = max(row[one], row[other])
    # A grandmother's sister-in-law stands just above her own children, not above everybody.
    for person in sorted(people, key=lambda p: -row[p]):
        below = [row[lower] for upper, lower in above if upper == person]
        is_bound = any(person == lower for _upper, lower in above) or any(
            person in pair for pair in couples
        )
        if below and not is_bound:
            row[person] = max(row[person], min(below) - 1)
    order = {old: new for new, old in enumerate(sorted(set(row.values())))}
    return {person: order[old] for person, old in row.items()}


def _columns(
    people: list[int], rows: dict[int, int], above: list[Pair], couples: list[Pair]
) -> dict[int, Place]:
    column: dict[int, float] = {}
    for row in range(max(rows.values(), default=-1) + 1):
        wished = {p: _middle(p, above, column) for p in people if rows[p] == row}
        groups = _with_spouses([p for p in people if rows[p] == row], couples)
        groups.sort(key=lambda group: _mean([wished[p] for p in group]))
        _spread([p for group in groups for p in group], wished, column)
    # Parents stand over the middle of their children, where there is room.
    for row in sorted(set(rows.values()), reverse=True):
        here = sorted((p for p in people if rows[p] == row), key=lambda p: column[p])
        below = {p: [column[b] for a, b in above if a == p and rows[b] > row] for p in here}
        groups = _with_spouses(here, couples)
        middle: dict[int, float] = {}
        for group in groups:
            children = [c for p in group for c in below[p]]
            start = _mean(children) - (len(group) - 1) / 2 if children else column[group[0]]
            middle |= {p: start + n for n, p in enumerate(group)}
        _spread(
            here if len(groups) == len(here) else [p for g in groups for p in g], middle, column
        )
    least = min(column.values(), default=0)
    return {p: Place(rows[p], column[p] - least) for p in people}


def _middle(person: int, above: list[Pair], column: dict[int, float]) -> float:
    """The middle of those who stand above; without any, behind what stands there already."""
    over = [column[a] for a, b in above if b == person and a in column]
    return _mean(over) if over else float(len(column))


def _spread(order: list[int], wished: Mapping[int, float], column: dict[int, float]) -> None:
    """Put people in a row as near to their wishes as their order and one column each allow."""
    after = float("-inf")
    for person in order:
        column[person] = after = max(wished[person], after + 1)
    # Pushed to one side, the row goes back half of the way.
    if order:
        shift = _mean([column[p] - wished[p] for p in order])
        for person in order:
            column[person] -= shift


def _with_spouses(people: list[int], couples: list[Pair]) -> list[list[int]]:
    """The people of a row in their order, each beside whom they are married to."""
    groups: list[list[int]] = []
    left = list(people)
    while left:
        group = [left.pop(0)]
        for person in group:
            for one, other in couples:
                spouse = other if one == person else one if other == person else None
                if spouse in left:
                    left.remove(spouse)
                    group.append(spouse)
        groups.append(group)
    return groups


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
