"""How the counter's form is drawn: every paper with copies, number and date, and a stamp box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from amane_desktop.checklists.standing import AT_HAND, Standing
from amane_desktop.civil_registration.checklist_paper import ChecklistSheet
from amane_desktop.civil_registration.on_paper import ListedPaper
from amane_desktop.civil_registration.paper_blocks import (
    Cell,
    dossier_head,
    labelled_lines,
    signing,
    table_head,
    table_row,
)
from amane_desktop.civil_registration.paper_words import born_lines, copies_of, foot_of
from amane_desktop.i18n import _, comma, format_date, is_rtl, isolate, labelled, writing_in
from amane_desktop.printing.arabic import embed
from amane_desktop.printing.flow import ROOM, Block, Flowing, draw_flowing, gap
from amane_desktop.printing.frame import MM

_NUMBER, _BOX, _COPIES, _PAPER_NUMBER, _DAY = 8 * MM, 9 * MM, 27 * MM, 32 * MM, 24 * MM
_NAME = ROOM - _NUMBER - _BOX - _COPIES - _PAPER_NUMBER - _DAY
_WIDTHS = (_NUMBER, _BOX, _NAME, _COPIES, _PAPER_NUMBER, _DAY)


def draw_counter_form(sheet: ChecklistSheet, languages: tuple[str, ...], day: date) -> bytes:
    """The form as a PDF file, each language on pages of its own."""
    parts, title = [], ""
    for lang in languages:
        with writing_in(lang):
            above = f"{_('Papers of the file')} · {isolate(sheet.head.number)}"
            title = title or above
            blocks = tuple(_Counter(sheet).blocks())
            parts.append(Flowing(blocks, foot_of(day), above, is_rtl()))
    return draw_flowing(title.replace("\u2066", "").replace("\u2069", ""), parts)


@dataclass(frozen=True)
class _Counter:
    """The blocks of the form in the language that is being written."""

    sheet: ChecklistSheet

    def blocks(self) -> Iterator[Block]:
        """From the centre's name down to the box for the stamp."""
        head = self.sheet.head
        yield from dossier_head(head, _("Papers of the file"))
        lines = list(born_lines(head))
        if court := comma().join(embed(part) for part in self._court() if part):
            lines.append(court)
        yield from labelled_lines(lines)
        yield gap(4 * MM)
        titles = ("", "", _("Paper"), _("How many"), _("Number"), _("Date"))
        heads = table_head(titles, _WIDTHS)
        yield heads
        wanted = [p for p in self.sheet.papers if p.line.standing != Standing.NOT_NEEDED]
        for number, paper in enumerate(wanted, start=1):
            yield self._row(number, paper, heads)
        yield gap(6 * MM)
        received = (_("Received by the office on"), _("By"))
        yield signing(received, _("Stamp and signature of the office"))

    def _court(self) -> tuple[str, ...]:
        number = self.sheet.court_file_number
        return self.sheet.court, labelled(_("Court file number"), isolate(number)) if number else ""

    def _row(self, number: int, paper: ListedPaper, heads: Block) -> Block:
        line = paper.line
        name = line.name.here
        if paper.whose:
            name = _("{paper} ({name})").format(paper=name, name=embed(paper.whose.here))
        day = line.issued_on or line.received_on
        is_here = line.standing in AT_HAND
        if line.standing == Standing.HANDED_IN and line.handed_in_on is not None:
            note = _("handed in on {day}").format(day=format_date(line.handed_in_on, "short"))
            name = f"{name}\n{note}"
        cells = [
            Cell(str(number), is_quiet=True),
            Cell(tick=is_here),
            Cell(name),
            Cell(copies_of(line)),
            Cell(line.number),
            Cell(format_date(day, "short") if is_here and day is not None else ""),
        ]
        return table_row(cells, _WIDTHS, head=heads)
