"""The school of a child: found by its name in either script, added by it, and kept by year."""

from datetime import UTC, date, datetime

import pytest

from amane_desktop import i18n
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.erasing import erase_person
from amane_desktop.people.importing.actions import take_in
from amane_desktop.people.importing.plan import plan_import
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Person, School, Schooling
from amane_desktop.people.person_card import PersonCard, person_card
from amane_desktop.people.queries import family_card
from amane_desktop.people.schooling import school_year_of
from amane_desktop.people.schools import schools
from tests.rows import rows_of


def on(office: Office, *day: int) -> None:
    office.clock = Clock(datetime(*day, 10, tzinfo=UTC))


@pytest.fixture
def family(office: Office) -> int:
    on(office, 2026, 11, 24)
    return int(office.do(actions.add_family, "Bahi", "باهي"))


def add(office: Office, family: int, **told: object) -> int:
    return int(office.do(actions.add_person, family, "Aya", "Bahi", **told))


def card(office: Office, person_id: int) -> PersonCard:
    found = office.ask(person_card, person_id)
    assert found is not None
    return found


def tell(office: Office, person_id: int, **told: object) -> None:
    version = card(office, person_id).version
    office.do(actions.change_person, person_id, version, "Aya", "Bahi", **told)


def years(office: Office, person_id: int) -> list[tuple[object, ...]]:
    keys = ("year", "school_id", "level", "school_class")
    lines = rows_of(office, Schooling)
    return [tuple(r[k] for k in keys) for r in lines if r["person_id"] == person_id]


def test_a_school_typed_with_other_accents_is_the_same_one(office: Office, family: int) -> None:
    for typed in ("École Al Massira", "ecole al massira", "مدرسة المسيرة", "", "مدرسة المسِيرة"):
        add(office, family, school=typed)
    kept = [(row["name"], row["name_ar"]) for row in rows_of(office, School)]
    assert kept == [("École Al Massira", ""), ("", "مدرسة المسيرة")]
    assert [row["school_id"] for row in rows_of(office, Person)] == [1, 1, 2, None, 2]
    assert [line.words for line in office.ask(schools)] == ["École Al Massira", "مدرسة المسيرة"]


def test_a_school_that_was_added_goes_with_the_action_that_is_undone(
    office: Office, family: int
) -> None:
    add(office, family, school="Al Massira")
    assert office.undo_last()
    assert rows_of(office, School) == rows_of(office, Schooling) == []


def test_the_school_is_read_in_ones_own_script(office: Office, family: int) -> None:
    child = add(office, family, school="Al Massira")
    with_arabic = {"name_ar": "المسيرة"}
    engine = office._engine.execution_options(writes=True)
    with engine.begin() as connection:
        connection.execute(School.__table__.update().values(**with_arabic))
    assert card(office, child).told["school"] == "Al Massira"
    i18n.set_language("ar")
    assert card(office, child).told["school"] == "المسيرة"
    line = office.ask(family_card, family)
    assert line is not None and line.persons[0].school == "المسيرة"


def test_a_school_that_is_not_there_is_refused_at_its_field(office: Office, family: int) -> None:
    with pytest.raises(Refusal) as refused:
        add(office, family, school=7)
    assert refused.value.field == "school"
    assert rows_of(office, Person) == []


def test_what_is_told_of_school_stands_in_the_line_of_this_school_year(
    office: Office, family: int
) -> None:
    child = add(office, family, school="Al Massira", level="3AEP")
    tell(office, child, school_class="B")
    tell(office, child, notes="n")
    assert years(office, child) == [(2026, 1, "3AEP", "B")]
    tell(office, child, school="Ibn Battuta")
    assert years(office, child) == [(2026, 2, "3AEP", "B")]


def test_a_new_school_year_has_a_line_of_its_own(office: Office, family: int) -> None:
    child = add(office, family, level="3AEP")
    on(office, 2027, 8, 31)
    tell(office, child, school_class="B")
    assert years(office, child) == [(2026, None, "3AEP", "B")]
    on(office, 2027, 9, 1)
    tell(office, child, level="4AEP")
    assert years(office, child) == [(2026, None, "3AEP", "B"), (2027, None, "4AEP", "B")]


def test_what_was_a_slip_leaves_no_line_behind(office: Office, family: int) -> None:
    mother = add(office, family, level="3AEP")
    tell(office, mother, level="")
    assert years(office, mother) == []


def test_school_years_come_along_when_two_records_are_made_one(office: Office, family: int) -> None:
    on(office, 2025, 10, 1)
    other = add(office, family, level="2AEP")
    on(office, 2026, 10, 1)
    tell(office, other, level="3AEP")
    kept = add(office, family, school="Al Massira")
    office.do(merge_persons, kept, 1, other, card(office, other).version)
    # The kept record told no level, so the other's counts, at the school that it did tell.
    assert sorted(years(office, kept)) == [(2025, None, "2AEP", ""), (2026, 1, "3AEP", "")]
    assert office.undo_last()
    assert sorted(years(office, other)) == [(2025, None, "2AEP", ""), (2026, None, "3AEP", "")]
    assert years(office, kept) == [(2026, 1, "", "")]


def test_school_years_go_with_a_person_who_is_erased(office: Office, family: int) -> None:
    child = add(office, family, school="Al Massira", level="3AEP")
    found = office.ask(family_card, family)
    assert found is not None
    office.do(erase_person, family, child, found.line.file_number)
    assert rows_of(office, Schooling) == []


def test_a_spreadsheet_finds_or_adds_schools_by_their_name(office: Office, family: int) -> None:
    add(office, family, school="École Al Massira")
    rows = (("Omar", "ecole al massira", "3AEP"), ("Sara", "Ibn Sina", ""), ("Ali", "", "2AC"))
    columns = {0: "given_name", 1: "school", 2: "level"}
    office.do(take_in, office.ask(plan_import, rows, 0, columns))
    assert [row["name"] for row in rows_of(office, School)] == ["École Al Massira", "Ibn Sina"]
    told = [(row["school_id"], row["level"]) for row in rows_of(office, Schooling)]
    assert told == [(1, ""), (1, "3AEP"), (2, ""), (None, "2AC")]
    assert office.undo_last()
    assert [row["name"] for row in rows_of(office, School)] == ["École Al Massira"]


def test_a_day_in_the_summer_belongs_to_the_year_that_ends() -> None:
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2027, 1, 1)]
    assert [school_year_of(day) for day in days] == [2025, 2026, 2026]
