"""What an action and a query are given: the session, who asks, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Role
from amane_desktop.i18n import _
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.storage.database import Base
from amane_desktop.storage.numbering import next_number

if TYPE_CHECKING:
    from amane_desktop.office.journal import Recorder
    from amane_desktop.office.office import Office
    from amane_desktop.office.vault import Vault

M = TypeVar("M", bound=Base)
_WITH_NULLS = {"render_nulls": True}


@dataclass(frozen=True)
class SignedIn:
    """The staff member who works at the moment."""

    id: int
    name: str
    role: Role
    must_choose: bool = False


@dataclass(frozen=True)
class Change:
    """What one commit touched: kinds are table names, ids pairs of table and row."""

    kinds: frozenset[str]
    ids: frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Reading:
    """A question under way; `looked` are the protected records that it has shown."""

    session: Session
    by: SignedIn
    clock: Clock
    vault: Vault
    looked: set[tuple[str, int]] = field(kw_only=True, compare=False, default_factory=set)

    @cached_property
    def today(self) -> date:
        """The day in Taroudant when this began; midnight does not part one answer."""
        return self.clock.today()


@dataclass(frozen=True)
class Work(Reading):
    """A unit of work under way: all of it is committed, or nothing.

    `afterwards` is done to the office once it is committed; the next opening makes up for it.
    """

    recorder: Recorder
    afterwards: list[Callable[[Office], None]] = field(default_factory=list)

    def editable(self, model: type[M], row_id: int, version: int) -> M:
        """The row that a form has edited; refuses one that is gone or was changed meanwhile."""
        row = self.session.get(model, row_id)
        if row is None:
            raise Refusal(_("This is no longer there."))
        if vars(row)["version"] != version:
            raise ChangedMeanwhile(_("Someone changed this meanwhile. Look at it again."))
        return row

    def add_in_bulk(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> int:
        """Insert thousands of rows at once, journalled as one span; gives the first row's id."""
        first = next_number(self.session, model)
        if rows:
            numbered = [{"id": first + n, **row} for n, row in enumerate(rows)]
            # (else rows that leave out different columns go in one by one)
            self.session.execute(insert(model), numbered, execution_options=_WITH_NULLS)
            self.recorder.note_bulk(model.__tablename__, first, first + len(rows) - 1)
        return first
