"""Which family may be there already: by name and place, by telephone, by who houses in it."""

from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.office import Office
from amane_desktop.office.values import listed
from amane_desktop.people import actions
from amane_desktop.people.duplicates import likely_same
from amane_desktop.people.likely_families import Why, likely_families
from amane_desktop.people.relationships import say_relationship
from amane_desktop.people.states import close_family

NUMBER = "06 12 34 56 78"
BAHA = {"name": "Aït Baha", "name_ar": "أيت باها"}


@pytest.fixture(autouse=True)
def baha(office: Office) -> int:
    """A family at Lastah that can be called, and one of the same name elsewhere."""
    family = office.do(actions.add_family, **BAHA, address="12, rue Ibn Sina, Lastah")
    office.do(actions.add_family, **BAHA, address="Douar Tiout")
    office.do(actions.add_telephone, family, NUMBER, is_safe=False)
    return family


def hints(office: Office, **told: Any) -> list[tuple[int, Why]]:
    return [(hit.id, hit.why) for hit in office.ask(likely_families, **told)]


@pytest.mark.parametrize(
    "told",
    [
        {"name": "Ait baha", "address": "Rue Ibn Sina n° 12"},
        {"name": "Ait Baha", "address": "12 rue ibn sinaa, lastah, Taroudant"},
        {"name_ar": "أيت باها", "address": "12, Ibn Sina"},
    ],
)
def test_a_family_of_one_name_and_address_is_shown(
    office: Office, baha: int, told: dict[str, str]
) -> None:
    assert hints(office, **told) == [(baha, Why.ADDRESS)]
    assert hints(office, **told, except_id=baha) == []


@pytest.mark.parametrize(
    "told",
    [
        {"name": "Aït Baha"},
        {"name": "Aït Baha", "address": "14, rue Ibn Sina, Lastah"},
        {"name": "Aït Baha", "address": "12, rue Al Farabi"},
        {"name": "Alaoui", "address": "12, rue Ibn Sina, Lastah"},
        {"name": "Aït Baha", "address": "Taroudant"},
        {"number": "06 12 34"},
    ],
)
def test_a_family_elsewhere_or_of_another_name_is_not(office: Office, told: dict[str, str]) -> None:
    assert hints(office, **told) == []


def test_in_two_scripts_the_quarter_and_the_house_number_tell_it(office: Office, baha: int) -> None:
    lastah, other = (line.code for line in office.ask(listed, "neighbourhood")[:2])
    office.do(actions.change_family, baha, 1, **BAHA, address="12, Ibn Sina", neighbourhood=lastah)
    in_arabic = BAHA | {"address": "12 زنقة ابن سينا"}
    assert hints(office, **in_arabic, neighbourhood=lastah) == [(baha, Why.ADDRESS)]
    assert hints(office, **in_arabic, neighbourhood=other) == []
    assert hints(office, **in_arabic) == []
    assert hints(office, **BAHA, neighbourhood=lastah) == []


def test_a_number_finds_its_family_however_it_is_written_and_when_closed(
    office: Office, baha: int
) -> None:
    office.do(close_family, baha, 1, reason="moved")
    (hit,) = office.ask(likely_families, number="+212 612-345678")
    assert (hit.id, hit.why, hit.state) == (baha, Why.NUMBER, "closed")


def test_of_a_person_it_is_told_whether_they_house_somebody(office: Office, baha: int) -> None:
    mother = office.do(actions.add_person, baha, "Fatima", "Aït Baha", kinship="mother", sex="f")
    child = office.do(actions.add_person, baha, "Omar", "Aït Baha")
    office.do(say_relationship, mother, "houses", (child,))
    (hit,) = office.ask(likely_same, "Fatima", "Ait Baha", family_id=2)
    assert (hit.id, hit.is_housing, hit.is_signing) == (mother, True, False)
