"""The year's end: all children of a school year go on to the next, looked over and at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.i18n import N_, _, language
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.values import one_of
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.levels import LEVELS, NO_SCHOOL, cycle_of, next_level
from amane_desktop.people.models import Family, Person, Schooling
from amane_desktop.people.school_moves import REASONS
from amane_desktop.people.schooling import (
    LEFT,
    PASSED,
    REPEATS,
    follow_lines,
    lines_of,
    school_year_of,
)
from amane_desktop.people.schools import school_name, school_told
from amane_desktop.people.sight import Sight
from amane_desktop.people.states import State

_FIRST_MONTH = 6


@dataclass(frozen=True)
class ChildUp:
    """A child of the old year, and what is proposed; without an outcome somebody decides."""

    version: int
    person_id: int
    family_id: int
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    school_id: int | None
    school: str
    level: str
    outcome: str
    next_level: str
    keeps_school: bool


@dataclass(frozen=True)
class MovingUp:
    """The school year that ends, its children by level, and how many the next knows already."""

    year: int
    children: tuple[ChildUp, ...]
    there_already: int


@dataclass(frozen=True)
class Up:
    """What was decided of a child by its line in the old year: where it goes on, or why not."""

    person_id: int
    version: int
    outcome: str
    level: str = ""
    school_id: int | None = None
    leaving_reason: str = ""


def year_that_ends(today: date) -> int:
    """The school year to move up from: from June on the one that ends, else the one before."""
    year = school_year_of(today)
    return year if _FIRST_MONTH <= today.month < 9 else year - 1


@query(Permission.EDIT_SCHOOL, {})
def moving_up(reading: Reading) -> MovingUp:
    """The children of the year that ends who are not told of in the next one, by level."""
    year = year_that_ends(reading.today)
    newest = _newest(reading, year)
    seen = list(_seen(reading, newest))
    children = [
        _child_up(newest[row.person_id], row)
        for row in seen
        if newest[row.person_id].year == year and _goes_on(newest[row.person_id])
    ]
    order = {code: place for place, code in enumerate(LEVELS)}
    children.sort(key=lambda child: order.get(child.level, len(order)))
    return MovingUp(year, tuple(children), sum(newest[row.person_id].year > year for row in seen))


@action(
    N_("Moved the children up to the next school year"),
    Permission.EDIT_SCHOOL,
    {"year": 2025, "children": (Up(10, 1, PASSED, "3AEP"),)},
)
def move_up(work: Work, year: int, children: Sequence[Up]) -> int:
    """Let each child go on to the year after `year`, repeat or leave, all of them or none.

    Refuses, for any of them: a child that the next year knows already, or no level to go on to.
    """
    if year > year_that_ends(work.today):
        raise Refusal(_("This school year has not begun yet."))
    if not children:
        raise Refusal(_("Nobody is chosen to move up."))
    ids = {up.person_id for up in children}
    if len({row.person_id for row in _seen(work, ids)}) < len(ids):
        raise NotAllowed(_("Your role does not allow this."))
    for up in children:
        _move(work, _line(work, year, up), up)
        work.session.flush()  # (of a child who is told twice, the second is refused)
    for person_id in ids:
        follow_lines(work, work.session.get_one(Person, person_id))
    return len(ids)


def _newest(reading: Reading, year: int) -> dict[int, Schooling]:
    """Each child's newest line of the year or a later one."""
    order = (Schooling.year, Schooling.first_day.nulls_first(), Schooling.id)
    lines = select(Schooling).where(Schooling.year >= year).order_by(*order)
    return {line.person_id: line for line in reading.session.scalars(lines)}


def _goes_on(line: Schooling) -> bool:
    return line.outcome != LEFT and line.level != NO_SCHOOL


def _seen(reading: Reading, person_ids: Collection[int]) -> Iterator[Any]:
    """Those whose school the reader sees, of files that are not closed, by name."""
    sight = Sight(reading)
    by_name = Person.sort_key_ar if language() == "ar" else Person.sort_key
    found = (
        select(
            Person.id.label("person_id"),
            Person.family_id,
            Person.given_name,
            Person.family_name,
            Person.given_name_ar,
            Person.family_name_ar,
            school_name(),
        )
        .join(Family, Family.id == Person.family_id)
        .where(
            sight.persons(),
            sight.part(Part.SCHOOL),
            Person.is_deceased.is_(False),
            Family.state != State.CLOSED,
        )
        .order_by(by_name, Person.id)
    )
    wanted = set(person_ids)
    return (row for row in reading.session.execute(found) if row.person_id in wanted)


def _version(line: Schooling) -> int:
    return int(vars(line)["version"])


def _child_up(line: Schooling, row: Any) -> ChildUp:
    """What is proposed: who repeats stays, where one level follows another one goes on."""
    repeats = line.outcome == REPEATS
    level = line.level if repeats else next_level(line.level)
    return ChildUp(
        **row._mapping,
        version=_version(line),
        school_id=line.school_id,
        level=line.level,
        outcome=line.outcome if repeats else PASSED if level else "",
        next_level=level,
        keeps_school=cycle_of(level) == cycle_of(line.level),
    )


def _line(work: Work, year: int, up: Up) -> Schooling:
    line = next(iter(lines_of(work.session, up.person_id)), None)
    if line is None or line.year != year or not _goes_on(line) or _version(line) != up.version:
        raise Refusal(_("Some of these children moved up meanwhile. Look at the page again."))
    if up.outcome == LEFT:
        if not up.leaving_reason:
            raise Refusal(_("Say why, as far as it is known."), "reason")
        one_of(work, REASONS, up.leaving_reason, "reason")
    elif up.outcome not in (PASSED, REPEATS) or up.level not in LEVELS:
        raise Refusal(_("Say where each child goes on."))
    return line


def _move(work: Work, line: Schooling, up: Up) -> None:
    line.outcome = up.outcome
    if up.outcome == LEFT:
        line.leaving_reason = up.leaving_reason
        return
    school_id = None if up.school_id is None else school_told(work, up.school_id, line.school_id)
    level = line.level if up.outcome == REPEATS else up.level
    work.session.add(
        Schooling(person_id=line.person_id, year=line.year + 1, school_id=school_id, level=level)
    )
