"""What the papers of a dossier share: their head, rows of a table, and places to sign and stamp."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amane_desktop.civil_registration.on_paper import PaperHead
from amane_desktop.i18n import is_rtl
from amane_desktop.printing import arabic, fonts
from amane_desktop.printing.flow import EDGE, ROOM, Block, set_words, words_block
from amane_desktop.printing.frame import MM, SOFT, Page
from amane_desktop.printing.shapes import card, rule, tick_box

_PAD, _AROUND, _BOX = 1.2 * MM, 2.4 * MM, 5 * MM
_STAMP = 34 * MM
_SIGNATURE = 30 * MM


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: words, or a box that is ticked or empty."""

    words: str = ""
    tick: bool | None = None
    is_strong: bool = False
    is_quiet: bool = False


def letterhead(head: PaperHead, reference: str) -> Block:
    """The centre with its address at the leading side, a reference at the trailing one."""
    centre, address = head.centre.here, head.address.here

    def draw(page: Page, down: float) -> None:
        room = ROOM - 50 * MM
        page.write(centre, EDGE, down + 4 * MM, room, font=fonts.BOLD, size=12.0)
        page.write(address, EDGE, down + 9 * MM, room, size=9.5, grey=SOFT)
        page.write(
            reference,
            EDGE + ROOM - 47 * MM,
            down + 4 * MM,
            47 * MM,
            font=fonts.BOLD,
            size=12.0,
            align="trailing",
            rtl=False,
        )

    return Block(16 * MM, draw)


def dossier_head(head: PaperHead, title: str) -> Iterator[Block]:
    """The letterhead with the dossier's number, and the paper's title."""
    yield letterhead(head, head.number)
    yield title_block(title)


def title_block(title: str) -> Block:
    """The title of a paper."""
    words = set_words(title, ROOM, is_rtl(), size=20.0, font=fonts.BOLD, leading=1.3)
    return words_block(words, below=2 * MM)


def section_block(title: str) -> Block:
    """The title of a part, which stays with what follows."""
    words = set_words(title, ROOM, is_rtl(), size=13.0, font=fonts.BOLD)
    return words_block(words, below=1.5 * MM, keeps_next=True)


def labelled_lines(
    lines: Sequence[str], size: float = 11.5, *, keeps_next: bool = False
) -> Iterator[Block]:
    """Lines one below the other, each as long as it is."""
    for line in lines:
        words = set_words(line, ROOM, is_rtl(), size=size)
        yield words_block(words, keeps_next=keeps_next)


def table_head(titles: Sequence[str], widths: Sequence[float]) -> Block:
    """The titles of columns, which stay with the first row."""
    return table_row([Cell(words) for words in titles], widths, is_head=True)


def table_row(
    cells: Sequence[Cell],
    widths: Sequence[float],
    *,
    head: Block | None = None,
    is_head: bool = False,
) -> Block:
    """A row that grows with its words, a line below it; `head` is said again on a new page."""
    size = 9.0 if is_head else 10.5
    set_cells = [
        set_words(
            cell.words,
            width - 2 * _PAD,
            arabic.starts_rtl(cell.words) if cell.words else is_rtl(),
            size=size,
            font=fonts.SEMIBOLD if is_head or cell.is_strong else fonts.REGULAR,
            leading=1.35,
            grey=SOFT if is_head or cell.is_quiet else 0.0,
        )
        for cell, width in zip(cells, widths, strict=True)
    ]
    least = 4 * MM if is_head else _BOX
    inner = max(least, *(words.tall for words in set_cells))
    tall = inner + (1 * MM if is_head else _AROUND)

    def draw(page: Page, down: float) -> None:
        offset = EDGE
        for cell, words, width in zip(cells, set_cells, widths, strict=True):
            if cell.tick is not None:
                at = down + (tall - _BOX) / 2
                tick_box(page, offset + (width - _BOX) / 2, at, _BOX, is_ticked=cell.tick)
            words.draw(page, offset + _PAD, down + (tall - words.tall) / 2, width - 2 * _PAD)
            offset += width
        rule(
            page, EDGE, down + tall, ROOM, line=0.9 if is_head else 0.35, grey=0 if is_head else 0.6
        )

    return Block(tall, draw, is_head, head)


def signing(labels: Sequence[str], stamp: str) -> Block:
    """Lines to fill in by hand at the leading side, and a box for a stamp at the trailing one."""
    half = ROOM / 2 - 4 * MM

    def draw(page: Page, down: float) -> None:
        for place, label in enumerate(labels):
            base = down + (7 + 11 * place) * MM
            line = page.write(label, EDGE, base, half * 0.45, size=11.0, rtl=page.rtl)
            start = line.width + 3 * MM
            rule(page, EDGE + start, base + 1 * MM, half - start, line=0.6, grey=0)
        at = EDGE + ROOM - half
        card(page, at, down, half, _STAMP, line=0.8)
        page.write(stamp, at + 3 * MM, down + 5.5 * MM, half - 6 * MM, size=9.5, grey=SOFT)

    return Block(_STAMP + 2 * MM, draw)


def signatures(labels: Sequence[str]) -> Block:
    """A box for each who signs, side by side."""
    between = 6 * MM
    width = (ROOM - between * (len(labels) - 1)) / len(labels)

    def draw(page: Page, down: float) -> None:
        for place, label in enumerate(labels):
            at = EDGE + place * (width + between)
            card(page, at, down, width, _SIGNATURE, line=0.8)
            page.write(label, at + 3 * MM, down + 5.5 * MM, width - 6 * MM, size=10.0)

    return Block(_SIGNATURE + 3 * MM, draw)
