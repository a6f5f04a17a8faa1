"""What is to be fetched next and where, what expires soon, and whose originals are kept here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.authorities import AUTHORITIES
from amane_desktop.checklists.counters import CounterLine, counter_line
from amane_desktop.checklists.models import Checklist, Counter, RequiredPaper
from amane_desktop.checklists.services import checklists_seen, under_way
from amane_desktop.checklists.standing import SOON, Need, Standing, State, standing
from amane_desktop.i18n import Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading

# An authority, and which of its counters; None: nobody has said yet which one it is.
Place = tuple[str, int | None]


class FetchLine(NamedTuple):
    """A paper of a family on a list of many: which, whose, and where it stands today."""

    id: int
    checklist_id: int
    service: str
    family_id: int
    person_id: int | None
    name: Text
    need: str
    is_original: bool
    copies: int
    cost: int | None
    standing: Standing
    wanted_by: date | None
    valid_until: date | None
    entrusted_on: date | None
    version: int


@dataclass(frozen=True)
class Trip:
    """One way to one place: the papers of all families that are fetched there."""

    authority: str
    counter: CounterLine | None
    papers: tuple[FetchLine, ...]


@dataclass(frozen=True)
class PlaceToGo:
    """A place where papers are to be fetched: how many, of how many families, the first by when."""

    authority: str
    counter: CounterLine | None
    papers: int
    families: int
    wanted_by: date | None


@query(Permission.SEE_CENTRE, {})
def places_to_go(reading: Reading) -> tuple[PlaceToGo, ...]:
    """Where papers are still to be fetched: at hand at once, however many papers there are."""
    paper = RequiredPaper
    counted = (
        select(
            paper.authority,
            paper.counter_id,
            func.count(),
            func.count(Checklist.family_id.distinct()),
            func.min(paper.wanted_by),
        )
        .join(Checklist, Checklist.id == paper.checklist_id)
        .where(_to_fetch(reading), checklists_seen(reading), under_way())
        .group_by(paper.authority, paper.counter_id)
    )
    rows = {(row[0], row[1]): row[2:] for row in reading.session.execute(counted)}
    return tuple(
        PlaceToGo(place[0], counter, *rows[place]) for place, counter in _in_order(reading, rows)
    )


@query(Permission.SEE_CENTRE, {})
def papers_to_fetch(reading: Reading, at: Place | None = None) -> tuple[Trip, ...]:
    """What is still to be fetched, by counter: those wanted first at the top of each.

    Of one place alone where that is told. What only a court may ask for is fetched once it was
    asked for.
    """
    conditions = _to_fetch(reading)
    if at is not None:
        authority, counter_id = at
        of_counter = RequiredPaper.counter_id.is_not_distinct_from(counter_id)
        conditions = and_(conditions, RequiredPaper.authority == authority, of_counter)
    found: dict[Place, list[FetchLine]] = {}
    for line, place in _lines(reading, conditions):
        found.setdefault(place, []).append(line)
    return tuple(
        Trip(place[0], counter, tuple(sorted(found[place], key=_wanted_first)))
        for place, counter in _in_order(reading, found)
    )


@query(Permission.SEE_CENTRE, {})
def expiring_papers(reading: Reading, days: int = SOON) -> tuple[FetchLine, ...]:
    """The papers at hand that expire within so many days, the next first."""
    paper, today = RequiredPaper, reading.today
    soon = paper.valid_until.between(today, today + timedelta(days=days))
    lines = [line for line, _place in _lines(reading, and_(paper.state == State.RECEIVED, soon))]
    return tuple(sorted(lines, key=lambda line: (line.valid_until or today, line.id)))


@query(Permission.SEE_CENTRE, {})
def entrusted_papers(reading: Reading) -> tuple[FetchLine, ...]:
    """The originals that families left at the centre, the oldest first; also of what is closed."""
    here = and_(RequiredPaper.entrusted_on.is_not(None), RequiredPaper.returned_on.is_(None))
    lines = [line for line, _place in _lines(reading, here, ended=True)]
    return tuple(sorted(lines, key=lambda line: (line.entrusted_on or reading.today, line.id)))


def _to_fetch(reading: Reading) -> ColumnElement[bool]:
    paper = RequiredPaper
    return or_(
        and_(paper.state == State.NEEDED, paper.need != Need.IF_COURT_ASKS),
        paper.state == State.ASKED,
        and_(paper.state == State.RECEIVED, paper.valid_until < reading.today),
    )


def _lines(
    reading: Reading, condition: ColumnElement[bool], *, ended: bool = False
) -> Iterator[tuple[FetchLine, Place]]:
    """The lines with their places, as far as the reader sees them."""
    found = _columns().where(condition, checklists_seen(reading))
    if not ended:
        found = found.where(under_way())
    # What a paper is called comes again and again.
    names: dict[tuple[str, str], Text] = {}
    paper = RequiredPaper
    for row in reading.session.execute(found.order_by(paper.checklist_id, paper.position)):
        *whose, name, name_ar, need, is_original, copies, cost = row[:11]
        wanted_by, valid_until, entrusted_on, version, *place, state, asked_on, came_on = row[11:]
        text = names.setdefault((name, name_ar), Text(name, name_ar))
        kept = _Kept(state, need, asked_on, came_on, valid_until)
        told = (text, need, is_original, copies, cost, standing(kept, reading.today))
        dates = (wanted_by, valid_until, entrusted_on, version)
        yield FetchLine._make((*whose, *told, *dates)), (place[0], place[1])


class _Kept(NamedTuple):
    state: str
    need: str
    asked_on: date | None
    received_on: date | None
    valid_until: date | None


def _columns() -> Select[*tuple[Any, ...]]:
    paper = RequiredPaper
    found: Select[*tuple[Any, ...]] = select(
        paper.id,
        paper.checklist_id,
        Checklist.service,
        Checklist.family_id,
        paper.person_id,
        paper.name,
        paper.name_ar,
        paper.need,
        paper.is_original,
        paper.copies,
        paper.cost,
        paper.wanted_by,
        paper.valid_until,
        paper.entrusted_on,
        paper.version,
        paper.authority,
        paper.counter_id,
        paper.state,
        paper.asked_on,
        paper.received_on,
    )
    return found.join(Checklist, Checklist.id == paper.checklist_id)


def _wanted_first(line: FetchLine) -> date:
    return line.wanted_by or date.max


def _in_order(
    reading: Reading, places: Iterable[Place]
) -> Iterator[tuple[Place, CounterLine | None]]:
    """The places as a list tells them: of one authority those whose counter is known first."""
    known = {row.id: counter_line(row) for row in reading.session.scalars(select(Counter))}
    order = ["", *AUTHORITIES]
    for at in sorted(places, key=lambda at: (order.index(at[0]), at[1] is None, at[1] or 0)):
        yield at, known.get(at[1] or 0)
