"""Who may be there already: persons like the one who is being entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.answers import persons
from amane_desktop.people.asking import Rank, name_questions
from amane_desktop.people.dates import Precision
from amane_desktop.people.entries import as_seen_by
from amane_desktop.people.identity import read_cin, read_massar
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import fold
from amane_desktop.people.sight import Sight

_MOST_ASKED, _MOST_SHOWN = 40, 5
# How alike two folded names are (Jaro-Winkler), and how many years apart births may be told.
_ALIKE, _VERY_ALIKE, _YEARS = 0.84, 0.94, 2


@dataclass(frozen=True)
class Likely:
    """A person who may be the one that is being entered; `is_sure` by the number of a paper."""

    id: int
    family_id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    birth_date: date | None
    birth_precision: str
    kinship: str
    file_number: str
    family: str
    family_ar: str
    is_sure: bool


@query(Permission.EDIT_FAMILIES, {"given_name": "Yasin", "family_name": "Ait Baha"})
def likely_same(
    reading: Reading,
    given_name: str = "",
    family_name: str = "",
    given_name_ar: str = "",
    family_name_ar: str = "",
    *,
    birth_date: date | None = None,
    birth_precision: str = Precision.EXACT,
    cin: str = "",
    massar: str = "",
    except_id: int | None = None,
) -> tuple[Likely, ...]:
    """The likeliest same persons, the surest first, of families that the reader sees whole.

    Of other families nobody is told, not even that somebody is there.
    """
    names = ((given_name, family_name), (given_name_ar, family_name_ar))
    born = (birth_date, birth_precision)
    papers = (read_cin(cin) or "", read_massar(massar) or "")
    found: dict[int, tuple[float, Likely]] = {}
    for row in _candidates(reading, names, born, papers):
        if row.id != except_id and row.id not in found:
            is_sure = has_number(row, *papers)
            alike = 2.0 if is_sure else likeness(row, names, born)
            if alike:
                found[row.id] = (alike, as_likely(row, is_sure))
    best = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(likely for _alike, likely in best[:_MOST_SHOWN])


def columns_compared() -> Any:
    columns = select(
        Person.id,
        Person.family_id,
        Person.given_name,
        Person.family_name,
        Person.given_name_ar,
        Person.family_name_ar,
        Person.birth_date,
        Person.birth_precision,
        Person.kinship,
        Person.cin,
        Person.massar,
        Family.file_number,
        Family.name.label("family"),
        Family.name_ar.label("family_ar"),
    )
    return columns.join(Family, Family.id == Person.family_id)


def _candidates(
    reading: Reading,
    names: tuple[tuple[str, str], ...],
    born: tuple[date | None, str],
    numbers: tuple[str, str],
) -> Iterator[Any]:
    """Rows worth a closer look: by a paper's number, by name, born on the very day."""
    seen = Sight(reading).whole()
    cin, massar = numbers
    if cin or massar:
        papers = [
            column == number
            for column, number in ((Person.cin, cin), (Person.massar, massar))
            if number
        ]
        yield from reading.session.execute(columns_compared().where(or_(*papers), seen))
    ids = {row_id for given, family in names for row_id in _named(reading, given, family)}
    if ids:
        yield from reading.session.execute(columns_compared().where(Person.id.in_(ids), seen))
    day, precision = born
    if day is not None and precision == Precision.EXACT:
        yield from reading.session.execute(
            columns_compared().where(Person.birth_date == day, seen).limit(_MOST_ASKED)
        )


def _named(reading: Reading, given_name: str, family_name: str) -> Iterator[int]:
    """The numbers of persons whose names are heard in the same way, or a slip away."""
    if len(given_name.strip()) < 2:
        return
    statement = as_seen_by(reading, persons)
    connection = reading.session.connection()
    for rank, asked in name_questions(reading.session, f"{given_name} {family_name}"):
        if rank not in (Rank.EXACT, Rank.SOUND, Rank.SLIP):
            continue
        for row in connection.execute(statement, {"asked": asked, "most": _MOST_ASKED}):
            yield row.id


def has_number(row: Any, cin: str, massar: str) -> bool:
    return bool((cin and row.cin == cin) or (massar and row.massar == massar))


def likeness(row: Any, names: tuple[tuple[str, str], ...], born: tuple[date | None, str]) -> float:
    """How likely it is the same person, from 0 (not worth showing) to 1."""
    apart = _years_apart(row, born)
    if apart is not None and apart > _YEARS:
        return 0
    kept = ((row.given_name, row.family_name), (row.given_name_ar, row.family_name_ar))
    alike = max(_names_alike(*pair) for pair in zip(names, kept, strict=True))
    if alike < _ALIKE:
        # Scripts that were not both written are compared by what the index heard.
        alike = _ALIKE if not _share_script(names, kept) else 0
    is_same_day = apart == 0 and born[1] == row.birth_precision == Precision.EXACT
    if not alike or not (is_same_day or alike >= _VERY_ALIKE or apart is None or apart <= 1):
        return 0
    return alike + (0.05 if is_same_day else 0)


def _share_script(one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> bool:
    return any(a[0] and b[0] for a, b in zip(one, other, strict=True))


def _names_alike(one: tuple[str, str], other: tuple[str, str]) -> float:
    from rapidfuzz.distance.JaroWinkler import similarity

    if not (one[0] and other[0]):
        return 0
    given = similarity(fold(one[0]), fold(other[0]))
    if not (one[1] and other[1]):
        return given
    return min(given, similarity(fold(one[1]), fold(other[1])))


def _years_apart(row: Any, born: tuple[date | None, str]) -> int | None:
    """Years between the births as they are told, 0 for the same day; None when one is unknown."""
    day, precision = born
    other: date | None = row.birth_date
    if day is None or other is None:
        return None
    if precision == row.birth_precision == Precision.EXACT:
        days = abs((day - other).days)
        return -(-days // 366)
    return abs(day.year - other.year)


def as_likely(row: Any, is_sure: bool) -> Likely:
    return Likely(
        row.id,
        row.family_id,
        row.given_name,
        row.family_name,
        row.given_name_ar,
        row.family_name_ar,
        row.birth_date,
        row.birth_precision,
        row.kinship,
        row.file_number,
        row.family,
        row.family_ar,
        is_sure,
    )
