"""The check of the data that may be under way: beside the window, and by itself once a week."""

from __future__ import annotations

import time
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from amane_desktop.access.permissions import Permission, may
from amane_desktop.office.checking import (
    CheckCancelled,
    Finding,
    Step,
    check_data,
    check_is_due,
)
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from ui.background import Background

# After the sign-in there is other work to do; then it is looked for whether a week is over.
_AFTER_MS = 5 * 60_000
_SPEAK_EVERY = 0.1


class DataCheck(QObject):
    """One check at a time; it stops when the screen is locked, and is then as if it had not been.

    `step`, `done` and `of` say how far it is; `refusal` why it could not be ended.
    """

    came = Signal()
    changed = Signal()

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._beside = Background("check", self)
        self._enough, self._is_closed = Event(), Event()
        self._spoke = 0.0
        self.is_under_way = False
        self.step, self.done, self.of = Step.PAGES, 0, 0
        self.refusal = ""

    def keep_weekly(self) -> None:
        """Check by itself, some minutes from now, when a week is over."""
        if may(self._office.signed_in.role, Permission.BACK_UP):
            QTimer.singleShot(_AFTER_MS, self, self.start_if_due)

    def start_if_due(self) -> None:
        """Check unless it was done in the last seven days."""
        if not self._is_closed.is_set() and self._office.ask(check_is_due):
            self.start()

    def start(self) -> None:
        """Begin a check, unless one is under way."""
        if self.is_under_way or self._is_closed.is_set():
            return
        self.is_under_way, self.refusal = True, ""
        self.step, self.done, self.of = Step.PAGES, 0, 0
        self._enough.clear()
        self._beside.run(self._check, lambda _found: self._end(), self._refused)
        self.changed.emit()

    def stop(self) -> None:
        """Let it stop at its next part."""
        self._enough.set()

    def close(self) -> None:
        """Stop it, and come back once it has ended."""
        self._is_closed.set()
        self._beside.close()

    def _check(self) -> tuple[Finding, ...]:
        try:
            return check_data(self._office, self._tell)
        except CheckCancelled:
            return ()

    def _tell(self, step: Step, done: int, of: int) -> None:
        if self._enough.is_set() or self._is_closed.is_set():
            raise CheckCancelled
        now = time.monotonic()
        if step is not self.step or now - self._spoke >= _SPEAK_EVERY:
            self.step, self.done, self.of, self._spoke = step, done, of, now
            self.came.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.refusal = refusal.message
        self._end()

    def _end(self) -> None:
        self.is_under_way = False
        self.changed.emit()
