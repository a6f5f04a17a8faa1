"""The papers' typeface, whose text can be copied and searched in both scripts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Amane-Regular"
SEMIBOLD = "Amane-SemiBold"
BOLD = "Amane-Bold"

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_FILES = {
    REGULAR: "IBMPlexSansArabic-Regular.ttf",
    SEMIBOLD: "IBMPlexSansArabic-SemiBold.ttf",
    BOLD: "IBMPlexSansArabic-Bold.ttf",
}


class PaperFont(TTFont):  # type: ignore[misc]
    """A font that draws Arabic presentation forms and says which letters they stand for."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), asciiReadable=False, shapable=False)

    def addObjects(self, doc: Any) -> None:
        """Add the font's objects, with a text layer of letters instead of forms."""
        # ReportLab forgets the subsets once they are written, so keep them first.
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            prefix, _, font = name.partition("toUnicodeCMap:")
            if prefix or not font:
                continue
            subset, _, face = font.partition("+")
            if face == self.face.name.decode("ascii"):
                stream.content = _to_unicode(font, subsets[_subset_number(subset)])


def _subset_number(tag: str) -> int:
    """The number behind ReportLab's tag of six letters: AAAAAA is 0, AAAAAB is 1."""
    number = 0
    for letter in tag:
        number = number * 26 + ord(letter) - ord("A")
    return number


@lru_cache(maxsize=4096)
def _letters(code: int) -> str:
    """The letters that a drawn character stands for, as UTF-16BE in hexadecimal."""
    text = chr(code)
    if 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF:
        # Readers turn a line of Arabic round letter by letter: a ligature, too, must
        # stand in the order in which it is seen.
        text = unicodedata.normalize("NFKC", text)[::-1]
    return text.encode("utf-16-be", "surrogatepass").hex().upper()


def _to_unicode(font: str, subset: list[int]) -> str:
    codes = [f"<{place:02X}> <{_letters(code)}>" for place, code in enumerate(subset)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def",
            f"/CMapName /{font} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            f"{len(subset)} beginbfchar",
            *codes,
            "endbfchar",
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


@lru_cache(maxsize=1)
def register() -> None:
    """Make the three weights known to ReportLab, once in a program's life."""
    # Files may be binary: the letters of ASCII 85 cost a third of a paper's time.
    rl_config.useA85 = 0
    for name, file in _FILES.items():
        pdfmetrics.registerFont(PaperFont(name, _FOLDER / file))


def glyphs() -> frozenset[int]:
    """The characters that the papers can show."""
    register()
    return _glyphs()


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(REGULAR).face.charToGlyph)


@lru_cache(maxsize=16384)
def width(text: str, font: str, size: float) -> float:
    """How wide a shaped text stands on paper, in points."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))
