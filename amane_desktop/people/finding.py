"""Finding persons and families by what is remembered of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, not_, or_, select

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
_CANDIDATES = 3
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


@dataclass(frozen=True)
class _Hit:
    order: tuple[Any, ...]
    found: Found


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find(reading: Reading, words: str, limit: int = MOST) -> tuple[Found, ...]:
    """The persons and families with these words in their names, or with this number.

    The best stand first: exact, begun, of the same sound, a slip away; a family before persons.
    """
    return _best(_hits(_Look(reading, words[:_LONGEST], min(limit, AT_MOST))), limit)


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find_persons(reading: Reading, words: str) -> tuple[Found, ...]:
    """Those whom a group may take in: children and pupils first, then adults."""
    sight = Sight(reading)
    born = sight.value(Part.AGE, Person.birth_date, None)
    level = sight.value(Part.LEVEL, Person.level)
    is_child = or_(level != "", born.is_not(None) & (born > reading.today - _TWENTY_YEARS))
    look = _Look(reading, words[:_LONGEST], MOST)
    children = _best(_persons_only(look, is_child), MOST)
    adults = _best(_persons_only(look, not_(is_child)), MOST) if len(children) < MOST else ()
    return (*children, *adults)[:MOST]


@dataclass(frozen=True)
class _Look:
    """One search: what was typed, and as whom."""

    reading: Reading
    typed: str
    limit: int

    @property
    def sight(self) -> Sight:
        return Sight(self.reading)

    def rows(self, found: Select[Any], expression: str) -> Iterable[Any]:
        """The first candidates of a question."""
        limited = found.limit(bindparam("most"))
        most = max(60, _CANDIDATES * self.limit)
        return self.reading.session.execute(limited, {"asked": expression, "most": most})


def _best(hits: Iterator[list[_Hit]], limit: int) -> tuple[Found, ...]:
    """The best of what is found rank by rank; ends once there is enough."""
    best: dict[tuple[str, int], Found] = {}
    for of_a_rank in hits:
        for hit in sorted(of_a_rank, key=lambda hit: hit.order):
            best.setdefault((hit.found.kind, hit.found.id), hit.found)
        if len(best) >= limit:
            break
    return tuple(best.values())[:limit]


def _hits(look: _Look) -> Iterator[list[_Hit]]:
    for expression in number_questions(look.typed):
        yield list(_owners(look, expression))
    for rank, expression in name_questions(look.reading.session, look.typed):
        yield [*_families(look, rank, expression), *_persons(look, rank, expression)]


def _persons_only(look: _Look, condition: ColumnElement[bool]) -> Iterator[list[_Hit]]:
    for rank, expression in name_questions(look.reading.session, look.typed):
        yield list(_persons(look, rank, expression, condition))


def _owners(look: _Look, expression: str) -> Iterator[_Hit]:
    """The families that have the number on their file or can be called by it."""
    sight = look.sight
    on_file, by_telephone = (fulltext.number_index(name) for name in ("family", "telephone"))
    for found in (
        _family_columns(sight)
        .select_from(on_file)
        .join(Family, Family.id == on_file.c.rowid)
        .where(_asked(on_file), sight.part(Part.HOUSEHOLD)),
        _family_columns(sight)
        .select_from(by_telephone)
        .join(Telephone, Telephone.id == by_telephone.c.rowid)
        .join(Family, Family.id == Telephone.family_id)
        .where(_asked(by_telephone), sight.part(Part.TELEPHONE)),
    ):
        for row in look.rows(found, expression):
            yield _Hit((row.sort_key,), _family(row))


def _families(look: _Look, rank: Rank, expression: str) -> Iterator[_Hit]:
    index = fulltext.name_index("family")
    found = (
        _family_columns(look.sight)
        .select_from(index)
        .join(Family, Family.id == index.c.rowid)
        .where(_asked(index))
    )
    for row in look.rows(found, expression):
        # Whoever types a family's name wants the family first, then its persons.
        yield _Hit((*_nearness(look, rank, row.name, row.name_ar), 0, row.sort_key), _family(row))


def _persons(
    look: _Look, rank: Rank, expression: str, *conditions: ColumnElement[bool]
) -> Iterator[_Hit]:
    index, sight = fulltext.name_index("person"), look.sight
    found = (
        select(
            Person.id,
            Person.family_id,
            Person.given_name,
            Person.family_name,
            Person.given_name_ar,
            Person.family_name_ar,
            sight.value(Part.AGE, Person.birth_date, None),
            sight.value(Part.AGE, Person.birth_precision),
            _order(Person).label("sort_key"),
            sight.value(Part.HOUSEHOLD, Family.file_number),
            Family.name,
            Family.name_ar,
        )
        .select_from(index)
        .join(Person, Person.id == index.c.rowid)
        .join(Family, Family.id == Person.family_id)
        .where(_asked(index), sight.persons(), *conditions)
    )
    for row in look.rows(found, expression):
        person = _person(row, look.reading.today)
        nearness = _nearness(look, rank, person.name, person.name_ar)
        yield _Hit((*nearness, 1, row.sort_key), person)


def _asked(index: Any) -> ColumnElement[bool]:
    return fulltext.matches(index, bindparam("asked", type_=Person.given_name.type))


def _order(model: type[Family] | type[Person]) -> Any:
    return model.sort_key_ar if language() == "ar" else model.sort_key


def _family_columns(sight: Sight) -> Select[Any]:
    return select(
        Family.id,
        sight.value(Part.HOUSEHOLD, Family.file_number),
        Family.name,
        Family.name_ar,
        _order(Family).label("sort_key"),
    ).where(sight.families())


def _nearness(look: _Look, rank: Rank, *names: str) -> tuple[float, ...]:
    """Among those that only sound alike or are a slip away, the most alike stand first."""
    if rank < Rank.SOUND:
        return (0,)
    from rapidfuzz.distance import JaroWinkler

    typed = " ".join(find_words(look.typed))
    return (-max(JaroWinkler.similarity(typed, " ".join(find_words(name))) for name in names),)


def _family(row: Any) -> Found:
    number = row.file_number
    name = in_reader_script(row.name, row.name_ar)
    detail = isolate(number) if number else ""
    return Found("family", row.id, row.id, row.name, row.name_ar, detail, number, name, None)


def _person(row: Any, today: date) -> Found:
    age = age_in_words(row.birth_date, row.birth_precision, today)
    family, number = in_reader_script(row.name, row.name_ar), row.file_number
    return Found(
        "person",
        row.id,
        row.family_id,
        listed_name(row.given_name, row.family_name),
        listed_name(row.given_name_ar, row.family_name_ar),
        " · ".join(filter(None, (age, family, isolate(number) if number else ""))),
        number,
        family,
        row.birth_date.year if row.birth_date else None,
    )
