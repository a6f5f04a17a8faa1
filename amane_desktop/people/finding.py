"""Finding persons and families by what is remembered of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    TableClause,
    bindparam,
    not_,
    or_,
    select,
)

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.i18n import isolate, language
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.asking import Rank, name_questions, number_questions
from amane_desktop.people.dates import age_in_words
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.names import find_words, in_reader_script, listed_name
from amane_desktop.people.sight import Sight
from amane_desktop.storage import fulltext

MOST, AT_MOST = 20, 1000
_LONGEST = 200
# So many of one rank are looked at before the best of them are chosen: never all of 100,000.
_CANDIDATES, _FEWEST = 2, 40
_TWENTY_YEARS = timedelta(days=7305)


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
    look = _Look(reading, words[:_LONGEST], min(limit, AT_MOST))
    return look.best(look.numbers(), look.names())


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find_persons(reading: Reading, words: str) -> tuple[Found, ...]:
    """Those whom a group may take in: children and pupils first, then adults."""
    sight = Sight(reading)
    born = sight.value(Part.AGE, Person.birth_date, None)
    level = sight.value(Part.LEVEL, Person.level)
    is_child = or_(level != "", born.is_not(None) & (born > reading.today - _TWENTY_YEARS))
    look = _Look(reading, words[:_LONGEST], MOST)
    return look.best(look.persons(is_child), look.persons(not_(is_child)))


@dataclass(frozen=True)
class _Candidate:
    """A row that was found; what is not among the best is never made into a `Found`."""

    order: tuple[Any, ...]
    kind: str
    row: Any


class _Look:
    """One search: what was typed, by whom, and how many are wanted."""

    def __init__(self, reading: Reading, typed: str, limit: int) -> None:
        self._reading = reading
        self._typed = typed
        self._limit = limit
        self._words = find_words(typed)
        self._sight = Sight(reading)

    def best(self, *ranks: Iterator[list[_Candidate]]) -> tuple[Found, ...]:
        """The best of what is found, rank by rank until there are enough."""
        best: dict[tuple[str, int], _Candidate] = {}
        for candidates in chain(*ranks):
            for found in sorted(candidates, key=lambda candidate: candidate.order):
                best.setdefault((found.kind, found.row.id), found)
            if len(best) >= self._limit:
                break
        chosen = islice(best.values(), self._limit)
        return tuple(_found(one.kind, one.row, self._reading.today) for one in chosen)

    def numbers(self) -> Iterator[list[_Candidate]]:
        """The families that have the number on their file or can be called by it."""
        questions = list(number_questions(self._typed))
        if not questions:
            return
        on_file, telephone = (fulltext.number_index(name) for name in ("family", "telephone"))
        families = self._families()
        owners = (
            families.select_from(on_file)
            .join(Family, Family.id == on_file.c.rowid)
            .where(_asked(on_file), self._sight.part(Part.HOUSEHOLD)),
            families.select_from(telephone)
            .join(Telephone, Telephone.id == telephone.c.rowid)
            .join(Family, Family.id == Telephone.family_id)
            .where(_asked(telephone), self._sight.part(Part.TELEPHONE)),
        )
        for expression in questions:
            yield [
                _Candidate((row.sort_key,), "family", row)
                for found in owners
                for row in self._rows(found, expression)
            ]

    def names(self) -> Iterator[list[_Candidate]]:
        """Families and persons; who types a family's name wants the family, then its persons."""
        index = fulltext.name_index("family")
        families = (
            self._families()
            .select_from(index)
            .join(Family, Family.id == index.c.rowid)
            .where(_asked(index))
        )
        persons = self._persons()
        for rank, expression in name_questions(self._reading.session, self._typed):
            yield [
                _Candidate((self._far(rank, row), place, row.sort_key), kind, row)
                for place, (kind, found) in enumerate((("family", families), ("person", persons)))
                for row in self._rows(found, expression)
            ]

    def persons(self, condition: ColumnElement[bool]) -> Iterator[list[_Candidate]]:
        """Only persons, and of them those for whom the condition holds."""
        found = self._persons().where(condition)
        for rank, expression in name_questions(self._reading.session, self._typed):
            yield [
                _Candidate((self._far(rank, row), row.sort_key), "person", row)
                for row in self._rows(found, expression)
            ]

    def _rows(self, found: Select[Any], expression: str) -> Iterable[Any]:
        """The first candidates of a question."""
        most = max(_FEWEST, _CANDIDATES * self._limit)
        asked = {"asked": expression, "most": most}
        return self._reading.session.execute(found, asked)

    def _families(self) -> Select[Any]:
        return (
            select(
                Family.id,
                self._sight.value(Part.HOUSEHOLD, Family.file_number),
                Family.name,
                Family.name_ar,
                *_order(Family),
            )
            .where(self._sight.families())
            .limit(bindparam("most"))
        )

    def _persons(self) -> Select[Any]:
        index, sight = fulltext.name_index("person"), self._sight
        return (
            select(
                Person.id,
                Person.family_id,
                Person.given_name,
                Person.family_name,
                Person.given_name_ar,
                Person.family_name_ar,
                sight.value(Part.AGE, Person.birth_date, None),
                sight.value(Part.AGE, Person.birth_precision),
                sight.value(Part.HOUSEHOLD, Family.file_number),
                Family.name,
                Family.name_ar,
                *_order(Person),
            )
            .select_from(index)
            .join(Person, Person.id == index.c.rowid)
            .join(Family, Family.id == Person.family_id)
            .where(_asked(index), sight.persons())
            .limit(bindparam("most"))
        )

    def _far(self, rank: Rank, row: Any) -> float:
        """Among those that sound alike or are a slip away, the most alike stand first."""
        if rank < Rank.SOUND:
            return 0
        from rapidfuzz.distance.JaroWinkler import distance

        # The sort keys are folded names, in the one script and in the other.
        names = f"{row.sort_key} {row.other_key}".replace("\u0001", " ").split()
        return sum(min(distance(word, name) for name in names) for word in self._words)


def _asked(index: TableClause) -> ColumnElement[bool]:
    return fulltext.matches(index, bindparam("asked", type_=String()))


def _order(model: type[Family] | type[Person]) -> tuple[Any, Any]:
    keys = (model.sort_key, model.sort_key_ar)
    here, there = reversed(keys) if language() == "ar" else keys
    return here.label("sort_key"), there.label("other_key")


def _found(kind: str, row: Any, today: date) -> Found:
    number, family = row.file_number, in_reader_script(row.name, row.name_ar)
    shown_number = isolate(number) if number else ""
    if kind == "family":
        names = (row.name, row.name_ar)
        return Found(kind, row.id, row.id, *names, shown_number, number, family, None)
    age = age_in_words(row.birth_date, row.birth_precision, today)
    return Found(
        kind,
        row.id,
        row.family_id,
        listed_name(row.given_name, row.family_name),
        listed_name(row.given_name_ar, row.family_name_ar),
        " · ".join(filter(None, (age, family, shown_number))),
        number,
        family,
        row.birth_date.year if row.birth_date else None,
    )
