"""How a required paper is told on a printed one, in plain words for whoever reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby, islice

from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.queries import PaperLine
from amane_desktop.checklists.standing import AT_HAND, TO_FETCH, Need, Standing
from amane_desktop.civil_registration.on_paper import ListedPaper, PaperHead
from amane_desktop.i18n import (
    _,
    comma,
    format_date,
    isolate,
    labelled,
    money_in_words,
    ngettext,
)
from amane_desktop.people.dates import shown_date
from amane_desktop.printing.arabic import embed, join

_NEXT = 3


def names_of(papers_head: PaperHead) -> str:
    """The whole names of whom a dossier is for."""
    return comma().join(embed(person.name.here) for person in papers_head.persons)


def first_names_of(papers_head: PaperHead) -> str:
    """Their first names, or the whole one of somebody who has none."""
    return comma().join(
        embed(person.given.here or person.name.here) for person in papers_head.persons
    )


def born_lines(papers_head: PaperHead) -> tuple[str, ...]:
    """Each person with the birth, no more exact than it is known."""
    return tuple(
        join((person.name.here, _born(birth)))
        for person in papers_head.persons
        for birth in (shown_date(person.birth_date, person.birth_precision),)
    )


def _born(birth: str) -> str:
    return _("born: {date}").format(date=birth) if birth else ""


def contact_line(papers_head: PaperHead) -> str:
    """Whom to ask, with the number; empty where nobody is responsible yet."""
    if not papers_head.contact:
        return ""
    number = isolate(papers_head.telephone) if papers_head.telephone else "." * 24
    return labelled(embed(papers_head.contact.here), number)


def told_name(paper: ListedPaper, *, is_of_all: bool = False) -> str:
    """The paper's name, whose it is, and how many of which kind are asked for."""
    line = paper.line
    name = line.name.here
    if paper.whose and not is_of_all:
        name = _("{paper} ({name})").format(paper=name, name=embed(paper.whose.here))
    return comma().join(part for part in (name, _kind(line)) if part)


def _kind(line: PaperLine) -> str:
    """Nothing of a single original, which everybody would bring."""
    if not line.is_original:
        return copies_of(line)
    if line.copies > 1:
        return ngettext("{n} original", "{n} originals", line.copies).format(n=line.copies)
    return ""


def copies_of(line: PaperLine) -> str:
    """How many are asked for, and whether they are copies."""
    if line.is_original:
        return ngettext("{n} original", "{n} originals", line.copies).format(n=line.copies)
    return ngettext("{n} copy", "{n} copies", line.copies).format(n=line.copies)


def where(paper: ListedPaper, *, is_short: bool = False) -> str:
    """Where the paper is got: the counter with its address and hours, or the kind of office."""
    counter = paper.counter
    if counter is None:
        return authority_name(paper.line.authority)
    parts = (counter.name,) if is_short else (counter.name, counter.address, counter.hours)
    return join(part.here for part in parts)


def bring(paper: ListedPaper) -> str:
    """What to bring along to get it."""
    words = paper.line.bring.here
    return labelled(_("Bring along"), embed(words)) if words else ""


def how(paper: ListedPaper, *, is_short: bool = False) -> str:
    """What it costs, by when it is wanted, and what else is to be known before one goes."""
    line = paper.line
    parts = [] if is_short else [_cost(line)]
    if line.standing == Standing.ASKED and line.asked_on is not None:
        parts.append(_("asked for on {day}, to collect").format(day=short_day(line.asked_on)))
    if line.standing == Standing.EXPIRED and line.valid_until is not None:
        words = _("expired on {day}: a new one is needed")
        parts.append(words.format(day=short_day(line.valid_until)))
    if line.wanted_by is not None:
        parts.append(_("by {day}").format(day=short_day(line.wanted_by)))
    if line.need == Need.OFTEN_ASKED:
        parts.append(_("often asked for"))
    if line.need == Need.IF_COURT_ASKS:
        parts.append(_("only if it is asked for"))
    if paper.is_to_confirm and not is_short:
        parts.append(_("to confirm on the spot"))
    return join(parts)


def _cost(line: PaperLine) -> str:
    if line.cost is None:
        return ""
    return money_in_words(line.cost) if line.cost else _("free of charge")


def short_day(day: date) -> str:
    """A day of these months, without its year."""
    return format_date(day, "day_month")


def validity(line: PaperLine) -> str:
    """Until when a paper at hand holds, or when it was handed in."""
    if line.standing == Standing.HANDED_IN:
        if line.handed_in_on is None:
            return ""
        return _("handed in on {day}").format(day=format_date(line.handed_in_on))
    if line.valid_until is None:
        return ""
    day = format_date(line.valid_until)
    if line.standing == Standing.EXPIRING:
        return _("valid until {day} only").format(day=day)
    return _("valid until {day}").format(day=day)


def to_fetch(papers: Iterable[ListedPaper]) -> tuple[ListedPaper, ...]:
    """What is still to be got: first what is due and wanted soonest, last what few ask for."""
    order = {need.value: place for place, need in enumerate(Need)}

    def key(paper: ListedPaper) -> tuple[int, date, int]:
        line = paper.line
        asked = line.standing == Standing.ASKED
        place = 0 if asked else order.get(line.need, 0)
        return place, line.wanted_by or date.max, line.position

    found = [paper for paper in papers if paper.line.standing in TO_FETCH]
    return tuple(sorted(found, key=key))


def next_ones(papers: Iterable[ListedPaper]) -> tuple[tuple[ListedPaper, ...], ...]:
    """What is told in full: three papers, none that may never be asked for.

    Those that brothers and sisters need alike are one way to one counter, and count as one.
    """
    sure = (
        paper
        for paper in papers
        if paper.line.need != Need.IF_COURT_ASKS or paper.line.standing == Standing.ASKED
    )
    return tuple(islice((tuple(alike) for _key, alike in groupby(sure, _alike)), _NEXT))


def _alike(paper: ListedPaper) -> tuple[object, ...]:
    line = paper.line
    one = paper.line.id if not (paper.whose and line.code) else 0
    return one, line.code, line.standing, line.counter_id, line.wanted_by, how(paper)


def at_hand(papers: Iterable[ListedPaper]) -> tuple[ListedPaper, ...]:
    """What is at hand, or handed in."""
    return tuple(paper for paper in papers if paper.line.standing in AT_HAND)


def foot_of(day: date, *, is_discreet: bool = False) -> str:
    """That others decide, and on which day this was written."""
    if is_discreet:
        decides = _("The office concerned decides.")
    else:
        decides = _("The decision is the court's or the office's.")
    written = _("Written on {day}.").format(day=format_date(day))
    return f"{decides} {written}"
