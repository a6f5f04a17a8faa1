"""Hours as people type them."""

from __future__ import annotations

import re
from datetime import time

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal


def read_time(text: str, field: str = "hours") -> time:
    """A wall-clock time as people type it (10, 10h, 10:30, 10h30); refuses what is none."""
    typed = re.fullmatch(r"\s*(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?\s*", text)
    try:
        if typed is None:
            raise ValueError
        return time(int(typed[1]), int(typed[2] or 0))
    except ValueError:
        raise Refusal(_("Write an hour as 10:30."), field) from None
