"""How the tour sheet is drawn: a part for each counter, a row with a box for each paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from amane_desktop.checklists.authorities import authority_name
from amane_desktop.civil_registration.paper_blocks import (
    Cell,
    labelled_lines,
    section_block,
    table_head,
    table_row,
    title_block,
)
from amane_desktop.civil_registration.tour_sheet import SheetLine, SheetStop, TourSheet
from amane_desktop.i18n import (
    _,
    format_date,
    is_rtl,
    isolate,
    money_in_words,
    ngettext,
    writing_in,
)
from amane_desktop.people.telephones import shown_number
from amane_desktop.printing.arabic import join
from amane_desktop.printing.flow import ROOM, Block, Flowing, draw_flowing, gap
from amane_desktop.printing.frame import MM

_TICK, _NUMBER, _COPIES, _COST, _DAY = 10 * MM, 28 * MM, 26 * MM, 20 * MM, 26 * MM
_WIDTHS = (_TICK, _NUMBER, ROOM - _TICK - _NUMBER - _COPIES - _COST - _DAY, _COPIES, _COST, _DAY)


def draw(sheet: TourSheet, languages: tuple[str, ...], day: date) -> bytes:
    """The sheet as a PDF file, each language on pages of its own."""
    parts, title = [], ""
    for lang in languages:
        with writing_in(lang):
            words = _("Tour of the offices")
            title = title or words
            foot = _("Written on {day}.").format(day=format_date(day))
            parts.append(Flowing(tuple(_blocks(sheet, words)), foot, words, is_rtl()))
    return draw_flowing(title, parts)


def _blocks(sheet: TourSheet, title: str) -> Iterator[Block]:
    yield title_block(title)
    for stop in sheet.stops:
        yield section_block(_name(stop))
        if about := _about(stop):
            yield from labelled_lines([about], size=10.5, keeps_next=True)
        titles = ("", _("Number"), _("Paper"), _("How many"), _("Cost"), _("By when"))
        heads = table_head(titles, _WIDTHS)
        yield heads
        for line in stop.lines:
            yield _row(line, heads)
        yield gap(6 * MM)


def _name(stop: SheetStop) -> str:
    if stop.counter is None:
        return authority_name(stop.authority) or _("To be found out where")
    return stop.counter.name.here


def _about(stop: SheetStop) -> str:
    counter = stop.counter
    if counter is None:
        return ""
    number = isolate(shown_number(counter.telephone)) if counter.telephone else ""
    parts = (counter.address.here, counter.hours.here, number)
    return join(parts)


def _row(line: SheetLine, heads: Block) -> Block:
    if line.is_original:
        many = ngettext("{n} original", "{n} originals", line.copies).format(n=line.copies)
    else:
        many = ngettext("{n} copy", "{n} copies", line.copies).format(n=line.copies)
    cost = "" if line.cost is None else money_in_words(line.cost)
    by = "" if line.wanted_by is None else format_date(line.wanted_by, "short")
    cells = (
        Cell(tick=False),
        Cell(line.number, is_strong=True),
        Cell(line.paper.here),
        Cell(many),
        Cell(cost),
        Cell(by),
    )
    return table_row(cells, _WIDTHS, head=heads)
