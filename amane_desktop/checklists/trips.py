"""What is to be fetched next and where, what expires soon, and whose originals are kept here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.authorities import AUTHORITIES
from amane_desktop.checklists.counters import CounterLine, counter_line
from amane_desktop.checklists.models import Checklist, Counter, RequiredPaper
from amane_desktop.checklists.services import checklists_seen, under_way
from amane_desktop.checklists.standing import SOON, Need, Standing, State, standing
from amane_desktop.i18n import Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class FetchLine:
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


@dataclass(frozen=True)
class Trip:
    """One way to one place: the papers of all families that are fetched there.

    Without a `counter` nobody has said yet which office of the authority it is.
    """

    authority: str
    counter: CounterLine | None
    papers: tuple[FetchLine, ...]


@query(Permission.SEE_CENTRE, {})
def papers_to_fetch(reading: Reading) -> tuple[Trip, ...]:
    """What is still to be fetched, by counter: those wanted first at the top of each.

    What only a court may ask for is fetched once it was asked for.
    """
    today, paper = reading.today, RequiredPaper
    to_fetch = or_(
        and_(paper.state == State.NEEDED, paper.need != Need.IF_COURT_ASKS),
        paper.state == State.ASKED,
        and_(paper.state == State.RECEIVED, paper.valid_until < today),
    )
    found: dict[tuple[str, int | None], list[FetchLine]] = {}
    for line, place in _lines(reading, to_fetch):
        found.setdefault(place, []).append(line)
    known = {row.id: counter_line(row) for row in reading.session.scalars(select(Counter))}
    order = ["", *AUTHORITIES]
    places = sorted(found, key=lambda at: (order.index(at[0]), -(at[1] is not None), at[1] or 0))
    return tuple(
        Trip(authority, known.get(number or 0), tuple(_wanted_first(found[authority, number])))
        for authority, number in places
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


def _lines(
    reading: Reading, condition: ColumnElement[bool], *, ended: bool = False
) -> Iterator[tuple[FetchLine, tuple[str, int | None]]]:
    """The lines with their authority and counter, as far as the reader sees them."""
    paper = RequiredPaper
    found = (
        select(
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
            paper.state,
            paper.wanted_by,
            paper.asked_on,
            paper.received_on,
            paper.valid_until,
            paper.entrusted_on,
            paper.authority,
            paper.counter_id,
        )
        .join(Checklist, Checklist.id == paper.checklist_id)
        .where(condition, checklists_seen(reading))
    )
    if not ended:
        found = found.where(under_way())
    for row in reading.session.execute(found.order_by(paper.checklist_id, paper.position)):
        line = FetchLine(
            row.id,
            row.checklist_id,
            row.service,
            row.family_id,
            row.person_id,
            Text(row.name, row.name_ar),
            row.need,
            row.is_original,
            row.copies,
            row.cost,
            standing(row, reading.today),
            row.wanted_by,
            row.valid_until,
            row.entrusted_on,
        )
        yield line, (row.authority, row.counter_id)


def _wanted_first(lines: list[FetchLine]) -> list[FetchLine]:
    """By the day on which they are wanted; those without one in the order that they came in."""
    return sorted(lines, key=lambda line: line.wanted_by or date.max)
