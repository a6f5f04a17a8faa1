"""Who looked at a protected record: kept after the answer, which never waits for it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from amane_desktop.storage.database import Damaged, InUse, Unreachable

# Whoever comes back to a record within this time is still at the same look.
ONE_LOOK = timedelta(minutes=10)
_Row = tuple[str, int]


class Looks:
    """The looks of one staff member, written when the writer is free, at the latest at the end."""

    def __init__(self, staff_id: int, writer: Lock) -> None:
        self._staff_id = staff_id
        self._writer = writer
        self._last: dict[_Row, datetime] = {}
        self._waiting: deque[tuple[_Row, datetime]] = deque()

    def note(self, rows: Collection[_Row], at: datetime) -> None:
        """Remember looks at these records; several within minutes count once."""
        for row in rows:
            last = self._last.get(row)
            if last is None or not last <= at < last + ONE_LOOK:
                self._last[row] = at
                self._waiting.append((row, at))

    def write(self, engine: Engine, *, waits: bool = False) -> None:
        """Keep what waits; without `waits`, only if nobody writes at this moment."""
        if not self._waiting or not self._writer.acquire(blocking=waits):
            return
        try:
            with suppress(InUse, Unreachable, Damaged):
                self._write(engine)
        finally:
            self._writer.release()
        if waits and self._waiting:
            logging.getLogger("amane").error("%d looks could not be kept", len(self._waiting))

    def _write(self, engine: Engine) -> None:
        from amane_desktop.office.keepsakes import Look

        waiting = list(self._waiting)
        with Session(engine.execution_options(writes=True)) as session, session.begin():
            for (kind, row_id), at in waiting:
                if not self._is_kept(session, kind, row_id, at):
                    look = Look(at=at, staff_id=self._staff_id, kind=kind, row_id=row_id)
                    session.add(look)
                    session.flush()
        for _look in waiting:
            self._waiting.popleft()

    def _is_kept(self, session: Session, kind: str, row_id: int, at: datetime) -> bool:
        """Whether the same look began before the screen was locked."""
        from amane_desktop.office.keepsakes import Look

        same = select(Look.id).where(
            Look.staff_id == self._staff_id, Look.kind == kind, Look.row_id == row_id
        )
        # The database keeps instants in UTC, without saying so.
        now = at.replace(tzinfo=None)
        recent = same.where(Look.at > now - ONE_LOOK, Look.at <= now)
        return session.scalar(recent.limit(1)) is not None
