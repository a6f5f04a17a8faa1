"""Finding persons and families by what is remembered of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from sqlalchemy import Select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import isolate
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.answers import answers
from amane_desktop.people.asking import Rank, name_questions, number_questions
from amane_desktop.people.dates import age_in_words
from amane_desktop.people.names import find_words, in_reader_script, listed_name

MOST, AT_MOST = 20, 1000
_LONGEST = 200
# So many of one rank are looked at before the best of them are chosen: never all of 100,000.
_CANDIDATES, _FEWEST = 2, 40


@dataclass(frozen=True)
class Found:
    """A person or a family (`kind`) that was looked for; `detail` tells it from its like.

    A person's family name stands first, as the list is sorted.
    """

    kind: str
    id: int
    family_id: int
    name: str
    name_ar: str
    detail: str
    file_number: str
    family: str
    birth_year: int | None


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find(reading: Reading, words: str, limit: int = MOST) -> tuple[Found, ...]:
    """The persons and families with these words in their names, or with this number.

    The best stand first: exact, begun, of the same sound, a slip away; a family before persons.
    """
    look, by = _Look(reading, words[:_LONGEST], min(limit, AT_MOST)), answers(reading)
    # Who types a family's name wants the family first, then its persons.
    return look.best(look.numbers(by.on_file, by.by_telephone), look.names(by.families, by.persons))


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find_persons(reading: Reading, words: str) -> tuple[Found, ...]:
    """Those whom a group may take in: of the same nearness, children and pupils before adults."""
    look, by = _Look(reading, words[:_LONGEST], MOST), answers(reading)
    return look.best(look.names(by.children, by.adults))


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
        chosen = islice(best.values(), self._limit)
        return tuple(_found(row, self._reading.today) for row in chosen)

    def numbers(self, *statements: Select[Any]) -> Iterator[list[_Candidate]]:
        """Whom the number leads to."""
        for expression in number_questions(self._typed):
            yield [
                _Candidate((row.sort_key,), row)
                for found in statements
                for row in self._rows(found, expression)
            ]

    def names(self, *statements: Select[Any]) -> Iterator[list[_Candidate]]:
        """Whom the words name; of the same nearness, the first statement's rows stand first."""
        for rank, expression in name_questions(self._reading.session, self._typed):
            yield [
                _Candidate((self._far(rank, row), place, row.sort_key), row)
                for place, found in enumerate(statements)
                for row in self._rows(found, expression)
            ]

    def _rows(self, found: Select[Any], expression: str) -> Any:
        """The first candidates of a question."""
        most = max(_FEWEST, _CANDIDATES * self._limit)
        connection = self._reading.session.connection()
        return connection.execute(found, {"asked": expression, "most": most})

    def _far(self, rank: Rank, row: Any) -> float:
        """Among those that sound alike or are a slip away, the most alike stand first."""
        if rank < Rank.SOUND:
            return 0
        from rapidfuzz.distance.JaroWinkler import distance

        # The sort keys are folded names, in the one script and in the other.
        names = f"{row.sort_key} {row.other_key}".replace("\u0001", " ").split()
        return sum(min(distance(word, name) for name in names) for word in self._words)


def _found(row: Any, today: date) -> Found:
    number, family = row.file_number, in_reader_script(row.name, row.name_ar)
    shown_number = isolate(number) if number else ""
    if row.kind == "family":
        names = (row.name, row.name_ar)
        return Found(row.kind, row.id, row.id, *names, shown_number, number, family, None)
    age = age_in_words(row.birth_date, row.birth_precision, today)
    return Found(
        row.kind,
        row.id,
        row.family_id,
        listed_name(row.given_name, row.family_name),
        listed_name(row.given_name_ar, row.family_name_ar),
        " · ".join(filter(None, (age, family, shown_number))),
        number,
        family,
        row.birth_date.year if row.birth_date else None,
    )
