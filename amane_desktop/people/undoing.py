"""What undo must know of families and persons beyond their foreign keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select

from amane_desktop.access.permissions import Part as SeenPart
from amane_desktop.office.undo_rules import Part, follows, keep_together, part_seen, rows_seen
from amane_desktop.office.work import Reading
from amane_desktop.people.models import (
    Family,
    FamilyState,
    Membership,
    Person,
    Schooling,
    Telephone,
)
from amane_desktop.people.school_labels import sees_schooling
from amane_desktop.people.schooling import IN_STEP
from amane_desktop.people.sight import Sight
from amane_desktop.people.sort_keys import family_keys, person_keys

_KEYS = frozenset({"sort_key", "sort_key_ar"})


def _family_keys(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return family_keys(values["name"], values["name_ar"])


def _person_keys(values: Mapping[str, Any]) -> Mapping[str, Any]:
    latin, arabic = ("given_name", "family_name"), ("given_name_ar", "family_name_ar")
    return person_keys(*(values[column] for column in (*latin, *arabic)))


def _families(reading: Reading) -> Select[int]:
    return select(Family.id).where(Sight(reading).whole())


def _of_families(model: Any) -> Any:
    return lambda reading: (
        select(model.id).join(Family, Family.id == model.family_id).where(Sight(reading).whole())
    )


follows("family", _KEYS, _family_keys)
follows("person", _KEYS, _person_keys)
rows_seen("family", _families)
for _model in (Person, Telephone, Membership, FamilyState):
    rows_seen(_model.__tablename__, _of_families(_model))


def _schoolings(reading: Reading) -> Select[int]:
    sight = Sight(reading)
    found = select(Schooling.id).join(Person, Person.id == Schooling.person_id)
    found = found.join(Family, Family.id == Person.family_id)
    return found.where(sight.persons(), sight.part(SeenPart.SCHOOL))


rows_seen("schooling", _schoolings)
# What a date is worth goes with it.
_BIRTH = frozenset({"birth_date", "birth_precision", "birth_estimated_on"})
keep_together(person=Part(("id",), _BIRTH))
# Where somebody lives is told by memberships that follow each other, and repeated by the person.
keep_together(
    membership=Part(("person_id",)), person=Part(("id",), frozenset({"family_id", "kinship"}))
)
part_seen(
    "person",
    frozenset(IN_STEP),
    lambda reading, values: sees_schooling(reading, values["id"]),
)
# The newest school year is repeated by the person.
keep_together(
    schooling=Part(("person_id",)),
    person=Part(("id",), frozenset(IN_STEP)),
)
keep_together(family_state=Part(("family_id",)), family=Part(("id",), frozenset({"state"})))
# Whoever follows another in the same part for a child comes and goes with the change.
keep_together(relationship=Part(("other_id", "kind"), is_alone=False))
