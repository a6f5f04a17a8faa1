"""The demonstration centre looks like a year of work, and is the same each time."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from amane_desktop.attendance import queries
from amane_desktop.attendance.waiting import waiting_list
from amane_desktop.demonstration.create import create
from amane_desktop.demonstration.group_life import TEACHERS
from amane_desktop.office import centre
from amane_desktop.office.attachments import Attachment
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF
from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.office import Office
from amane_desktop.people.models import Person, Schooling
from amane_desktop.people.queries import family_card
from amane_desktop.people.scan_lines import scan_content, scans
from amane_desktop.school_support.schools import school_records
from tests.rows import families_of, rows_of

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    create(folder, families=120, today=TODAY)
    office = centre.open_centre(folder, DEMO_STAFF, DEMO_PASSWORD)
    yield office
    office.close()


def test_a_third_of_the_pupils_are_in_groups_of_8_to_20(office: Office) -> None:
    groups = office.ask(queries.groups, TODAY)
    assert len(families_of(office)) == 120
    assert len(groups) >= 4
    tutoring = [group for group in groups if not group.is_open]
    assert all(8 <= group.children + group.paused <= 20 for group in tutoring)


def test_groups_live(office: Office) -> None:
    groups = office.ask(queries.groups, TODAY)
    full = [g for g in groups if g.children + g.paused == g.capacity]
    assert [len(office.ask(waiting_list, g.id).children) for g in full] == [3, 3]
    assert {g.teacher for g in full} == {name for name, _name_ar in TEACHERS}
    assert all(group.teacher_ar for group in full)
    assert sum(group.paused for group in groups) >= 2
    assert [group.activity for group in groups if group.is_open] == ["games"]
    assert all(group.colour for group in groups)


def test_the_school_year_is_marked_until_the_day_before(office: Office) -> None:
    sheet = office.ask(queries.week, 1, date(2026, 11, 23))
    assert sheet is not None
    assert {day for _child, day, _start in sheet.marks} == {date(2026, 11, 23)}
    first = office.ask(queries.week, 1, date(2026, 9, 14))
    assert first is not None
    assert len(first.marks) == len(first.slots) * len(first.children)


def test_files_are_opened_paused_and_closed_over_the_years(office: Office) -> None:
    cards = [office.ask(family_card, line.id) for line in families_of(office)]
    shown = [card for card in cards if card is not None and card.state is not None]
    states = Counter(card.state.state for card in shown if card.state is not None)
    assert states["open"] > 70 and states["paused"] >= 2 and states["closed"] >= 5
    assert all(card.state.day <= TODAY for card in shown if card.state and card.state.day)
    assert {bool(card.state.reason) for card in shown if card.state.state == "closed"} == {True}  # type: ignore[union-attr]
    assert sum(card.facts.told["is_protected"] for card in shown) == 2
    assert sum(card.facts.responsible == DEMO_STAFF for card in shown) > 80
    assert all(card.facts.words["neighbourhood"] for card in shown)
    owners = [(t.person_id, {p.id for p in c.persons}) for c in shown for t in c.telephones]
    assert owners and all(owner in persons for owner, persons in owners)


def test_it_is_journalled_in_bulk(office: Office) -> None:
    with Session(office._engine) as session:
        kinds = set(
            session.scalars(
                select(JournalChange.kind)
                .join(JournalAction, JournalAction.id == JournalChange.action_id)
                .where(JournalAction.name == "fill")
            )
        )
        changes = session.scalar(select(func.count(JournalChange.id)))
    assert kinds >= {"family", "person", "child_group", "enrolment", "attendance"}
    assert changes is not None and changes < 100


def test_too_many_families_leave_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        create(tmp_path / "demo", families=1_000_000, today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_children_have_years_at_schools_where_one_may_call(office: Office) -> None:
    records = office.ask(school_records)
    assert len(records) == 12 and all(record.teachers for record in records)
    assert sum(record.children for record in records) > 100
    years = Counter(row["person_id"] for row in rows_of(office, Schooling))
    assert set(years.values()) <= {1, 2, 3} and years.total() > 2 * len(years)
    left = [row["last_day"] for row in rows_of(office, Schooling) if row["outcome"] == "left"]
    assert left and max(left) < TODAY
    newest = {row["person_id"]: row for row in reversed(rows_of(office, Schooling))}
    for person in rows_of(office, Person):
        line = newest.get(person["id"])
        if line is not None and line["outcome"] != "left":
            assert (line["school_id"], line["level"]) == (person["school_id"], person["level"])


def test_some_families_have_scans_that_say_that_they_are_invented(office: Office) -> None:
    found = [line for n in range(1, 121) for line in office.ask(scans, ("family", n))]
    kinds = {line.kind for line in found}
    assert len(found) > 20 and len(kinds) == 5
    stored = {row["stored_as"] for row in rows_of(office, Attachment)}
    assert {file.name for file in (office.folder / "attachments").iterdir()} == stored
    assert len(stored) <= 10
    assert all(line.added_by == DEMO_STAFF for line in found)
    document = PdfDocument(b"".join(office.ask(scan_content, found[0].id).chunks))
    assert "Document inventé" in document[0].get_textpage().get_text_range()
    document.close()
