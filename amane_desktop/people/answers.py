"""The statements that answer a question of the search index, as one reader sees the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    TableClause,
    bindparam,
    literal,
    not_,
    or_,
    select,
)

from amane_desktop.access.permissions import Part
from amane_desktop.i18n import language
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.sight import Sight
from amane_desktop.storage import fulltext

_TWENTY_YEARS = timedelta(days=7305)
_MOST_KEPT = 8


@dataclass(frozen=True)
class Answers:
    """Each takes `asked`, an expression for the index, and `most`, the rows wanted."""

    families: Select[Any]
    persons: Select[Any]
    children: Select[Any]
    adults: Select[Any]
    on_file: Select[Any]
    by_telephone: Select[Any]


_kept: dict[object, Answers] = {}


def answers(reading: Reading) -> Answers:
    """The statements for a reader; made once a day, for making them takes longer than asking."""
    key = (reading.by, reading.today, language())
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = _made(Sight(reading))
    return _kept[key]


def _made(sight: Sight) -> Answers:
    on_file, by_telephone = (fulltext.number_index(name) for name in ("family", "telephone"))
    named, of_persons = (fulltext.name_index(name) for name in ("family", "person"))
    families = _families(sight)
    persons = (
        _persons(sight)
        .select_from(of_persons)
        .join(Person, Person.id == of_persons.c.rowid)
        .join(Family, Family.id == Person.family_id)
        .where(_asked(of_persons), sight.persons())
    )
    is_child = _is_child(sight)
    return Answers(
        families=families.select_from(named)
        .join(Family, Family.id == named.c.rowid)
        .where(_asked(named)),
        persons=persons,
        children=persons.where(is_child),
        adults=persons.where(not_(is_child)),
        on_file=families.select_from(on_file)
        .join(Family, Family.id == on_file.c.rowid)
        .where(_asked(on_file), sight.part(Part.HOUSEHOLD)),
        by_telephone=families.select_from(by_telephone)
        .join(Telephone, Telephone.id == by_telephone.c.rowid)
        .join(Family, Family.id == Telephone.family_id)
        .where(_asked(by_telephone), sight.part(Part.TELEPHONE)),
    )


def _families(sight: Sight) -> Select[Any]:
    return (
        select(
            literal("family").label("kind"),
            Family.id,
            sight.value(Part.HOUSEHOLD, Family.file_number),
            Family.name,
            Family.name_ar,
            *_order(Family),
        )
        .where(sight.families())
        .limit(bindparam("most"))
    )


def _persons(sight: Sight) -> Select[Any]:
    return select(
        literal("person").label("kind"),
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
    ).limit(bindparam("most"))


def _is_child(sight: Sight) -> ColumnElement[bool]:
    born = sight.value(Part.AGE, Person.birth_date, None)
    level = sight.value(Part.LEVEL, Person.level)
    since = sight.reading.today - _TWENTY_YEARS
    return or_(level != "", born.is_not(None) & (born > since))


def _asked(index: TableClause) -> ColumnElement[bool]:
    return fulltext.matches(index, bindparam("asked", type_=String()))


def _order(model: type[Family] | type[Person]) -> tuple[Any, Any]:
    keys = (model.sort_key, model.sort_key_ar)
    here, there = reversed(keys) if language() == "ar" else keys
    return here.label("sort_key"), there.label("other_key")
