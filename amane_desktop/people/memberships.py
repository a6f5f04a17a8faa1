"""Who lives in which family, from a day to a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from amane_desktop.office.work import Work
from amane_desktop.people.models import Membership, Person


def begin_membership(work: Work, person: Person, first_day: date | None = None) -> Membership:
    """Let the person be a member of the family where they live now."""
    row = Membership(
        person_id=person.id,
        family_id=person.family_id,
        kinship=person.kinship,
        first_day=first_day,
        last_day=None,
    )
    work.session.add(row)
    return row


def keep_kinship(work: Work, person: Person) -> None:
    """Let the membership that stands say the same kinship as the person."""
    row = current_membership(work, person)
    if row is not None:
        row.kinship = person.kinship


def current_membership(work: Work, person: Person) -> Membership | None:
    """The membership without a last day: where the person lives."""
    found = select(Membership).where(
        Membership.person_id == person.id, Membership.last_day.is_(None)
    )
    return work.session.scalar(found.order_by(Membership.id.desc()).limit(1))
