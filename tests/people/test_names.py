"""Names as people clean, find and sort them."""

from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.people.names import clean, fold, sort_key


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
