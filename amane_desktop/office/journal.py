"""The journal: who, when, which action, and each column before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, event, insert, inspect, text
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import JSON

from amane_desktop.office.rows import plain
from amane_desktop.office.work import Change
from amane_desktop.storage.database import Base
from amane_desktop.storage.migrate import HEAD

UNDO = "undo"
GONE = "after IS NULL AND before IS NOT NULL"


class JournalAction(Base):
    """One action that was committed; `name` is the function's, or `undo` (of `undoes_id`).

    `revision` is the schema that its values belong to: undo does not cross a migration.
    """

    __tablename__ = "journal_action"
    is_journalled: ClassVar[bool] = False
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    name: Mapped[str]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("journal_action.id"))
    undone_in_part: Mapped[bool] = mapped_column(default=False)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("journal_action.id"))
    revision: Mapped[str] = mapped_column(default=HEAD)


class JournalChange(Base):
    """One row that an action made, changed or removed; up to `last_row_id`, rows made in bulk."""

    __tablename__ = "journal_change"
    __table_args__ = (
        # With the action, so that whoever asks what was done to a record reads no row for it.
        Index("ix_journal_change_row", "kind", "row_id", "action_id"),
        # What is gone is looked for by what it was, and little ever goes.
        Index("ix_journal_change_gone", "kind", sqlite_where=text(GONE)),
    )
    is_journalled: ClassVar[bool] = False
    action_id: Mapped[int] = mapped_column(ForeignKey("journal_action.id"), index=True)
    kind: Mapped[str]
    row_id: Mapped[int]
    last_row_id: Mapped[int | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def is_erased(self) -> bool:
        """Whether this tells no more than that something stood here and was erased."""
        return self.before is None and self.after is None and self.last_row_id is None


@dataclass(frozen=True)
class Undone:
    """An action that was undone; in part, where something of it stays."""

    action: JournalAction
    in_part: bool


def link(session: Session, undone: Undone, undoing: JournalAction) -> None:
    """Let the history know what was undone; undoing an undo lets the first action stand again."""
    done = undone.action
    undoing.undoes_id = done.id
    done.undone_by_id, done.undone_in_part = undoing.id, undone.in_part
    if done.undoes_id is not None:
        first = session.get_one(JournalAction, done.undoes_id)
        first.undone_by_id, first.undone_in_part = None, False


def _is_journalled(row: Any) -> bool:
    return bool(row.is_journalled)


class Recorder:
    """Gathers what each flush of one unit of work writes, in order."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: list[dict[str, Any]] = []
        event.listen(session, "after_flush", self._flushed)

    def note_bulk(self, kind: str, first_id: int, last_id: int) -> None:
        """Note rows that were inserted in bulk under consecutive ids."""
        span = {"kind": kind, "row_id": first_id, "last_row_id": last_id}
        self._rows.append({**span, "before": None, "after": None})

    def note(
        self, kind: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        """Note a row that was written around the session, in plain values."""
        row = {"kind": kind, "row_id": row_id, "last_row_id": None}
        self._rows.append({**row, "before": before, "after": after})

    def note_erased(self, kind: str, row_id: int) -> None:
        """Note that a row was erased, without what it held."""
        self.note(kind, row_id, None, None)

    def _flushed(self, session: Session, _context: object) -> None:
        for row in filter(_is_journalled, session.new):
            self._note_row(row, None, self._values(row, "after"))
        for row in filter(_is_journalled, session.dirty):
            before, after = self._values(row, "before"), self._values(row, "after")
            changed = {key for key in after if before[key] != after[key]}
            if changed:
                was, is_now = ({k: side[k] for k in changed} for side in (before, after))
                self._note_row(row, was, is_now)
        for row in filter(_is_journalled, session.deleted):
            self._note_row(row, self._values(row, "before"), None)

    def _note_row(
        self, row: Any, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        self.note(row.__tablename__, row.id, before, after)

    @staticmethod
    def _values(row: Any, side: str) -> dict[str, Any]:
        state = inspect(row)
        values = {}
        for column in state.mapper.column_attrs:
            history = state.attrs[column.key].history
            old = history.deleted[0] if history.deleted else getattr(row, column.key)
            values[column.key] = plain(old if side == "before" else getattr(row, column.key))
        return values

    def write(self, action: JournalAction) -> Change:
        """Add the gathered rows under their action; gives the change event."""
        event.remove(self._session, "after_flush", self._flushed)
        self._session.add(action)
        self._session.flush()
        if self._rows:
            rows = [{"action_id": action.id, **row} for row in self._rows]
            self._session.execute(insert(JournalChange), rows)
        ids = frozenset((row["kind"], row["row_id"]) for row in self._rows)
        return Change(frozenset(kind for kind, _ in ids), ids)
