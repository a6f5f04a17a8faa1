"""Papers that read from top to bottom: blocks that flow over as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from amane_desktop.printing import fonts, text
from amane_desktop.printing.frame import LONG_SIDE, MARGIN, MM, SHORT_SIDE, SOFT, Align, Page, Paper

# A little more air beside the words than a roster has.
EDGE = 3 * MM
ROOM = SHORT_SIDE - 2 * MARGIN - 2 * EDGE
_TOP, _TOP_AGAIN = 13 * MM, 22 * MM
_FOOT, _FOOT_SIZE, _FOOT_LINE = 9 * MM, 9.0, 4 * MM
_ABOVE_FOOT = 5 * MM


@dataclass(frozen=True)
class Block:
    """A piece of a paper, so tall; it is drawn whole, from its top down.

    With `keeps_next` it never stands alone at the foot of a page; `again` is said once more above
    it where it begins one. Without a `draw` it is air, which no page begins with.
    """

    tall: float
    draw: Callable[[Page, float], None] | None
    keeps_next: bool = False
    again: Block | None = None


@dataclass(frozen=True)
class Flowing:
    """A paper in one language: its blocks, its foot, and what stands above pages that follow."""

    blocks: tuple[Block, ...]
    foot: str
    above: str
    rtl: bool


def draw_flowing(title: str, parts: Sequence[Flowing]) -> bytes:
    """The paper as a PDF file: each language on pages of its own, counted where they are many."""
    paper = Paper(title, rtl=parts[0].rtl, printed="", pages=0)
    for part in parts:
        pages = _pages(part)
        for number, placed in enumerate(pages, start=1):
            page = paper.page()
            page.rtl = part.rtl
            if number > 1:
                page.write(part.above, EDGE, 15 * MM, ROOM, font=fonts.BOLD, size=11.0)
            for block, down in placed:
                if block.draw is not None:
                    block.draw(page, down)
            _draw_foot(page, part, number, len(pages))
    return paper.finish()


def overflow(part: Flowing) -> float:
    """How tall the blocks are, as a share of one page; above 1 they take several."""
    return sum(block.tall for block in part.blocks) / (_bottom(part) - _TOP)


def _bottom(part: Flowing) -> float:
    return LONG_SIDE - _FOOT - _FOOT_LINE * len(_foot_lines(part)) - _ABOVE_FOOT


def _pages(part: Flowing) -> list[list[tuple[Block, float]]]:
    bottom = _bottom(part)
    pages: list[list[tuple[Block, float]]] = [[]]
    down = _TOP
    for place, block in enumerate(part.blocks):
        if block.draw is None:
            down += block.tall if pages[-1] else 0.0
            continue
        if pages[-1] and down + _together(part.blocks[place:]) > bottom:
            pages.append([])
            down = _TOP_AGAIN
            if block.again is not None:
                pages[-1].append((block.again, down))
                down += block.again.tall
        pages[-1].append((block, down))
        down += block.tall
    return pages


def _together(blocks: Sequence[Block]) -> float:
    """How tall the first block is, with those that it keeps beside it."""
    tall = 0.0
    for block in blocks:
        tall += block.tall
        if not block.keeps_next:
            break
    return tall


def _foot_lines(part: Flowing) -> Sequence[text.Fitted]:
    return text.fit_lines(part.foot, fonts.REGULAR, _FOOT_SIZE, ROOM - 20 * MM, part.rtl)


def _draw_foot(page: Page, part: Flowing, number: int, total: int) -> None:
    lines = _foot_lines(part)
    for place, line in enumerate(lines):
        down = page.height - _FOOT - _FOOT_LINE * (len(lines) - 1 - place)
        page.put(line, EDGE, down, ROOM - 20 * MM, grey=SOFT)
    if total > 1:
        page.write(
            f"{number} / {total}",
            EDGE + ROOM - 18 * MM,
            page.height - _FOOT,
            18 * MM,
            size=_FOOT_SIZE,
            align="trailing",
            grey=SOFT,
            rtl=False,
        )


def gap(tall: float) -> Block:
    """Nothing, so tall."""
    return Block(tall, None)


@dataclass(frozen=True)
class Words:
    """Lines of one paragraph, fitted to a room; the first baseline lies one size below the top."""

    lines: tuple[text.Fitted, ...]
    font: str
    size: float
    leading: float = 1.45
    grey: float = 0.0

    @property
    def tall(self) -> float:
        """How much of a page the lines take."""
        return len(self.lines) * self.size * self.leading

    def draw(
        self, page: Page, offset: float, down: float, room: float, *, align: Align = "leading"
    ) -> float:
        """Write the lines below a place, and give how far down they end."""
        for line in self.lines:
            base = down + self.size * 1.06
            page.put(line, offset, base, room, font=self.font, align=align, grey=self.grey)
            down += self.size * self.leading
        return down


def set_words(
    words: str,
    room: float,
    rtl: bool,
    *,
    size: float = 11.0,
    font: str = fonts.REGULAR,
    leading: float = 1.45,
    grey: float = 0.0,
) -> Words:
    """Words broken into lines of a room; those of several lines keep their breaks."""
    fonts.register()
    lines = [
        line
        for paragraph in (words.split("\n") if words else ())
        for line in text.fit_lines(paragraph, font, size, room, rtl)
    ]
    return Words(tuple(lines), font, size, leading, grey)


def words_block(
    words: Words, *, below: float = 0.0, align: Align = "leading", keeps_next: bool = False
) -> Block:
    """A paragraph over the whole width."""

    def draw(page: Page, down: float) -> None:
        words.draw(page, EDGE, down, ROOM, align=align)

    return Block(words.tall + below, draw, keeps_next)
