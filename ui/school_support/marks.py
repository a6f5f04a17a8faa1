"""The letters of attendance marks, and the keys that set them, by the screen's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from amane_desktop.attendance.mark_letters import LETTERS, MARKS
from amane_desktop.attendance.models import Mark
from amane_desktop.i18n import _, language


@dataclass(frozen=True)
class MarkKey:
    """A mark with its letter, and every character that its key types on the usual layouts."""

    mark: Mark
    letter: str
    keys: str


# An Arabic layout types these on the keys that French and English letters stand on.
_ON_ARABIC_LAYOUT = {"P": "ح", "A": "ش", "E": "ث", "R": "ق", "L": "م", "T": "ف", "N": "ى"}


def mark_keys() -> tuple[MarkKey, ...]:
    """The four marks in the order of the legend."""
    return _keys_in(language())


@cache
def _keys_in(lang: str) -> tuple[MarkKey, ...]:
    # In Arabic the keys of the French letters work too, so a volunteer need not change layouts.
    latin = "PAER" if lang == "ar" else LETTERS[lang]
    return tuple(
        MarkKey(mark, own, own + other + ("" if lang == "ar" else _ON_ARABIC_LAYOUT[other]))
        for mark, own, other in zip(MARKS, LETTERS[lang], latin, strict=True)
    )


def mark_of_key(text: str) -> Mark | None:
    """The mark that a typed character sets; None when it sets none."""
    typed = text.upper()
    return next((key.mark for key in mark_keys() if typed and typed in key.keys), None)


def letter_of(mark: Mark) -> str:
    """The letter that stands in the cell."""
    return next(key.letter for key in mark_keys() if key.mark is mark)


def all_present_key() -> str:
    """The letter of the key that marks a column all present."""
    return "ج" if language() == "ar" else "T"


def note_key() -> str:
    """The key that opens the note of a cell."""
    return "F2" if language() == "ar" else "N"


def is_all_present(text: str) -> bool:
    """Whether a typed character marks the column all present."""
    return bool(text) and text.upper() in ("T", "ف", "ج")


def is_note(text: str) -> bool:
    """Whether a typed character opens the note."""
    return bool(text) and text.upper() in ("N", "ى")


def history_key() -> str:
    """The key that shows what was done to a cell."""
    return "F3" if language() == "ar" else "H"


def is_history(text: str) -> bool:
    """Whether a typed character shows what was done to a cell."""
    return bool(text) and text.upper() in ("H", "ا")


# What the row of digits types on a French keyboard without Shift, beginning with nought.
_ON_FRENCH_LAYOUT = "à&é\"'(-è_ç"


def digit_of_key(text: str, *, is_keypad: bool) -> str:
    """The digit that a key types, also on a French keyboard without Shift; empty for none."""
    if len(text) == 1 and text.isdecimal():
        return str(int(text))
    at = -1 if is_keypad or not text else _ON_FRENCH_LAYOUT.find(text)
    return "" if at < 0 else str(at)


def mark_name(mark: Mark) -> str:
    """The mark in a word."""
    return {
        Mark.PRESENT: _("present"),
        Mark.ABSENT: _("absent"),
        Mark.EXCUSED: _("excused"),
        Mark.LATE: _("late"),
    }[mark]
