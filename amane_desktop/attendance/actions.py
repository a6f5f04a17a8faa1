"""What staff can do with groups and enrolments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import Enrolment, Group
from amane_desktop.attendance.periods import join_periods
from amane_desktop.attendance.timetable import DEFAULT_TIMETABLE, WeeklyHour, replace_timetable
from amane_desktop.i18n import N_, _, language
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.levels import LEVELS
from amane_desktop.people.models import Person
from amane_desktop.people.names import clean
from amane_desktop.people.sight import Sight
from amane_desktop.people.texts import short_text

LARGEST_GROUP = 60
_LONGEST_NAME = 40


@action(N_("Added a group"), Permission.EDIT_GROUPS, {"name": "Tafraout", "name_ar": "تافراوت"})
def add_group(
    work: Work,
    name: str,
    name_ar: str,
    *,
    levels: Sequence[str] = (),
    teacher: str = "",
    teacher_ar: str = "",
    room: str = "",
    room_ar: str = "",
    capacity: int = 20,
    timetable: Sequence[WeeklyHour] = DEFAULT_TIMETABLE,
    from_: date | None = None,
) -> int:
    """Add a group that meets by the timetable from a day on (today, if none is given).

    Refuses an empty or long name, one that another group has, and a capacity that no room holds.
    """
    fields = _checked(
        work, None, name, name_ar, levels, teacher, teacher_ar, room, room_ar, capacity
    )
    group = Group(**fields)
    work.session.add(group)
    work.session.flush()
    replace_timetable(work, group.id, timetable, from_ or work.today)
    join_periods(work, group.id, timetable, from_ or work.today)
    return group.id


@action(
    N_("Changed a group"),
    Permission.EDIT_GROUPS,
    {"group_id": 1, "version": 1, "name": "Tiznit", "name_ar": "تيزنيت", "room": "2"},
)
def change_group(
    work: Work,
    group_id: int,
    version: int,
    name: str,
    name_ar: str,
    *,
    levels: Sequence[str] = (),
    teacher: str = "",
    teacher_ar: str = "",
    room: str = "",
    room_ar: str = "",
    capacity: int = 20,
) -> None:
    """Change what a group is called, who teaches it and where; refuses as `add_group` does."""
    group = work.editable(Group, group_id, version)
    fields = _checked(
        work, group_id, name, name_ar, levels, teacher, teacher_ar, room, room_ar, capacity
    )
    for key, value in fields.items():
        setattr(group, key, value)


def _checked(
    work: Work,
    group_id: int | None,
    name: str,
    name_ar: str,
    levels: Sequence[str],
    teacher: str,
    teacher_ar: str,
    room: str,
    room_ar: str,
    capacity: int,
) -> Mapping[str, Any]:
    name, name_ar = clean(name), clean(name_ar)
    if not (name or name_ar):
        field = "name_ar" if language() == "ar" else "name"
        raise Refusal(_("Give the group a name, in one script at least."), field)
    for field, text in (("name", name), ("name_ar", name_ar)):
        if len(text) > _LONGEST_NAME:
            raise Refusal(_("This name is too long: 40 letters at most."), field)
    for field, text in (("name", name), ("name_ar", name_ar)):
        other = select(Group.id).where(getattr(Group, field) == text, Group.id != group_id)
        if text and work.session.scalar(other) is not None:
            raise Refusal(_("Another group has this name."), field)
    if not 1 <= capacity <= LARGEST_GROUP:
        raise Refusal(_("A group has 1 to 60 places."), "capacity")
    if unknown := set(levels) - set(LEVELS):
        raise ValueError(f"unknown levels: {sorted(unknown)}")
    others = {"teacher": teacher, "teacher_ar": teacher_ar, "room": room, "room_ar": room_ar}
    return {
        "name": name,
        "name_ar": name_ar,
        "levels": ",".join(code for code in LEVELS if code in levels),
        **{field: short_text(text, field) for field, text in others.items()},
        "capacity": capacity,
    }


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
    if not Sight(work).sees_person(person_id):
        raise NotAllowed(_("Your role does not allow this."))
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


@action(
    N_("Ended an enrolment"),
    Permission.EDIT_GROUPS,
    {"enrolment_id": 1, "version": 1, "last_day": date(2027, 6, 30)},
)
def end_enrolment(work: Work, enrolment_id: int, version: int, last_day: date) -> None:
    """Let a child leave a group after a last day; before the first day, the enrolment never was."""
    enrolment = work.editable(Enrolment, enrolment_id, version)
    if last_day < enrolment.first_day - timedelta(days=1):
        raise Refusal(_("The last day lies before the first."), "last_day")
    if last_day < enrolment.first_day:
        work.session.delete(enrolment)
    else:
        enrolment.last_day = last_day
