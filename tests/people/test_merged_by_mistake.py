"""Two records were merged that were two children, and it was seen only after more work."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.marking import mark_child
from amane_desktop.attendance.models import Attendance, Enrolment, Mark
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.undo_preview import undo_preview
from amane_desktop.people import actions
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Person, School
from tests.conftest import PASSWORD
from tests.rows import rows_of

MONDAY, HOUR = date(2026, 11, 16), time(10)


@pytest.fixture
def days(folder: Path) -> Iterator[tuple[Office, Office]]:
    """The centre on the Monday of the mistake, and a week later."""
    at = [datetime(2026, 11, day, 9, tzinfo=UTC) for day in (16, 23)]
    offices = [centre.open_centre(folder, "Khadija", PASSWORD, Clock(when)) for when in at]
    yield offices[0], offices[1]
    for office in offices:
        office.close()


def merged(office: Office) -> tuple[int, int]:
    """Salma and her cousin, both in tutoring and marked, made one record."""
    pair = []
    group = office.do(groups.add_group, "Atlas", "", from_=MONDAY)
    for family, massar in (("Bahi", "M130000001"), ("Idder", "M130000002")):
        home = office.do(actions.add_family, family, "")
        child = office.do(actions.add_person, home, "Salma", family, massar=massar)
        office.do(groups.enrol_child, group, child, from_=MONDAY)
        office.do(mark_child, group, child, MONDAY, HOUR, Mark.PRESENT)
        pair.append(child)
    compared = office.ask(compare_persons, *pair)
    assert compared is not None
    assert "massar" in {field.field for field in compared.fields}, "it is seen before it is done"
    versions = compared.kept.version, compared.other.version
    office.do(merge_persons, pair[0], versions[0], pair[1], versions[1], ("massar",))
    return pair[0], pair[1]


def by_id(office: Office) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in rows_of(office, Person)}


def test_a_week_later_they_are_parted_and_the_work_since_stays(
    days: tuple[Office, Office],
) -> None:
    first, later = days
    kept, gone = merged(first)
    (salma,) = by_id(later).values()
    assert (salma["id"], salma["massar"]) == (kept, "M130000002")
    later.do(actions.change_person, kept, 2, "Salma", "Bahi", school="Ibn Battuta")
    later.do(mark_child, 1, kept, date(2026, 11, 17), HOUR, Mark.LATE)
    told = later.ask(history, (("person", kept),))
    (merge,) = [line.undo_id for line in told if "Merged" in str(line) and line.undo_id]
    later.undo(merge, as_told=later.ask(undo_preview, merge))
    persons = by_id(later)
    assert persons[kept]["massar"] == "M130000001" and persons[gone]["massar"] == "M130000002"
    (school,) = rows_of(later, School)
    assert school["name"] == "Ibn Battuta" and persons[kept]["school_id"] == school["id"]
    assert [e["person_id"] for e in rows_of(later, Enrolment)] == [kept, gone]
    marks = sorted((row["person_id"], row["mark"]) for row in rows_of(later, Attendance))
    assert marks == [(kept, "late"), (kept, "present"), (gone, "present")]
