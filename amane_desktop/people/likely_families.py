"""Which family may be there already: the same name at the same address, the same telephone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.answers import families
from amane_desktop.people.asking import Rank, name_questions
from amane_desktop.people.likeness import names_alike
from amane_desktop.people.models import Family, Telephone
from amane_desktop.people.names import find_words
from amane_desktop.people.sight import Sight, as_seen_by
from amane_desktop.people.telephones import read_number

_MOST_ASKED, _MOST_SHOWN = 200, 5
# Two streets whose names are so alike (of 100) are one, written twice.
_ONE_STREET = 85
# What stands in most addresses, and tells no two of them apart.
_IN_MOST = frozenset(
    find_words(
        "n n° no num numéro rue av avenue bd boulevard bloc hay quartier douar derb lot Taroudant"
        " رقم زنقة الزنقة شارع حي الحي بلوك دوار درب تارودانت"
    )
)


class Why(StrEnum):
    """What a family has in common with what is typed."""

    NUMBER = "number"
    ADDRESS = "address"


@dataclass(frozen=True)
class LikelyFamily:
    """A family that may be the one that is being entered, and why."""

    id: int
    file_number: str
    name: str
    name_ar: str
    address: str
    state: str
    why: Why


class _House(NamedTuple):
    """The numbers of an address, and the words that tell where it is."""

    numbers: tuple[str, ...]
    street: str


@query(
    Permission.EDIT_FAMILIES,
    {"name": "Ait Baha", "address": "lastah", "number": "0612345678"},
)
def likely_families(
    reading: Reading,
    name: str = "",
    name_ar: str = "",
    address: str = "",
    neighbourhood: str = "",
    number: str = "",
    *,
    except_id: int | None = None,
) -> tuple[LikelyFamily, ...]:
    """The families with this number, or of this name at this address; the likeliest first.

    A name in the same neighbourhood alone is no hint: so many are of one kin. Of families that the
    reader does not see whole nobody is told, not even that they are there.
    """
    found: dict[int, LikelyFamily] = {}
    for row in _called(reading, number):
        found.setdefault(row.id, _likely(row, Why.NUMBER))
    for row in _named(reading, name, name_ar):
        is_alike = names_alike((name, name_ar), (row.name, row.name_ar)) > 0
        if is_alike and _is_one_place(row, address, neighbourhood):
            found.setdefault(row.id, _likely(row, Why.ADDRESS))
    return tuple(each for each in found.values() if each.id != except_id)[:_MOST_SHOWN]


def _called(reading: Reading, number: str) -> Iterator[Any]:
    read = read_number(number)
    if read is not None:
        called = select(Telephone.family_id).where(Telephone.number == read)
        yield from _rows(reading, Family.id.in_(called))


def _named(reading: Reading, name: str, name_ar: str) -> Iterator[Any]:
    """The families whose names are heard in the same way, or a slip away."""
    statement, connection = as_seen_by(reading, families), reading.session.connection()
    ids = {
        row.id
        for typed in filter(None, (name, name_ar))
        for rank, asked in name_questions(reading.session, typed)
        if rank in (Rank.EXACT, Rank.SOUND, Rank.SLIP)
        for row in connection.execute(statement, {"asked": asked, "most": _MOST_ASKED})
    }
    if ids:
        yield from _rows(reading, Family.id.in_(ids))


def _rows(reading: Reading, condition: Any) -> Iterator[Any]:
    columns = (Family.id, Family.file_number, Family.name, Family.name_ar, Family.address)
    found = select(*columns, Family.neighbourhood, Family.state)
    seen = Sight(reading).whole()
    yield from reading.session.execute(found.where(condition, seen).order_by(Family.id))


def _is_one_place(row: Any, address: str, neighbourhood: str) -> bool:
    """Whether both addresses are of one house, as far as it was told."""
    from rapidfuzz.fuzz import token_set_ratio

    quarters = {row.neighbourhood, neighbourhood} - {""}
    one, other = _house(row.address), _house(address)
    if len(quarters) > 1 or one.numbers != other.numbers:
        return False
    if one.street and other.street and one.street.isascii() == other.street.isascii():
        return token_set_ratio(one.street, other.street) >= _ONE_STREET
    # In two scripts, or without a street, the quarter and the house number tell enough.
    return bool(one.numbers and row.neighbourhood and neighbourhood)


def _house(address: str) -> _House:
    words = [word for word in find_words(address) if word not in _IN_MOST]
    numbers = sorted(word for word in words if word.isdecimal())
    return _House(tuple(numbers), " ".join(word for word in words if not word.isdecimal()))


def _likely(row: Any, why: Why) -> LikelyFamily:
    return LikelyFamily(row.id, row.file_number, row.name, row.name_ar, row.address, row.state, why)
