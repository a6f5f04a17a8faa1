"""A name in the other script: what is proposed, and how often it is what offices write."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.names import clean, find_words
from amane_desktop.people.transliteration import other_script, spelled_otherwise
from tests.people.test_spelling import ASIDE, TUNED, sound_alike


def is_arabic(name: str) -> bool:
    return any("\u0600" < letter < "\u06ff" for letter in name)


def key(name: str) -> str:
    return "".join(find_words(name))


def is_spelled_so(proposed: str, spellings: list[str]) -> bool:
    return key(proposed) in map(key, spellings)


def is_heard_so(proposed: str, spellings: list[str]) -> bool:
    return any(sound_alike(spelling, proposed) for spelling in spellings)


def rate(names: list[list[str]], *, from_arabic: bool, right: Callable[..., bool]) -> float:
    """How many names are proposed right, from their first spelling in the one script."""
    asked = [
        (
            [spelling for spelling in name if is_arabic(spelling) == from_arabic],
            [spelling for spelling in name if is_arabic(spelling) != from_arabic],
        )
        for name in names
    ]
    both = [(here[0], there) for here, there in asked if here and there]
    return sum(right(spelled_otherwise(here), there) for here, there in both) / len(both)


# A third of the table was kept aside: no rule was made for it (41 and 44 of 60; nearly all sound
# as they should). Latin letters do not tell ه from ح, nor Arabic ones which short vowel is said.
@pytest.mark.parametrize(
    ("names", "from_arabic", "least"),
    [(TUNED, False, 0.75), (TUNED, True, 0.8), (ASIDE, False, 0.65), (ASIDE, True, 0.7)],
)
def test_names_are_proposed_as_offices_write_them(
    names: list[list[str]], from_arabic: bool, least: float
) -> None:
    assert rate(names, from_arabic=from_arabic, right=is_spelled_so) >= least


@pytest.mark.parametrize("from_arabic", [False, True])
def test_what_is_proposed_sounds_like_the_name(from_arabic: bool) -> None:
    assert rate(TUNED + ASIDE, from_arabic=from_arabic, right=is_heard_so) >= 0.9


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Yassine", "ياسين"),
        ("El Fassi", "الفاسي"),
        ("Abdelkarim", "عبد الكريم"),
        ("Abderrahim", "عبد الرحيم"),
        ("Aït Baha", "أيت باها"),
        ("Rachid", "رشيد"),
        ("Noureddine", "نور الدين"),
    ],
)
def test_both_ways(latin: str, arabic: str) -> None:
    assert key(spelled_otherwise(latin)) == key(arabic)
    assert key(spelled_otherwise(arabic)) == key(latin)


@given(st.text(max_size=40))
def test_any_text_has_a_proposal_that_can_be_kept(text: str) -> None:
    proposed = spelled_otherwise(clean(text))
    assert proposed == clean(proposed)


def test_the_most_usual_pair_of_the_centre_stands_before_all_rules(office: Office) -> None:
    family = office.do(actions.add_family, "Bahi", "باهي")
    for given_ar in ("ياسن", "يسين", "ياسن", ""):
        office.do(actions.add_person, family, "Yassine", "Bahi", given_ar, "بهي")
    assert office.ask(other_script, "YASSINE") == "ياسن"
    assert office.ask(other_script, "يسين") == "Yassine"
    assert office.ask(other_script, "bahi", is_family_name=True) == "بهي"
    assert office.ask(other_script, "Yassine", is_family_name=True) == "ياسين"
    assert office.ask(other_script, " 12 ") == office.ask(other_script, "") == ""
