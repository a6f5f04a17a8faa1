"""What is told of a child's school years: another school, leaving, repeating, lines set right."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.values import one_of
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.levels import LEVELS, NO_SCHOOL, next_level
from amane_desktop.people.models import Person, Schooling
from amane_desktop.people.school_labels import sees_schooling
from amane_desktop.people.schooling import (
    IN_STEP,
    LEFT,
    OUTCOMES,
    REPEATS,
    follow_lines,
    lines_of,
    school_year_of,
)
from amane_desktop.people.schools import school_told
from amane_desktop.people.texts import long_text, short_text

_EARLIEST = 1990
REASONS = "school_leaving_reason"


class LineTold(TypedDict, total=False):
    """What is told of a school year; of a change, what is not told stays as it is."""

    school: int | str
    level: str
    school_class: str
    first_day: date | None
    last_day: date | None
    outcome: str
    leaving_reason: str
    note: str


@action(
    N_("A child changed school"),
    Permission.EDIT_SCHOOL,
    {"person_id": 5, "version": 1, "school": "Al Wahda", "day": date(2026, 11, 23)},
)
def move_to_school(
    work: Work,
    person_id: int,
    version: int,
    school: int | str,
    day: date,
    level: str = "",
    school_class: str = "",
) -> int:
    """Let a child go to another school from a day on; without a level it stays the same.

    Refuses a day to come or before the newest line began, and the school where the child is.
    """
    person = _child(work, person_id, version)
    _check_past(work, day)
    lines, year = lines_of(work.session, person_id), school_year_of(day)
    school_id = school_told(work, school)
    if school_id is None:
        raise Refusal(_("Say which school."), "school")
    if school_id == person.school_id:
        raise Refusal(_("The child goes to this school already."), "school")
    newest = lines[0] if lines else None
    if newest is not None:
        goes_on = newest.year == year and newest.outcome != LEFT
        eve = day - timedelta(days=1)
        _check_after(newest, eve if goes_on else day)
        if goes_on:
            newest.last_day = eve
    if not level and person.level != NO_SCHOOL:
        level = person.level
    told: LineTold = {"level": level, "school_class": school_class}
    line = Schooling(person_id=person_id, year=year, school_id=school_id, first_day=day)
    _put(line, _kept(work, told))
    work.session.add(line)
    work.session.flush()
    follow_lines(work, person)
    return line.id


@action(
    N_("A child left school"),
    Permission.EDIT_SCHOOL,
    {"person_id": 5, "version": 2, "day": date(2026, 11, 24), "reason": "moved"},
)
def leave_school(
    work: Work, person_id: int, version: int, day: date, reason: str, note: str = ""
) -> None:
    """Let a child go to no school from a day on, and why; the line keeps where it was.

    Refuses a day to come, no reason, and a child who has left already.
    """
    person = _child(work, person_id, version)
    _check_past(work, day)
    if not reason:
        raise Refusal(_("Say why, as far as it is known."), "reason")
    one_of(work, REASONS, reason, "reason")
    lines = lines_of(work.session, person_id)
    if lines and lines[0].outcome == LEFT:
        raise Refusal(_("This child has left school already."))
    line = lines[0] if lines else Schooling(person_id=person_id, year=school_year_of(day))
    if lines:
        _check_after(line, day)
    line.outcome, line.last_day, line.leaving_reason = LEFT, day, reason
    line.note = long_text(note, "note") or line.note or ""
    work.session.add(line)
    work.session.flush()
    follow_lines(work, person)


@action(
    N_("A child repeats a level"),
    Permission.EDIT_SCHOOL,
    {"schooling_id": 5, "version": 1},
)
def repeat_level(work: Work, schooling_id: int, version: int) -> None:
    """Say that the level of a school year is repeated; a child who moved up already goes back.

    Refuses where the child left school.
    """
    line, person = _line(work, schooling_id, version)
    if line.outcome == LEFT:
        raise Refusal(_("This child has left school already."))
    line.outcome = REPEATS
    for later in lines_of(work.session, person.id):
        if later.year == line.year + 1 and later.level == next_level(line.level):
            later.level = line.level
    work.session.flush()
    follow_lines(work, person)


@action(
    N_("Added a school year"),
    Permission.EDIT_SCHOOL,
    {"person_id": 10, "year": 2025, "school": "Al Massira", "level": "2AEP"},
)
def add_schooling(work: Work, person_id: int, year: int, **told: Unpack[LineTold]) -> int:
    """Add a line to a child's school years, mostly of an earlier one; refuses an empty one."""
    person = _child(work, person_id)
    if not _EARLIEST <= year <= school_year_of(work.today):
        raise Refusal(_("This school year has not begun yet, or is too long ago."), "year")
    line = Schooling(person_id=person_id, year=year)
    _put(line, _kept(work, told))
    _check_line(line)
    work.session.add(line)
    work.session.flush()
    follow_lines(work, person)
    return line.id


