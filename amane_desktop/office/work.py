"""What an action and a query are given: the session, who asks, and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Role
from amane_desktop.office.clock import Clock


@dataclass(frozen=True)
class SignedIn:
    """The staff member who works at the moment."""

    id: int
    name: str
    role: Role


@dataclass(frozen=True)
class Change:
    """What one commit touched: kinds are table names, ids pairs of table and row."""

    kinds: frozenset[str]
    ids: frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Reading:
    """A question under way."""

    session: Session
    by: SignedIn
    clock: Clock

    @property
    def today(self) -> date:
        """The day in Taroudant."""
        return self.clock.today()


@dataclass(frozen=True)
class Work(Reading):
    """A unit of work under way: all of it is committed, or nothing."""
