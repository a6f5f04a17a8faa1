"""What staff can do with groups and enrolments."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import Enrolment, Group
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person
from amane_desktop.people.names import clean


@action(N_("Added a group"), Permission.EDIT_GROUPS, {"name": "Atlas", "name_ar": "أطلس"})
def add_group(
    work: Work,
    name: str,
    name_ar: str,
    *,
    levels: tuple[str, ...] = (),
    teacher: str = "",
    teacher_ar: str = "",
    room: str = "",
    room_ar: str = "",
    capacity: int = 20,
) -> int:
    """Add a group; refuses an empty name and one that another group has."""
    name = clean(name)
    if not name:
        raise Refusal(_("Give the group a name."), "name")
    if work.session.scalar(select(Group.id).where(Group.name == name)) is not None:
        raise Refusal(_("Another group has this name."), "name")
    group = Group(
        name=name,
        name_ar=clean(name_ar),
        levels=",".join(levels),
        teacher=clean(teacher),
        teacher_ar=clean(teacher_ar),
        room=clean(room),
        room_ar=clean(room_ar),
        capacity=capacity,
    )
    work.session.add(group)
    work.session.flush()
    return group.id


@action(
    N_("Enrolled a child"),
    Permission.EDIT_GROUPS,
    {"group_id": 1, "person_id": 1, "from_": date(2026, 9, 7)},
)
def enrol_child(
    work: Work, group_id: int, person_id: int, *, from_: date, to: date | None = None
) -> int:
    """Enrol a child in a group from a day; refuses when it is in the group on one of the days."""
    if work.session.get(Group, group_id) is None or work.session.get(Person, person_id) is None:
        raise Refusal(_("This group or child is no longer there."))
    if to is not None and to < from_:
        raise Refusal(_("The last day lies before the first."), "to")
    overlap = select(Enrolment.id).where(
        Enrolment.group_id == group_id,
        Enrolment.person_id == person_id,
        or_(Enrolment.last_day.is_(None), Enrolment.last_day >= from_),
    )
    if to is not None:
        overlap = overlap.where(Enrolment.first_day <= to)
    if work.session.scalar(overlap) is not None:
        raise Refusal(_("The child is in this group already."), "from_")
    enrolment = Enrolment(group_id=group_id, person_id=person_id, first_day=from_, last_day=to)
    work.session.add(enrolment)
    work.session.flush()
    return enrolment.id
