"""What the school year asks by its season, proposed for the children whom it concerns.

The days are the usual ones, to be confirmed with each school: they are proposals, not rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.agenda.models import Task
from amane_desktop.i18n import N_, _, language
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import whole_names
from amane_desktop.people.schooling import school_year_of
from amane_desktop.people.schools import school_name
from amane_desktop.people.sight import Sight
from amane_desktop.people.states import State
from amane_desktop.school_support.tasks import (
    BOARDING,
    DEPARTURE,
    GRANT,
    JANUARY_EXAM,
    JUNE_EXAM,
    KINDS,
    SERVICE,
)

_SHORTEST = timedelta(days=7)
_LAST_OF_CYCLE = ("6AEP", "3AC")


@dataclass(frozen=True)
class _Season:
    kind: str
    months: tuple[int, ...]
    levels: tuple[str, ...]
    month: int
    day: int


_SEASONS = (
    _Season(DEPARTURE, (9,), ("1AC", "TC"), 9, 20),
    _Season(JANUARY_EXAM, (11, 12, 1), _LAST_OF_CYCLE, 1, 10),
    _Season(GRANT, (3, 4, 5, 6), _LAST_OF_CYCLE, 5, 31),
    _Season(BOARDING, (3, 4, 5, 6), _LAST_OF_CYCLE, 6, 15),
    _Season(JUNE_EXAM, (4, 5, 6), _LAST_OF_CYCLE, 5, 15),
    _Season(DEPARTURE, (6, 7), _LAST_OF_CYCLE, 7, 10),
)


@dataclass(frozen=True)
class SeasonChild:
    """A child whom something concerns."""

    person_id: int
    family_id: int
    name: str
    name_ar: str
    level: str
    school: str


@dataclass(frozen=True)
class Proposal:
    """What is to be done at this season, by when, and for whom it is not written down yet."""

    kind: str
    title: str
    due: date
    children: tuple[SeasonChild, ...]


@dataclass(frozen=True)
class SeasonTask:
    """A task that was ticked: which, by when, and for whom."""

    kind: str
    due: date
    person_ids: Sequence[int]


@query(Permission.EDIT_SCHOOL, {})
def season_proposals(reading: Reading) -> tuple[Proposal, ...]:
    """What this month asks, with the children who have no such task in this school year."""
    found = []
    for season in _SEASONS:
        if reading.today.month in season.months:
            children = tuple(_children(reading, season))
            due = _due(reading.today, season)
            if children:
                found.append(Proposal(season.kind, _(KINDS[season.kind]), due, children))
    return tuple(found)


@action(
    N_("Wrote down what the season asks"),
    Permission.EDIT_SCHOOL,
    {"chosen": (SeasonTask(JANUARY_EXAM, date(2027, 1, 10), (1,)),)},
)
def add_season_tasks(work: Work, chosen: Sequence[SeasonTask]) -> int:
    """Write the ticked tasks down, all or none; gives how many.

    Refuses nothing ticked, a day that is past, and what is written down for a child already.
    """
    ids = {person_id for each in chosen for person_id in each.person_ids}
    if not ids:
        raise Refusal(_("Tick for whom it is to be done."))
    if set(work.session.scalars(_seen(work, ids))) != ids:
        raise NotAllowed(_("Your role does not allow this."))
    count = 0
    for each in chosen:
        if each.kind not in KINDS:
            raise ValueError(f"unknown kind of task: {each.kind}")
        if each.due < work.today:
            raise Refusal(_("This day is past."), "due")
        if _written_down(work, each.kind) & set(each.person_ids):
            raise Refusal(_("This is written down for one of them already. Look at it again."))
        for person_id in dict.fromkeys(each.person_ids):
            columns = {"service": SERVICE, "kind": each.kind, "person_id": person_id}
            work.session.add(Task(**columns, due=each.due, staff_id=None))
            count += 1
    return count


def _due(today: date, season: _Season) -> date:
    """The usual day of this school year, or a week from now when that is past."""
    year = school_year_of(today)
    usual = date(year if season.month >= 9 else year + 1, season.month, season.day)
    return max(usual, today + _SHORTEST)


def _written_down(reading: Reading, kind: str) -> set[int]:
    """Those who have such a task in this school year, done or not."""
    year = school_year_of(reading.today)
    found = select(Task.person_id).where(
        Task.service == SERVICE,
        Task.kind == kind,
        Task.person_id.is_not(None),
        Task.due.between(date(year, 9, 1), date(year + 1, 8, 31)),
    )
    return {person_id for person_id in reading.session.scalars(found) if person_id is not None}


def _seen(reading: Reading, ids: Collection[int]) -> Any:
    sight = Sight(reading)
    found = select(Person.id).join(Family, Family.id == Person.family_id)
    return found.where(Person.id.in_(ids), sight.persons(), sight.part(Part.SCHOOL))


def _children(reading: Reading, season: _Season) -> Iterator[SeasonChild]:
    sight, written = Sight(reading), _written_down(reading, season.kind)
    by_name = Person.sort_key_ar if language() == "ar" else Person.sort_key
    rows = reading.session.execute(
        select(Person, school_name())
        .join(Family, Family.id == Person.family_id)
        .where(
            Person.level.in_(season.levels),
            Person.is_deceased.is_(False),
            Family.state != State.CLOSED,
            sight.persons(),
            sight.part(Part.SCHOOL),
        )
        .order_by(by_name, Person.id)
    )
    for person, school in rows:
        if person.id not in written:
            yield SeasonChild(
                person.id,
                person.family_id,
                *whole_names(person),
                person.level,
                school or "",
            )
