"""The week's grid and the monthly register after ten years of attendance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

from amane_desktop.access.permissions import Permission
from amane_desktop.office.office import Office
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from bench import centre
from bench.pairs import Pair, paired, timed
from bench.people import invented_persons, invented_surnames

GROUPS, CHILDREN, SESSIONS = 10, 21, 12
MANY_WEEKS, FEW_WEEKS = 397, 4
HOURS = ((time(10), time(12)), (time(15), time(17)))
LAST_MONDAY = date(2026, 11, 16)
MONTH = date(2026, 11, 1)


def rows(weeks: int) -> int:
    """How many marks so many weeks hold."""
    return GROUPS * CHILDREN * SESSIONS * weeks


@action("Filled groups to be measured", Permission.EDIT_GROUPS, {"weeks": 1})
def fill_with_weeks(work: Work, weeks: int) -> None:
    """Add groups of children who were marked at every session of so many weeks."""
    from random import Random

    from amane_desktop.attendance.models import (
        Attendance,
        Enrolment,
        Group,
        GroupSession,
        TimetableSlot,
    )
    from amane_desktop.attendance.public_holidays import fill_years
    from amane_desktop.people.models import Family, Person

    random = Random(1)
    first_day = LAST_MONDAY - timedelta(weeks=weeks - 1)
    children = GROUPS * CHILDREN
    families = children // 4 + 1
    surnames = invented_surnames(random, 100)
    work.add_in_bulk(
        Family,
        [
            {"file_number": f"2020-{n:04}", "name": "", "name_ar": "", "address": ""}
            | {"sort_key": "", "sort_key_ar": ""}
            for n in range(families)
        ],
    )
    work.add_in_bulk(Person, list(invented_persons(random, surnames, families)))
    places = {"teacher": "", "teacher_ar": "", "room": "", "room_ar": "", "levels": ""}
    work.add_in_bulk(
        Group,
        [{"name": f"G{n}", "name_ar": "", "capacity": CHILDREN, **places} for n in range(GROUPS)],
    )
    fill_years(work, range(first_day.year, LAST_MONDAY.year + 1))
    for group in range(1, GROUPS + 1):
        of_group = range((group - 1) * CHILDREN + 1, group * CHILDREN + 1)
        spans = {"group_id": group, "first_day": first_day, "last_day": None}
        work.add_in_bulk(Enrolment, [{"person_id": child, **spans} for child in of_group])
        work.add_in_bulk(
            TimetableSlot,
            [
                {"weekday": weekday, "start": start, "end": end, **spans}
                for weekday in range(1, 7)
                for start, end in HOURS
            ],
        )
    # Week by week, as a centre grows: what belongs together does not lie together.
    for week in range(weeks):
        monday = first_day + timedelta(weeks=week)
        meetings = [
            {"group_id": group, "day": monday + timedelta(days=n), "start": start, "end": end}
            for n in range(6)
            for start, end in HOURS
            for group in range(1, GROUPS + 1)
        ]
        first = work.add_in_bulk(GroupSession, meetings)
        work.add_in_bulk(
            Attendance,
            [
                {"session_id": first + n, "person_id": child, "mark": "present", "note": ""}
                for n, meeting in enumerate(meetings)
                for child in range(
                    (meeting["group_id"] - 1) * CHILDREN + 1, meeting["group_id"] * CHILDREN + 1
                )
            ],
        )


def measure(place: Path) -> dict[str, tuple[Pair, Pair]]:
    """The grid and the register: with many rows beside few, and beside the bare queries."""
    many, few = (_filled(place / f"weeks-{n}", n) for n in (MANY_WEEKS, FEW_WEEKS))
    try:
        return {
            name: (
                paired(timed(ours(many)), timed(ours(few)), 15),
                paired(timed(ours(many)), timed(bare(many)), 15),
            )
            for name, ours, bare in (
                ("grid", _grid, _bare_grid),
                ("register", _register, _bare_register),
            )
        }
    finally:
        many.close()
        few.close()


def _filled(folder: Path, weeks: int) -> Office:
    office = centre.new(folder)
    office.do(fill_with_weeks, weeks)
    return office


def _grid(office: Office) -> Callable[[], object]:
    from amane_desktop.attendance.queries import week

    def ask() -> object:
        sheet = office.ask(week, 3, LAST_MONDAY)
        assert sheet is not None and len(sheet.marks) == SESSIONS * CHILDREN
        return sheet

    return ask


def _register(office: Office) -> Callable[[], object]:
    from amane_desktop.school_support.register import registers

    return lambda: office.ask(registers, MONTH, "G2")


# What the page and the paper show comes from these tables, whoever asks for it.
_BARE = (
    "SELECT id, name, role, must_choose FROM staff_member WHERE is_active AND id = 1",
    "SELECT * FROM child_group WHERE id = 3",
    "SELECT enrolment_id, enrolment_pause.first_day, enrolment_pause.last_day FROM enrolment_pause"
    " JOIN enrolment ON enrolment.id = enrolment_id WHERE group_id = 3",
    "SELECT person.id, given_name, family_name, given_name_ar, family_name_ar, level, birth_date,"
    " birth_precision, first_day, last_day FROM enrolment JOIN person ON person.id = person_id"
    " WHERE group_id = 3 AND first_day <= :last AND (last_day IS NULL OR last_day >= :first)"
    " ORDER BY sort_key",
    "SELECT DISTINCT person_id FROM group_session JOIN attendance ON session_id = group_session.id"
    " WHERE group_id = 3 AND day BETWEEN :first AND :last",
    'SELECT weekday, start, "end", first_day, last_day, period_id FROM timetable_slot'
    " WHERE group_id = 3",
    "SELECT * FROM timetable_period WHERE first_day <= :last AND last_day >= :first",
    "SELECT * FROM session_change WHERE group_id = 3 AND day BETWEEN :first AND :last",
    "SELECT * FROM day_exception WHERE day BETWEEN :first AND :last",
    "SELECT * FROM public_holiday WHERE day BETWEEN :first AND :last",
    "SELECT * FROM school_holiday WHERE first_day <= :last AND last_day >= :first",
    'SELECT day, start, "end" FROM group_session'
    " WHERE group_id = 3 AND day BETWEEN :first AND :last",
    "SELECT person_id, day, start, mark, note FROM group_session"
    " JOIN attendance ON session_id = group_session.id"
    " WHERE group_id = 3 AND day BETWEEN :first AND :last",
)


def _bare_grid(office: Office) -> Callable[[], object]:
    return _bare(office, LAST_MONDAY, LAST_MONDAY + timedelta(days=5))


def _bare_register(office: Office) -> Callable[[], object]:
    return _bare(office, MONTH, date(2026, 11, 30))


def _bare(office: Office, first: date, last: date) -> Callable[[], object]:
    """The least that brings the same rows, on a connection that is kept open."""
    cursor = office._engine.raw_connection().cursor()
    days = {"first": str(first), "last": str(last)}

    def ask() -> list[list[object]]:
        return [cursor.execute(statement, days).fetchall() for statement in _BARE]

    assert len(ask()[-1]) > 200
    return ask
