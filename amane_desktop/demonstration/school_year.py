"""An invented school year: groups, enrolments and who came so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from amane_desktop.attendance.colours import COLOURS
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.moroccan_calendar import computed_holidays
from amane_desktop.attendance.timetable import DEFAULT_TIMETABLE
from amane_desktop.demonstration.sample import sample
from amane_desktop.people.levels import LEVELS

_SMALLEST, _LARGEST = 8, 20
_MARKS = (Mark.PRESENT, Mark.ABSENT, Mark.EXCUSED, Mark.LATE)


@dataclass(frozen=True)
class Child:
    """A child who goes to school, by its row's number."""

    id: int
    level: str


def first_day_of_tutoring(today: date) -> date:
    """The second Monday of September, in the school year of the day."""
    year = today.year if today.month >= 9 else today.year - 1
    first = date(year, 9, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7)


def school_year(today: date) -> tuple[date, date]:
    """The first and last day of the school year that the tutoring belongs to."""
    first = first_day_of_tutoring(today) - timedelta(weeks=1)
    return first, date(first.year + 1, 6, 30)


def gather_groups(random: Random, children: Sequence[Child]) -> list[list[Child]]:
    """A third of the children, in groups of 8 to 20 that are near in level."""
    enrolled = random.sample(children, len(children) // 3)
    order = list(LEVELS)
    enrolled.sort(key=lambda child: (order.index(child.level), child.id))
    groups = []
    while enrolled:
        size = random.randint(10, 18)
        rest = len(enrolled) - size
        if rest < _SMALLEST:
            size = len(enrolled) if len(enrolled) <= _LARGEST else len(enrolled) // 2
        groups.append(enrolled[:size])
        enrolled = enrolled[size:]
    return groups


def group_columns(number: int, children: Sequence[Child], staff: Sequence[int]) -> dict[str, Any]:
    """A group's columns: a name of the region, numbered once the names are used up.

    The first groups have the staff members as teachers, and their places are taken.
    """
    names, teachers = sample("groups"), sample("teachers")
    name, name_ar = names[number % len(names)]
    turn = number // len(names)
    suffix = f" {turn + 1}" if turn else ""
    teacher, teacher_ar = teachers[number % len(teachers)]
    is_of_staff = number < len(staff)
    is_full = is_of_staff and len(children) >= _SMALLEST
    levels = {child.level for child in children}
    return {
        "name": name + suffix,
        "name_ar": name_ar + suffix,
        "levels": ",".join(code for code in LEVELS if code in levels),
        "teacher": "" if is_of_staff else teacher,
        "teacher_ar": "" if is_of_staff else teacher_ar,
        "teacher_id": staff[number] if is_of_staff else None,
        "room": f"salle {number % len(teachers) + 1}",
        "room_ar": f"القاعة {number % len(teachers) + 1}",
        "capacity": len(children) if is_full else _LARGEST,
        "colour": list(COLOURS)[number % len(COLOURS)],
    }


def meetings(first: date, today: date) -> Iterator[dict[str, Any]]:
    """Each session that a group has had before the day, by the usual timetable."""
    days = [first + timedelta(days=ahead) for ahead in range((today - first).days)]
    closed = {each.day for year in {day.year for day in days} for each in computed_holidays(year)}
    for day in days:
        if day not in closed:
            for hour in DEFAULT_TIMETABLE:
                if hour.weekday == day.isoweekday():
                    yield {"day": day, "start": hour.start, "end": hour.end}


def draw_marks(random: Random, count: int) -> list[Mark]:
    """How one child came: mostly there, some children more than others."""
    away = random.choice((3, 6, 10, 22))
    return random.choices(_MARKS, (100 - 1.8 * away, away, 0.4 * away, 0.4 * away), k=count)
