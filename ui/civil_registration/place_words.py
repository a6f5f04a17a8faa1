"""How a place is told where papers are to be fetched."""

from __future__ import annotations

from typing import Protocol

from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.counters import CounterLine
from amane_desktop.checklists.trips import Place, PlaceToGo
from amane_desktop.i18n import _, format_date, ngettext


class _Stop(Protocol):
    @property
    def authority(self) -> str: ...
    @property
    def counter(self) -> CounterLine | None: ...


def place_of(stop: _Stop) -> Place:
    """The office, and which of its counters."""
    return stop.authority, stop.counter.id if stop.counter is not None else None


def place_name(place: PlaceToGo) -> str:
    """The counter's name, or the office while nobody has said which."""
    return place.counter.name.here if place.counter is not None else authority_name(place.authority)


def place_counts(place: PlaceToGo) -> str:
    """How many papers of how many families, and by when the first."""
    n, families = place.papers, place.families
    papers = ngettext("{n} paper", "{n} papers", n).format(n=n)
    of = ngettext("{n} family", "{n} families", families).format(n=families)
    day = format_date(place.wanted_by, "day_month") if place.wanted_by is not None else ""
    by = _("by {day}").format(day=day) if day else ""
    return " · ".join(filter(None, (papers, of, by)))
