"""What is told of a person: what the database holds of it, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from amane_desktop import i18n
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.birthdays import birthday_among
from amane_desktop.people.finding import find
from amane_desktop.people.person_card import PersonCard, person_card

TOLD: dict[str, Any] = {
    "sex": "m",
    "birth_date": date(2016, 1, 1),
    "birth_precision": "estimate",
    "birth_estimated_on": date(2026, 3, 2),
    "birth_place": "Taroudant",
    "is_deceased": True,
    "kinship": "son",
    "cin": "JC123456",
    "massar": "J130012345",
    "nationality": "ma",
    "civil_status": "in_progress",
    "school": "Al Massira",
    "level": "4AEP",
    "school_class": "B",
    "health_cover": "amo-tadamon",
    "may_fetch": "Khadija, his aunt",
    "must_not_fetch": "Nobody else",
    "safety_note": "Asthma:\nblue inhaler in the bag",
    "notes": "Likes drawing.",
}


@pytest.fixture
def yassine(office: Office) -> int:
    """A child of whom nothing but the name is told."""
    family = office.do(actions.add_family, "Aït Baha", "أيت باها")
    return office.do(actions.add_person, family, "Yassine", "Aït Baha")


def card(office: Office, person: int) -> PersonCard:
    shown = office.ask(person_card, person)
    assert shown is not None
    return shown


def change(office: Office, person: int, **told: Any) -> None:
    known = card(office, person)
    office.do(
        actions.change_person, person, known.version, known.given_name, known.family_name, **told
    )


def test_all_that_is_told_stands_in_the_database(office: Office, yassine: int) -> None:
    change(office, yassine, **TOLD | {"cin": " jc 123-456", "massar": "j١٣٠٠١٢٣٤٥"})
    assert dict(card(office, yassine).told) == TOLD
    with Session(office._engine) as session:
        rows = session.execute(text("SELECT * FROM person")).mappings()
        (school,) = session.execute(text("SELECT name FROM school")).scalars()
        row = {**rows.one(), "school": school}
    kept = {field: str(row[field]) for field in TOLD}
    assert kept == {
        field: str(int(value) if isinstance(value, bool) else value)
        for field, value in TOLD.items()
    }


def test_what_is_not_told_stays_as_it_is(office: Office, yassine: int) -> None:
    change(office, yassine, **TOLD)
    change(office, yassine, school="Ibn Battuta")
    assert dict(card(office, yassine).told) == TOLD | {"school": "Ibn Battuta"}
    assert office.undo_last() and office.undo_last()
    assert set(card(office, yassine).told.values()) <= {"", None, False, "exact"}


def test_a_day_that_becomes_known_takes_the_estimate_with_it(office: Office, yassine: int) -> None:
    change(office, yassine, **TOLD)
    change(office, yassine, birth_date=date(2016, 5, 3))
    told = card(office, yassine).told
    assert (told["birth_precision"], told["birth_estimated_on"]) == ("exact", None)
    change(office, yassine, birth_date=None, birth_precision="estimate")
    assert card(office, yassine).told["birth_estimated_on"] is None


def test_an_estimated_age_is_nobodys_birthday() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert birthday_among(date(2016, 1, 1), "estimate", days) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cin", "12"),
        ("massar", "J12"),
        ("civil_status", "refused"),
        ("nationality", "xx"),
        ("health_cover", "gold"),
        ("birth_place", "x" * 201),
        ("may_fetch", "x" * 2001),
        ("safety_note", "x" * 2001),
        ("notes", "x\n" * 2001),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    office: Office, yassine: int, field: str, value: str
) -> None:
    before = card(office, yassine)
    with pytest.raises(Refusal) as refused:
        change(office, yassine, **{field: value})
    assert refused.value.field == field
    assert card(office, yassine) == before


def test_a_day_of_an_estimate_lies_between_birth_and_today(office: Office, yassine: int) -> None:
    for day in (date(2015, 12, 31), date.today() + timedelta(days=2)):
        with pytest.raises(Refusal) as refused:
            change(office, yassine, **TOLD | {"birth_estimated_on": day})
        assert refused.value.field == "birth_date"


def test_a_value_that_is_retired_stays_where_it_stands(office: Office, yassine: int) -> None:
    change(office, yassine, nationality="ma")
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        session.execute(text("DELETE FROM listed_value WHERE code = 'ma'"))
    change(office, yassine, nationality="ma", school="Al Massira")
    assert card(office, yassine).told["nationality"] == "ma"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("en cours", "Marocaine", "AMO Tadamon")),
        ("ar", ("مغربية", "أمو تضامن")),
    ],
)
def test_the_history_has_words_for_every_code(
    office: Office, yassine: int, language: str, words: tuple[str, ...]
) -> None:
    change(office, yassine, civil_status="in_progress", nationality="ma")
    change(office, yassine, health_cover="amo-tadamon")
    i18n.set_language(language)
    lines = " ".join(map(str, office.ask(history, (("person", yassine),))))
    assert all(word in lines for word in words)
    assert not any(code in lines for code in ("in_progress", "amo-tadamon"))


@pytest.mark.parametrize(
    "words", ["jc1", "JC 123456", "123456", "345", "J130", "3001", "j130 012 345", "١٢٣٤"]
)
def test_three_characters_of_a_number_find_its_owner(
    office: Office, yassine: int, words: str
) -> None:
    change(office, yassine, cin="JC123456", massar="J130012345")
    office.do(actions.add_person, 1, "Salma", "Aït Baha", cin="AB777888")
    assert [hit.name for hit in office.ask(find, words)] == ["Aït Baha Yassine"]
    change(office, yassine, cin="", massar="")
    assert office.ask(find, words) == ()
