"""How persons and families answer a question of the search index."""

from __future__ import annotations

from datetime import date, timedelta
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
from amane_desktop.i18n import isolate, language
from amane_desktop.people.dates import age_in_words
from amane_desktop.people.entries import ENTRIES, Entry, Found
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.names import both_names, in_reader_script, listed_name
from amane_desktop.people.sight import Sight
from amane_desktop.people.states import State
from amane_desktop.storage import fulltext

_TWENTY_YEARS = timedelta(days=7305)


def families(sight: Sight) -> Select[Any]:
    """Families by their name."""
    index = fulltext.name_index("family")
    found = _families(sight).select_from(index).join(Family, Family.id == index.c.rowid)
    return found.where(_asked(index))


def families_on_file(sight: Sight) -> Select[Any]:
    """Families by their file number."""
    index = fulltext.number_index("family")
    found = _families(sight).select_from(index).join(Family, Family.id == index.c.rowid)
    return found.where(_asked(index), sight.part(Part.HOUSEHOLD))


def families_by_telephone(sight: Sight) -> Select[Any]:
    """Families by a number that they can be called by."""
    index = fulltext.number_index("telephone")
    return (
        _families(sight)
        .select_from(index)
        .join(Telephone, Telephone.id == index.c.rowid)
        .join(Family, Family.id == Telephone.family_id)
        .where(_asked(index), sight.part(Part.TELEPHONE))
    )


def persons(sight: Sight) -> Select[Any]:
    """Persons by their names."""
    index = fulltext.name_index("person")
    return (
        _persons(sight)
        .select_from(index)
        .join(Person, Person.id == index.c.rowid)
        .join(Family, Family.id == Person.family_id)
        .where(_asked(index), sight.persons())
    )


def persons_by_number(sight: Sight) -> Select[Any]:
    """Persons by their CIN or Massar code."""
    index = fulltext.number_index("person")
    return (
        _persons(sight)
        .select_from(index)
        .join(Person, Person.id == index.c.rowid)
        .join(Family, Family.id == Person.family_id)
        .where(_asked(index), sight.persons(), sight.part(Part.IDENTITY))
    )


def children(sight: Sight) -> Select[Any]:
    """Of the persons, those whom a group takes in first."""
    return persons(sight).where(_is_child(sight))


def adults(sight: Sight) -> Select[Any]:
    """The other persons."""
    return persons(sight).where(not_(_is_child(sight)))


def _families(sight: Sight) -> Select[Any]:
    return (
        select(
            literal("family").label("kind"),
            Family.id,
            sight.value(Part.HOUSEHOLD, Family.file_number),
            Family.name,
            Family.name_ar,
            _is_closed(sight),
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
        _is_closed(sight),
        *_order(Person),
    ).limit(bindparam("most"))


def _is_closed(sight: Sight) -> ColumnElement[bool]:
    state = sight.value(Part.HOUSEHOLD, Family.state)
    return (state == State.CLOSED).label("is_closed")


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


def _show_family(row: Any, _today: date) -> Found:
    number, shown = row.file_number, in_reader_script(row.name, row.name_ar)
    detail = isolate(number) if number else ""
    return Found("family", row.id, row.id, row.name, row.name_ar, detail, number, shown, None)


def _show_person(row: Any, today: date) -> Found:
    age = age_in_words(row.birth_date, row.birth_precision, today)
    family, number = in_reader_script(row.name, row.name_ar), row.file_number
    latin, arabic = both_names(row)
    return Found(
        "person",
        row.id,
        row.family_id,
        listed_name(*latin),
        listed_name(*arabic),
        " · ".join(filter(None, (age, family, isolate(number) if number else ""))),
        number,
        family,
        row.birth_date.year if row.birth_date else None,
    )


# Who types a family's name wants the family first, then its persons.
ENTRIES += [
    Entry("family", False, families, _show_family),
    Entry("person", False, persons, _show_person),
    Entry("family", True, families_on_file, _show_family),
    Entry("family", True, families_by_telephone, _show_family),
    Entry("person", True, persons_by_number, _show_person),
]
