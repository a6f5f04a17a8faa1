"""A child's school years: the newest line says what the person's record says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.i18n import N_, _, isolate
from amane_desktop.office.work import Work
from amane_desktop.people.levels import NO_SCHOOL
from amane_desktop.people.models import Person, Schooling

# What a person's record repeats of the newest line.
IN_STEP = ("school_id", "level", "school_class")
PASSED, REPEATS, LEFT = "passed", "repeats", "left"
OUTCOMES = {PASSED: N_("passed"), REPEATS: N_("repeats"), LEFT: N_("left school")}
_FIRST_MONTH = 9
_BLANK: dict[str, Any] = {"school_id": None, "level": "", "school_class": ""}


def school_year_of(day: date) -> int:
    """The year in which the school year of a day began: it begins in September."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def school_year_name(year: int) -> str:
    """2026/2027, whichever way the line around it is written."""
    return isolate(f"{year}/{year + 1}")


def outcome_name(code: str) -> str:
    """How a school year ended; empty while it goes on."""
    return _(OUTCOMES[code]) if code in OUTCOMES else ""


def lines_of(session: Session, person_id: int) -> list[Schooling]:
    """A child's lines, the newest first; of one year, what began on a later day is newer."""
    found = select(Schooling).where(Schooling.person_id == person_id)
    newest_first = (Schooling.year.desc(), Schooling.first_day.desc().nulls_last())
    return list(session.scalars(found.order_by(*newest_first, Schooling.id.desc())))


def keep_schooling(work: Work, person: Person) -> None:
    """Let the newest line say what the person's record does; a new school year has a new line."""
    told = {column: getattr(person, column) for column in IN_STEP}
    year = school_year_of(work.today)
    newest = next(iter(lines_of(work.session, person.id)), None)
    if newest is not None and newest.year >= year and newest.outcome != LEFT:
        _put(work, newest, told)
    elif told != _BLANK and not (newest is not None and _has_left(newest, year, told)):
        work.session.add(Schooling(person_id=person.id, year=year, **told))


def follow_lines(work: Work, person: Person) -> None:
    """Let the person's record say what the newest line does; who has left goes to no school."""
    newest = next(iter(lines_of(work.session, person.id)), None)
    told = _BLANK if newest is None else {column: getattr(newest, column) for column in IN_STEP}
    if newest is not None and newest.outcome == LEFT:
        told = _BLANK | {"level": NO_SCHOOL}
    for column, value in told.items():
        setattr(person, column, value)


def first_lines(persons: Iterator[tuple[int, Mapping[str, Any]]], today: date) -> Iterator[Any]:
    """The lines of persons who are made in bulk, by their number and columns."""
    for person_id, columns in persons:
        told = {column: columns[column] for column in IN_STEP}
        if told != _BLANK:
            yield {"person_id": person_id, "year": school_year_of(today), **told}


def _put(work: Work, line: Schooling, told: Mapping[str, Any]) -> None:
    if told == _BLANK and not (line.first_day or line.outcome or line.note):
        work.session.delete(line)
        return
    for column, value in told.items():
        setattr(line, column, value)


def _has_left(newest: Schooling, year: int, told: Mapping[str, Any]) -> bool:
    """Whether nothing more is told than that the child goes to no school, which the line says."""
    return newest.outcome == LEFT and newest.year >= year and told == _BLANK | {"level": NO_SCHOOL}
