"""Who came: what staff can do on the page of the week."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.closures import Why
from amane_desktop.attendance.models import Attendance, Enrolment, GroupSession, Mark
from amane_desktop.attendance.planned import WeekSlot, session_at, sessions
from amane_desktop.attendance.printed import is_on_paper
from amane_desktop.attendance.reach import sees_day
from amane_desktop.attendance.week_parts import paused_on
from amane_desktop.attendance.weeks import monday_of, working_days
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import clean
from amane_desktop.people.sight import Sight

_LONGEST_NOTE = 300
_EXAMPLE = {"group_id": 1, "day": date(2026, 9, 7), "start": time(10)}


@action(
    N_("Marked attendance"),
    Permission.MARK_ATTENDANCE,
    {**_EXAMPLE, "person_id": 1, "mark": Mark.PRESENT},
)
def mark_child(
    work: Work, group_id: int, person_id: int, day: date, start: time, mark: Mark | None
) -> None:
    """Say whether a child came, enrolled or not; None takes the mark away.

    Refuses an hour that is not in the timetable, a closed one, and a day to come (an absence
    that was excused in advance can be marked).
    """
    if work.session.get(Person, person_id) is None:
        raise Refusal(_("This group or child is no longer there."))
    meeting = _meeting(work, group_id, day, start)
    _check_seen(work, meeting, person_id)
    if mark is not None:
        _check_open(work, meeting, mark)
    attendance = _attendance(work, meeting, person_id)
    if mark is None:
        if attendance is not None:
            work.session.delete(attendance)
    elif attendance is None:
        work.session.add(Attendance(session_id=meeting.id, person_id=person_id, mark=mark, note=""))
    else:
        attendance.mark = mark


@action(N_("Marked a session all present"), Permission.MARK_ATTENDANCE, _EXAMPLE)
def mark_all_present(work: Work, group_id: int, day: date, start: time) -> int:
    """Mark every child who is expected and has no mark yet present; gives how many there were."""
    meeting = _meeting(work, group_id, day, start)
    _check_open(work, meeting, Mark.PRESENT)
    marked = select(Attendance.person_id).where(Attendance.session_id == meeting.id)
    unmarked = work.session.scalars(
        select(Enrolment.person_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Family, Family.id == Person.family_id)
        .where(
            Sight(work).named(),
            Enrolment.group_id == group_id,
            Enrolment.first_day <= day,
            or_(Enrolment.last_day.is_(None), Enrolment.last_day >= day),
            ~paused_on(day),
            Enrolment.person_id.not_in(marked),
        )
    ).all()
    work.session.add_all(
        Attendance(session_id=meeting.id, person_id=person_id, mark=Mark.PRESENT, note="")
        for person_id in unmarked
    )
    return len(unmarked)


@action(
    N_("Marked a week all present"),
    Permission.MARK_ATTENDANCE,
    {"group_id": 1, "monday": date(2026, 9, 7)},
)
def mark_week_present(work: Work, group_id: int, monday: date) -> int:
    """Mark every enrolled child present in each session that was held and where it has no mark.

    Gives how many marks there were; refuses a week in which no session has begun.
    """
    now = work.clock.local()
    begun = [
        slot
        for slot in sessions(work.session, working_days(monday), group_id).get(group_id, ())
        if slot.closure is None
        and (slot.day, slot.start) <= (now.date(), now.time())
        and sees_day(work, slot.day)
    ]
    if not begun:
        raise Refusal(_("No session of this week has begun yet."))
    return sum(mark_all_present(work, group_id, slot.day, slot.start) for slot in begun)


@action(
    N_("Wrote a note beside a mark"),
    Permission.MARK_ATTENDANCE,
    {**_EXAMPLE, "person_id": 1, "note": "Venu avec sa sœur"},
)
def note_attendance(
    work: Work, group_id: int, person_id: int, day: date, start: time, note: str
) -> None:
    """Keep a short note beside a child's mark; refuses where there is no mark."""
    meeting = _meeting(work, group_id, day, start)
    _check_seen(work, meeting, person_id)
    attendance = _attendance(work, meeting, person_id)
    if attendance is None:
        raise Refusal(_("Mark the child first, then write the note."))
    note = clean(note)
    if len(note) > _LONGEST_NOTE:
        raise Refusal(_("This note is too long: 300 letters at most."), "note")
    attendance.note = note


def _check_seen(work: Work, meeting: GroupSession, person_id: int) -> None:
    """Refuse to mark a child that is on no sheet, also no printed one, and is not seen."""
    sight, day = Sight(work), meeting.day
    enrolled = select(Enrolment.id).where(
        Enrolment.group_id == meeting.group_id,
        Enrolment.person_id == person_id,
        Enrolment.first_day <= day,
        or_(Enrolment.last_day.is_(None), Enrolment.last_day >= day),
    )
    is_on_sheet = (
        work.session.scalar(enrolled) is not None
        or _attendance(work, meeting, person_id) is not None
        or is_on_paper(work, meeting.group_id, monday_of(day), person_id)
    )
    if not (is_on_sheet and sight.names_person(person_id)) and not sight.sees_person(person_id):
        raise NotAllowed(_("Your role does not allow this."))


def _meeting(work: Work, group_id: int, day: date, start: time) -> GroupSession:
    """The group session at that hour, begun from the timetable when it is the first mark."""
    if not sees_day(work, day):
        raise NotAllowed(_("Your role does not allow this."))
    meeting = work.session.scalar(
        select(GroupSession).where(
            GroupSession.group_id == group_id,
            GroupSession.day == day,
            GroupSession.start == start,
        )
    )
    if meeting is not None:
        return meeting
    slot = session_at(work.session, group_id, day, start)
    if slot is None:
        raise Refusal(_("The group does not meet at this hour."))
    _check_held(slot)
    meeting = GroupSession(group_id=group_id, day=day, start=start, end=slot.end)
    work.session.add(meeting)
    work.session.flush()
    return meeting


def _attendance(work: Work, meeting: GroupSession, person_id: int) -> Attendance | None:
    return work.session.scalar(
        select(Attendance).where(
            Attendance.session_id == meeting.id, Attendance.person_id == person_id
        )
    )


def _check_open(work: Work, meeting: GroupSession, mark: Mark) -> None:
    if meeting.day > work.today and mark is not Mark.EXCUSED:
        raise Refusal(_("This day is still to come: only an excused absence can be marked."))
    slot = session_at(work.session, meeting.group_id, meeting.day, meeting.start)
    assert slot is not None  # (a session that is kept always stands in its week)
    _check_held(slot)


def _check_held(slot: WeekSlot) -> None:
    if slot.closure is None:
        return
    if slot.closure.why in (Why.CANCELLED, Why.MOVED):
        raise Refusal(_("This session was cancelled or moved."))
    raise Refusal(_("The centre is closed at this hour."))
