"""All that is heard of one child at school, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.queries import TaskLine, tasks_of
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.sight import note_look
from amane_desktop.school_support.follow_up import FollowedChild, followed
from amane_desktop.school_support.models import (
    SchoolAbsence,
    SchoolMeeting,
    SchoolTeacher,
    TermResult,
)


@dataclass(frozen=True)
class ResultLine:
    """How a term went."""

    id: int
    year: int
    term: int
    average: int | None
    out_of: int
    worries: str
    has_bulletin: bool
    version: int


@dataclass(frozen=True)
class AbsenceLine:
    """Days on which the school says that the child was not there."""

    id: int
    first_day: date
    last_day: date
    is_excused: bool
    note: str
    version: int

    @property
    def day(self) -> date:
        """Where it stands in the timeline."""
        return self.last_day


@dataclass(frozen=True)
class MeetingLine:
    """A meeting: whom we met, who of us, what was said and agreed."""

    id: int
    day: date
    teacher_id: int | None
    teacher: str
    met: str
    by: str
    said: str
    agreed: str
    next_day: date | None
    version: int


@dataclass(frozen=True)
class TeacherChoice:
    """Somebody to meet at the child's school."""

    id: int
    words: str


@dataclass(frozen=True)
class ChildFollowUp:
    """One child: results by term and what happened, the newest first; what is to be done next."""

    child: FollowedChild
    results: tuple[ResultLine, ...]
    happened: tuple[AbsenceLine | MeetingLine, ...]
    tasks: tuple[TaskLine, ...]
    teachers: tuple[TeacherChoice, ...]


@query(Permission.SEE_SCHOOL, {"person_id": 1})
def child_follow_up(reading: Reading, person_id: int) -> ChildFollowUp | None:
    """A child whose school the reader sees; None where there is none."""
    child = followed(reading, person_id)
    if child is None:
        return None
    family = reading.session.get_one(Family, child.family_id)
    note_look(reading, "person", person_id, is_protected=family.is_protected)
    happened: list[AbsenceLine | MeetingLine] = []
    happened += _absences(reading, person_id)
    happened += _meetings(reading, person_id)
    return ChildFollowUp(
        child,
        _results(reading, person_id),
        tuple(sorted(happened, key=lambda line: line.day, reverse=True)),
        tasks_of(reading, person_id),
        _teachers(reading, person_id),
    )


def _results(reading: Reading, person_id: int) -> tuple[ResultLine, ...]:
    found = select(TermResult).where(TermResult.person_id == person_id)
    rows = reading.session.scalars(found.order_by(TermResult.year.desc(), TermResult.term.desc()))
    return tuple(
        ResultLine(
            row.id,
            row.year,
            row.term,
            row.average,
            row.out_of,
            row.worries,
            row.attachment_id is not None,
            vars(row)["version"],
        )
        for row in rows
    )


def _absences(reading: Reading, person_id: int) -> list[AbsenceLine]:
    rows = reading.session.scalars(
        select(SchoolAbsence).where(SchoolAbsence.person_id == person_id)
    )
    return [
        AbsenceLine(
            row.id, row.first_day, row.last_day, row.is_excused, row.note, vars(row)["version"]
        )
        for row in rows
    ]


def _meetings(reading: Reading, person_id: int) -> list[MeetingLine]:
    rows = reading.session.execute(
        select(SchoolMeeting, SchoolTeacher, StaffMember.name)
        .outerjoin(SchoolTeacher, SchoolTeacher.id == SchoolMeeting.teacher_id)
        .join(StaffMember, StaffMember.id == SchoolMeeting.staff_id)
        .where(SchoolMeeting.person_id == person_id)
    )
    return [
        MeetingLine(
            row.id,
            row.day,
            row.teacher_id,
            _words(teacher) if teacher is not None else "",
            row.met,
            staff,
            row.said,
            row.agreed,
            row.next_day,
            vars(row)["version"],
        )
        for row, teacher, staff in rows
    ]


def _teachers(reading: Reading, person_id: int) -> tuple[TeacherChoice, ...]:
    """The teachers of the child's school, and those who were met about it elsewhere."""
    school = select(Person.school_id).where(Person.id == person_id).scalar_subquery()
    met = select(SchoolMeeting.teacher_id).where(SchoolMeeting.person_id == person_id)
    here = (SchoolTeacher.school_id == school) & SchoolTeacher.is_retired.is_(False)
    found = select(SchoolTeacher).where(here | SchoolTeacher.id.in_(met))
    rows = reading.session.scalars(found.order_by(SchoolTeacher.id))
    return tuple(TeacherChoice(row.id, _words(row)) for row in rows)


def _words(teacher: SchoolTeacher) -> str:
    name = in_reader_script(teacher.name, teacher.name_ar)
    return " · ".join(filter(None, (name, teacher.subject)))
