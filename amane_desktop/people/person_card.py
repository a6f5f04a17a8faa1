"""What is known of one person, as far as the reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

import amane_desktop.people.labels  # noqa: F401  (the history of a person in words)
from amane_desktop.access.permissions import Part, Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person, Schooling
from amane_desktop.people.person_details import SEEN_WITH, Told
from amane_desktop.people.schooling import lines_of
from amane_desktop.people.schools import school_name
from amane_desktop.people.sight import Sight, note_look
from amane_desktop.people.tie_labels import rows_of_person


@dataclass(frozen=True)
class PersonCard:
    """A person's page; `told` has the fields that the reader may see, `rows` its history;
    the school stands there by its name."""

    id: int
    family_id: int
    version: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    told: Told
    school_id: int | None
    rows: tuple[tuple[str, int], ...]
    is_whole: bool


@query(Permission.SEE_FAMILIES, {"person_id": 1})
def person_card(reading: Reading, person_id: int) -> PersonCard | None:
    """What is known of a person; None when there is no such person for this reader."""
    sight = Sight(reading)
    parts = (sight.part(part).label(part.name) for part in Part)
    found = reading.session.execute(
        select(Person, Family.is_protected, school_name(), *parts)
        .join(Family, Family.id == Person.family_id)
        .where(Person.id == person_id, sight.persons())
    ).one_or_none()
    if found is None:
        return None
    person = found[0]
    told: dict[str, Any] = {
        field: found.school if field == "school" else getattr(person, field)
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
        school_id=person.school_id if "school" in told else None,
        rows=(("person", person.id), *(_rows(reading, person) if is_whole else ())),
        is_whole=is_whole,
    )


def _rows(reading: Reading, person: Person) -> Iterator[tuple[str, int]]:
    yield from rows_of_person(reading, person)
    for line in lines_of(reading.session, person.id):
        yield Schooling.__tablename__, line.id
