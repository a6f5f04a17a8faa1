"""Moroccan telephone numbers: how they are read and shown."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?:00212|\+?212|0)([567]\d{8})", re.ASCII)


def digits(text: str) -> str:
    """The digits of a number as typed, in Western form, +212 written as 0."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in text if c.isdecimal() or c == "+")
    return re.sub(r"^(?:00212|\+212)0?", "0", plain)


def read_number(text: str) -> str | None:
    """The ten digits of a Moroccan number (05, 06, 07 or +212); None when it is none."""
    found = _NUMBER.fullmatch(digits(text))
    return f"0{found[1]}" if found else None


def shown_number(number: str) -> str:
    """The number in pairs, as people read it out."""
    return " ".join(number[i : i + 2] for i in range(0, len(number), 2))
