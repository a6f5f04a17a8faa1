"""Which children are in groups, and which come on a day: who teachers and volunteers work with."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, or_, select

from amane_desktop.access.permissions import Permission, Reach, may
from amane_desktop.attendance.models import Attendance, Enrolment, GroupSession
from amane_desktop.attendance.planned import groups_of_day
from amane_desktop.office.work import Reading
from amane_desktop.people.sight import CHILDREN


def in_groups(day: date) -> Select[int]:
    """The children who are in a group on the day or will be."""
    return select(Enrolment.person_id).where(
        or_(Enrolment.last_day.is_(None), Enrolment.last_day >= day)
    )


def enrolled_in_sessions(day: date) -> Select[int]:
    """The children of the groups that meet on the day."""
    return select(Enrolment.person_id).where(
        Enrolment.group_id.in_(groups_of_day(day)),
        Enrolment.first_day <= day,
        or_(Enrolment.last_day.is_(None), Enrolment.last_day >= day),
    )


def marked_on(day: date) -> Select[int]:
    """The children who have a mark on the day, enrolled or not."""
    meeting = select(GroupSession.id).where(GroupSession.day == day)
    return select(Attendance.person_id).where(Attendance.session_id.in_(meeting))


def sees_day(reading: Reading, day: date) -> bool:
    """Whether the reader sees the sessions of the day."""
    return day == reading.today or may(reading.by.role, Permission.SEE_OTHER_DAYS)


CHILDREN[Reach.GROUPS].append(in_groups)
CHILDREN[Reach.DAY] += (enrolled_in_sessions, marked_on)
