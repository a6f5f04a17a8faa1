"""Making a demonstration centre: one action fills it, journalled in bulk."""

from __future__ import annotations

import contextlib
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from itertools import accumulate, chain, count
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import (
    Attendance,
    Enrolment,
    Group,
    GroupSession,
    SchoolYear,
    TimetableSlot,
)
from amane_desktop.attendance.public_holidays import fill_years
from amane_desktop.attendance.timetable import DEFAULT_TIMETABLE
from amane_desktop.demonstration.dossiers import add_dossiers
from amane_desktop.demonstration.files import draw_details, draw_states, protect_some
from amane_desktop.demonstration.follow_up import add_follow_up
from amane_desktop.demonstration.group_life import add_open_activity, add_teachers, live
from amane_desktop.demonstration.households import Household, draw_household, draw_newborn
from amane_desktop.demonstration.scans import Pages, add_scans
from amane_desktop.demonstration.school_year import (
    Child,
    draw_marks,
    first_day_of_tutoring,
    gather_groups,
    group_columns,
    meetings,
    school_year,
)
from amane_desktop.demonstration.schools import add_school_years, add_schools
from amane_desktop.demonstration.ties import relationships, stays
from amane_desktop.i18n import N_, _
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF, exists
from amane_desktop.office.registry import action
from amane_desktop.office.values import ListedValue
from amane_desktop.office.work import Work
from amane_desktop.people.levels import NO_SCHOOL
from amane_desktop.people.models import (
    Family,
    FamilyState,
    FileNumber,
    Membership,
    Person,
    Relationship,
    Telephone,
)
from amane_desktop.people.states import State

Progress = Callable[[int, int], None]
_NEWBORN_EVERY = 15


def create(
    folder: Path,
    *,
    families: int = 120,
    seed: int = 1,
    today: date | None = None,
    password: str = DEMO_PASSWORD,
    progress: Progress | None = None,
) -> None:
    """Make a centre of invented families as it would stand on a day; nothing is left on failure."""
    clock = Clock()
    if today is not None:
        morning = datetime.combine(today, time(8), ZoneInfo("Africa/Casablanca"))
        clock = Clock(morning.astimezone(UTC))
    if exists(folder):
        raise Refusal(_("This folder holds a centre already."))
    # Made aside, so that one killed on the way is no centre without families.
    aside = folder.with_name(folder.name + ".invented")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        centre.create(
            aside,
            name="Centre Amane · Taroudant",
            name_ar="مركز أمان · تارودانت",
            director=DEMO_STAFF,
            password=password,
            is_demonstration=True,
        )
        office = centre.open_centre(aside, DEMO_STAFF, password, clock)
        try:
            office.do(fill, families, seed, progress or (lambda done, of: None))
        finally:
            office.close()
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()
        aside.rename(folder)
    except OSError as error:
        raise Refusal(_("The centre cannot be made in this folder.")) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@action(
    N_("Filled the demonstration centre"),
    Permission.EDIT_FAMILIES,
    {"families": 12, "seed": 1, "progress": lambda done, of: None},
    is_undoable=False,
)
def fill(work: Work, families: int, seed: int, progress: Progress) -> None:
    """Add invented families, their groups, and the attendance of the school year so far."""
    if not 1 <= families <= 20_000:
        raise Refusal(_("A demonstration centre has 1 to 20,000 families."), "families")
    if work.session.scalar(select(Family.id).limit(1)) is not None:
        raise Refusal(_("Only an empty centre is filled with invented families."))
    random = Random(seed)
    households = [draw_household(random, work.today) for _ in range(families)]
    for household in households[::_NEWBORN_EVERY]:
        born = draw_newborn(Random(f"newborn {seed}"), household, work.today)
        household.persons.append(born)
    schools = add_schools(work, Random(f"schools {seed}"))
    progress(1, 4)
    children = _add_households(work, random, households, schools)
    progress(2, 4)
    _add_school_year(work, random, children, lambda: progress(3, 4))
    add_follow_up(work, Random(f"follow-up {seed}"), children, work.by.id)
    pages = Pages(work)
    add_scans(work, Random(f"scans {seed}"), pages)
    add_dossiers(work, Random(f"dossiers {seed}"), families, pages)
    progress(4, 4)


