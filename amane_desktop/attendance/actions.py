"""What staff can do with groups and enrolments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Unpack

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.enrolling import begin, check_days, check_named, end_after, open_to
from amane_desktop.attendance.group_details import GroupDetails, write_details
from amane_desktop.attendance.models import Enrolment, Group
from amane_desktop.attendance.periods import join_periods
from amane_desktop.attendance.timetable import DEFAULT_TIMETABLE, WeeklyHour, replace_timetable
from amane_desktop.i18n import N_
from amane_desktop.office.registry import action
from amane_desktop.office.values import one_of
from amane_desktop.office.work import Work
from amane_desktop.people.texts import short_text


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
    """Enrol a child in a group from a day; it waits for a place there no more.

    Refuses when it is in the group on one of the days, and when no place is free on them.
    """
    group = open_to(work, group_id, person_id)
    return begin(work, group, person_id, from_, to).id


@action(
    N_("Ended an enrolment"),
    Permission.EDIT_GROUPS,
    {"enrolment_id": 1, "version": 1, "last_day": date(2027, 6, 30)},
)
def end_enrolment(
    work: Work, enrolment_id: int, version: int, last_day: date, reason: str = "", note: str = ""
) -> None:
    """Let a child leave a group after a last day, perhaps for one of the listed reasons.

    With the day before its first, the enrolment never was.
    """
    enrolment = work.editable(Enrolment, enrolment_id, version)
    check_named(work, enrolment.person_id)
    if enrolment.last_day is not None and last_day > enrolment.last_day:
        group = work.session.get_one(Group, enrolment.group_id)
        first = enrolment.last_day + timedelta(days=1)
        check_days(work, group, enrolment.person_id, first, last_day, but=enrolment_id)
    before = enrolment.leaving_reason
    reason = one_of(work, "group_leaving_reason", reason, "reason", before)
    note = short_text(note, "note")
    if end_after(work, enrolment, last_day):
        enrolment.leaving_reason, enrolment.leaving_note = reason, note
