"""How the family's checklist is drawn: what is missing first, in large plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from amane_desktop.agenda.appointment_labels import when_in_words
from amane_desktop.checklists.standing import Standing
from amane_desktop.civil_registration.checklist_paper import ChecklistSheet, NextAppointment
from amane_desktop.civil_registration.on_paper import ListedPaper
from amane_desktop.civil_registration.paper_words import (
    at_hand,
    bring,
    contact_line,
    first_names_of,
    foot_of,
    how,
    next_ones,
    to_fetch,
    told_name,
    validity,
    where,
)
from amane_desktop.civil_registration.pictograms import pictogram
from amane_desktop.i18n import _, is_rtl, ngettext, writing_in
from amane_desktop.printing import fonts
from amane_desktop.printing.arabic import embed, join
from amane_desktop.printing.flow import (
    EDGE,
    ROOM,
    Block,
    Flowing,
    Words,
    draw_flowing,
    gap,
    overflow,
    set_words,
    words_block,
)
from amane_desktop.printing.frame import MM, Page
from amane_desktop.printing.shapes import card, rule, tick_box

# One page holds the usual twelve papers: everything is drawn smaller where that is enough.
_SMALLER = (0.93, 0.87, 0.8)
_PAD, _BOX, _PICTURE = 5 * MM, 6.5 * MM, 15 * MM


def draw_family_form(
    sheet: ChecklistSheet, languages: tuple[str, ...], day: date, *, is_discreet: bool
) -> bytes:
    """The checklist as a PDF file; a discreet one says no more than *Documents*."""
    parts = []
    title = ""
    for lang in languages:
        with writing_in(lang):
            parts.append(_part(sheet, day, is_discreet))
            title = title or _title(sheet, is_discreet)
    return draw_flowing(title, parts)


def _title(sheet: ChecklistSheet, is_discreet: bool) -> str:
    if is_discreet or not sheet.head.persons:
        return _("Documents")
    return _("Documents for {names}").format(names=first_names_of(sheet.head))


def _part(sheet: ChecklistSheet, day: date, is_discreet: bool) -> Flowing:
    def at(scale: float) -> Flowing:
        blocks = tuple(_Family(sheet, is_discreet, scale).blocks())
        return Flowing(blocks, foot, above, is_rtl())

    foot, above = foot_of(day, is_discreet=is_discreet), _title(sheet, is_discreet)
    large = at(1.0)
    over = overflow(large)
    if over <= 1.0:
        return large
    for scale in _SMALLER:
        # (lines break less often when they are smaller: what needs much more is not tried)
        if scale * over < 1.03 and overflow(part := at(scale)) <= 1.0:
            return part
    return large


@dataclass(frozen=True)
class _Family:
    """The blocks of the family's form in the language that is being written."""

    sheet: ChecklistSheet
    is_discreet: bool
    scale: float

    def blocks(self) -> Iterator[Block]:
        """From the centre's name down to the appointment."""
        if not self.is_discreet:
            yield self._head()
        title = _title(self.sheet, self.is_discreet)
        yield words_block(self._set(title, ROOM, 25.0, fonts.BOLD, 1.3))
        yield words_block(self._set(self._count(), ROOM, 15.0), below=3 * MM * self.scale)
        missing = to_fetch(self.sheet.papers)
        told = next_ones(missing)
        if missing:
            yield self._section(_("Papers still needed"))
        for papers in told:
            yield self._card(papers)
        for paper in missing[sum(map(len, told)) :]:
            note = join((where(paper, is_short=True), how(paper, is_short=True)))
            yield self._line(paper, note, is_ticked=False)
        here = at_hand(self.sheet.papers)
        if here:
            yield gap(2 * MM * self.scale)
            yield self._section(_("Papers at hand"))
        for paper in here:
            yield self._line(paper, validity(paper.line), is_ticked=True)
        yield from self._appointment()

    def _set(
        self, words: str, room: float, size: float, font: str = fonts.REGULAR, leading: float = 1.45
    ) -> Words:
        return set_words(words, room, is_rtl(), size=size * self.scale, font=font, leading=leading)

    def _head(self) -> Block:
        centre, number = self.sheet.head.centre.here, self.sheet.head.number

        def draw(page: Page, down: float) -> None:
            page.write(centre, EDGE, down + 4 * MM, ROOM - 45 * MM, font=fonts.BOLD, size=12.0)
            page.write(
                number,
                EDGE + ROOM - 42 * MM,
                down + 4 * MM,
                42 * MM,
                font=fonts.BOLD,
                size=12.0,
                align="trailing",
                rtl=False,
            )

        return Block(9 * MM, draw)

    def _count(self) -> str:
        ready, due = self.sheet.ready, self.sheet.due
        if due and ready == due:
            return _("All papers that are due are at hand.")
        words = ngettext(
            "{n} of {due} papers is at hand.", "{n} of {due} papers are at hand.", ready
        )
        return words.format(n=ready, due=due)

    def _section(self, title: str) -> Block:
        words = self._set(title, ROOM, 16.0, fonts.BOLD)
        return words_block(words, below=1.5 * MM * self.scale, keeps_next=True)

    def _card(self, papers: Sequence[ListedPaper]) -> Block:
        """A paper in full: a box to tick, where, what to bring, what it costs and by when.

        Of brothers and sisters, each has a box of their own.
        """
        first, is_of_all = papers[0], len(papers) > 1
        room = ROOM - 3 * _PAD - _BOX - _PICTURE - 3 * MM
        lines = [self._set(told_name(first, is_of_all=is_of_all), room, 15.5, fonts.BOLD, 1.4)]
        for words in (where(first), bring(first), how(first)):
            if words:
                lines.append(self._set(words, room, 12.0))
        boxed = lines[:1]
        if is_of_all:
            boxed = [self._set(embed(each.whose.here), room, 13.0, leading=1.9) for each in papers]
            lines += boxed
        box = _BOX * (0.8 if is_of_all else 1.0)
        tall = sum(line.tall for line in lines) + 5.5 * MM * self.scale
        tall = max(tall, _PICTURE + 6 * MM)

        def draw(page: Page, down: float) -> None:
            card(page, EDGE, down, ROOM, tall)
            at = EDGE + ROOM - _PAD - _PICTURE
            pictogram(page, first.line.authority, at, down + (tall - _PICTURE) / 2, _PICTURE)
            top = down + 2.8 * MM * self.scale
            for line in lines:
                if line in boxed:
                    middle = top + line.size * 0.72
                    tick_box(page, EDGE + _PAD, middle - box / 2, box, is_ticked=False)
                top = line.draw(page, EDGE + 2 * _PAD + _BOX, top, room)

        return Block(tall + 3.5 * MM * self.scale, draw)

    def _line(self, paper: ListedPaper, note: str, *, is_ticked: bool) -> Block:
        """A paper on a line, with what is to be known of it at the trailing side."""
        room = ROOM - _PAD - _BOX - 4 * MM
        beside = room * (0.4 if note else 0.0)
        name = self._set(told_name(paper), room - beside - 3 * MM, 13.0, leading=1.35)
        is_soon = paper.line.standing == Standing.EXPIRING
        font = fonts.BOLD if is_soon else fonts.REGULAR
        told = self._set(note, beside, 10.5, font, 1.35)
        inner = max(name.tall, told.tall, _BOX * self.scale)
        tall = inner + 2.6 * MM * self.scale
        box = _BOX * self.scale

        def draw(page: Page, down: float) -> None:
            tick_box(page, EDGE + 1 * MM, down + (inner - box) / 2, box, is_ticked=is_ticked)
            name.draw(page, EDGE + _BOX + 5 * MM, down + (inner - name.tall) / 2, room)
            at = EDGE + ROOM - beside
            told.draw(page, at, down + (inner - told.tall) / 2, beside, align="trailing")
            rule(page, EDGE, down + inner + 1.3 * MM * self.scale, ROOM)

        return Block(tall, draw)

    def _appointment(self) -> Iterator[Block]:
        """The next appointment in a box, and whom to call."""
        appointment, contact = self.sheet.appointment, contact_line(self.sheet.head)
        if appointment is None and not contact:
            return
        room = ROOM - 2 * _PAD
        lines = []
        if appointment is None:
            lines.append(self._set(_("Questions"), room, 13.0, fonts.BOLD))
        else:
            lines.append(self._set(_("Next appointment"), room, 13.0, fonts.BOLD))
            lines.append(self._set(_when(appointment), room, 17.0, fonts.BOLD))
            if appointment.place and not self.is_discreet:
                lines.append(self._set(embed(appointment.place), room, 12.5))
        if contact:
            lines.append(self._set(contact, room, 13.5))
        tall = sum(line.tall for line in lines) + 6 * MM * self.scale

        def draw(page: Page, down: float) -> None:
            card(page, EDGE, down, ROOM, tall, line=1.8)
            top = down + 3 * MM * self.scale
            for line in lines:
                top = line.draw(page, EDGE + _PAD, top, room)

        yield gap(5 * MM * self.scale)
        yield Block(tall, draw)


def _when(appointment: NextAppointment) -> str:
    return when_in_words(appointment.day, appointment.time, "full")
