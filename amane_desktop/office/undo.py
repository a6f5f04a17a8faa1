"""Undo: an action taken back as a whole, unless something later stands on it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.journal import JournalAction, JournalChange, Recorder
from amane_desktop.storage.database import Base


def take_back(session: Session, action: JournalAction, recorder: Recorder) -> None:
    """Put every row of the action back; refuses when a column was changed again since."""
    changes = session.scalars(
        select(JournalChange)
        .where(JournalChange.action_id == action.id)
        .order_by(JournalChange.id.desc())
    )
    for change in changes.all():
        model = model_of(change.kind)
        if change.last_row_id is not None:
            ids = model.id.between(change.row_id, change.last_row_id)
            session.execute(delete(model).where(ids).execution_options(synchronize_session=False))
            recorder.note_bulk(change.kind, change.row_id, change.last_row_id)
        elif change.after is None:
            _put_back(session, model, _typed(model, change.before or {}))
        else:
            _take_back_row(session, model, change)
        session.flush()


def check_not_erased(session: Session, action: JournalAction) -> None:
    """Refuse to take back an action of which something was erased since: it does not return."""
    changes = select(JournalChange).where(JournalChange.action_id == action.id)
    if any(change.is_erased for change in session.scalars(changes)):
        raise Refusal(_("Something of this was erased for good, so it cannot be undone."))


def _put_back(session: Session, model: type[Base], values: dict[str, Any]) -> None:
    row = model(**values)
    session.add(row)
    session.flush()
    if "version" in values:
        # SQLAlchemy begins at 1, where a form that was opened long ago may still stand.
        further = update(model).where(model.id == row.id)
        session.execute(further.values(version=values["version"] + 1))


def _take_back_row(session: Session, model: type[Base], change: JournalChange) -> None:
    row = session.get(model, change.row_id)
    left = _typed(model, change.after or {})
    left.pop("version", None)
    if row is None or any(getattr(row, key) != value for key, value in left.items()):
        raise Refusal(_("This was changed again since, so it cannot be undone alone."))
    if change.before is None:
        session.delete(row)
    else:
        for key, value in _typed(model, change.before).items():
            if key != "version":
                setattr(row, key, value)


def model_of(table: str) -> type[Base]:
    """The model whose rows the journal calls by this table."""
    return next(
        mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == table
    )


def _typed(model: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """The journal's plain values as the columns' own types."""
    typed = {}
    for key, value in values.items():
        kind = model.__table__.c[key].type.python_type
        parse = kind in (date, datetime, time) and value is not None
        typed[key] = kind.fromisoformat(value) if parse else value
    return typed
