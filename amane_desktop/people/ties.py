"""What a reader sees of the relationships of a family's persons, from both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person, Relationship
from amane_desktop.people.relationships import GUARDIANSHIPS
from amane_desktop.people.sight import Sight


@dataclass(frozen=True)
class TiePerson:
    """One end of a relationship: who it is, and where this person lives."""

    id: int
    family_id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    sex: str


@dataclass(frozen=True)
class Tie:
    """What a person is to another, since when and until when, and the paper that says so."""

    id: int
    kind: str
    person: TiePerson
    other: TiePerson
    first_day: date | None
    last_day: date | None
    note: str
    version: int
    is_current: bool


@query(Permission.SEE_FAMILIES, {"family_id": 1})
def family_ties(reading: Reading, family_id: int) -> tuple[Tie, ...]:
    """What was told of a family's persons, and of their parents' other children.

    What leads to another family is told to those alone who see both whole.
    """
    sight = Sight(reading)
    if not sight.sees_household(family_id):
        return ()
    seen = _Seen(reading, sight)
    person, other = aliased(Person), aliased(Person)
    here = or_(person.family_id == family_id, other.family_id == family_id)
    told = seen.ties(person, other, here)
    parents = {
        tie.person.id for tie in told if tie.kind == "parent" and tie.other.family_id == family_id
    }
    known = {tie.id for tie in told}
    siblings = seen.ties(person, other, Relationship.kind == "parent", person.id.in_(parents))
    return (*told, *(tie for tie in siblings if tie.id not in known))


def guardians(ties: Iterable[Tie], kind: str) -> frozenset[int]:
    """Those who house, or may sign for, somebody at present."""
    return frozenset(tie.person.id for tie in ties if tie.kind == kind and tie.is_current)


def guardians_on(day: date) -> Select[int]:
    """The persons who house somebody, may sign, or hold a kafala on a day."""
    return select(Relationship.person_id).where(
        Relationship.kind.in_(GUARDIANSHIPS),
        or_(Relationship.first_day.is_(None), Relationship.first_day <= day),
        or_(Relationship.last_day.is_(None), Relationship.last_day >= day),
    )


@dataclass
class _Seen:
    """The relationships that the reader sees; families are asked about once."""

    reading: Reading
    sight: Sight

    def __post_init__(self) -> None:
        self._whole: dict[int, bool] = {}

    def ties(self, person: Any, other: Any, *conditions: ColumnElement[bool]) -> tuple[Tie, ...]:
        rows = self.reading.session.execute(
            select(Relationship, person, other)
            .join(person, person.id == Relationship.person_id)
            .join(other, other.id == Relationship.other_id)
            .where(*conditions)
            .order_by(Relationship.id)
        )
        return tuple(
            self._tie(row, one, two)
            for row, one, two in rows
            if one.family_id == two.family_id
            or (self.is_whole(one.family_id) and self.is_whole(two.family_id))
        )

    def is_whole(self, family_id: int) -> bool:
        if family_id not in self._whole:
            self._whole[family_id] = self.sight.sees_family(family_id, whole=True)
        return self._whole[family_id]

    def _tie(self, row: Relationship, person: Person, other: Person) -> Tie:
        today = self.reading.today
        return Tie(
            row.id,
            row.kind,
            _person(person),
            _person(other),
            row.first_day,
            row.last_day,
            row.note if self.is_whole(person.family_id) else "",
            row.version,
            (row.first_day or date.min) <= today <= (row.last_day or date.max),
        )


def _person(person: Person) -> TiePerson:
    return TiePerson(**{key: getattr(person, key) for key in TiePerson.__annotations__})
