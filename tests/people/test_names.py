"""Names as people clean, find and sort them."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop import i18n
from amane_desktop.people.names import both_names, clean, fold, full_name, sort_key


@dataclass(frozen=True)
class Child:
    given_name: str = ""
    family_name: str = ""
    given_name_ar: str = ""
    family_name_ar: str = ""


def test_lists_sort_as_people_sort() -> None:
    names = ["Filali", "El Fassi", "Ez-Zahra", "Aït Baha", "Alami", "Belkacem", "Ait Melloul"]
    assert sorted(names, key=lambda name: sort_key(name, "")) == [
        "Aït Baha",
        "Ait Melloul",
        "Alami",
        "Belkacem",
        "El Fassi",
        "Filali",
        "Ez-Zahra",
    ]


def test_alef_with_and_without_hamza_is_one_letter() -> None:
    assert fold("أيت باها") == fold("ايت باها") == fold("آيت باها")
    assert sort_key("الفاسي", "") < sort_key("الفيلالي", "") < sort_key("القباج", "")


def test_a_name_cannot_turn_the_text_around_it() -> None:
    assert clean("\u202eYassine\u2069  Aït\u200f Baha ") == "Yassine Aït Baha"


@given(st.text())
def test_cleaning_and_folding_settle(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(clean(text)) == fold(text)


@pytest.mark.parametrize(
    ("child", "in_french", "in_arabic"),
    [
        (Child("Jad", "Jabri", "", "الجابري"), "Jad Jabri", "Jad الجابري"),
        (Child("", "Jabri", "جاد", "الجابري"), "جاد Jabri", "جاد الجابري"),
        (Child("Jad", "Jabri"), "Jad Jabri", "Jad Jabri"),
    ],
)
def test_a_first_name_known_in_one_script_stands_in_both(
    child: Child, in_french: str, in_arabic: str
) -> None:
    told = []
    for language in ("fr", "ar"):
        i18n.set_language(language)
        told.append(full_name(child))
    i18n.set_language("en")
    assert told == [in_french, in_arabic]
    assert both_names(Child("Jad", "Jabri"))[1] == ("", "")
