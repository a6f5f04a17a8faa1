"""Invented schools with their teachers, and where each child was in the last school years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from random import Random
from typing import Any

from amane_desktop.demonstration.sample import sample
from amane_desktop.office.work import Work
from amane_desktop.people.levels import NO_SCHOOL, WAY, cycle_of
from amane_desktop.people.models import School, Schooling
from amane_desktop.people.schooling import LEFT, PASSED, REPEATS, school_year_of
from amane_desktop.school_support.models import SchoolTeacher

_INVENTED = "Établissement inventé pour la démonstration · مؤسسة من نسج الخيال"
_SUBJECTS = {
    "preschool": ("Éducatrice",),
    "primary": ("Directeur", "Arabe", "Français", "Arabe et français"),
    "middle": ("Directeur", "Mathématiques", "Français", "Arabe", "Sciences de la vie"),
    "secondary": ("Proviseur", "Mathématiques", "Philosophie", "Anglais"),
}
_REASONS = ("work", "home", "distance", "own-wish", "unknown")
_YEARS = 3


def add_schools(work: Work, random: Random) -> dict[str, int]:
    """Add the schools and whom to ask there; gives the schools' numbers by their French names."""
    schools = sample("schools")
    first = work.add_in_bulk(School, [_school(random, *row) for row in schools])
    numbers = dict(zip((row[0] for row in schools), count(first), strict=False))
    work.add_in_bulk(
        SchoolTeacher,
        [
            _teacher(random, subject) | {"school_id": numbers[name]}
            for name, _name_ar, kind in schools
            for subject in random.sample(_SUBJECTS[kind], min(3, len(_SUBJECTS[kind])))
        ],
    )
    return numbers


def add_school_years(
    work: Work, random: Random, persons: Mapping[int, Mapping[str, Any]], schools: dict[str, int]
) -> None:
    """Add what each child's record and the school years before it tell."""
    lines = (
        line
        for person_id, person in persons.items()
        if person["level"]
        for line in _years(random, person_id, person, schools, school_year_of(work.today))
    )
    work.add_in_bulk(Schooling, list(lines))


def draw_school(random: Random, level: str) -> str:
    """A school where the level is taught, by its French name; empty where there is none."""
    here = [name for name, _name_ar, kind in sample("schools") if kind == cycle_of(level)]
    return random.choice(here) if here else ""


def _years(
    random: Random,
    person_id: int,
    person: Mapping[str, Any],
    schools: dict[str, int],
    year: int,
) -> Iterator[dict[str, Any]]:
    """The lines of one child, from this year back to the first that is told."""
    level, school_id = person["level"], person["school_id"]
    outcome = reason = ""
    last_day = None
    if level == NO_SCHOOL:
        year -= 1
        level = random.choice(WAY[4:10])
        school_id = schools[draw_school(random, level)]
        outcome, reason, last_day = LEFT, random.choice(_REASONS), date(year + 1, 2, 1)
    for back in range(random.randint(2, _YEARS)):
        yield {
            "person_id": person_id,
            "year": year - back,
            "school_id": school_id,
            "level": level,
            "outcome": outcome,
            "leaving_reason": reason,
            "last_day": last_day,
        }
        outcome, reason, last_day = REPEATS if random.random() < 0.12 else PASSED, "", None
        place = WAY.index(level)
        if outcome == PASSED and place:
            before = WAY[place - 1]
            if cycle_of(before) != cycle_of(level):
                school_id = schools[draw_school(random, before)]
            level = before
        elif not place:
            return


def _school(random: Random, name: str, name_ar: str, kind: str) -> dict[str, Any]:
    quarter = random.choice(sample("quarters"))
    return {
        "name": name,
        "name_ar": name_ar,
        "kind": kind,
        "telephone": f"052800{random.randint(0, 9999):04d}",
        "address": f"{quarter[0]}, Taroudant",
        "note": _INVENTED,
    }


def _teacher(random: Random, subject: str) -> dict[str, Any]:
    is_woman = subject == "Éducatrice" or random.random() < 0.5
    given = random.choice(sample("women" if is_woman else "men"))
    family = random.choice(sample("family_names"))
    return {
        "name": f"{'Mme' if is_woman else 'M.'} {given[0]} {family[0]}",
        "name_ar": f"{'ذة.' if is_woman else 'ذ.'} {given[1]} {family[1]}",
        "subject": {"Directeur": "Directrice"}.get(subject, subject) if is_woman else subject,
        "telephone": f"06000{random.randint(0, 99_999):05d}" if random.random() < 0.7 else "",
    }
