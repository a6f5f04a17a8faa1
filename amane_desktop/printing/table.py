"""Papers of tables: titled parts whose rows grow with their words and flow over pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from amane_desktop.printing import arabic, fonts, grid, text
from amane_desktop.printing.frame import (
    LONG_SIDE,
    MARGIN,
    MM,
    SHORT_SIDE,
    SOFT,
    Heading,
    Page,
    Paper,
)
from amane_desktop.printing.wording import printed_line

_TOP, _BOTTOM = 36 * MM, 14 * MM
_SIZE, _LINE, _AROUND = 9.5, 4.1 * MM, 3.1 * MM
_PART, _HEAD_LINE, _BELOW_PART = 9 * MM, 3.6 * MM, 4 * MM
_PAD = 1.2 * MM


@dataclass(frozen=True)
class Column:
    """A column by its title in each language; without a width it shares what the others leave."""

    titles: tuple[str, ...]
    width: float = 0.0
    share: float = 1.0
    is_strong: bool = False
    is_quiet: bool = False
    is_number: bool = False


@dataclass(frozen=True)
class Part:
    """A table with its title in each language; a cell's lines are set apart by `\\n`."""

    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """Parts below one heading; each sheet begins a page."""

    headings: tuple[Heading, ...]
    parts: tuple[Part, ...]
    landscape: bool = False


@dataclass(frozen=True)
class _Piece:
    """Some rows of a part on a page, and how far down they begin."""

    part: Part
    first: int
    heights: tuple[float, ...]
    down: float


def draw_tables(
    title: str, sheets: Sequence[Sheet], languages: tuple[str, ...], by: str, at: datetime
) -> bytes:
    """The paper as a PDF file; by whom and when it was printed stands at its foot."""
    planned = [(sheet, page) for sheet in sheets for page in _pages(sheet)]
    rtl = languages[0] == "ar"
    paper = Paper(title, rtl=rtl, printed=printed_line(languages[0], by, at), pages=len(planned))
    for sheet, pieces in planned:
        page = paper.page(landscape=sheet.landscape)
        page.heading(sheet.headings)
        for piece in pieces:
            _draw(page, piece)
    return paper.finish()


def _pages(sheet: Sheet) -> Iterator[list[_Piece]]:
    """The pages of a sheet; a part's title and heads are said again where it goes on."""
    tall = SHORT_SIDE if sheet.landscape else LONG_SIDE
    page: list[_Piece] = []
    down = _TOP
    for part in sheet.parts:
        heights = _heights(part, _widths(part, sheet.landscape))
        head = _head(part)
        first = 0
        while True:
            count = _that_fit(heights[first:], tall - _BOTTOM - down - head)
            # A title does not stand alone at the foot of a page.
            if page and not count and heights:
                yield page
                page, down = [], _TOP
                continue
            count = max(count, min(1, len(heights)))
            piece = _Piece(part, first, tuple(heights[first : first + count]), down)
            page.append(piece)
            down += head + sum(piece.heights) + _BELOW_PART
            first += count
            if first >= len(heights):
                break
            yield page
            page, down = [], _TOP
    yield page


def _that_fit(heights: Sequence[float], room: float) -> int:
    taken = 0.0
    for count, height in enumerate(heights):
        taken += height
        if taken > room:
            return count
    return len(heights)


def _head(part: Part) -> float:
    lines = max(len(column.titles) for column in part.columns)
    return (_PART if any(part.titles) else 0.0) + _HEAD_LINE * lines + 1.4 * MM


def _widths(part: Part, landscape: bool) -> list[float]:
    inner = (LONG_SIDE if landscape else SHORT_SIDE) - 2 * MARGIN
    left = inner - sum(column.width for column in part.columns)
    shares = sum(column.share for column in part.columns if not column.width)
    return [column.width or left * column.share / shares for column in part.columns]


def _heights(part: Part, widths: Sequence[float]) -> list[float]:
    return [
        _AROUND
        + _LINE
        * max(
            len(_lines(cell, column, width))
            for cell, column, width in zip(row, part.columns, widths, strict=True)
        )
        for row in part.rows
    ]


def _lines(cell: str, column: Column, width: float) -> list[str]:
    font = fonts.SEMIBOLD if column.is_strong else fonts.REGULAR
    room = width - 2 * _PAD
    broken = (
        text.break_lines(line, font, _SIZE, room, arabic.starts_rtl(line))
        for line in cell.split("\n")
    )
    return [line for lines in broken for line in lines] or [""]


def _draw(page: Page, piece: _Piece) -> None:
    part = piece.part
    widths = _widths(part, page.inner > SHORT_SIDE)
    down = piece.down
    if any(part.titles):
        for place, words in enumerate(part.titles):
            page.write(
                words,
                page.inner / 2 * place,
                down + 5.5 * MM,
                page.inner / len(part.titles),
                font=fonts.BOLD,
                size=11.5,
                align="trailing" if place else "leading",
            )
        down += _PART
    _draw_heads(page, part, widths, down)
    down = piece.down + _head(part)
    _draw_lines(page, down, piece.heights)
    for row, height in zip(part.rows[piece.first :], piece.heights, strict=False):
        offset = 0.0
        for cell, column, width in zip(row, part.columns, widths, strict=True):
            _draw_cell(page, cell, column, offset, down, width)
            offset += width
        down += height


def _draw_heads(page: Page, part: Part, widths: Sequence[float], down: float) -> None:
    offset = 0.0
    for column, width in zip(part.columns, widths, strict=True):
        for place, words in enumerate(column.titles):
            page.write(
                words,
                offset + _PAD,
                down + 2.4 * MM + _HEAD_LINE * place,
                width - 2 * _PAD,
                font=fonts.SEMIBOLD,
                size=8.0,
                grey=SOFT,
                align="centre" if column.is_number else "leading",
            )
        offset += width


def _draw_lines(page: Page, down: float, heights: Sequence[float]) -> None:
    left = page.x(0, page.inner)
    right = left + page.inner
    ends = [down]
    for height in heights:
        ends.append(ends[-1] + height)
    between = [(left, page.y(end), right, page.y(end)) for end in ends[1:-1]]
    grid.rules(page.canvas, between, grid.HAIRLINE, grid.PALE)
    outside = [(left, page.y(end), right, page.y(end)) for end in (ends[0], ends[-1])]
    grid.rules(page.canvas, outside, grid.RULE)


def _draw_cell(
    page: Page, cell: str, column: Column, offset: float, down: float, width: float
) -> None:
    for place, line in enumerate(_lines(cell, column, width)):
        page.write(
            line,
            offset + _PAD,
            down + 4.9 * MM + _LINE * place,
            width - 2 * _PAD,
            font=fonts.SEMIBOLD if column.is_strong else fonts.REGULAR,
            size=_SIZE,
            grey=SOFT if column.is_quiet else 0.0,
            align="centre" if column.is_number else "leading",
        )
