"""Arabic as a reader sees it, whatever somebody typed."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.printing import arabic

LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةؤئء ", min_size=1, max_size=30)


def seen_backwards(seen: str) -> str:
    """What was drawn, turned round and taken apart into letters."""
    return "".join(unicodedata.normalize("NFKC", c) for c in reversed(seen))


@given(LETTERS)
def test_letters_keep_their_order(text: str) -> None:
    expected = re.sub(" +", " ", unicodedata.normalize("NFKC", text))
    assert seen_backwards(arabic.shape(text, True)) == expected


@given(st.text(max_size=200), st.booleans())
def test_anything_can_be_shaped(text: str, rtl: bool) -> None:
    seen = arabic.shape(text, rtl)
    assert not any(0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in seen)


def test_lam_alef_is_joined_and_no_word_becomes_a_sign() -> None:
    assert "\ufefb" in arabic.shape("لا", True)
    assert len(arabic.shape("الله", True)) == 4


def test_references_and_brackets_stand_as_they_are_read() -> None:
    assert arabic.shape("رقم \u20662026-0021\u2069", True).startswith("2026-0021 ")
    assert arabic.shape("زوي (الصغيرة)", True).startswith("(")


def test_parts_of_a_line_do_not_change_places() -> None:
    line = arabic.join(["مجموعة أطلس", "salle 2", "Mme Ouali"])
    seen = arabic.shape(line, True)
    assert seen.startswith("Mme Ouali · salle 2 · ")


def test_nobody_can_turn_the_text_around() -> None:
    assert arabic.shape("Yassine \u202eenissaY", False) == "Yassine enissaY"
