"""Text as it is drawn: letters joined, and each line in the order in which it is seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import arabic_reshaper
from bidi.algorithm import get_display

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Letters, spaces and points alone: seen from the right, they are the same from the other end.
_ONLY_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u0671-\u06d3 ،؛.:·\u2067\u2069]+")
CONTROLS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")
# A character newer than Python's tables has no direction; the algorithm wants one.
_UNASSIGNED = "\u25cc"
_MARKS = {False: "\u200e", True: "\u200f"}
_LIGATURES = frozenset(
    f"ARABIC LIGATURE LAM WITH ALEF{which}"
    for which in ("", " WITH HAMZA ABOVE", " WITH HAMZA BELOW", " WITH MADDA ABOVE")
)


class _Settings:
    """What the reshaper asks for every word, without a configuration file's detour."""

    def getboolean(self, option: str) -> bool:
        """Lam-alef is joined, as any hand does; no word becomes one sign, nor loses letters."""
        return option in ("delete_harakat", "support_ligatures") or option in _LIGATURES


@lru_cache(maxsize=1)
def _reshaper() -> arabic_reshaper.ArabicReshaper:
    reshaper = arabic_reshaper.ArabicReshaper()
    reshaper.configuration = _Settings()
    return reshaper


@lru_cache(maxsize=2)
def _embeddings(rtl: bool) -> dict[int, str | None]:
    """The algorithm knows embeddings and no isolates; nobody's text may override the order."""
    mark = _MARKS[rtl]
    return str.maketrans(
        {
            "\u2066": f"{mark}\u202a",
            "\u2067": f"{mark}\u202b",
            "\u2068": f"{mark}\u202a",
            "\u2069": f"\u202c{mark}",
            "\u202d": None,
            "\u202e": None,
        }
    )


def embed(text: str) -> str:
    """The text kept in the direction of its own first letter, inside a line of either script."""
    opening = "\u2067" if starts_rtl(text) else "\u2066"
    return f"{opening}{text}\u2069"


def join(parts: Iterable[str], between: str = " · ") -> str:
    """The parts that are not empty, each in its own direction."""
    return between.join(embed(part) for part in parts if part)


@lru_cache(maxsize=8192)
def starts_rtl(text: str) -> bool:
    """Whether the first letter of the text is written from the right."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


@lru_cache(maxsize=8192)
def shape(text: str, rtl: bool) -> str:
    """One line as it is seen from left to right, in a paragraph of that direction."""
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    if not rtl and not _ARABIC.search(text):
        return CONTROLS.sub("", text)
    joined = _reshaper().reshape(text)
    if rtl and _ONLY_ARABIC.fullmatch(text):
        return CONTROLS.sub("", str(joined)[::-1])
    joined = "".join(c if unicodedata.bidirectional(c) else _UNASSIGNED for c in joined)
    seen = get_display(joined.translate(_embeddings(rtl)), base_dir="R" if rtl else "L")
    return CONTROLS.sub("", str(seen))
