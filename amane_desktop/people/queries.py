"""What a screen shows of families and persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import language
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person


@dataclass(frozen=True)
class FamilyLine:
    """A family in the list."""

    id: int
    file_number: str
    name: str
    name_ar: str
    members: int


@dataclass(frozen=True)
class PersonLine:
    """A person in a family's record."""

    id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    birth_date: date | None
    level: str
    school: str


@dataclass(frozen=True)
class FamilyCard:
    """A family's record."""

    line: FamilyLine
    address: str
    persons: tuple[PersonLine, ...]


@query(Permission.SEE_FAMILIES, {})
def families(reading: Reading) -> tuple[FamilyLine, ...]:
    """All families, as people sort in the reader's language."""
    order = Family.sort_key_ar if language() == "ar" else Family.sort_key
    members = select(func.count(Person.id)).where(Person.family_id == Family.id).scalar_subquery()
    rows = reading.session.execute(
        select(Family.id, Family.file_number, Family.name, Family.name_ar, members).order_by(
            order, Family.id
        )
    )
    return tuple(FamilyLine(*row) for row in rows)


@query(Permission.SEE_FAMILIES, {"family_id": 1})
def family_card(reading: Reading, family_id: int) -> FamilyCard | None:
    """A family's record with its persons, the eldest first; None when there is no such family."""
    family = reading.session.get(Family, family_id)
    if family is None:
        return None
    people = reading.session.scalars(
        select(Person)
        .where(Person.family_id == family_id)
        .order_by(Person.birth_date.nulls_last(), Person.id)
    ).all()
    persons = tuple(
        PersonLine(
            p.id,
            p.given_name,
            p.family_name,
            p.given_name_ar,
            p.family_name_ar,
            p.birth_date,
            p.level,
            p.school,
        )
        for p in people
    )
    line = FamilyLine(family.id, family.file_number, family.name, family.name_ar, len(persons))
    return FamilyCard(line, family.address, persons)
