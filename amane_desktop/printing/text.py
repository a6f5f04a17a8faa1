"""Text fitted to its box: drawn smaller, then cut with an ellipsis or wrapped, in either script."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from amane_desktop.printing import arabic, fonts

# No box on A4 shows more; cutting here keeps a name of ten thousand letters cheap.
_MOST_LETTERS = 400
_UNKNOWN_LETTER = "\u25cc"
_STAND_INS = {"\u202f": " ", "\u2011": "-", "\u2212": "-"}


@dataclass(frozen=True)
class Fitted:
    """A line ready to be drawn: as it is seen, its size and its width in points."""

    seen: str
    size: float
    width: float
    is_cut: bool = False


@lru_cache(maxsize=16384)
def fit(
    text: str, font: str, size: float, room: float, smallest: float, rtl: bool | None = None
) -> Fitted:
    """The text in a box `room` wide; its own first letter gives the direction if none is given."""
    text = text[:_MOST_LETTERS].strip()
    direction = arabic.starts_rtl(text) if rtl is None else rtl
    seen = _drawable(arabic.shape(text, direction))
    needed = fonts.width(seen, font, size)
    # Room that was reckoned from the text's own width may have lost a rounding.
    room += 0.001
    if needed <= room:
        return Fitted(seen, size, needed)
    smaller = max(smallest, int(size * room / needed * 10) / 10)
    needed = fonts.width(seen, font, smaller)
    if needed <= room:
        return Fitted(seen, smaller, needed)
    return _cut(text, font, smaller, room, direction)


def _cut(text: str, font: str, size: float, room: float, rtl: bool) -> Fitted:
    """The most of the text that stands before an ellipsis in that room."""
    least, most = 0, len(text)
    best = Fitted("…", size, fonts.width("…", font, size), is_cut=True)
    while least < most:
        middle = (least + most + 1) // 2
        seen = _drawable(arabic.shape(text[:middle].rstrip() + "…", rtl))
        needed = fonts.width(seen, font, size)
        if needed <= room:
            least, best = middle, Fitted(seen, size, needed, is_cut=True)
        else:
            most = middle - 1
    return best


@lru_cache(maxsize=4096)
def wrap(text: str, font: str, size: float, room: float, smallest: float) -> tuple[str, ...]:
    """The whole text, in logical order: one line, drawn smaller if it must be, or several."""
    if not fit(text, font, size, room, smallest).is_cut:
        return (text,)
    return tuple(break_lines(text, font, smallest, room, arabic.starts_rtl(text)))


@lru_cache(maxsize=4096)
def fit_lines(text: str, font: str, size: float, room: float, rtl: bool) -> tuple[Fitted, ...]:
    """The lines of a paragraph in one size, ready to be drawn; one at least."""
    whole = _in_one(" ".join(text.split()), font, size, rtl)
    if whole.width <= room:
        return (whole,)
    lines = break_lines(text, font, size, room, rtl)
    return tuple(_in_one(line, font, size, rtl) for line in lines)


def _in_one(line: str, font: str, size: float, rtl: bool) -> Fitted:
    seen = _drawable(arabic.shape(line, rtl))
    return Fitted(seen, size, fonts.width(seen, font, size))


def break_lines(text: str, font: str, size: float, room: float, rtl: bool) -> list[str]:
    """The lines of a paragraph, in logical order; a word wider than the box goes on below."""

    def wide(words: str) -> float:
        return fonts.width(_drawable(arabic.shape(words, rtl)), font, size)

    # (letters join within words alone, so a line is as wide as its words and what is between them)
    space = fonts.width(" ", font, size)
    lines: list[str] = []
    used = 0.0
    for word in text.split():
        width = wide(word)
        if lines and used + space + width <= room:
            lines[-1] += f" {word}"
            used += space + width
            continue
        lines.append("")
        for letter in word if width > room else [word]:
            if lines[-1] and wide(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
        used = wide(lines[-1])
    return lines


def _drawable(seen: str) -> str:
    """The line without pictures that the typeface lacks; a letter it lacks leaves a mark."""
    known = fonts.glyphs()
    if known.issuperset(map(ord, seen)):
        return seen
    return " ".join("".join(_stand_in(c, known) for c in seen).split())


def _stand_in(character: str, known: frozenset[int]) -> str:
    if ord(character) in known:
        return character
    if unicodedata.category(character)[0] in ("L", "N"):
        return _UNKNOWN_LETTER
    return _STAND_INS.get(character, "")
