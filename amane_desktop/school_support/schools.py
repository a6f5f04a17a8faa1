"""The schools as their page shows them: whom to ask there, and how many of our children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

import amane_desktop.school_support.teachers  # noqa: F401  (the history of teachers in words)
from amane_desktop.access.permissions import Part, Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.levels import LEVELS
from amane_desktop.people.models import Family, Person, School
from amane_desktop.people.names import find_text, in_reader_script
from amane_desktop.people.sight import Sight
from amane_desktop.people.states import State
from amane_desktop.school_support.models import SchoolTeacher


@dataclass(frozen=True)
class TeacherLine:
    """A teacher or a head of a school."""

    id: int
    name: str
    name_ar: str
    subject: str
    telephone: str
    note: str
    is_retired: bool
    version: int


@dataclass(frozen=True)
class SchoolRecord:
    """A school; `levels` are our children there, by their level, as far as the reader sees."""

    id: int
    name: str
    name_ar: str
    kind: str
    telephone: str
    address: str
    note: str
    is_retired: bool
    version: int
    levels: tuple[tuple[str, int], ...]
    teachers: tuple[TeacherLine, ...]

    @property
    def words(self) -> str:
        """The name in the reader's script, or in the other where there is none."""
        return in_reader_script(self.name, self.name_ar)

    @property
    def children(self) -> int:
        """How many of our children go there."""
        return sum(count for _level, count in self.levels)

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        """What its history is about."""
        teachers = ((SchoolTeacher.__tablename__, teacher.id) for teacher in self.teachers)
        return ((School.__tablename__, self.id), *teachers)


@query(Permission.SEE_SCHOOL, {})
def school_records(reading: Reading) -> tuple[SchoolRecord, ...]:
    """Every school with its teachers, by name; those that are no longer offered stand last."""
    levels, teachers = _levels(reading), _teachers(reading)
    records = [
        SchoolRecord(
            school.id,
            school.name,
            school.name_ar,
            school.kind,
            school.telephone,
            school.address,
            school.note,
            school.is_retired,
            vars(school)["version"],
            levels.get(school.id, ()),
            tuple(teachers.get(school.id, ())),
        )
        for school in reading.session.scalars(select(School))
    ]
    return tuple(sorted(records, key=lambda r: (r.is_retired, find_text(r.words), r.id)))


def _levels(reading: Reading) -> Mapping[int, tuple[tuple[str, int], ...]]:
    sight = Sight(reading)
    counted = reading.session.execute(
        select(Person.school_id, Person.level, func.count())
        .join(Family, Family.id == Person.family_id)
        .where(
            Person.school_id.is_not(None),
            Person.is_deceased.is_(False),
            Family.state != State.CLOSED,
            sight.persons(),
            sight.part(Part.SCHOOL),
        )
        .group_by(Person.school_id, Person.level)
    )
    order = {code: place for place, code in enumerate(LEVELS)}
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for school_id, level, count in counted:
        found[school_id or 0].append((level, count))
    return {
        school_id: tuple(sorted(each, key=lambda pair: order.get(pair[0], len(order))))
        for school_id, each in found.items()
    }


def _teachers(reading: Reading) -> Mapping[int, list[TeacherLine]]:
    """Of each school, those who are still there first."""
    found: dict[int, list[TeacherLine]] = defaultdict(list)
    order = (SchoolTeacher.is_retired, SchoolTeacher.id)
    for row in reading.session.scalars(select(SchoolTeacher).order_by(*order)):
        found[row.school_id].append(
            TeacherLine(
                row.id,
                row.name,
                row.name_ar,
                row.subject,
                row.telephone,
                row.note,
                row.is_retired,
                vars(row)["version"],
            )
        )
    return found
