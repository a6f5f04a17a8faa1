"""How the papers of an invented dossier stand: asked for, received, handed in, still needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from amane_desktop.checklists.fill import columns_of
from amane_desktop.checklists.standing import Need, State, months_later
from amane_desktop.civil_registration.opening import new_papers
from amane_desktop.civil_registration.procedures import Procedure
from amane_desktop.demonstration.counters import place_names
from amane_desktop.demonstration.days import add_days, day_between
from amane_desktop.demonstration.dossier_plans import Plan, Told

Row = dict[str, Any]
# A clerk writes on these until when they hold.
_DATED = ("registry_office", "local_authority", "health_centre", "police")
_HOLDS, _LATELY = 3, 75
_NOT_ASKED = "Elle n'est pas demandée ici · لا تطلب هنا"
_EMPTY: Row = {
    "counter_id": None,
    "state": State.NEEDED,
    "wanted_by": None,
    "asked_on": None,
    "received_on": None,
    "issued_on": None,
    "valid_until": None,
    "handed_in_on": None,
    "handed_in_at": "",
    "reason": "",
    "number": "",
    "entrusted_on": None,
    "returned_on": None,
}


@dataclass(frozen=True)
class Gathering:
    """When the papers of a dossier were gathered, and what was handed in since.

    `until` is the day on which they were all at hand, or on which work stopped; `handed_in` has
    the day and the authority for each code.
    """

    since: date
    until: date
    is_over: bool
    handed_in: Mapping[str, tuple[date, str]] = field(default_factory=dict)


def draw_papers(
    random: Random,
    plan: Plan,
    procedure: Procedure,
    answers: Mapping[str, str],
    persons: Sequence[int],
    gathering: Gathering,
    counters: Mapping[str, Sequence[int]],
    today: date,
) -> Iterator[Row]:
    """The rows of its papers, in the order of the procedure."""
    papers = list(new_papers(procedure.papers_for(answers), persons))
    due = [n for n, paper in enumerate(papers) if paper.need == Need.DUE]
    free = [n for n in due if papers[n].code not in plan.papers]
    at_hand = set(free)
    if not gathering.is_over:
        at_hand = set(random.sample(free, round(len(free) * plan.share)))
    for place, paper in enumerate(papers):
        row = {"position": place, **columns_of(paper), **_EMPTY}
        told = plan.papers.get(paper.code)
        if counters.get(paper.authority):
            here = counters[paper.authority]
            row["counter_id"] = here[0] if told or random.random() < 0.8 else here[-1]
        if told is not None:
            row |= _as_told(told, today)
        elif place in at_hand or (paper.need == Need.OFTEN_ASKED and random.random() < 0.4):
            row |= _received(random, row, gathering)
        elif paper.need == Need.DUE:
            row |= _missing(random, row, gathering, today)
        elif gathering.is_over and random.random() < 0.5:
            row |= {"state": State.NOT_NEEDED, "reason": _NOT_ASKED}
        yield row | _handed_in(row, gathering)


def _as_told(told: Told, today: date) -> Row:
    state = State.NEEDED if told.asked is None else State.ASKED
    state = State.RECEIVED if told.received is not None else state
    return {
        "state": State.NOT_NEEDED if told.reason else state,
        "reason": told.reason,
        "asked_on": add_days(today, told.asked),
        "received_on": add_days(today, told.received),
        "valid_until": add_days(today, told.valid),
        "wanted_by": add_days(today, told.wanted),
    }


def _received(random: Random, row: Row, gathering: Gathering) -> Row:
    """It came while papers were gathered, mostly of late; some originals stay at the centre."""
    since = max(gathering.since, gathering.until - timedelta(days=_LATELY))
    day = day_between(random, since, gathering.until)
    told: Row = {"state": State.RECEIVED, "received_on": day}
    if row["authority"] in _DATED:
        told["valid_until"] = months_later(day, row["valid_months"] or _HOLDS)
        told["asked_on"] = max(gathering.since, day - timedelta(days=random.randint(1, 14)))
    if row["is_original"] and random.random() < 0.2:
        told["entrusted_on"] = day
        if random.random() < 0.4:
            told["returned_on"] = day_between(random, day, gathering.until)
    return told


def _missing(random: Random, row: Row, gathering: Gathering, today: date) -> Row:
    if row["counter_id"] is None or random.random() < 0.5:
        return {}
    asked = day_between(random, gathering.since, gathering.until)
    wanted = today + timedelta(days=random.randint(3, 25)) if random.random() < 0.5 else None
    return {"state": State.ASKED, "asked_on": asked, "wanted_by": wanted}


def _handed_in(row: Row, gathering: Gathering) -> Row:
    """What a step that is done took with it is no longer at hand."""
    if row["state"] != State.RECEIVED or row["code"] not in gathering.handed_in:
        return {}
    day, authority = gathering.handed_in[row["code"]]
    told: Row = {"state": State.HANDED_IN, "handed_in_on": day}
    told["handed_in_at"] = place_names(authority)[0]
    if row["valid_until"] is not None:
        told["valid_until"] = max(row["valid_until"], day)
    if row["entrusted_on"] is not None:
        told["returned_on"] = row["returned_on"] or day
    return told
