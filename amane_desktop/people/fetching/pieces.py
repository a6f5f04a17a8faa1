"""What of a family's record is another now than in a backup, in pieces that are fetched whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from amane_desktop.office.rows import Row
from amane_desktop.office.undo_judged import Item


class Reason(StrEnum):
    """Why a piece stays as it is now."""

    ERASED = "erased"
    ANOTHER = "another"
    MERGED = "merged"
    MOVED = "moved"
    TAKEN = "taken"
    GONE = "gone"
    LATER = "later"


@dataclass(frozen=True)
class Difference:
    """A column that is another now, or (without a column) a row that is no longer there."""

    kind: str
    number: int
    column: str
    then: Any = field(repr=False, hash=False)
    now: Any = field(repr=False, hash=False)

    @property
    def item(self) -> Item:
        """Which column of which row it is."""
        return self.kind, self.number, self.column

    @property
    def row(self) -> Row:
        """The row."""
        return self.kind, self.number


@dataclass(frozen=True)
class Piece:
    """Differences that are right only together; `needs` are rows that must come back with it.

    With a reason it stays as it is. `is_further`: rows of a service, which are no part of the
    record itself. `is_less_careful`: somebody has become more careful since, and it takes that
    back; it comes only where it is chosen by itself.
    """

    differences: tuple[Difference, ...]
    needs: frozenset[Row] = frozenset()
    reason: Reason | None = None
    is_further: bool = False
    is_less_careful: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that it is about."""
        return tuple(dict.fromkeys(each.row for each in self.differences))

    @property
    def returns(self) -> frozenset[Row]:
        """The rows that it brings back."""
        return frozenset(each.row for each in self.differences if not each.column)


def with_needed(pieces: Collection[Piece], chosen: Collection[Piece]) -> tuple[Piece, ...]:
    """The chosen pieces and those that bring back what they need."""
    by_row = {row: piece for piece in pieces for row in piece.returns}
    found: dict[Piece, None] = {}
    waiting = list(chosen)
    while waiting:
        piece = waiting.pop()
        if piece not in found:
            found[piece] = None
            waiting += [by_row[row] for row in piece.needs if row in by_row]
    return tuple(piece for piece in pieces if piece in found)


# What protects somebody, with how it is told that the change since was a careful one.
_CAREFUL: Mapping[tuple[str, str], Callable[[Any, Any], bool]] = {
    ("family", "is_protected"): lambda then, now: bool(now),
    ("family", "responsible_id"): lambda then, now: True,
    ("telephone", "is_safe"): lambda then, now: not now,
    ("telephone", "may_leave_message"): lambda then, now: not now,
    ("telephone", "who_may_know"): lambda then, now: True,
    ("person", "may_fetch"): lambda then, now: True,
    ("person", "must_not_fetch"): lambda then, now: bool(now),
    ("person", "safety_note"): lambda then, now: bool(now),
}


def is_less_careful(each: Difference) -> bool:
    """Whether it would take back that somebody was more careful since."""
    is_careful = _CAREFUL.get((each.kind, each.column))
    return is_careful is not None and is_careful(each.then, each.now)


class Groups:
    """Things that belong together, two at a time."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}

    def join(self, one: object, other: object) -> None:
        """Let both be in one group."""
        self._above[self.of(one)] = self.of(other)

    def of(self, thing: object) -> object:
        """What stands for the group of a thing."""
        while (above := self._above.get(thing, thing)) != thing:
            thing = above
        return thing


def in_groups(
    differences: Sequence[Difference], groups: Groups
) -> Iterator[tuple[Difference, ...]]:
    """The differences of each group, in order."""
    together: dict[object, list[Difference]] = {}
    for each in differences:
        together.setdefault(groups.of(each.item), []).append(each)
    for found in together.values():
        yield tuple(found)
