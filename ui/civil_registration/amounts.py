"""Amounts as people type them, in dirhams."""

from __future__ import annotations

import re

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal


def read_amount(text: str, field: str) -> int | None:
    """Centimes from 120, 12,50 or 12.5; None where nothing is typed, refused where it is none."""
    typed = text.strip().replace("\u00a0", "").replace(" ", "")
    if not typed:
        return None
    match = re.fullmatch(r"(\d{1,7})(?:[.,](\d{1,2}))?(?:DH|درهم)?", typed, re.IGNORECASE)
    if match is None:
        raise Refusal(_("Write an amount like 120 or 12,50."), field)
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))


def typed_amount(centimes: int) -> str:
    """An amount as one would type it."""
    whole, rest = divmod(centimes, 100)
    return f"{whole},{rest:02}" if rest else str(whole)
