"""How a letter is drawn: the centre, its number and day, whom it goes to, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amane_desktop.civil_registration.letters import Letter
from amane_desktop.i18n import _, format_date, is_rtl, isolate, labelled, writing_in
from amane_desktop.printing import fonts
from amane_desktop.printing.flow import (
    EDGE,
    ROOM,
    Block,
    Flowing,
    draw_flowing,
    gap,
    set_words,
    words_block,
)
from amane_desktop.printing.frame import MM, SOFT, Page

_SIZE, _LEADING = 11.5, 1.65
_STAMP = 30 * MM
# A number with its strokes stays whole inside Arabic: 12/1608/2026, 06 12 34 56 78.
_NUMBERS = re.compile(r"\+?[0-9A-Za-z]*\d(?:[0-9A-Za-z/.\-]| (?=\d))*")


def draw(letter: Letter, languages: tuple[str, ...]) -> bytes:
    """The letter as a PDF file, each language on pages of its own."""
    parts = []
    for lang in languages:
        with writing_in(lang):
            above = labelled(_("Number"), isolate(letter.number))
            parts.append(Flowing(tuple(_blocks(letter)), "", above, is_rtl()))
    return draw_flowing(letter.number, parts)


def _blocks(letter: Letter) -> Iterator[Block]:
    rtl = is_rtl()
    yield _head(letter)
    yield gap(10 * MM)
    to = set_words(_whole(letter.addressee.here), ROOM, rtl, size=12.5, font=fonts.SEMIBOLD)
    yield words_block(to, below=8 * MM)
    subject = labelled(_("Subject"), _whole(letter.subject.here))
    words = set_words(subject, ROOM, rtl, size=_SIZE, font=fonts.SEMIBOLD)
    yield words_block(words, below=7 * MM, keeps_next=True)
    for paragraph in letter.body.here.split("\n"):
        if not paragraph:
            yield gap(3.5 * MM)
            continue
        yield words_block(set_words(_whole(paragraph), ROOM, rtl, size=_SIZE, leading=_LEADING))
    yield gap(8 * MM)
    yield _signed()


def _head(letter: Letter) -> Block:
    half = ROOM * 0.55
    centre, address = letter.centre.here, letter.address.here
    number = labelled(_("Number"), isolate(letter.number))
    dated = _("On {day}").format(day=format_date(letter.day))

    def write(page: Page, down: float) -> None:
        page.write(centre, EDGE, down + 6 * MM, half, font=fonts.BOLD, size=14.0)
        page.write(address, EDGE, down + 12 * MM, half, size=9.5, grey=SOFT)
        for place, words in enumerate((number, dated)):
            page.write(
                words,
                EDGE + half,
                down + (6 + 6 * place) * MM,
                ROOM - half,
                size=11.0,
                align="trailing",
                rtl=page.rtl,
            )

    return Block(18 * MM, write)


def _signed() -> Block:
    words = _("For the centre")

    def write(page: Page, down: float) -> None:
        page.write(words, EDGE, down + 5 * MM, ROOM, size=11.5, align="trailing", rtl=page.rtl)

    return Block(_STAMP, write)


def _whole(words: str) -> str:
    if not is_rtl():
        return words
    return _NUMBERS.sub(lambda found: isolate(found[0]), words)
