"""A letter on how a child comes, for a guardian or a school."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import func, or_, select

from amane_desktop.access.permissions import Part, Permission, may
from amane_desktop.attendance.models import Attendance, Enrolment, Group, GroupSession, Mark
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import clean, whole_names
from amane_desktop.people.sight import Sight
from amane_desktop.school_support.roster import PaperLang

Reader = Literal["guardian", "school"]


@dataclass(frozen=True)
class AttendanceLetter:
    """What the letter says: of whom, of which days, and how many marks of each kind."""

    centre: str
    centre_ar: str
    address: str
    address_ar: str
    name: str
    name_ar: str
    level: str
    groups: tuple[tuple[str, str], ...]
    first: date
    last: date
    counted: Counter[Mark]


@query(
    Permission.SEE_ATTENDANCE,
    {"person_id": 1, "first": date(2026, 9, 7), "last": date(2026, 11, 20)},
)
def attendance_letter(
    reading: Reading, person_id: int, first: date, last: date
) -> AttendanceLetter:
    """How a child came from a day to a day; refuses days without a mark.

    It leaves the house: who sees only the name of a protected child writes none for it.
    """
    sight = Sight(reading)
    found = reading.session.execute(
        select(Person, CentreSettings)
        .join(Family, Family.id == Person.family_id)
        .join(CentreSettings, CentreSettings.id.is_not(None))
        .where(Person.id == person_id, sight.persons(), sight.part(Part.SCHOOL))
    ).one_or_none()
    if found is None or not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        raise NotAllowed(_("Your role does not allow this."))
    if last < first:
        raise Refusal(_("The last day lies before the first."), "last")
    person, centre = found
    counted = _counted(reading, person_id, first, last)
    if not counted:
        raise Refusal(_("Nothing was marked for this child in these days."), "first")
    return AttendanceLetter(
        centre.name,
        centre.name_ar,
        centre.address,
        centre.address_ar,
        *whole_names(person),
        person.level,
        _groups(reading, person_id, first, last),
        first,
        last,
        counted,
    )


@query(Permission.SEE_FAMILIES, {"file_number": "2026-0001", "name": "Yassine"})
def children_of_file(reading: Reading, file_number: str, name: str) -> tuple[int, ...]:
    """The persons of that given name, in either script, in the family of that file number."""
    sight, file_number, name = Sight(reading), clean(file_number), clean(name)
    found = reading.session.scalars(
        select(Person.id)
        .join(Family, Family.id == Person.family_id)
        .where(
            Family.file_number == file_number,
            or_(Person.given_name == name, Person.given_name_ar == name),
            sight.persons(),
            sight.part(Part.HOUSEHOLD),
        )
    )
    return tuple(found)


def _counted(reading: Reading, person_id: int, first: date, last: date) -> Counter[Mark]:
    rows = reading.session.execute(
        select(Attendance.mark, func.count())
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(Attendance.person_id == person_id, GroupSession.day.between(first, last))
        .group_by(Attendance.mark)
    )
    return Counter({Mark(mark): count for mark, count in rows})


def _groups(
    reading: Reading, person_id: int, first: date, last: date
) -> tuple[tuple[str, str], ...]:
    rows = reading.session.execute(
        select(Group.name, Group.name_ar)
        .join(Enrolment, Enrolment.group_id == Group.id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.first_day <= last,
            Enrolment.last_day.is_(None) | (Enrolment.last_day >= first),
        )
        .distinct()
        .order_by(Group.name)
    )
    return tuple((name, name_ar) for name, name_ar in rows)


def draw_letter(
    letter: AttendanceLetter, reader: Reader, paper_lang: PaperLang, written_at: datetime
) -> bytes:
    """The letter as a PDF file, a page for each language."""
    from amane_desktop.school_support.letter_drawing import draw

    return draw(letter, reader, tuple(paper_lang.split("+")), written_at.date())
