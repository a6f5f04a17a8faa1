"""Short lines that staff type about the centre itself: names, addresses, words of a list."""

from __future__ import annotations

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal

LONGEST_NAME, LONGEST_ADDRESS = 80, 200


def short_line(text: str, field: str, longest: int = LONGEST_NAME) -> str:
    """The text as it is kept; refuses one that fits no line or cannot be shown."""
    text = " ".join(text.split())
    if len(text) > longest:
        raise Refusal(_("This is too long: {n} letters at most.").format(n=longest), field)
    if not text.isprintable():
        raise Refusal(_("This holds a character that cannot be shown."), field)
    return text
