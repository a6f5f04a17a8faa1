"""How the slip for a hearing is drawn: the day and the hour first, in large type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from amane_desktop.civil_registration.hearing_slip import HearingSlip
from amane_desktop.civil_registration.paper_blocks import (
    Cell,
    dossier_head,
    labelled_lines,
    section_block,
    table_row,
    title_block,
)
from amane_desktop.civil_registration.paper_words import (
    contact_line,
    foot_of,
    names_of,
    told_name,
)
from amane_desktop.i18n import _, format_date, is_rtl, isolate, labelled, writing_in
from amane_desktop.printing import fonts
from amane_desktop.printing.arabic import embed
from amane_desktop.printing.flow import EDGE, ROOM, Block, Flowing, draw_flowing, gap, set_words
from amane_desktop.printing.frame import MM, Page
from amane_desktop.printing.shapes import card

_PAD = 6 * MM
_WIDTHS = (10 * MM, ROOM - 10 * MM)


def draw(slip: HearingSlip, languages: tuple[str, ...], day: date, *, is_discreet: bool) -> bytes:
    """The slip as a PDF file, each language on a page of its own."""
    parts, title = [], ""
    for lang in languages:
        with writing_in(lang):
            words = _("Appointment") if is_discreet else _title(slip)
            title = title or words
            foot = foot_of(day, is_discreet=is_discreet)
            blocks = tuple(_blocks(slip, words, is_discreet))
            parts.append(Flowing(blocks, foot, words, is_rtl()))
    return draw_flowing(title, parts)


def _title(slip: HearingSlip) -> str:
    return _("Hearing") if slip.kind == "hearing" else _("Appointment")


def _blocks(slip: HearingSlip, title: str, is_discreet: bool) -> Iterator[Block]:
    if is_discreet:
        yield title_block(title)
    else:
        yield from dossier_head(slip.head, title)
        yield from labelled_lines([names_of(slip.head)], size=14.0)
    yield gap(3 * MM)
    yield _when(slip)
    yield gap(4 * MM)
    if not is_discreet:
        yield from labelled_lines(list(_facts(slip)), size=12.5)
        yield gap(3 * MM)
    yield section_block(_("Bring along"))
    yield table_row((Cell(tick=False), Cell(_("An identity paper, if there is one"))), _WIDTHS)
    yield table_row((Cell(tick=False), Cell(_("This sheet"))), _WIDTHS)
    if is_discreet and slip.papers:
        yield table_row((Cell(tick=False), Cell(_("The papers that were agreed on"))), _WIDTHS)
    for paper in () if is_discreet else slip.papers:
        yield table_row((Cell(tick=False), Cell(told_name(paper))), _WIDTHS)
    yield gap(5 * MM)
    if contact := contact_line(slip.head):
        hint = _("If you cannot come, or are late, please call:")
        yield from labelled_lines([hint, contact], size=13.0)


def _when(slip: HearingSlip) -> Block:
    room, rtl = ROOM - 2 * _PAD, is_rtl()
    lines = [set_words(format_date(slip.day, "full"), room, rtl, size=20.0, font=fonts.BOLD)]
    if slip.time is not None:
        hour = _("at {time}").format(time=isolate(f"{slip.time:%H:%M}"))
        lines.append(set_words(hour, room, rtl, size=20.0, font=fonts.BOLD))
        early = _("Please be there a little before.")
        lines.append(set_words(early, room, rtl, size=12.0))
    if slip.place:
        lines.append(set_words(embed(slip.place), room, rtl, size=15.0))
    tall = sum(line.tall for line in lines) + 2 * _PAD

    def draw_box(page: Page, down: float) -> None:
        card(page, EDGE, down, ROOM, tall, line=1.8)
        top = down + _PAD
        for line in lines:
            top = line.draw(page, EDGE + _PAD, top, room)

    return Block(tall, draw_box)


def _facts(slip: HearingSlip) -> Iterator[str]:
    if slip.title:
        yield embed(slip.title)
    if slip.court and slip.kind == "hearing":
        yield labelled(_("Court"), embed(slip.court))
    if slip.court_file_number and slip.kind == "hearing":
        yield labelled(_("Court file number"), isolate(slip.court_file_number))
    if slip.companion:
        yield _("{name} of the centre comes along.").format(name=embed(slip.companion.here))
