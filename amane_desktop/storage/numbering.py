"""Row numbers: one that was given is not given to another row later."""

from __future__ import annotations

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from amane_desktop.storage.database import Base


def next_number(session: Session, model: type[Base]) -> int:
    """The number that the table's next row gets, above any that a removed row had."""
    given = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    last = session.scalar(given, {"table": model.__tablename__}) or 0
    highest = session.scalar(select(func.max(model.id))) or 0
    return int(max(last, highest)) + 1
