"""Spellings of one name sound alike, and names that are not the same do not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.people.names import find_words, spelled_words
from amane_desktop.people.spelling import deletions, said, sounds, word_sounds

TABLE = Path(__file__).with_name("spellings.txt")
NAMES = [
    [spelling.strip() for spelling in line.split("|")]
    for line in TABLE.read_text("utf-8").splitlines()
    if not line.startswith("#")
]
# Every third name is kept aside from those that the rules were made with.
ASIDE = NAMES[2::3]
TUNED = [name for name in NAMES if name not in ASIDE]


def sound_alike(kept: str, typed: str) -> bool:
    """Whether the name as it is kept has the sound of each word typed, or of all as one."""
    keys = set(sounds(spelled_words(kept)))
    words = said(spelled_words(typed))
    return all(keys & set(word_sounds(word)) for word in words) or bool(
        keys & set(word_sounds("".join(words)))
    )


def recall(names: list[list[str]]) -> float:
    """How many of all pairs of spellings sound alike."""
    pairs = [(a, b) for name in names for a in name for b in name if a != b]
    return sum(sound_alike(*pair) for pair in pairs) / len(pairs)


def test_the_table_is_large_enough_and_has_both_scripts() -> None:
    assert len(NAMES) >= 150
    assert len(ASIDE) >= len(NAMES) // 3
    assert sum(any("\u0600" < letter < "\u06ff" for s in name for letter in s) for name in NAMES)


def test_spellings_of_a_name_sound_alike() -> None:
    assert recall(TUNED) >= 0.99


def test_spellings_that_no_rule_was_made_for_sound_alike_too() -> None:
    assert recall(ASIDE) >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohamed", "Mahmoud Salim"),
        ("Khadija", "Hadda"),
        ("Rachid", "Rachida Salma"),
        ("Fatima", "فتيحة"),
        ("Ghizlane", "Jilali"),
        ("Brahim", "برادة"),
        ("Ahmed", "Hamid Said"),
    ],
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert not sound_alike(one, other)


@given(st.text(max_size=40))
def test_any_text_has_sounds_and_cuts_that_can_be_kept(text: str) -> None:
    for word in spelled_words(text):
        assert all(key and " " not in key for key in word_sounds(word))
    for word in find_words(text):
        assert word in deletions(word)
    assert len(sounds(spelled_words(text))) <= 16 * max(1, len(text))
