"""How the history tells who lived where and what one is to another, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, format_date
from amane_desktop.office.journal import JournalChange
from amane_desktop.office.labels import Column, describe
from amane_desktop.office.work import Reading
from amane_desktop.people.kinship import kinship_name
from amane_desktop.people.models import Membership, Person, Relationship
from amane_desktop.people.relationships import KINDS
from amane_desktop.people.sight import Sight


def tie_rows(reading: Reading, family_id: int) -> tuple[tuple[str, int], ...]:
    """The memberships of a family and the relationships of its persons, also those taken back."""
    session = reading.session
    persons = list(session.scalars(select(Person.id).where(Person.family_id == family_id)))
    stays = select(Membership.id).where(Membership.family_id == family_id)
    ties = select(Relationship.id).where(
        or_(Relationship.person_id.in_(persons), Relationship.other_id.in_(persons))
    )
    ends = (JournalChange.before[end].as_integer() for end in ("person_id", "other_id"))
    taken_back = select(JournalChange.row_id).where(
        JournalChange.kind == Relationship.__tablename__,
        JournalChange.after.is_(None),
        or_(*(end.in_(persons) for end in ends)),
    )
    rows = [(Membership.__tablename__, number) for number in session.scalars(stays)]
    numbers = dict.fromkeys((*session.scalars(ties), *session.scalars(taken_back)))
    return (*rows, *((Relationship.__tablename__, number) for number in numbers))


def _kind(values: Mapping[str, Any]) -> str:
    kind = values["kind"]
    return _(KINDS[kind])


def _nothing(_values: Mapping[str, Any]) -> str:
    return ""


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _is_of_seen_family(reading: Reading, values: Mapping[str, Any]) -> bool:
    return Sight(reading).sees_family(values["family_id"], whole=True)


def _is_between_seen(reading: Reading, values: Mapping[str, Any]) -> bool:
    """Both ends are of families seen whole; one that was merged into another is no longer there."""
    ends = (reading.session.get(Person, values[end]) for end in ("person_id", "other_id"))
    families = {person.family_id for person in ends if person is not None}
    sight = Sight(reading)
    return bool(families) and all(sight.sees_family(each, whole=True) for each in families)


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
    _is_between_seen,
)
