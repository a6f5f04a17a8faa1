"""Finding persons and families by what is remembered of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import isolate, language
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.dates import age_in_words
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.names import find_words, in_reader_script, listed_name
from amane_desktop.people.telephones import digits

MOST = 20
_LONGEST = 200
_TWENTY_YEARS = timedelta(days=7305)
_Text = InstrumentedAttribute[str]


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


_Hit = tuple[tuple[int, int, str], Found]


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find(reading: Reading, words: str, limit: int = MOST) -> tuple[Found, ...]:
    """Those in whose names every word occurs, or that have the file or telephone number."""
    words, limit = words[:_LONGEST], min(limit, MOST)
    wanted = find_words(words)
    if not wanted:
        return ()
    # Whoever types a family's name wants the family first, then its persons.
    families, persons = _families(reading, words, limit), _persons(reading, wanted, limit)
    best = sorted([*families, *persons], key=lambda hit: hit[0])
    return tuple(found for _rank_, found in best[:limit])


@query(Permission.SEE_FAMILIES, {"words": "ait yass"})
def find_persons(reading: Reading, words: str) -> tuple[Found, ...]:
    """Those whom a group may take in: children and pupils first, then adults."""
    wanted = find_words(words[:_LONGEST])
    if not wanted:
        return ()
    born_since = reading.today - _TWENTY_YEARS
    is_child = or_(Person.level != "", Person.birth_date > born_since)
    hits = _persons(reading, wanted, MOST, case((is_child, 0), else_=1))
    return tuple(found for _rank_, found in hits)


def _families(reading: Reading, words: str, limit: int) -> list[_Hit]:
    wanted = find_words(words)
    rank, order = _rank(Family.find_text, wanted), _order(Family.sort_key, Family.sort_key_ar)
    rows = reading.session.execute(
        select(Family, rank, order)
        .where(or_(_has_all(Family.find_text, wanted), _has_number(words)))
        .order_by(rank, order)
        .limit(limit)
    )
    return [
        ((ranked, 0, key), Found("family", f.id, f.id, f.name, f.name_ar, isolate(f.file_number)))
        for f, ranked, key in rows
    ]


def _persons(
    reading: Reading, wanted: list[str], limit: int, *before: ColumnElement[int]
) -> list[_Hit]:
    rank, order = _rank(Person.find_text, wanted), _order(Person.sort_key, Person.sort_key_ar)
    rows = reading.session.execute(
        select(Person, Family, rank, order)
        .join(Family, Family.id == Person.family_id)
        .where(_has_all(Person.find_text, wanted))
        .order_by(*before, rank, order)
        .limit(limit)
    )
    return [((ranked, 1, key), _person(reading, p, f)) for p, f, ranked, key in rows]


def _person(reading: Reading, person: Person, family: Family) -> Found:
    age = age_in_words(person.birth_date, person.birth_precision, reading.today)
    detail = (age, in_reader_script(family.name, family.name_ar), isolate(family.file_number))
    return Found(
        "person",
        person.id,
        person.family_id,
        listed_name(person.given_name, person.family_name),
        listed_name(person.given_name_ar, person.family_name_ar),
        " · ".join(filter(None, detail)),
    )


def _order(latin: _Text, arabic: _Text) -> _Text:
    return arabic if language() == "ar" else latin


def _has_all(text: _Text, wanted: list[str]) -> ColumnElement[bool]:
    # instr, not LIKE: nothing that is typed can be a pattern.
    return and_(*(func.instr(text, word) > 0 for word in wanted))


def _rank(text: _Text, wanted: list[str]) -> ColumnElement[int]:
    """0 when each word begins a word of the names, 1 when one stands in the middle."""
    return case((_has_all(text, [f" {word}" for word in wanted]), 0), else_=1)


def _has_number(words: str) -> ColumnElement[bool]:
    number = digits(words)
    if not number or any(not c.isdecimal() and c not in "+-./ " for c in words):
        return false()
    on_file = func.instr(func.replace(Family.file_number, "-", ""), number) > 0
    telephone = select(Telephone.family_id).where(func.instr(Telephone.number, number) > 0)
    return or_(on_file, Family.id.in_(telephone))
