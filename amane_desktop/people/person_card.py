"""What is known of one person, as far as the reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

import amane_desktop.people.labels  # noqa: F401  (the history of a person in words)
from amane_desktop.access.permissions import Part, Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.person_details import SEEN_WITH, Told
from amane_desktop.people.sight import Sight, note_look
from amane_desktop.people.tie_labels import rows_of_person


@dataclass(frozen=True)
class PersonCard:
    """A person's page; `told` has the fields that the reader may see, `rows` its history."""

    id: int
    family_id: int
    version: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    told: Told
    rows: tuple[tuple[str, int], ...]
    is_whole: bool


@query(Permission.SEE_FAMILIES, {"person_id": 1})
def person_card(reading: Reading, person_id: int) -> PersonCard | None:
    """What is known of a person; None when there is no such person for this reader."""
    sight = Sight(reading)
    found = reading.session.execute(
        select(Person, Family.is_protected, *(sight.part(part).label(part.name) for part in Part))
        .join(Family, Family.id == Person.family_id)
        .where(Person.id == person_id, sight.persons())
    ).one_or_none()
    if found is None:
        return None
    person = found[0]
    told: dict[str, Any] = {
        field: getattr(person, field)
        for field, part in SEEN_WITH.items()
        if getattr(found, part.name)
    }
    is_whole = sight.sees_family(person.family_id, whole=True)
    if is_whole:
        note_look(reading, "person", person_id, is_protected=found.is_protected)
    return PersonCard(
        id=person.id,
        family_id=person.family_id,
        version=person.version,
        given_name=person.given_name,
        family_name=person.family_name,
        given_name_ar=person.given_name_ar,
        family_name_ar=person.family_name_ar,
        told=cast(Told, told),
        rows=(("person", person.id), *(rows_of_person(reading, person) if is_whole else ())),
        is_whole=is_whole,
    )
