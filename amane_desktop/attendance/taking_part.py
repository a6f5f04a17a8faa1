"""The groups that the children of a family are in, for its record."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from amane_desktop.access.permissions import Permission, may
from amane_desktop.attendance.models import Enrolment, Group
from amane_desktop.attendance.week_parts import holds, paused_on, slots_of_week
from amane_desktop.attendance.weeks import monday_of
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight
from amane_desktop.people.taking_part import TAKES_PART, TakingPart


def _groups(reading: Reading, family_id: int) -> Iterator[TakingPart]:
    """Each child's groups; who does not see other days is told of those that meet today."""
    rows = reading.session.execute(
        select(Enrolment.person_id, Group.id, Group.name, Group.name_ar, paused_on(reading.today))
        .join(Group, Group.id == Enrolment.group_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Family, Family.id == Person.family_id)
        .where(
            Person.family_id == family_id,
            Sight(reading).persons(),
            holds(Enrolment, reading.today),
        )
        .order_by(Enrolment.person_id, Group.name)
    ).all()
    for person_id, group_id, name, name_ar, is_paused in rows:
        slots = slots_of_week(reading, monday_of(reading.today), group_id)[group_id]
        today = tuple(
            (slot.start, slot.end)
            for slot in slots
            if slot.day == reading.today and slot.closure is None and not is_paused
        )
        if today or may(reading.by.role, Permission.SEE_OTHER_DAYS):
            yield TakingPart(person_id, name, name_ar, today)


TAKES_PART.append(_groups)
