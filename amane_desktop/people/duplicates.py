"""Who may be there already: persons like the one who is being entered."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.answers import persons
from amane_desktop.people.asking import Rank, name_questions
from amane_desktop.people.dates import Precision
from amane_desktop.people.identity import read_cin, read_massar
from amane_desktop.people.likeness import Told, likeness
from amane_desktop.people.models import Family, Person, Relationship
from amane_desktop.people.sight import Sight, as_seen_by
from amane_desktop.people.ties import guardians_on

_MOST_ASKED, _MOST_SHOWN = 40, 5


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
    sex: str
    kinship: str
    is_housing: bool
    is_signing: bool
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
    sex: str = "",
    kinship: str = "",
    cin: str = "",
    massar: str = "",
    family_id: int | None = None,
    except_id: int | None = None,
) -> tuple[Likely, ...]:
    """The likeliest same persons, the surest first, of families that the reader sees whole.

    Of other families nobody is told, not even that somebody is there. `family_id` is the family
    that somebody is entered in.
    """
    told = Told(
        ((given_name, family_name), (given_name_ar, family_name_ar)),
        birth_date,
        birth_precision,
        sex,
        kinship,
        read_cin(cin) or "",
        read_massar(massar) or "",
        family_id,
    )
    found: dict[int, tuple[float, Likely]] = {}
    for row in _candidates(reading, told):
        if row.id != except_id and row.id not in found:
            is_sure = has_number(row, told.cin, told.massar)
            points = math.inf if is_sure else likeness(row, told, reading.today)
            if points:
                found[row.id] = (points, as_likely(row, is_sure))
    best = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].id))
    return _as_guardians(reading, [likely for _points, likely in best[:_MOST_SHOWN]])


def _as_guardians(reading: Reading, found: list[Likely]) -> tuple[Likely, ...]:
    """Say of each whether they house somebody, or may sign: whose family it may be, too."""
    ids = [likely.id for likely in found]
    held = guardians_on(reading.today).add_columns(Relationship.kind)
    rows = reading.session.execute(held.where(Relationship.person_id.in_(ids)))
    kinds = {(person_id, kind) for person_id, kind in rows}
    return tuple(
        replace(
            likely,
            is_housing=(likely.id, "houses") in kinds,
            is_signing=(likely.id, "signs") in kinds,
        )
        for likely in found
    )


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
        Person.sex,
        Person.kinship,
        Person.cin,
        Person.massar,
        Family.file_number,
        Family.name.label("family"),
        Family.name_ar.label("family_ar"),
    )
    return columns.join(Family, Family.id == Person.family_id)


def _candidates(reading: Reading, told: Told) -> Iterator[Any]:
    """Rows worth a closer look: by a paper's number, by name, of the family, born on the day."""
    seen = Sight(reading).whole()
    papers = ((Person.cin, told.cin), (Person.massar, told.massar))
    numbers = [column == number for column, number in papers if number]
    ids = {row_id for names in told.names for row_id in _named(reading, *names)}
    worth = [or_(*numbers)] if numbers else []
    worth += [Person.id.in_(ids)] if ids else []
    worth += [Person.family_id == told.family_id] if told.family_id is not None else []
    for condition in worth:
        yield from reading.session.execute(columns_compared().where(condition, seen))
    day = told.birth_date
    if day is not None and told.birth_precision == Precision.EXACT:
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
        row.sex,
        row.kinship,
        False,
        False,
        row.file_number,
        row.family,
        row.family_ar,
        is_sure,
    )
