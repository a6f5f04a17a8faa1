"""The letter of each mark in a cell, by language."""

from __future__ import annotations

from amane_desktop.attendance.models import Mark

MARKS = (Mark.PRESENT, Mark.ABSENT, Mark.EXCUSED, Mark.LATE)
LETTERS = {"fr": "PAER", "en": "PAEL", "ar": "حغمت"}


def mark_letter(mark: Mark, lang: str) -> str:
    """The letter that stands for a mark on screen and on paper."""
    return LETTERS[lang][MARKS.index(mark)]