@action(
    N_("Set a school year right"),
    Permission.EDIT_SCHOOL,
    {"schooling_id": 5, "version": 2, "school_class": "B"},
)
def correct_schooling(
    work: Work, schooling_id: int, version: int, **told: Unpack[LineTold]
) -> None:
    """Set a line right; refuses one that says nothing, or ends before it begins."""
    line, person = _line(work, schooling_id, version)
    _put(line, _kept(work, told, line))
    _check_line(line)
    work.session.flush()
    follow_lines(work, person)


@action(
    N_("Removed a school year"),
    Permission.EDIT_SCHOOL,
    {"schooling_id": 5, "version": 3},
)
def remove_schooling(work: Work, schooling_id: int, version: int) -> None:
    """Take away a line that was told by mistake; it stays in the history."""
    line, person = _line(work, schooling_id, version)
    work.session.delete(line)
    work.session.flush()
    follow_lines(work, person)


def check_schooling(reading: Reading, person_id: int) -> None:
    """Refuse what concerns the schooling of a child of whom the reader does not see it."""
    if not sees_schooling(reading, person_id):
        raise NotAllowed(_("Your role does not allow this."))


def _child(work: Work, person_id: int, version: int | None = None) -> Person:
    person = work.session.get(Person, person_id)
    if person is None:
        raise Refusal(_("This is no longer there."))
    check_schooling(work, person_id)
    return person if version is None else work.editable(Person, person_id, version)


def _line(work: Work, schooling_id: int, version: int) -> tuple[Schooling, Person]:
    line = work.session.get(Schooling, schooling_id)
    if line is None:
        raise Refusal(_("This is no longer there."))
    person = _child(work, line.person_id)
    return work.editable(Schooling, schooling_id, version), person


def _check_past(work: Work, day: date) -> None:
    if day > work.today:
        raise Refusal(_("This day has not come yet."), "day")


def _check_after(newest: Schooling, day: date) -> None:
    """The day lies in the newest line or after it."""
    begun = newest.first_day or date(newest.year, 9, 1)
    if day < begun:
        raise Refusal(_("A later school is told already. Set its line right instead."), "day")


def _kept(work: Work, told: LineTold, before: Schooling | None = None) -> dict[str, Any]:
    kept: dict[str, Any] = dict(told)
    if "school" in kept:
        was = None if before is None else before.school_id
        kept["school_id"] = school_told(work, kept.pop("school"), was)
    for field, codes in (("level", LEVELS), ("outcome", OUTCOMES)):
        if kept.get(field) and kept[field] not in codes:
            raise Refusal(_("This is not one of the choices."), field)
    if "leaving_reason" in kept:
        was_reason = "" if before is None else before.leaving_reason
        one_of(work, REASONS, kept["leaving_reason"], "leaving_reason", was_reason)
    if "school_class" in kept:
        kept["school_class"] = short_text(kept["school_class"], "school_class")
    if "note" in kept:
        kept["note"] = long_text(kept["note"], "note")
    return kept


def _put(line: Schooling, values: dict[str, Any]) -> None:
    for key, value in values.items():
        setattr(line, key, value)


def _check_line(line: Schooling) -> None:
    if not any(getattr(line, column) for column in IN_STEP):
        raise Refusal(_("Say which school, or which level."), "school")
    if line.first_day and line.last_day and line.last_day < line.first_day:
        raise Refusal(_("The last day comes after the first one."), "last_day")
