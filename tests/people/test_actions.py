"""What staff can do with families and persons, and what is refused at which field."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from amane_desktop import i18n
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions, queries
from amane_desktop.people.kinship import standing
from amane_desktop.people.telephones import read_number, shown_number
from tests.rows import families_of


@pytest.fixture
def family(office: Office) -> int:
    """A family of one."""
    family = office.do(actions.add_family, "Aït Baha", "أيت باها")
    office.do(actions.add_person, family, "Yassine", "Aït Baha", "ياسين", "أيت باها")
    return family


def card(office: Office, family: int) -> queries.FamilyCard:
    shown = office.ask(queries.family_card, family)
    assert shown is not None
    return shown


def test_a_family_is_changed_and_stands_elsewhere_in_the_list(office: Office, family: int) -> None:
    office.do(actions.add_family, "Bahi", "باهي")
    office.do(actions.change_family, family, 1, "Zahidi", "زهيدي", "Derb Lalla Aïcha, n° 4")
    assert [line.name for line in families_of(office)] == ["Bahi", "Zahidi"]
    assert card(office, family).address == "Derb Lalla Aïcha, n° 4"
    assert office.undo_last()
    assert [line.name for line in families_of(office)] == ["Aït Baha", "Bahi"]


def test_a_change_on_top_of_a_newer_one_is_refused(office: Office, family: int) -> None:
    person = card(office, family).persons[0]
    change: Callable[..., None] = lambda **kw: office.do(  # noqa: E731
        actions.change_person, person.id, person.version, "Yassine", "Aït Baha", **kw
    )
    change(school="Al Massira")
    with pytest.raises(ChangedMeanwhile):
        change(school="Ibn Battuta")
    assert card(office, family).persons[0].school == "Al Massira"


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("given_name", {"given_name": " \u202e "}),
        ("family_name_ar", {"family_name_ar": "ب" * 81}),
        ("birth_date", {"birth_date": date(1899, 12, 31)}),
        ("birth_date", {"birth_date": date.today() + timedelta(days=2)}),
        ("school", {"school": "x" * 10_000}),
        ("level", {"level": "9AEP"}),
        ("kinship", {"kinship": "cousin"}),
        ("sex", {"sex": "x"}),
        ("sex", {"kinship": "mother", "sex": "m"}),
        ("sex", {"kinship": "brother", "sex": "f"}),
    ],
)
def test_what_is_refused_is_told_at_its_field(
    office: Office, family: int, field: str, given: dict[str, Any]
) -> None:
    person = card(office, family).persons[0]
    values: dict[str, Any] = {"given_name": "Yassine", "family_name": "", **given}
    with pytest.raises(Refusal) as refused:
        office.do(actions.change_person, person.id, person.version, **values)
    assert refused.value.field == field
    assert card(office, family).persons[0] == person


def test_a_telephone_is_kept_changed_and_taken_off(office: Office, family: int) -> None:
    office.do(actions.add_telephone, family, "+212 6-12-34-56-78", "Fatima", is_safe=True)
    telephone = card(office, family).telephones[0]
    assert shown_number(telephone.number) == "06 12 34 56 78"
    office.do(
        actions.change_telephone, telephone.id, telephone.version, "0712345678", is_safe=False
    )
    telephone = card(office, family).telephones[0]
    assert not telephone.is_safe
    office.do(actions.remove_telephone, telephone.id, telephone.version)
    assert card(office, family).telephones == ()
    assert office.undo_last()
    assert card(office, family).telephones[0].number == "0712345678"


def test_a_missing_name_is_asked_for_in_the_readers_script(office: Office, family: int) -> None:
    asked = []
    for language in ("fr", "ar"):
        i18n.set_language(language)
        for add in (
            lambda: office.do(actions.add_family, "", ""),
            lambda: office.do(actions.add_person, family, "", "Aït Baha"),
        ):
            with pytest.raises(Refusal) as refused:
                add()
            asked.append(refused.value.field)
    assert asked == ["name", "given_name", "name_ar", "given_name_ar"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("Famille Aït Baha", "أسرة أيت باها"), ("Aït Baha", "أيت باها")),
        (("FAMILY  Bahi", "اسرة عائلة باهي"), ("Bahi", "باهي")),
        (("El Fassi family", "عائلة الفاسي"), ("El Fassi", "الفاسي")),
        (("Famille", "أسرة"), ("Famille", "أسرة")),
        (("Familial", "أسرتي"), ("Familial", "أسرتي")),
    ],
)
def test_the_word_family_is_no_part_of_the_name(
    office: Office, typed: tuple[str, str], kept: tuple[str, str]
) -> None:
    line = card(office, office.do(actions.add_family, *typed)).line
    assert (line.name, line.name_ar) == kept
    office.do(actions.change_family, line.id, 1, *typed)
    line = card(office, line.id).line
    assert (line.name, line.name_ar) == kept


@pytest.mark.parametrize(
    "number", ["", "123", "0812345678", "06123456789", "06 12 34 56 7x", "+336123456"]
)
def test_a_number_that_nobody_can_call_is_refused(office: Office, family: int, number: str) -> None:
    with pytest.raises(Refusal) as refused:
        office.do(actions.add_telephone, family, number, is_safe=True)
    assert refused.value.field == "number"


def test_arabic_digits_and_the_country_code_are_one_number() -> None:
    numbers = "0612345678 ٠٦١٢٣٤٥٦٧٨ +212612345678 00212-6-12-34-56-78 +212(0)612345678"
    for typed in numbers.split():
        assert read_number(typed) == "0612345678"


def test_housing_and_signing_are_two_things() -> None:
    assert [
        standing("mother", "f", is_housing=True, is_signing=False),
        standing("grandfather", "", is_housing=False, is_signing=True),
        standing("", "f", is_housing=True, is_signing=True),
        standing("son", "m", is_housing=False, is_signing=False),
    ] == [
        "mother, guardian",
        "grandfather · he may sign",
        "she is the guardian · she may sign",
        "son",
    ]
