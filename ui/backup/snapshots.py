"""Snapshots while the window is open: every two hours of work, and before it closes."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from amane_desktop.office.office import Office
from amane_desktop.office.snapshots import Why, take_if_due, take_snapshot
from amane_desktop.storage.backup.progress import Cancelled, Progress
from ui.background import Background, log, where

# How often it is looked whether two hours are over.
_LOOK_MS = 10 * 60_000


class Snapshots(QObject):
    """Nobody waits for one, and what hinders it is not told: the next one makes up for it."""

    changed = Signal()

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._beside = Background("snapshots", self)
        self._progress, self._is_closed = Progress(), Event()
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self.take_if_due)

    def keep_regularly(self) -> None:
        """Take one every two hours of work from now on."""
        self._clock.start()

    def take_if_due(self) -> None:
        """Take one beside the window when the last is two hours old."""
        if self._is_closed.is_set():
            self._clock.stop()
        else:
            self._beside.run(self._take, lambda _none: self.changed.emit())

    def cancel(self) -> None:
        """Let the one that is being taken stop at its next part, and take no other."""
        self._progress.cancel()

    def close(self, *, is_leaving: bool) -> None:
        """Take the last one, before the key goes: always on leaving, else when it is due."""
        self._is_closed.set()
        self._beside.close()
        self._take(is_leaving=is_leaving)

    def _take(self, *, is_leaving: bool = False) -> None:
        try:
            if is_leaving:
                take_snapshot(self._office, Why.CLOSING, self._progress)
            else:
                take_if_due(self._office, self._progress)
        except Cancelled:
            return
        except Exception as error:
            log.warning(where(error))
