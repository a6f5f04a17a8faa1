"""Papers read back as a reader of the PDF would: words with their places."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import dataclass
from xml.etree import ElementTree

MM = 72 / 25.4
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True)
class Line:
    """Words that stand together on a page, in the order in which they are read."""

    text: str
    page: int
    left: float
    right: float
    middle: float


@dataclass(frozen=True)
class Sheet:
    """A page's size in millimetres and its lines."""

    width: float
    height: float
    lines: tuple[Line, ...]


def tool(name: str, pdf: bytes, *arguments: str) -> str:
    """What one of poppler's tools says of a paper."""
    command = [name, *arguments, "-", *(["-"] if name == "pdftotext" else [])]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def text(pdf: bytes) -> str:
    """The paper's text in reading order, without the marks that pdftotext puts round Arabic."""
    plain = unicodedata.normalize("NFKC", tool("pdftotext", pdf))
    return re.sub("[\u202a-\u202e]", "", plain)


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages with every line and its place."""
    tree = ElementTree.fromstring(tool("pdftotext", pdf, "-bbox-layout"))
    return [_sheet(number, page) for number, page in enumerate(tree.iter(f"{_XHTML}page"))]


def words(pdf: bytes) -> list[Line]:
    """Every word of the paper by itself, with its place."""
    tree = ElementTree.fromstring(tool("pdftotext", pdf, "-bbox-layout"))
    return [
        _placed(number, word, _logical(word.text or ""))
        for number, page in enumerate(tree.iter(f"{_XHTML}page"))
        for word in page.iter(f"{_XHTML}word")
    ]


def _sheet(number: int, page: ElementTree.Element) -> Sheet:
    lines = tuple(_line(number, line) for line in page.iter(f"{_XHTML}line"))
    return Sheet(float(page.get("width", 0)) / MM, float(page.get("height", 0)) / MM, lines)


def _line(number: int, line: ElementTree.Element) -> Line:
    words = [_logical(word.text or "") for word in line.iter(f"{_XHTML}word")]
    if _ARABIC.search("".join(words)):
        words.reverse()
    return _placed(number, line, " ".join(words))


def _placed(page: int, box: ElementTree.Element, text: str) -> Line:
    left, top, right, bottom = (float(box.get(k, 0)) for k in ("xMin", "yMin", "xMax", "yMax"))
    return Line(text, page, left, right, (top + bottom) / 2)


def _logical(word: str) -> str:
    """With places, pdftotext gives words as they are seen; letters of Arabic turn round."""
    word = unicodedata.normalize("NFKC", word)
    return word[::-1] if _ARABIC.search(word) else word
