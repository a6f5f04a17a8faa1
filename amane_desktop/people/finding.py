"""Finding persons and families by what is remembered of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.answers import adults, children
from amane_desktop.people.asking import Rank, name_questions, number_questions
from amane_desktop.people.entries import ENTRIES, Found, Statement
from amane_desktop.people.entries import without_closed as open_alone
from amane_desktop.people.names import find_words
from amane_desktop.people.sight import as_seen_by

MOST, AT_MOST = 20, 1000
_LONGEST = 200
# So many of one rank are looked at before the best of them are chosen: never all of 100,000.
_CANDIDATES, _FEWEST = 2, 40


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find(reading: Reading, words: str, limit: int = MOST) -> tuple[Found, ...]:
    """The persons and families with these words in their names, or with this number.

    The best stand first: exact, begun, of the same sound, a slip away; families whose file is open
    before closed ones, and a family before persons.
    """
    look = _Look(reading, words[:_LONGEST], min(limit, AT_MOST))
    numbers = (entry.statement for entry in ENTRIES if entry.by_number)
    names = (entry.statement for entry in ENTRIES if not entry.by_number)
    return look.best(look.numbers(*numbers), look.names(*names))


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find_persons(reading: Reading, words: str) -> tuple[Found, ...]:
    """Those whom a group may take in: of the same nearness, children and pupils before adults."""
    look = _Look(reading, words[:_LONGEST], MOST)
    return look.best(look.names(children, adults))


@dataclass(frozen=True)
class _Candidate:
    """A row that was found; what is not among the best is never made into a `Found`."""

    order: tuple[Any, ...]
    row: Any


class _Look:
    """One search: what was typed, by whom, and how many are wanted."""

    def __init__(self, reading: Reading, typed: str, limit: int) -> None:
        self._reading = reading
        self._typed = typed
        self._limit = limit
        self._words = find_words(typed)

    def best(self, *ranks: Iterator[list[_Candidate]]) -> tuple[Found, ...]:
        """The best of what is found, rank by rank until there are enough."""
        best: dict[tuple[str, int], Any] = {}
        for candidates in chain(*ranks):
            for candidate in sorted(candidates, key=lambda candidate: candidate.order):
                row = candidate.row
                best.setdefault((row.kind, row.id), row)
            if len(best) >= self._limit:
                break
        show = {entry.kind: entry.show for entry in ENTRIES}
        today = self._reading.today
        return tuple(show[row.kind](row, today) for row in islice(best.values(), self._limit))

    def numbers(self, *statements: Statement) -> Iterator[list[_Candidate]]:
        """Whom the number leads to."""
        for expression in number_questions(self._typed):
            yield [
                _Candidate((row.is_closed, row.sort_key), row)
                for statement in statements
                for row in self._rows(statement, expression)
            ]

    def names(self, *statements: Statement) -> Iterator[list[_Candidate]]:
        """Whom the words name; of the same nearness, the first statement's rows stand first."""
        for rank, expression in name_questions(self._reading.session, self._typed):
            yield [
                _Candidate((row.is_closed, self._far(rank, row), place, row.sort_key), row)
                for place, statement in enumerate(statements)
                for row in self._rows(statement, expression)
            ]

    def _rows(self, statement: Statement, expression: str) -> list[Any]:
        """The first candidates of a question; where there are more, open files before closed."""
        most = max(_FEWEST, _CANDIDATES * self._limit)
        found = self._first(statement, expression, most)
        if len(found) == most and any(row.is_closed for row in found):
            found = self._first(statement, expression, most, without_closed=True) + found
        return found[:most]

    def _first(
        self, statement: Statement, expression: str, most: int, *, without_closed: bool = False
    ) -> list[Any]:
        asked = (
            as_seen_by(self._reading, open_alone, statement)
            if without_closed
            else as_seen_by(self._reading, statement)
        )
        connection = self._reading.session.connection()
        return list(connection.execute(asked, {"asked": expression, "most": most}))

    def _far(self, rank: Rank, row: Any) -> float:
        """Among those that sound alike or are a slip away, the most alike stand first."""
        if rank < Rank.SOUND:
            return 0
        from rapidfuzz.distance.JaroWinkler import distance

        # The sort keys are folded names, in the one script and in the other.
        names = f"{row.sort_key} {row.other_key}".replace("\u0001", " ").split()
        return sum(min(distance(word, name) for name in names) for word in self._words)
