"""What actions did to rows: one action in all, and what later ones did since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from amane_desktop.office.journal import UNDO, JournalAction, JournalChange
from amane_desktop.office.rows import Row, Values, within


@dataclass
class Effects:
    """What an action did to rows in all: those it made and removed, and columns as they were."""

    made: dict[str, set[int]] = field(default_factory=dict)
    in_bulk: dict[str, set[int]] = field(default_factory=dict)
    removed: dict[Row, Values] = field(default_factory=dict)
    changed: dict[Row, Values] = field(default_factory=dict)

    def add(self, change: JournalChange) -> None:
        """Take in the action's next change."""
        kind, row = change.kind, (change.kind, change.row_id)
        made = self.made.setdefault(kind, set())
        if change.last_row_id is not None:
            span = range(change.row_id, change.last_row_id + 1)
            made.update(span)
            self.in_bulk.setdefault(kind, set()).update(span)
        elif change.before is None and change.after is not None:
            if row in self.removed:
                self.changed[row] = self.removed.pop(row)
            else:
                made.add(change.row_id)
        elif change.before is not None and change.row_id in made:
            if change.after is None:
                made.remove(change.row_id)
        elif change.before is not None:
            was = {**change.before, **self.changed.pop(row, {})}
            (self.removed if change.after is None else self.changed)[row] = was

    def rows(self) -> set[Row]:
        """Every row that was touched."""
        made = ((kind, number) for kind, numbers in self.made.items() for number in numbers)
        return set(chain(made, self.removed, self.changed))


def effects_of(session: Session, action_id: int) -> Effects:
    """What the action did; of what was erased since, nothing is known."""
    effects = Effects()
    for change in session.scalars(
        select(JournalChange)
        .where(JournalChange.action_id == action_id)
        .order_by(JournalChange.id)
        .execution_options(yield_per=1000)
    ):
        effects.add(change)
    return effects


@dataclass(frozen=True)
class LaterChange:
    """What a later action did to a row; without `was` and `became`, it made it in bulk."""

    action: JournalAction
    was: Mapping[str, object] | None
    became: Mapping[str, object] | None


class Since:
    """What was done to rows after an action, oldest first; read for many rows at once."""

    def __init__(self, session: Session, action_id: int) -> None:
        self._session, self._after = session, action_id
        self._found: dict[Row, list[LaterChange]] = {}
        self._asked: set[Row] = set()
        self._spans: dict[str, list[tuple[range, JournalAction]]] = {}

    def read(self, kind: str, numbers: Collection[int]) -> None:
        """Look up what was done to the rows."""
        wanted = {number for number in numbers if (kind, number) not in self._asked}
        self._asked.update((kind, number) for number in wanted)
        if kind not in self._spans:
            self._spans[kind] = self._read_spans(kind)
        for condition in within(JournalChange.row_id, wanted):
            found = self._changes().where(
                JournalChange.kind == kind, condition, JournalChange.last_row_id.is_(None)
            )
            for change, action in self._session.execute(found):
                later = LaterChange(action, change.before, change.after)
                self._found.setdefault((kind, change.row_id), []).append(later)

    def of(self, row: Row) -> list[LaterChange]:
        """What was done to the row."""
        kind, number = row
        if row not in self._asked:
            self.read(kind, {number})
        made = [LaterChange(a, None, None) for span, a in self._spans[kind] if number in span]
        return made + self._found.get(row, [])

    def touched(self, kind: str, numbers: Collection[int]) -> set[int]:
        """Which of the rows anything was done to."""
        self.read(kind, numbers)
        return {number for number in numbers if self.of((kind, number))}

    def before(self, row: Row) -> Values | None:
        """The row's columns that were touched since, as they were; None when there was no row."""
        was: Values = {}
        for n, later in enumerate(self.of(row)):
            if later.was is None and n == 0:
                return None
            was = {**(later.was or {}), **was}
        return was

    def last(self, row: Row, column: str = "") -> JournalAction | None:
        """The last action that stands, of those that made, removed or changed it so."""
        touching = [
            later.action
            for later in self.of(row)
            if not column or not (later.was and later.became) or column in later.became
        ]
        standing = [a for a in touching if a.name != UNDO and a.undone_by_id is None]
        return next(reversed(standing or touching), None)

    def _read_spans(self, kind: str) -> list[tuple[range, JournalAction]]:
        found = self._changes().where(
            JournalChange.kind == kind, JournalChange.last_row_id.is_not(None)
        )
        return [
            (range(change.row_id, (change.last_row_id or 0) + 1), action)
            for change, action in self._session.execute(found)
        ]

    def _changes(self) -> Select[JournalChange, JournalAction]:
        return (
            select(JournalChange, JournalAction)
            .join(JournalAction, JournalAction.id == JournalChange.action_id)
            .where(JournalChange.action_id > self._after)
            .order_by(JournalChange.id)
        )
