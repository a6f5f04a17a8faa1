"""Who may read of a family that is gone: whoever would see it as it was at last."""

from __future__ import annotations

from sqlalchemy import select

from amane_desktop.access.permissions import Part, Permission, Reach, may, reach, sees
from amane_desktop.office.history import last_values
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight


def sees_whole_or_gone(reading: Reading, family_id: int) -> bool:
    """Whether the reader sees the family whole, or would, if it were still there."""
    role = reading.by.role
    if reach(role) is Reach.ALL and all(sees(role, part, is_protected=True) for part in Part):
        return True
    if reading.session.get(Family, family_id) is not None:
        return Sight(reading).sees_family(family_id, whole=True)
    was = last_values(reading.session, "family", family_id)
    if was is None or reach(role) is not Reach.ALL or not may(role, Permission.EDIT_FAMILIES):
        return False
    is_theirs = may(role, Permission.PROTECT_FAMILIES) and was["responsible_id"] == reading.by.id
    return is_theirs or not was["is_protected"]


def sees_part_or_gone(reading: Reading, person_id: int, part: Part) -> bool:
    """Whether the reader sees this part of a person, or would have seen it."""
    if reading.session.get(Person, person_id) is None:
        was = last_values(reading.session, Person.__tablename__, person_id)
        return was is not None and sees_whole_or_gone(reading, was["family_id"])
    sight = Sight(reading)
    found = select(Person.id).join(Family, Family.id == Person.family_id)
    seen = found.where(Person.id == person_id, sight.persons(), sight.part(part))
    return reading.session.scalar(seen) is not None
