"""CIN and Massar codes as people type them, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.office.errors import Refusal
from amane_desktop.people.identity import kept_cin, kept_massar, read_cin, read_massar

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CINS = st.from_regex(r"[A-Z]{1,2}[0-9]{1,7}", fullmatch=True)
MASSARS = st.from_regex(r"[A-Z][0-9]{9}", fullmatch=True)
BETWEEN = st.sampled_from(["", " ", "-", ".", " / ", "\u200e", "\u00a0", "_"])
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def as_typed(number: str, draw: st.DataObject) -> str:
    """The number in the way that somebody may type it."""
    spread = "".join(character + draw.draw(BETWEEN) for character in number)
    spread = spread.lower() if draw.draw(st.booleans()) else spread
    return spread.translate(ARABIC_DIGITS) if draw.draw(st.booleans()) else spread


@given(CINS, st.data())
def test_a_cin_is_read_however_it_is_typed(number: str, data: st.DataObject) -> None:
    assert read_cin(as_typed(number, data)) == number


@given(MASSARS, st.data())
def test_a_massar_code_is_read_however_it_is_typed(code: str, data: st.DataObject) -> None:
    assert read_massar(as_typed(code, data)) == code


@given(st.text(max_size=20))
def test_what_is_kept_has_the_form_or_is_refused_at_its_field(text: str) -> None:
    for keep, field, form in ((kept_cin, "cin", read_cin), (kept_massar, "massar", read_massar)):
        try:
            kept = keep(text)
        except Refusal as refusal:
            assert refusal.field == field and form(text) is None
        else:
            assert kept == "" or form(kept) == kept


@pytest.mark.parametrize("text", ["JC", "12345", "ABC123", "J12345678", "JC 12 A", "JC12²³456x"])
def test_what_is_no_cin_is_none(text: str) -> None:
    assert read_cin(text) is None


@pytest.mark.parametrize("text", ["J12345678", "J1234567890", "JC12345678", "1123456789"])
def test_what_is_no_massar_code_is_none(text: str) -> None:
    assert read_massar(text) is None


def test_an_arabic_keyboard_is_told_plainly() -> None:
    for keep in (kept_cin, kept_massar):
        with pytest.raises(Refusal, match="keyboard writes Arabic"):
            keep("ج123456789")
        with pytest.raises(Refusal, match=", then"):
            keep("123")
