"""Words that would be held against somebody, and so stand in no text that a paper may show."""

from __future__ import annotations

import re

_FRENCH = (
    r"m[èe]res? c[ée]libataires?",
    r"m[èe]res? seules?",
    r"filles?[- ]m[èe]res?",
    r"p[èe]res? inconnus?",
    r"hors (?:du )?mariage",
    r"enfants? naturels?",
    r"ill[ée]gitimes?",
    r"adult[èe]re",
    r"b[âa]tarde?s?",
    r"prostitu\w+",
    r"drogues?",
)
_ARABIC = (
    "عازبة",
    "عازبات",
    "مجهولة? (?:الأب|النسب|الأبوين)",
    "أب مجهول",
    "زنا",
    "لقيط",
    "غير شرعية?",
    "خارج (?:إطار )?الزواج",
    "دعارة",
    "مخدرات",
)
_ARTICLE = "(?:[وفبلك]?ال|لل|[وفبلك])?"
_HARMFUL = re.compile(
    rf"(?<!\w)(?:{'|'.join(_FRENCH)}|{_ARTICLE}(?:{'|'.join(_ARABIC)}))(?!\w)", re.IGNORECASE
)


def harmful_word(text: str) -> str:
    """The first word of the text that would harm somebody; empty when there is none."""
    found = _HARMFUL.search(text)
    return found.group() if found else ""
