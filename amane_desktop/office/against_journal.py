"""The journal against the rows: whether each row is as its last change left it.

Journal and table are read side by side in the order of numbers, so that memory does not grow. Of
rows made in bulk the journal keeps no values: they must be there, and what was changed since is
compared. Versions are the program's own affair.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.rows import Values, model_of, plain
from amane_desktop.storage.database import Base
from amane_desktop.storage.migrate import FILLED_BY_MIGRATIONS

# Rows between two words on how far it is.
_EVERY = 2000
_CHANGES = text(
    "SELECT row_id, action_id, before IS NULL, after FROM journal_change"
    " WHERE kind = :kind AND last_row_id IS NULL ORDER BY row_id, action_id, id"
)


@dataclass(frozen=True)
class Differences:
    """Rows that are not as the journal has them: changed, gone, or there without a word of it."""

    changed: tuple[int, ...]
    gone: tuple[int, ...]
    came: tuple[int, ...]


@dataclass(frozen=True)
class _Told:
    """One change that the journal tells of a row; a row made in bulk is told without values."""

    action_id: int
    is_new: bool
    after: str | None
    is_in_bulk: bool = False


def journalled_kinds() -> list[str]:
    """The tables of which the journal tells every change."""
    models = (mapper.class_ for mapper in Base.registry.mappers)
    return sorted(model.__tablename__ for model in models if model.is_journalled)


def rows_in_all(session: Session) -> int:
    """How many rows and changes are compared: what progress is measured by."""
    counted = select(func.count()).select_from
    rows = sum(session.scalar(counted(model_of(kind))) or 0 for kind in journalled_kinds())
    return rows + (session.scalar(counted(JournalChange)) or 0)


class AgainstJournal:
    """Compares tables with the journal, all in one state of the database."""

    def __init__(self, session: Session, tell: Callable[[int], None]) -> None:
        self._session, self._tell = session, tell
        self._mixed = _mixed_actions(session)

    def differences(self, kind: str) -> Differences:
        """What of a table is not as the journal has it."""
        changed, gone, came = list[int](), list[int](), list[int]()
        first_made, read = 0, 0
        for number, parts in groupby(self._side_by_side(kind), itemgetter(0)):
            row: Values | None = None
            told: list[_Told] = []
            for _number, part in parts:
                read += 1
                if isinstance(part, _Told):
                    told.append(part)
                else:
                    row = part
            told.sort(key=lambda change: (change.action_id, not change.is_in_bulk))
            if told and told[0].is_new:
                first_made = first_made or number
            if not told:
                if row is not None and not _may_be_of_a_migration(kind, first_made):
                    came.append(number)
            elif (last := self._last_state(told)) is None:
                if row is not None:
                    came.append(number)
            elif row is None:
                gone.append(number)
            elif any(plain(row[k]) != v for k, v in last.items() if k in row and k != "version"):
                changed.append(number)
            if read >= _EVERY:
                self._tell(read)
                read = 0
        self._tell(read)
        return Differences(tuple(changed), tuple(gone), tuple(came))

    def _side_by_side(self, kind: str) -> Iterator[tuple[int, Values | _Told]]:
        return merge(self._rows(kind), self._single(kind), self._bulk(kind), key=itemgetter(0))

    def _rows(self, kind: str) -> Iterator[tuple[int, Values]]:
        table = model_of(kind).__table__
        for row in self._session.execute(select(table).order_by(table.c.id)).mappings():
            yield row["id"], dict(row)

    def _single(self, kind: str) -> Iterator[tuple[int, _Told]]:
        for row_id, *told in self._session.connection().execute(_CHANGES, {"kind": kind}):
            yield row_id, _Told(told[0], bool(told[1]), told[2])

    def _bulk(self, kind: str) -> Iterator[tuple[int, _Told]]:
        change = JournalChange
        found = select(change.row_id, change.last_row_id, change.action_id).where(
            change.kind == kind, change.last_row_id.is_not(None)
        )
        for first, last, action_id in self._session.execute(found.order_by(change.row_id)).all():
            told = _Told(action_id, is_new=True, after="{}", is_in_bulk=True)
            yield from ((number, told) for number in range(first, (last or 0) + 1))

    def _last_state(self, told: list[_Told]) -> Values | None:
        """What is known of the row as it should stand; None when it should not."""
        state: Values | None = None
        for change in told:
            if change.after is None:
                state = None
                continue
            after: dict[str, Any] = json.loads(change.after)
            known = {} if change.is_new or state is None else state
            if change.action_id in self._mixed:
                # It may have changed texts of which nothing is kept.
                known = {key: value for key, value in known.items() if not isinstance(value, str)}
            state = {**known, **after}
        return state


def _mixed_actions(session: Session) -> set[int]:
    """Actions of which something was erased, and what undid them: some of their texts are gone."""
    erased = select(JournalChange.action_id).where(
        JournalChange.before.is_(None),
        JournalChange.after.is_(None),
        JournalChange.last_row_id.is_(None),
    )
    mixed = set(session.scalars(erased.distinct()))
    undoing = select(JournalAction.id, JournalAction.undoes_id).where(
        JournalAction.undoes_id.is_not(None)
    )
    # (what undoes comes after what it undoes)
    for action_id, undone in session.execute(undoing.order_by(JournalAction.id)):
        if undone in mixed:
            mixed.add(action_id)
    return mixed


def _may_be_of_a_migration(kind: str, first_made: int) -> bool:
    """Whether a migration may have made a row that the journal does not know.

    What it puts into a new table stands before all that staff make; words to choose come with any.
    """
    return kind in FILLED_BY_MIGRATIONS and (kind == "listed_value" or not first_made)
