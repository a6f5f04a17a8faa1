"""The schools that children go to: found by their name in either script, and added by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, language
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Person, School
from amane_desktop.people.names import find_text, in_reader_script
from amane_desktop.people.texts import is_arabic, short_text

KINDS = {
    "preschool": N_("Preschool"),
    "primary": N_("Primary school"),
    "middle": N_("Middle school"),
    "secondary": N_("Secondary school"),
}


@dataclass(frozen=True)
class SchoolLine:
    """A school as forms offer it; one that is retired is shown where a child has it."""

    id: int
    name: str
    name_ar: str
    kind: str
    is_retired: bool

    @property
    def words(self) -> str:
        """The name in the reader's script, or in the other where there is none."""
        return in_reader_script(self.name, self.name_ar)


@query(Permission.SEE_FAMILIES, {})
def schools(reading: Reading) -> tuple[SchoolLine, ...]:
    """The schools of the town, by their name; who goes there is another question."""
    rows = reading.session.scalars(select(School))
    lines = (SchoolLine(s.id, s.name, s.name_ar, s.kind, s.is_retired) for s in rows)
    return tuple(sorted(lines, key=lambda line: (find_text(line.words), line.id)))


def kind_name(code: str) -> str:
    """The kind of a school in words; empty when it is not told."""
    return _(KINDS[code]) if code in KINDS else ""


def school_name(of: Any = Person.school_id) -> ColumnElement[str]:
    """The name of the school that a column refers to, in the reader's script."""
    names = (School.name_ar, School.name) if language() == "ar" else (School.name, School.name_ar)
    words = func.coalesce(func.nullif(names[0], ""), names[1], "")
    found = select(words).where(School.id == of).scalar_subquery()
    return func.coalesce(found, "").label("school")


def school_told(work: Work, told: int | str, before: int | None = None) -> int | None:
    """The school told by its number or its name; one that nobody listed yet is added.

    Refuses a number that is no school's, and one that is retired unless it was there `before`.
    """
    if isinstance(told, int):
        school = work.session.get(School, told)
        if school is None or (school.is_retired and told != before):
            raise Refusal(_("Choose from the list."), "school")
        return told
    return schools_named(work, (told,))[told]


def schools_named(work: Work, names: Iterable[str]) -> dict[str, int | None]:
    """The schools of these names, as each was typed; new ones are added, none for an empty one."""
    known: dict[str, int] = {}
    # Of two that are called the same, one that is still offered counts, and the older.
    order = select(School).order_by(School.is_retired.desc(), School.id.desc())
    for school in work.session.scalars(order):
        known |= {find_text(n) or n: school.id for n in (school.name, school.name_ar) if n}
    found: dict[str, int | None] = {}
    for typed in dict.fromkeys(names):
        name = short_text(typed, "school")
        key = find_text(name) or name
        if key and key not in known:
            known[key] = _add(work, name)
        found[typed] = known.get(key)
    return found


def _add(work: Work, name: str) -> int:
    is_in_arabic = is_arabic(name)
    school = School(name="" if is_in_arabic else name, name_ar=name if is_in_arabic else "")
    work.session.add(school)
    work.session.flush()
    return school.id