def _add_households(
    work: Work, random: Random, households: list[Household], schools: dict[str, int]
) -> list[Child]:
    numbers = _file_numbers(work, random, len(households))
    files, states = _draw_files(work, random, numbers)
    first_family = work.add_in_bulk(
        Family,
        [{**file, **household.family} for file, household in zip(files, households, strict=True)],
    )
    work.add_in_bulk(
        FamilyState,
        [
            {"family_id": n, "state": state, "day": day, "reason": reason, "note": ""}
            for n, of_file in zip(count(first_family), states, strict=False)
            for state, day, reason in of_file
        ],
    )
    of_family = list(zip(count(first_family), households, strict=False))
    houses = [
        [{"family_id": n, **_at_school(p, schools)} for p in household.persons]
        for n, household in of_family
    ]
    first_person = _add_persons(work, houses)
    persons = dict(zip(count(first_person), chain.from_iterable(houses), strict=False))
    add_school_years(work, Random(len(persons)), persons, schools)
    first_of_house = list(accumulate(map(len, houses), initial=first_person))
    work.add_in_bulk(
        Telephone,
        [
            {"family_id": n, "person_id": first + t["person"]}
            | {key: value for key, value in t.items() if key != "person"}
            for (n, household), first in zip(of_family, first_of_house, strict=False)
            for t in household.telephones
        ],
    )
    return [
        Child(first + n, person["level"])
        for house, first, file in zip(houses, first_of_house, files, strict=False)
        for n, person in enumerate(house)
        if person["level"] not in ("", NO_SCHOOL) and file["state"] == State.OPEN
    ]


def _at_school(person: dict[str, Any], schools: dict[str, int]) -> dict[str, Any]:
    columns = dict(person)
    school = columns.pop("school")
    return columns | {"school_id": schools.get(school)}


def _draw_files(
    work: Work, random: Random, numbers: list[str]
) -> tuple[list[dict[str, Any]], list[list[tuple[State, date, str]]]]:
    """The columns of each file beside its household, and how it went since it was opened."""
    values = work.session.execute(
        select(ListedValue.list, ListedValue.code).order_by(ListedValue.position)
    )
    listed: dict[str, list[str]] = defaultdict(list)
    for list_, code in values:
        listed[list_].append(code)
    files, states = [], []
    for number in numbers:
        went = draw_states(random, int(number[:4]), listed["closing_reason"], work.today)
        details = draw_details(random, listed, work.by.id)
        files.append({"file_number": number, "state": went[-1][0], **details})
        states.append(went)
    protect_some(random, [file for file in files if file["state"] == State.OPEN], work.by.id)
    return files, states


def _add_persons(work: Work, houses: list[list[dict[str, Any]]]) -> int:
    """Add the persons, where they live and what they are to each other; gives the first's id."""
    first_person = work.add_in_bulk(Person, [person for house in houses for person in house])
    work.add_in_bulk(Membership, list(stays(houses, first_person, work.today)))
    first_of_house = accumulate(map(len, houses), initial=first_person)
    work.add_in_bulk(
        Relationship,
        [
            row
            for house, first in zip(houses, first_of_house, strict=False)
            for row in relationships(house, first, work.today)
        ],
    )
    return first_person


def _file_numbers(work: Work, random: Random, families: int) -> list[str]:
    """Numbers given out over the years, more of them in the last ones; each year counts anew."""
    this_year = work.today.year
    years = sorted(this_year - int(abs(random.gauss(0, 2.5))) for _ in range(families))
    given: Counter[int] = Counter()
    numbers = []
    for year in years:
        given[year] += 1
        numbers.append(f"{year}-{given[year]:04d}")
    work.session.add_all(FileNumber(year=year, last=last) for year, last in given.items())
    random.shuffle(numbers)
    return numbers


def _add_school_year(
    work: Work, random: Random, children: list[Child], half: Callable[[], None]
) -> None:
    groups = gather_groups(random, children)
    first = first_day_of_tutoring(work.today)
    first_day, last_day = school_year(work.today)
    work.session.add(SchoolYear(first_day=first_day, last_day=last_day))
    fill_years(work, (first_day.year, last_day.year))
    staff = add_teachers(work)
    first_group = work.add_in_bulk(
        Group, [group_columns(n, g, staff) for n, g in enumerate(groups)]
    )
    of_group = list(zip(count(first_group), groups, strict=False))
    work.add_in_bulk(
        TimetableSlot,
        [
            {"group_id": n, "first_day": first, "last_day": None, **asdict(hour)}
            for n, _group in of_group
            for hour in DEFAULT_TIMETABLE
        ],
    )
    first_enrolment = work.add_in_bulk(
        Enrolment,
        [
            {"group_id": n, "person_id": child.id, "first_day": first, "last_day": None}
            for n, group in of_group
            for child in group
        ],
    )
    enrolled = {child.id for _n, group in of_group for child in group}
    others = [child for child in children if child.id not in enrolled]
    live(work, random, of_group, first_enrolment, others)
    add_open_activity(work, first)
    held = list(meetings(first, work.today))
    first_meeting = work.add_in_bulk(
        GroupSession, [{"group_id": n, **meeting} for n, _group in of_group for meeting in held]
    )
    half()
    marks = (
        {"session_id": session, "person_id": child.id, "mark": mark, "note": ""}
        for turn, (_n, group) in enumerate(of_group)
        for child in group
        for session, mark in enumerate(
            draw_marks(random, len(held)), first_meeting + turn * len(held)
        )
    )
    work.add_in_bulk(Attendance, list(marks))
