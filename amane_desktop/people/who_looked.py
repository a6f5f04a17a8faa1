"""Who looked at a protected family and its persons, for the director."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import and_, or_, select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.office.keepsakes import Look
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.sight import Sight


@dataclass(frozen=True)
class LookLine:
    """Who looked, and when (local time); `person` is whose page it was, empty for the family's."""

    at: datetime
    by: str
    person: str


@query(Permission.SEE_LOOKS, {"family_id": 1})
def looks(reading: Reading, family_id: int) -> tuple[LookLine, ...]:
    """Who was shown this family's record or one of its persons while it was protected."""
    if not Sight(reading).sees_family(family_id, whole=True):
        return ()
    at_family = and_(Look.kind == "family", Look.row_id == family_id)
    at_person = and_(Look.kind == "person", Person.family_id == family_id)
    found = reading.session.execute(
        select(Look.at, StaffMember.name, Person.given_name, Person.given_name_ar)
        .join(StaffMember, StaffMember.id == Look.staff_id)
        .outerjoin(Person, and_(Look.kind == "person", Person.id == Look.row_id))
        .where(or_(at_family, at_person))
        .order_by(Look.at.desc(), Look.id.desc())
    )
    zone = reading.clock.local().tzinfo
    return tuple(
        LookLine(
            at.replace(tzinfo=UTC).astimezone(zone),
            by,
            in_reader_script(name or "", name_ar or ""),
        )
        for at, by, name, name_ar in found
    )
