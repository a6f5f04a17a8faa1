"""Two records of one person: found beside the form, merged, and parted again by undo."""

from datetime import date, time
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.marking import mark_child, note_attendance
from amane_desktop.attendance.models import Attendance, Enrolment, Mark
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.duplicates import Likely, likely_same
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Membership, Person, Telephone
from amane_desktop.people.queries import PersonLine, family_card
from tests.rows import rows_of

MONDAY, HOUR = date(2026, 11, 23), time(10)
BORN = date(2014, 3, 9)


@pytest.fixture
def yassine(office: Office) -> int:
    family = office.do(actions.add_family, "Aït Baha", "أيت باها")
    return office.do(
        actions.add_person, family, "Yassine", "Aït Baha", "ياسين", "أيت باها", birth_date=BORN
    )


@pytest.fixture
def twice(office: Office, yassine: int) -> tuple[int, int]:
    """Yassine, and Yassine again in a family of his grandmother's."""
    family = office.do(actions.add_family, "Id Baha", "")
    again = office.do(
        actions.add_person, family, "Yasin", "Ait Baha", school="Al Massira", birth_date=BORN
    )
    return yassine, again


def person(office: Office, person_id: int) -> PersonLine | None:
    lines = [
        line
        for family in (1, 2)
        if (card := office.ask(family_card, family))
        for line in card.persons
        if line.id == person_id
    ]
    return lines[0] if lines else None


def merge(office: Office, kept: int, other: int, *taken: str) -> None:
    versions = [line.version for n in (kept, other) if (line := person(office, n))]
    office.do(merge_persons, kept, versions[0], other, versions[1], taken)


def likely(office: Office, *names: str, **more: Any) -> list[Likely]:
    return list(office.ask(likely_same, *names, **more))


@pytest.mark.parametrize(
    "names",
    [
        ("Yassine", "Aït Baha"),
        ("Yasin", "Ait baha"),
        ("", "", "ياسين", "أيت باها"),
    ],
)
def test_who_is_there_already_is_shown(office: Office, yassine: int, names: tuple[str]) -> None:
    assert [hit.id for hit in likely(office, *names)] == [yassine]
    assert likely(office, *names, except_id=yassine) == []


def test_the_school_and_the_arabic_name_come_together(
    office: Office, twice: tuple[int, int]
) -> None:
    merge(office, *twice)
    one = person(office, twice[0])
    assert one is not None and person(office, twice[1]) is None
    assert (one.given_name, one.given_name_ar, one.school) == ("Yassine", "ياسين", "Al Massira")


def test_the_name_that_was_chosen_stands_in_its_place(
    office: Office, twice: tuple[int, int]
) -> None:
    merge(office, *twice, "given_name", "family_name")
    one = person(office, twice[0])
    assert one is not None and (one.given_name, one.family_name) == ("Yasin", "Ait Baha")
    (row,) = rows_of(office, Person)
    assert row["sort_key"] == "ait baha\u0001yasin"


def test_services_carry_over_what_is_theirs_and_undo_parts_the_records(
    office: Office, twice: tuple[int, int]
) -> None:
    atlas = office.do(groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 7))
    for child, first in zip(twice, (date(2026, 10, 1), date(2026, 9, 7)), strict=True):
        office.do(groups.enrol_child, atlas, child, from_=first)
        office.do(mark_child, atlas, child, MONDAY, HOUR, Mark.PRESENT)
    office.do(mark_child, atlas, twice[1], date(2026, 11, 24), HOUR, Mark.LATE)
    before = [rows_of(office, model) for model in (Person, Membership, Enrolment, Attendance)]
    merge(office, *twice)
    (enrolment,) = rows_of(office, Enrolment)
    assert (enrolment["person_id"], enrolment["first_day"]) == (twice[0], date(2026, 9, 7))
    marks = [(row["person_id"], row["mark"]) for row in rows_of(office, Attendance)]
    assert marks == [(twice[0], "present"), (twice[0], "late")]
    assert {row["person_id"] for row in rows_of(office, Membership)} == {twice[0]}
    assert office.undo_last()
    after = [rows_of(office, model) for model in (Person, Membership, Enrolment, Attendance)]
    assert after == before


def test_a_record_that_changed_meanwhile_is_not_merged(
    office: Office, twice: tuple[int, int]
) -> None:
    with pytest.raises(ChangedMeanwhile):
        office.do(merge_persons, twice[0], 1, twice[1], 9)
    with pytest.raises(Refusal):
        office.do(merge_persons, twice[0], 1, twice[0], 1)
    assert len(rows_of(office, Person)) == 2


def test_of_a_number_told_twice_the_caution_stays(office: Office, twice: tuple[int, int]) -> None:
    kept = office.do(
        actions.add_telephone, 1, "0612345678", "Hassan", is_safe=True, who_may_know="sa sœur"
    )
    number = office.do(
        actions.add_telephone,
        2,
        "0612345678",
        is_safe=False,
        person_id=twice[1],
        note="Oncle",
        who_may_know="la voisine",
    )
    merge(office, *twice)
    (row,) = rows_of(office, Telephone)
    assert row["id"] == kept != number
    assert (row["is_safe"], row["note"]) == (False, "Oncle")
    assert (row["whose"], row["who_may_know"]) == ("Hassan", "sa sœur · la voisine")


def test_in_one_household_the_kinship_that_was_told_stays(office: Office, yassine: int) -> None:
    again = office.do(actions.add_person, 1, "Yasin", "", kinship="son", sex="m")
    merge(office, yassine, again)
    one = person(office, yassine)
    assert one is not None and (one.kinship, one.sex) == ("son", "m")
    assert [row["kinship"] for row in rows_of(office, Membership)] == ["son"]


def test_who_was_there_as_one_of_the_two_was_there_and_both_notes_stay(
    office: Office, twice: tuple[int, int]
) -> None:
    atlas = office.do(groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 7))
    for child in twice:
        office.do(groups.enrol_child, atlas, child, from_=date(2026, 9, 7))
    tuesday = date(2026, 11, 24)
    for child, mark, note in zip(
        twice, (Mark.ABSENT, Mark.LATE), ("Sans nouvelles", "Est venu"), strict=True
    ):
        office.do(mark_child, atlas, child, MONDAY, HOUR, mark)
        office.do(note_attendance, atlas, child, MONDAY, HOUR, note)
    for child, mark in zip(twice, (Mark.EXCUSED, Mark.ABSENT), strict=True):
        office.do(mark_child, atlas, child, tuesday, HOUR, mark)
    compared = office.ask(compare_persons, *twice)
    assert compared is not None
    told = "\n".join(compared.settled)
    assert "In 1 group both are enrolled" in told and "At 2 sessions both are marked" in told
    merge(office, *twice)
    kept = [(row["mark"], row["note"]) for row in rows_of(office, Attendance)]
    assert kept == [("late", "Sans nouvelles · Est venu"), ("excused", "")]
    assert office.undo_last()
    assert [r["mark"] for r in rows_of(office, Attendance)] == [
        "absent",
        "late",
        "excused",
        "absent",
    ]
