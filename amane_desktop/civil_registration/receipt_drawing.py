"""How the receipt for originals is drawn: what was left, what went back, and who signs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from amane_desktop.civil_registration.paper_blocks import (
    Cell,
    dossier_head,
    labelled_lines,
    section_block,
    signatures,
    table_head,
    table_row,
)
from amane_desktop.civil_registration.paper_words import born_lines
from amane_desktop.civil_registration.receipt import Receipt
from amane_desktop.i18n import _, format_date, is_rtl, writing_in
from amane_desktop.printing.arabic import embed
from amane_desktop.printing.flow import ROOM, Block, Flowing, draw_flowing, gap
from amane_desktop.printing.frame import MM

_NUMBER, _PAPER_NUMBER, _DAY = 8 * MM, 36 * MM, 32 * MM
_WIDTHS = (_NUMBER, ROOM - _NUMBER - _PAPER_NUMBER - 2 * _DAY, _PAPER_NUMBER, _DAY, _DAY)


def draw(receipt: Receipt, languages: tuple[str, ...], day: date) -> bytes:
    """The receipt as a PDF file, each language on pages of its own."""
    parts, title = [], ""
    for lang in languages:
        with writing_in(lang):
            words = _("Receipt for original papers")
            title = title or words
            foot = _("Two copies: one for whoever entrusts them, one for the centre. {day}.")
            foot = foot.format(day=format_date(day))
            parts.append(Flowing(tuple(_blocks(receipt, words)), foot, words, is_rtl()))
    return draw_flowing(title, parts)


def _blocks(receipt: Receipt, title: str) -> Iterator[Block]:
    yield from dossier_head(receipt.head, title)
    yield from labelled_lines(born_lines(receipt.head))
    yield gap(2 * MM)
    said = _(
        "The centre keeps these originals with care for the steps under way. "
        "They are given back whenever they are asked for."
    )
    yield from labelled_lines([said])
    yield gap(3 * MM)
    titles = ("", _("Original"), _("Number"), _("Entrusted on"), _("Given back on"))
    heads = table_head(titles, _WIDTHS)
    yield heads
    for number, paper in enumerate(receipt.papers, start=1):
        name = paper.name.here
        if paper.whose:
            name = _("{paper} ({name})").format(paper=name, name=embed(paper.whose.here))
        back = format_date(paper.returned_on, "short") if paper.returned_on is not None else ""
        yield table_row(
            (
                Cell(str(number), is_quiet=True),
                Cell(name, is_strong=True),
                Cell(paper.number),
                Cell(format_date(paper.entrusted_on, "short")),
                Cell(back),
            ),
            _WIDTHS,
            head=heads,
        )
    yield gap(6 * MM)
    yield section_block(_("When they are entrusted"))
    yield signatures((_("Who entrusts them: name and signature"), _("For the centre")))
    yield gap(4 * MM)
    yield section_block(_("When they are given back"))
    yield signatures((_("Who receives them: name and signature"), _("For the centre")))
