"""Where a paper stands on a day, and whether all that holds a record up is at hand."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol

from amane_desktop.i18n import N_

# So long before its last day a paper is said to expire.
SOON = 30


class State(StrEnum):
    """What was last done with a paper, as it is kept."""

    NEEDED = "needed"
    ASKED = "asked"
    RECEIVED = "received"
    HANDED_IN = "handed_in"
    NOT_NEEDED = "not_needed"


class Standing(StrEnum):
    """Where a paper stands on a day, which follows from its state and its dates."""

    NEEDED = "needed"
    ASKED = "asked"
    RECEIVED = "received"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    HANDED_IN = "handed_in"
    NOT_NEEDED = "not_needed"


STANDINGS: dict[str, str] = {
    Standing.NEEDED: N_("Still needed"),
    Standing.ASKED: N_("Asked for"),
    Standing.RECEIVED: N_("Received"),
    Standing.EXPIRING: N_("Expires soon"),
    Standing.EXPIRED: N_("Expired"),
    Standing.HANDED_IN: N_("Handed in"),
    Standing.NOT_NEEDED: N_("Not needed"),
}


class Need(StrEnum):
    """How much a paper is needed; only what is due holds a record up."""

    DUE = "due"
    OFTEN_ASKED = "often_asked"
    IF_COURT_ASKS = "if_court_asks"


NEEDS: dict[str, str] = {
    Need.DUE: N_("Due"),
    Need.OFTEN_ASKED: N_("Often asked for, though not due"),
    Need.IF_COURT_ASKS: N_("Only if the court asks"),
}
# (looking them up is quicker than calling the Enum, for thousands of papers)
_UNDATED: dict[str, Standing] = {state: Standing(state) for state in State}
AT_HAND = frozenset({Standing.RECEIVED, Standing.EXPIRING, Standing.HANDED_IN})
TO_FETCH = frozenset({Standing.NEEDED, Standing.ASKED, Standing.EXPIRED})


class Kept(Protocol):
    """What a paper's standing follows from."""

    @property
    def state(self) -> str: ...
    @property
    def need(self) -> str: ...
    @property
    def asked_on(self) -> date | None: ...
    @property
    def received_on(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...


def standing(paper: Kept, day: date) -> Standing:
    """Where the paper stands on the day; it still holds on the last day of its validity."""
    last = paper.valid_until
    if paper.state != State.RECEIVED or last is None:
        return _UNDATED[paper.state]
    if last < day:
        return Standing.ASKED if is_asked_anew(paper) else Standing.EXPIRED
    return Standing.EXPIRING if (last - day).days <= SOON else Standing.RECEIVED


def is_asked_anew(paper: Kept) -> bool:
    """Whether a new one has been asked for since this one came."""
    asked, received = paper.asked_on, paper.received_on
    return (
        paper.state == State.RECEIVED
        and asked is not None
        and received is not None
        and asked > received
    )


def is_complete(papers: Iterable[Kept], day: date) -> bool:
    """Whether every due paper is at hand and holds on the day, or is handed in."""
    return all(
        standing(paper, day) in AT_HAND | {Standing.NOT_NEEDED}
        for paper in papers
        if paper.need == Need.DUE
    )


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or that month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
