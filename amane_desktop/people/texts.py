"""Short texts: how they are cleaned, and how long they may be."""

from __future__ import annotations

import re

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.names import clean

LONGEST = 200
_LONGEST_NAME = 80
_LONGEST_LONG = 2000
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")


def short_text(text: str, field: str) -> str:
    """The text as it is kept; refuses one that fits no line."""
    text = clean(text)
    if len(text) > LONGEST:
        raise Refusal(_("This is too long: 200 letters at most."), field)
    return text


def long_text(text: str, field: str) -> str:
    """A text of several lines as it is kept; refuses one that fits no page."""
    text = "\n".join(clean(line) for line in text.splitlines()).strip()
    if len(text) > _LONGEST_LONG:
        raise Refusal(_("This is too long: 2000 letters at most."), field)
    return text


def name_text(text: str, field: str) -> str:
    """A name as it is kept; refuses one that nobody has."""
    name = clean(text)
    if len(name) > _LONGEST_NAME:
        raise Refusal(_("This name is too long: 80 letters at most."), field)
    return name


def is_arabic(text: str) -> bool:
    """Whether the text has Arabic letters."""
    return _ARABIC.search(text) is not None
