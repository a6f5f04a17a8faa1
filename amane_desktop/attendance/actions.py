"""What staff can do with groups and enrolments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Unpack

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.group_details import GroupDetails, write_details
from amane_desktop.attendance.models import Enrolment, Group
from amane_desktop.attendance.periods import join_periods
from amane_desktop.attendance.timetable import DEFAULT_TIMETABLE, WeeklyHour, replace_timetable
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person
from amane_desktop.people.sight import Sight


@action(N_("Added a group"), Permission.EDIT_GROUPS, {"name": "Tafraout", "name_ar": "تافراوت"})
def add_group(
    work: Work,
    name: str,
    name_ar: str,
    *,
    timetable: Sequence[WeeklyHour] = DEFAULT_TIMETABLE,
    from_: date | None = None,
    **details: Unpack[GroupDetails],
) -> int:
    """Add a group that meets by the timetable from a day on (today, if none is given).

    Refuses an empty or long name, one that another group has, and a capacity that no room holds.
    Without a colour it takes one that fewest groups have.
    """
    group = Group()
    write_details(work, group, name, name_ar, details)
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
    **details: Unpack[GroupDetails],
) -> None:
    """Change what a group is called, who teaches it and where; refuses as `add_group` does.

    A group with enrolments cannot be opened to whoever comes.
    """
    write_details(work, work.editable(Group, group_id, version), name, name_ar, details)


@action(
    N_("Enrolled a child"),
    Permission.EDIT_GROUPS,
    {"group_id": 1, "person_id": 1, "from_": date(2026, 9, 7)},
)
def enrol_child(
    work: Work, group_id: int, person_id: int, *, from_: date, to: date | None = None
) -> int:
    """Enrol a child in a group from a day; refuses when it is in the group on one of the days."""
    group = work.session.get(Group, group_id)
    if group is None or work.session.get(Person, person_id) is None:
        raise Refusal(_("This group or child is no longer there."))
    if group.is_open:
        raise Refusal(_("This activity is open: whoever comes is marked, nobody is enrolled."))
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
