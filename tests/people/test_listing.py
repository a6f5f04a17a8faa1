"""The lists of persons and families: in order, filtered, a page at a time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.listing import (
    COLUMNS,
    PersonFilter,
    family_ids,
    family_lines,
    first_family,
    first_person,
    person_ids,
    person_rows,
)
from amane_desktop.people.models import Family
from tests.conftest import PASSWORD

ANY = PersonFilter(states=())
# Given and family name in both scripts, birth, sex, kinship, school, level.
PEOPLE = (
    ("Fatima", "El Fassi", "فاطمة", "الفاسي", date(1990, 5, 1), "f", "mother", "", ""),
    ("Omar", "El Fassi", "عمر", "الفاسي", date(2014, 11, 25), "m", "son", "al massira", "5AEP"),
    ("Yassine", "Aït Baha", "ياسين", "أيت باها", date(2014, 11, 24), "m", "son", "Zaytoun", "1AC"),
    ("Salma", "Bahi", "سلمى", "باهي", None, "f", "daughter", "", ""),
)


@pytest.fixture
def people(folder: Path) -> Iterator[Office]:
    """Four persons of three families, on a held day."""
    office = centre.open_centre(
        folder, "Khadija", PASSWORD, Clock(datetime(2026, 11, 24, tzinfo=UTC))
    )
    families: dict[str, int] = {}
    for given, name, given_ar, name_ar, born, sex, kinship, school, level in PEOPLE:
        if name not in families:
            families[name] = office.do(actions.add_family, name, name_ar)
        known = {"sex": sex, "kinship": kinship, "school": school, "level": level}
        family = families[name]
        office.do(
            actions.add_person, family, given, name, given_ar, name_ar, birth_date=born, **known
        )
    yield office
    office.close()


def put(office: Office, family: int, **values: str) -> None:
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        session.execute(update(Family).where(Family.id == family).values(**values))


def names(office: Office, wanted: PersonFilter = ANY, column: str = "name", **how: bool) -> str:
    ids = office.ask(person_ids, wanted, column, **how)
    rows = {row.id: row for row in office.ask(person_rows, ids)}
    return " ".join(rows[number].given_name for number in ids)


@pytest.mark.parametrize(
    ("column", "rising", "falling"),
    [
        ("name", "Yassine Salma Fatima Omar", "Omar Fatima Salma Yassine"),
        ("family", "Yassine Salma Fatima Omar", "Fatima Omar Salma Yassine"),
        ("age", "Omar Yassine Fatima Salma", "Fatima Yassine Omar Salma"),
        ("sex", "Salma Fatima Yassine Omar", "Yassine Omar Salma Fatima"),
        ("kinship", "Fatima Salma Yassine Omar", "Yassine Omar Salma Fatima"),
        ("school", "Omar Yassine Salma Fatima", "Yassine Omar Salma Fatima"),
        ("level", "Omar Yassine Salma Fatima", "Yassine Omar Salma Fatima"),
        ("neighbourhood", "Fatima Omar Yassine Salma", "Yassine Fatima Omar Salma"),
        ("state", "Salma Fatima Omar Yassine", "Yassine Salma Fatima Omar"),
        ("file_number", "Fatima Omar Yassine Salma", "Salma Yassine Fatima Omar"),
        ("school_class", "Yassine Salma Fatima Omar", "Yassine Salma Fatima Omar"),
    ],
)
def test_a_column_sorts_in_both_directions_and_what_is_empty_stands_last(
    people: Office, column: str, rising: str, falling: str
) -> None:
    # In the centre's own order of values, Boutarialt stands before Lastah.
    put(people, 1, neighbourhood="boutarialt")
    put(people, 2, neighbourhood="lastah", state="closed")
    assert names(people, ANY, column) == rising
    assert names(people, ANY, column, is_falling=True) == falling


def test_names_sort_by_the_reader_s_script(people: Office) -> None:
    i18n.set_language("ar")
    assert names(people) == "Yassine Salma Omar Fatima"
    i18n.set_language("fr")
    assert names(people, ANY, "other_name") == "Yassine Salma Omar Fatima"


def test_every_column_sorts(people: Office) -> None:
    for column in COLUMNS:
        assert len(people.ask(person_ids, ANY, column)) == len(PEOPLE)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"age_from": 12}, "Yassine Fatima"),
        ({"age_to": 11}, "Omar"),
        ({"age_from": 11, "age_to": 12}, "Yassine Omar"),
        ({"age_from": 13, "age_to": 12}, ""),
        ({"sex": "f"}, "Salma Fatima"),
        ({"level": "5AEP"}, "Omar"),
        ({"school_id": 2, "sex": "m"}, "Yassine"),
        ({"school_id": 2, "sex": "f"}, ""),
        ({"neighbourhood": "lastah"}, "Fatima Omar"),
        ({"states": ("closed",)}, "Salma"),
        ({"states": ("open", "closed")}, "Yassine Salma Fatima Omar"),
    ],
)
def test_a_filter_lists_whom_it_asks_for(
    people: Office, wanted: dict[str, object], found: str
) -> None:
    put(people, 1, neighbourhood="lastah")
    put(people, 3, state="closed")
    assert names(people, replace(ANY, **wanted)) == found  # type: ignore[arg-type]


def test_open_families_are_listed_unless_others_are_asked_for(people: Office) -> None:
    put(people, 3, state="closed")
    assert names(people, PersonFilter()) == "Yassine Fatima Omar"
    assert people.ask(family_ids, ("closed",)) == (3,)
    assert people.ask(family_ids, ("open",)) == (2, 1)
    assert people.ask(family_ids) == (2, 3, 1)


def test_letters_lead_to_the_first_name_that_begins_so(people: Office) -> None:
    assert people.ask(first_family, "fas") == people.ask(first_family, "EL FAS") == 1
    assert people.ask(first_family, "AÏT b") == 2
    assert people.ask(first_family, "x") is None
    assert people.ask(first_person, "el f", ANY) == 1
    assert people.ask(first_person, "el f", replace(ANY, sex="m")) == 2
    i18n.set_language("ar")
    assert people.ask(first_family, "الفاس") == people.ask(first_family, "فا") == 1


def test_a_page_holds_the_rows_that_are_there(people: Office) -> None:
    assert {row.id for row in people.ask(person_rows, (1, 3, 99))} == {1, 3}
    lines = {line.name: line.members for line in people.ask(family_lines, (1, 2, 99))}
    assert lines == {"El Fassi": 2, "Aït Baha": 1}
    assert {row.id for row in people.ask(person_rows, range(1, 2000))} == {1, 2, 3, 4}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_everybody_in_the_usual_order_is_read_from_an_index(people: Office, language: str) -> None:
    asked: list[tuple[str, object]] = []
    engine = people._engine
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    i18n.set_language(language)
    people.ask(person_ids, PersonFilter())
    statement, values = asked[-1]
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    told = " ".join(str(step[-1]) for step in plan)
    assert "COVERING INDEX ix_person_sort_key" in told
    assert "TEMP B-TREE" not in told
