"""The sheet for a tour of the counters: numbers of dossiers and papers, nobody's name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.authorities import CENTRE, FAMILY
from amane_desktop.checklists.counters import CounterLine
from amane_desktop.civil_registration.tour import DossierPaper, TourStop, tour
from amane_desktop.i18n import PaperLang, Text, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading

# An authority, and its counter where one is known.
Place = tuple[str, int | None]


@dataclass(frozen=True)
class SheetLine:
    """A paper to fetch, by the number of its dossier; `cost` is that of one, in centimes."""

    number: str
    paper: Text
    is_original: bool
    copies: int
    cost: int | None
    wanted_by: date | None


@dataclass(frozen=True)
class SheetStop:
    """What is to be fetched at one counter."""

    authority: str
    counter: CounterLine | None
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True)
class TourSheet:
    """The stops of a tour; it names no person and no centre."""

    stops: tuple[SheetStop, ...]


@query(Permission.SEE_DOSSIERS, {})
def tour_sheet(reading: Reading, places: Collection[Place] | None = None) -> TourSheet:
    """What is to be fetched at these places, or at all that are offices; refuses an empty tour."""

    def is_wanted(stop: TourStop) -> bool:
        if places is None:
            return stop.authority not in (FAMILY, CENTRE)
        return (stop.authority, stop.counter.id if stop.counter else None) in places

    stops = tuple(
        SheetStop(stop.authority, stop.counter, _lines(stop.papers))
        for stop in tour(reading)
        if is_wanted(stop)
    )
    if not stops:
        raise Refusal(_("Nothing is to be fetched at the moment."))
    return TourSheet(stops)


def _lines(papers: Iterable[DossierPaper]) -> tuple[SheetLine, ...]:
    """A line for each paper of a dossier; those of brothers and sisters are counted together."""
    lines: dict[tuple[str, Text, bool], SheetLine] = {}
    for each in papers:
        paper = each.paper
        key = (each.number, paper.name, paper.is_original)
        before = lines.get(key)
        lines[key] = SheetLine(
            each.number,
            paper.name,
            paper.is_original,
            paper.copies + (before.copies if before is not None else 0),
            paper.cost,
            before.wanted_by if before is not None and before.wanted_by else paper.wanted_by,
        )
    return tuple(lines.values())


def draw_tour_sheet(sheet: TourSheet, paper_lang: PaperLang, written_at: datetime) -> bytes:
    """The sheet as a PDF file, each language on pages of its own."""
    from amane_desktop.civil_registration.tour_drawing import draw

    return draw(sheet, tuple(paper_lang.split("+")), written_at.date())
