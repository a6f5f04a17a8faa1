"""Meetings with a child's teachers: who, what was said, what was agreed, and when again."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.models import Task
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import long_text, short_text
from amane_desktop.school_support.followed import followed_child
from amane_desktop.school_support.models import SchoolMeeting, SchoolTeacher
from amane_desktop.school_support.tasks import MEETING, SERVICE


class MeetingTold(TypedDict, total=False):
    """What may be told of a meeting: a teacher of the list, or in `met` who else it was."""

    teacher_id: int | None
    met: str
    said: str
    agreed: str
    next_day: date | None


@action(
    N_("Wrote down a meeting at school"),
    Permission.EDIT_SCHOOL,
    {
        "person_id": 1,
        "day": date(2026, 11, 20),
        "met": "M. Alaoui",
        "said": "Lit mieux",
        "next_day": date(2026, 12, 18),
    },
)
def add_meeting(work: Work, person_id: int, day: date, **told: Unpack[MeetingTold]) -> int:
    """Write down a meeting about a child; the next date that was agreed becomes a task.

    Refuses a day to come, nobody met, nothing said or agreed, and a next date that is not later.
    """
    person = followed_child(work, person_id)
    meeting = SchoolMeeting(person_id=person_id, school_id=person.school_id, staff_id=work.by.id)
    _write(work, meeting, day, told)
    work.session.add(meeting)
    work.session.flush()
    _keep_task(work, meeting, None)
    return meeting.id


@action(
    N_("Changed a meeting at school"),
    Permission.EDIT_SCHOOL,
    {
        "meeting_id": 1,
        "version": 1,
        "day": date(2026, 11, 20),
        "met": "M. Alaoui",
        "agreed": "Vingt minutes par jour",
        "next_day": date(2026, 12, 21),
    },
)
def change_meeting(
    work: Work, meeting_id: int, version: int, day: date, **told: Unpack[MeetingTold]
) -> None:
    """Set right what was written of a meeting; its task follows the next date."""
    meeting = _meeting(work, meeting_id, version)
    before = meeting.next_day
    _write(work, meeting, day, told)
    work.session.flush()
    _keep_task(work, meeting, before)


@action(N_("Removed a meeting at school"), Permission.EDIT_SCHOOL, {"meeting_id": 1, "version": 2})
def remove_meeting(work: Work, meeting_id: int, version: int) -> None:
    """Take away a meeting that was written down by mistake, with the task it left."""
    meeting = _meeting(work, meeting_id, version)
    before, meeting.next_day = meeting.next_day, None
    _keep_task(work, meeting, before)
    work.session.delete(meeting)


def _meeting(work: Work, meeting_id: int, version: int) -> SchoolMeeting:
    meeting = work.session.get(SchoolMeeting, meeting_id)
    if meeting is not None:
        followed_child(work, meeting.person_id)
    return work.editable(SchoolMeeting, meeting_id, version)


def _write(work: Work, meeting: SchoolMeeting, day: date, told: MeetingTold) -> None:
    if day > work.today:
        raise Refusal(_("This day has not come yet."), "day")
    next_day = told.get("next_day")
    if next_day is not None and next_day <= day:
        raise Refusal(_("The next date comes after the meeting."), "next_day")
    teacher = _teacher(work, told.get("teacher_id"))
    met = short_text(told.get("met", ""), "met")
    if teacher is None and not met:
        raise Refusal(_("Say whom you met."), "met")
    said = long_text(told.get("said", ""), "said")
    agreed = long_text(told.get("agreed", ""), "agreed")
    if not (said or agreed):
        raise Refusal(_("Write what was said, or what was agreed."), "said")
    if teacher is not None:
        meeting.school_id = teacher.school_id
    meeting.day, meeting.next_day, meeting.met = day, next_day, met
    meeting.teacher_id = teacher.id if teacher is not None else None
    meeting.said, meeting.agreed = said, agreed


def _teacher(work: Work, teacher_id: int | None) -> SchoolTeacher | None:
    teacher = work.session.get(SchoolTeacher, teacher_id) if teacher_id is not None else None
    if teacher_id is not None and teacher is None:
        raise Refusal(_("Choose from the list."), "teacher_id")
    return teacher


def _keep_task(work: Work, meeting: SchoolMeeting, before: date | None) -> None:
    """Let an open task say when to meet again; of a date that is past nothing is to be done."""
    if before == meeting.next_day:
        return
    task = None
    if before is not None:
        left = select(Task).where(
            Task.service == SERVICE,
            Task.kind == MEETING,
            Task.person_id == meeting.person_id,
            Task.due == before,
            Task.done_on.is_(None),
        )
        task = work.session.scalar(left.order_by(Task.id.desc()).limit(1))
    if meeting.next_day is None or meeting.next_day < work.today:
        if task is not None:
            work.session.delete(task)
    elif task is not None:
        task.due = meeting.next_day
    else:
        work.session.add(
            Task(
                service=SERVICE,
                kind=MEETING,
                person_id=meeting.person_id,
                staff_id=work.by.id,
                due=meeting.next_day,
            )
        )
