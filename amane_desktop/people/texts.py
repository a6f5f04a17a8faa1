"""Short texts: how they are cleaned, and how long they may be."""

from __future__ import annotations

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.names import clean

LONGEST = 200


def short_text(text: str, field: str) -> str:
    """The text as it is kept; refuses one that fits no line."""
    text = clean(text)
    if len(text) > LONGEST:
        raise Refusal(_("This is too long: 200 letters at most."), field)
    return text
