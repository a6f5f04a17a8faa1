"""Two records side by side, before they are made one: where they differ, and what is carried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import and_, func, or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, in_its_own_direction, ngettext
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.dates import shown_date
from amane_desktop.people.kinship import kinship_name
from amane_desktop.people.merge_ties import against, told_twice
from amane_desktop.people.merging import CHOSEN, TOGETHER
from amane_desktop.people.models import Family, Person, Relationship, Schooling, Telephone
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.sight import Sight


@dataclass(frozen=True)
class Side:
    """One of the two records: whose it is, and in which family."""

    id: int
    family_id: int
    version: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    file_number: str
    family: str
    family_ar: str


@dataclass(frozen=True)
class Compared:
    """A field in the reader's words; of texts that both stay (`is_joined`), nobody chooses."""

    field: str
    label: str
    kept: str
    other: str
    is_joined: bool


@dataclass(frozen=True)
class Comparison:
    """The two records, the fields that are not the same, and what comes along with the other.

    `settled` says what becomes of what both have, `against` why they cannot be one person.
    """

    kept: Side
    other: Side
    fields: tuple[Compared, ...]
    carried: tuple[str, ...]
    settled: tuple[str, ...]
    against: tuple[str, ...]


# What each room says of what it would carry over from a record.
TOLD_CARRIED: list[Callable[[Reading, int], Iterator[str]]] = []
# What each room says of what both have: the record that stays first, then the one that goes.
TOLD_SETTLED: list[Callable[[Reading, int, int], Iterator[str]]] = []


@query(Permission.EDIT_FAMILIES, {"kept_id": 1, "other_id": 2})
def compare_persons(reading: Reading, kept_id: int, other_id: int) -> Comparison | None:
    """Two records of families that the reader sees whole; None where one is not."""
    pair = [reading.session.get(Person, number) for number in (kept_id, other_id)]
    sight = Sight(reading)
    kept, other = pair
    if kept is None or other is None or kept is other:
        return None
    if not all(sight.sees_family(person.family_id, whole=True) for person in (kept, other)):
        return None
    carried = chain.from_iterable(told(reading, other_id) for told in TOLD_CARRIED)
    settled = chain.from_iterable(told(reading, kept_id, other_id) for told in TOLD_SETTLED)
    return Comparison(
        _side(reading, kept),
        _side(reading, other),
        (*_fields(reading, kept, other),),
        (*carried,),
        (*settled,),
        (*against(reading, kept, other),),
    )


def _side(reading: Reading, person: Person) -> Side:
    family = reading.session.get_one(Family, person.family_id)
    return Side(
        person.id,
        person.family_id,
        vars(person)["version"],
        person.given_name,
        person.family_name,
        person.given_name_ar,
        person.family_name_ar,
        family.file_number,
        family.name,
        family.name_ar,
    )


def _fields(reading: Reading, kept: Person, other: Person) -> Iterator[Compared]:
    columns = DESCRIPTIONS[Person.__tablename__].columns
    for field in (*CHOSEN, *TOGETHER):
        column = columns[field]
        both = [getattr(person, field) for person in (kept, other)]
        if both[0] == both[1] or not column.is_seen(reading):
            continue
        first, second = (
            _born(person) if field == "birth_date" else column.told(reading, value)
            for person, value in zip((kept, other), both, strict=True)
        )
        yield Compared(field, _(column.label), first, second, field in TOGETHER)


def _born(person: Person) -> str:
    return shown_date(person.birth_date, person.birth_precision)


def _of_people(reading: Reading, person_id: int) -> Iterator[str]:
    telephones = _count(reading, Telephone, Telephone.person_id == person_id)
    ties = (Relationship.person_id == person_id, Relationship.other_id == person_id)
    relationships = _count(reading, Relationship, or_(*ties))
    years = _count(reading, Schooling, Schooling.person_id == person_id)
    if telephones:
        words = ngettext("{n} telephone", "{n} telephones", telephones)
        yield words.format(n=telephones)
    if relationships:
        words = ngettext("{n} relationship", "{n} relationships", relationships)
        yield words.format(n=relationships)
    if years:
        yield ngettext("{n} school year", "{n} school years", years).format(n=years)


def _count(reading: Reading, model: Any, condition: Any) -> int:
    return reading.session.scalar(select(func.count()).select_from(model).where(condition)) or 0


def _homes(reading: Reading, kept_id: int, other_id: int) -> Iterator[str]:
    kept, other = (reading.session.get_one(Person, number) for number in (kept_id, other_id))
    if kept.family_id != other.family_id:
        left = reading.session.get_one(Family, other.family_id)
        name = in_its_own_direction(in_reader_script(left.name, left.name_ar))
        words = _("Living with the {family} family ends today and stays in the history.")
        yield words.format(family=name)
    elif kept.kinship and other.kinship not in ("", kept.kinship):
        yield _("As kinship, {kinship} stays.").format(kinship=kinship_name(kept.kinship))


def _telephones(reading: Reading, kept_id: int, other_id: int) -> Iterator[str]:
    family_id = reading.session.get_one(Person, kept_id).family_id
    there = select(Telephone.number).where(
        Telephone.family_id == family_id, Telephone.person_id.is_distinct_from(other_id)
    )
    mine = (Telephone.person_id == other_id, Telephone.number.in_(there))
    if n := _count(reading, Telephone, and_(*mine)):
        words = ngettext(
            "{n} number is told twice: kept once, with the more careful of the two choices.",
            "{n} numbers are told twice: kept once, with the more careful of the two choices.",
            n,
        )
        yield words.format(n=n)


TOLD_CARRIED.append(_of_people)
TOLD_SETTLED += [_homes, told_twice, _telephones]
