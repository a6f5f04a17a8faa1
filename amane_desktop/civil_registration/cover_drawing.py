"""How the cover page of a dossier is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from amane_desktop.agenda.appointment_labels import when_in_words
from amane_desktop.checklists.standing import AT_HAND, STANDINGS, Standing
from amane_desktop.civil_registration.cover_page import CoverPage
from amane_desktop.civil_registration.paper_blocks import (
    Cell,
    labelled_lines,
    letterhead,
    section_block,
    table_row,
)
from amane_desktop.civil_registration.paper_words import born_lines, names_of, told_name, validity
from amane_desktop.civil_registration.words import StepState, state_words
from amane_desktop.i18n import _, comma, format_date, is_rtl, isolate, labelled, writing_in
from amane_desktop.printing import fonts
from amane_desktop.printing.arabic import embed
from amane_desktop.printing.flow import (
    ROOM,
    Block,
    Flowing,
    draw_flowing,
    gap,
    set_words,
    words_block,
)
from amane_desktop.printing.frame import MM

_TICK, _DAY = 9 * MM, 66 * MM
_WIDTHS = (_TICK, ROOM - _TICK - _DAY, _DAY)


def draw_cover(page: CoverPage, languages: tuple[str, ...], day: date) -> bytes:
    """The cover as a PDF file, each language on pages of its own."""
    parts = []
    for lang in languages:
        with writing_in(lang):
            foot = _("Stays at the centre. Written on {day}.").format(day=format_date(day))
            blocks = tuple(_blocks(page))
            parts.append(Flowing(blocks, foot, isolate(page.head.number), is_rtl()))
    return draw_flowing(page.head.number, parts)


def _blocks(page: CoverPage) -> Iterator[Block]:
    record, rtl = page.record, is_rtl()
    yield letterhead(page.head, record.number)
    title = set_words(names_of(page.head), ROOM, rtl, size=22.0, font=fonts.BOLD, leading=1.3)
    yield words_block(title)
    yield words_block(set_words(record.procedure.badge.here, ROOM, rtl, size=13.0), below=2 * MM)
    yield from labelled_lines(list(_facts(page)))
    yield gap(3 * MM)
    yield section_block(_("The way"))
    yield from _steps(page)
    yield gap(4 * MM)
    yield section_block(_("Papers of the file"))
    yield from _papers(page)


def _facts(page: CoverPage) -> Iterator[str]:
    record = page.record
    yield from born_lines(page.head)
    yield labelled(_("Family file"), isolate(record.file_number))
    opened = labelled(_("Opened on"), format_date(record.opened_on))
    yield comma().join((opened, state_words(record.state, record.outcome)))
    if page.head.contact:
        yield labelled(_("Responsible"), embed(page.head.contact.here))
    if page.telephones:
        yield labelled(_("Safe to call"), comma().join(each.here for each in page.telephones))
    if record.next_appointment is not None:
        told = record.next_appointment
        when = when_in_words(told.day, told.time, "full")
        place = embed(told.place) if told.place else ""
        yield labelled(_("Next appointment"), comma().join(part for part in (when, place) if part))
    court = [record.court]
    if record.court_file_number:
        court.append(labelled(_("Court file number"), isolate(record.court_file_number)))
    if record.judgment_number:
        court.append(labelled(_("Judgment number"), isolate(record.judgment_number)))
    if record.judgment_on is not None:
        court.append(format_date(record.judgment_on))
    if any(court):
        yield labelled(_("Court"), comma().join(embed(part) for part in court if part))
    if record.needs:
        numbers = comma().join(isolate(each.number) for each in record.needs)
        yield labelled(_("Waits for"), numbers)


def _steps(page: CoverPage) -> Iterator[Block]:
    for step in page.record.steps:
        if step.state == StepState.NOT_NEEDED:
            continue
        is_done = step.state == StepState.DONE
        day = format_date(step.done_on) if step.done_on is not None else ""
        yield table_row(
            (Cell(tick=is_done), Cell(step.name.here, is_strong=step.is_current), Cell(day)),
            _WIDTHS,
        )


def _papers(page: CoverPage) -> Iterator[Block]:
    for paper in page.papers:
        standing = paper.line.standing
        if standing == Standing.NOT_NEEDED:
            continue
        is_here = standing in AT_HAND
        told = validity(paper.line) if is_here else _(STANDINGS[standing])
        yield table_row((Cell(tick=is_here), Cell(told_name(paper)), Cell(told)), _WIDTHS)
