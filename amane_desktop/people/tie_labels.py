"""How the history tells who lived where and what one is to another, and what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, format_date
from amane_desktop.office.history import last_values
from amane_desktop.office.journal import JournalChange
from amane_desktop.office.labels import Column, describe
from amane_desktop.office.work import Reading
from amane_desktop.people.gone import sees_whole_or_gone
from amane_desktop.people.kinship import kinship_name
from amane_desktop.people.memberships import stays
from amane_desktop.people.models import Membership, Person, Relationship
from amane_desktop.people.relationships import KINDS
from amane_desktop.people.ties import family_ties
from amane_desktop.storage.database import Base

Row = tuple[str, int]


def tie_rows(reading: Reading, family_id: int) -> tuple[Row, ...]:
    """The memberships of a family and the relationships of its persons, also those taken back.

    What leads to a family that the reader does not see whole is not even counted.
    """
    session = reading.session
    persons = set(session.scalars(select(Person.id).where(Person.family_id == family_id)))
    here = session.scalars(select(Membership.id).where(Membership.family_id == family_id))
    ties = [t.id for t in family_ties(reading, family_id) if persons & {t.person.id, t.other.id}]
    return (*_rows(Membership, here), *_rows(Relationship, ties), *_taken_back(reading, persons))


def rows_of_person(reading: Reading, person: Person) -> tuple[Row, ...]:
    """Where a person lived, and what this person is to others, as far as the reader sees it."""
    lived = [s.id for s in stays(reading, person.family_id) if s.person_id == person.id]
    ties = family_ties(reading, person.family_id)
    mine = [tie.id for tie in ties if person.id in (tie.person.id, tie.other.id)]
    return (*_rows(Membership, lived), *_rows(Relationship, mine))


def _rows(model: type[Base], numbers: Iterable[int]) -> Iterator[Row]:
    return ((model.__tablename__, number) for number in numbers)


def _taken_back(reading: Reading, persons: Collection[int]) -> Iterator[Row]:
    ends = (JournalChange.before[end].as_integer() for end in ("person_id", "other_id"))
    found = select(JournalChange.row_id, JournalChange.before).where(
        JournalChange.kind == Relationship.__tablename__,
        JournalChange.after.is_(None),
        or_(*(end.in_(persons) for end in ends)),
    )
    rows = reading.session.execute(found.order_by(JournalChange.id))
    numbers = (row.row_id for row in rows if _is_seen(reading, row.before))
    return _rows(Relationship, dict.fromkeys(numbers))


def _kind(values: Mapping[str, Any]) -> str:
    kind = values["kind"]
    return _(KINDS[kind])


def _nothing(_values: Mapping[str, Any]) -> str:
    return ""


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _is_of_seen_family(reading: Reading, values: Mapping[str, Any]) -> bool:
    return sees_whole_or_gone(reading, values["family_id"])


def _is_seen(reading: Reading, values: Mapping[str, Any]) -> bool:
    """Both ends are of families seen whole, or were when they were still there."""
    ends = [
        last_values(reading.session, "person", values[end]) for end in ("person_id", "other_id")
    ]
    families = {person["family_id"] for person in ends if person is not None}
    return bool(families) and all(sees_whole_or_gone(reading, each) for each in families)


describe(
    Membership.__tablename__,
    Permission.SEE_FAMILIES,
    _nothing,
    {
        "kinship": Column(N_("Kinship"), kinship_name),
        "first_day": Column(N_("Lives here since"), _day),
        "last_day": Column(N_("Lived here until"), _day),
    },
    _is_of_seen_family,
    refers={"person_id": "person"},
)
describe(
    Relationship.__tablename__,
    Permission.SEE_FAMILIES,
    _kind,
    {
        "first_day": Column(N_("First day"), _day),
        "last_day": Column(N_("Last day"), _day),
        "note": Column(N_("Paper")),
    },
    _is_seen,
    refers={"person_id": "person", "other_id": "person"},
)
