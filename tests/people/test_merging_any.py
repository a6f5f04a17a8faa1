"""Whatever hangs on two records: after a merge nothing names the gone one; undo parts them."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import amane_desktop.rooms  # noqa: F401
from amane_desktop.agenda.appointments import add_appointment
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.marking import mark_child
from amane_desktop.attendance.models import Attendance, EnrolmentPause, Mark
from amane_desktop.attendance.pauses import pause_enrolment
from amane_desktop.attendance.waiting import wait_for_place, waiting_list
from amane_desktop.checklists.papers import add_paper
from amane_desktop.office.attachments import Attachment
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.people import actions
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.memberships import move_person
from amane_desktop.people.merging import CHOSEN, TOGETHER, merge_persons
from amane_desktop.people.models import Person, Telephone
from amane_desktop.people.photos import person_photo, put_photo
from amane_desktop.people.relationships import say_relationship
from amane_desktop.storage.database import Base
from tests.checklists.lists import begin_checklist
from tests.rows import rows_of

# What a merge does not choose: where the record stands, and what follows from the rest.
ITS_OWN = {"id", "version", "family_id", "kinship", "sort_key", "sort_key_ar"}
TIES = ("spouse", "houses", "signs", "kafala", "parent")
HOUR = time(10)


def refers_to_persons() -> list[tuple[type[Base], str]]:
    return [
        (mapper.class_, key.parent.key)
        for mapper in Base.registry.mappers
        for key in mapper.local_table.foreign_keys  # type: ignore[attr-defined]
        if key.column.table is Person.__table__
    ]


def every_row(office: Office) -> dict[str, Any]:
    models = {model for model, _column in refers_to_persons()}
    models |= {Person, Attachment, EnrolmentPause}
    return {model.__tablename__: rows_of(office, model) for model in models}


def two_records(office: Office) -> tuple[int, int, int]:
    """Salma twice, in two new families, and whoever lives with the first."""
    homes = [office.do(actions.add_family, name, "") for name in ("Bahi", "Idder")]
    first, second = (office.do(actions.add_person, home, "Salma", "Bahi") for home in homes)
    return first, second, office.do(actions.add_person, homes[0], "Fatima", "Bahi")


def merge(office: Office, kept: int, other: int, *taken: str) -> None:
    compared = office.ask(compare_persons, kept, other)
    assert compared is not None
    office.do(merge_persons, kept, compared.kept.version, other, compared.other.version, taken)


def test_every_field_of_a_person_is_chosen_or_joined() -> None:
    chosen = {column for columns in CHOSEN.values() for column in columns}
    assert chosen | set(TOGETHER) | ITS_OWN == set(Person.__table__.columns.keys())


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ties=st.lists(st.tuples(st.sampled_from(TIES), st.booleans(), st.booleans()), unique=True),
    called=st.sets(st.integers(0, 1)),
    marked=st.sets(st.tuples(st.integers(0, 1), st.integers(23, 25))),
    moves=st.booleans(),
    taken=st.sets(st.sampled_from(sorted(CHOSEN))),
    photos=st.sets(st.integers(0, 1)),
    paused=st.sets(st.tuples(st.integers(0, 1), st.integers(23, 27))),
    waits=st.sets(st.integers(0, 1)),
    expected=st.sets(st.integers(0, 1)),
)
def test_nothing_names_the_gone_record_and_undo_restores_every_row(
    office: Office,
    ties: list[tuple[str, bool, bool]],
    called: set[int],
    marked: set[tuple[int, int]],
    moves: bool,
    taken: set[str],
    photos: set[int],
    paused: set[tuple[int, int]],
    waits: set[int],
    expected: set[int],
) -> None:
    *pair, third = two_records(office)
    kept, other = pair
    said = {
        (kind, *((third, pair[second]) if turned and kind != "parent" else (pair[second], third)))
        for kind, second, turned in ties
    }
    once = {(kind, *(sorted(ends) if kind == "spouse" else ends)) for kind, *ends in said}
    for kind, one, two in sorted(once):
        office.do(say_relationship, one, kind, (two,))
    for each in called:
        home = next(r for r in rows_of(office, Person) if r["id"] == pair[each])["family_id"]
        number = f"06 12 34 56 7{each}"
        office.do(actions.add_telephone, home, number, is_safe=True, person_id=pair[each])
    atlas = office.do(groups.add_group, f"Atlas {kept}", "", from_=date(2026, 9, 7))
    enrolled = [
        office.do(groups.enrol_child, atlas, child, from_=date(2026, 9, 7)) for child in pair
    ]
    for each, n in sorted(paused):
        day = date(2026, 11, n)
        office.do(pause_enrolment, enrolled[each], 1, day, day)
    games = office.do(groups.add_group, f"Games {kept}", "")
    for each in sorted(waits):
        office.do(wait_for_place, games, pair[each])
    for each, day in sorted(marked):
        office.do(mark_child, atlas, pair[each], date(2026, 11, day), HOUR, Mark.PRESENT)
    for each in expected:
        home = next(r for r in rows_of(office, Person) if r["id"] == pair[each])["family_id"]
        office.do(add_paper, begin_checklist(office, home), name="CIN", person_id=pair[each])
        office.do(add_appointment, "school_support", "M", date(2026, 12, 1), person_id=pair[each])
    for each in photos:
        office.do(put_photo, pair[each], EXAMPLE)
    if moves:
        compared = office.ask(compare_persons, kept, other)
        assert compared is not None
        home = compared.kept.family_id
        office.do(move_person, other, compared.other.version, home, date(2026, 11, 2))
    before = every_row(office)
    married = {second for kind, second, _turned in ties if kind == "spouse"}
    if any(kind == "parent" and {0, 1} <= married | {second} for kind, second, _turned in ties):
        with pytest.raises(Refusal, match="married"):
            merge(office, kept, other, *taken)
        assert every_row(office) == before
        return
    merge(office, kept, other, *taken)
    for model, column in refers_to_persons():
        assert other not in {row[column] for row in rows_of(office, model)}
    assert other not in {row["id"] for row in rows_of(office, Person)}
    assert len(office.ask(waiting_list, games).children) == bool(waits)
    days = {day for _each, day in marked}
    kept_marks = [row for row in rows_of(office, Attendance) if row["person_id"] == kept]
    assert len(kept_marks) == len(days)
    numbers = [row for row in rows_of(office, Telephone) if row["person_id"] == kept]
    assert len(numbers) == len(called)
    assert office.undo_last()
    assert every_row(office) == before


def test_the_photo_that_was_not_chosen_is_let_go_and_comes_back_by_undo(office: Office) -> None:
    kept, other, _third = two_records(office)
    for each in (kept, other):
        office.do(put_photo, each, EXAMPLE)
    merge(office, kept, other)
    (photo,) = rows_of(office, Attachment)
    assert office.ask(person_photo, kept)
    assert office.undo_last()
    assert len(rows_of(office, Attachment)) == 2 and office.ask(person_photo, other)
    assert photo in rows_of(office, Attachment)
