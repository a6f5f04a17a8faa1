"""A child's school years as the record shows them, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person, School
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.school_labels import sees_schooling
from amane_desktop.people.schooling import lines_of


@dataclass(frozen=True)
class SchoolingLine:
    """One line: the school year by its first, where, at which level, and how it ended."""

    id: int
    year: int
    school_id: int | None
    school: str
    level: str
    school_class: str
    first_day: date | None
    last_day: date | None
    outcome: str
    leaving_reason: str
    note: str
    version: int


@query(Permission.SEE_FAMILIES, {"person_id": 1})
def schooling_lines(reading: Reading, person_id: int) -> tuple[SchoolingLine, ...]:
    """The school years of a child whose school the reader sees; of another, none."""
    is_there = reading.session.get(Person, person_id) is not None
    if not (is_there and sees_schooling(reading, person_id)):
        return ()
    lines = lines_of(reading.session, person_id)
    schools = {line.school_id for line in lines}
    named = reading.session.scalars(select(School).where(School.id.in_(schools)))
    names = {school.id: in_reader_script(school.name, school.name_ar) for school in named}
    return tuple(
        SchoolingLine(
            line.id,
            line.year,
            line.school_id,
            names.get(line.school_id or 0, ""),
            line.level,
            line.school_class,
            line.first_day,
            line.last_day,
            line.outcome,
            line.leaving_reason,
            line.note,
            vars(line)["version"],
        )
        for line in lines
    )
