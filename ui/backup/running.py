"""The one backup that may be under way: on a thread of its own, also while the screen is locked."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from amane_desktop.storage.backup.progress import Cancelled, Progress, Step
from amane_desktop.storage.drives import Letting
from ui.background import log, where

if TYPE_CHECKING:
    from amane_desktop.office.office import Office
    from amane_desktop.storage.backup.writing import Written
    from ui.backup.watch import Drives, Place

_SPEAK_EVERY = 0.1
# A dead drive must not hold the program when it ends.
_PATIENCE = 30.0
# Earlier nobody can say how long it takes.
_LISTEN, _PART = 3.0, 50


class BackupRun(QObject):
    """One backup, from the click until the drive is let go; `error` says what came between."""

    came = Signal()
    ended = Signal()

    def __init__(self, office: Office, place: Place, name: str, drives: Drives) -> None:
        super().__init__()
        self.place, self.name = place, name
        self.progress = Progress(self._come_further)
        self.is_under_way = True
        self.error: Exception | None = None
        self.written: Written | None = None
        self.letting: Letting | None = None
        self.is_letting_go = self.is_stopping = False
        self._office, self._drives = office, drives
        self._then: list[Callable[[], None]] = []
        self._turn = Lock()
        self._began = self._spoke = time.monotonic()
        self._step: Step | None = None
        self._thread = Thread(target=self._work, name="backup", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def let_go_again(self) -> None:
        """Try once more to let the drive go."""
        if not self.is_under_way:
            self.is_under_way = True
            self._thread = Thread(target=self._let_go_and_end, name="backup", daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        """Let it stop at its next part; what stood on the drive before stays."""
        self.is_stopping = True
        self.progress.cancel()

    def wait(self) -> None:
        """Come back once it has ended; a drive that hangs is not waited for."""
        self._thread.join(_PATIENCE)

    def then(self, follow: Callable[[], None]) -> None:
        """Do something once it has ended; at once if it has."""
        with self._turn:
            if self.is_under_way:
                self._then.append(follow)
                return
        follow()

    @property
    def is_good(self) -> bool:
        """Whether it is made, read back and checked."""
        return not self.is_under_way and self.error is None

    @property
    def seconds_left(self) -> float | None:
        """How long it still takes, as fast as it went so far; None when it is too early to say."""
        done, total = self.progress.done, self.progress.total
        seconds = time.monotonic() - self._began
        if seconds < _LISTEN or done * _PART < total:
            return None
        return seconds * (total - done) / done

    def _work(self) -> None:
        from amane_desktop.office.backing_up import back_up

        try:
            self.written = back_up(self._office, self.place.root, self.progress)
        except Cancelled as error:
            self.error = error
        except Exception as error:
            log.error(where(error))
            self.error = error
        self._let_go_and_end()

    def _let_go_and_end(self) -> None:
        if self.error is None and not self.place.is_folder:
            self.is_letting_go = True
            self.came.emit()
            self.letting = self._let_go()
        with self._turn:
            self.is_under_way = self.is_letting_go = False
            follows, self._then = tuple(self._then), []
        for follow in follows:
            follow()
        self.ended.emit()

    def _let_go(self) -> Letting:
        try:
            return self._drives.let_go(self.place.root)
        except Exception as error:
            # The backup is good all the same.
            log.error(where(error))
            return Letting.NOT_OFFERED

    def _come_further(self, progress: Progress) -> None:
        """Tell the window of each step, and of what is done in it as often as one can read."""
        now = time.monotonic()
        if progress.step is not self._step or now - self._spoke >= _SPEAK_EVERY:
            self._spoke, self._step = now, progress.step
            self.came.emit()


class Backups(QObject):
    """The backup that is under way or was last, as every page and the sheet at closing sees it."""

    came = Signal()
    changed = Signal()

    def __init__(self, office: Office, drives: Drives, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drives = drives
        self.folder = office.folder
        self._office = office
        self.run: BackupRun | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether one is made at this moment."""
        return self.run is not None and self.run.is_under_way

    def start(self, place: Place, name: str) -> None:
        """Back up to a drive whose mark is known; one at a time."""
        if not self.is_under_way:
            run = BackupRun(self._office, place, name, self.drives)
            self.take(run)
            run.start()

    def take(self, run: BackupRun | None) -> None:
        """Go on showing one, also of whoever was signed in before the screen was locked."""
        self.run = run
        if run is not None:
            run.came.connect(self.came)
            run.ended.connect(self.changed)
        self.changed.emit()

    def let_go_again(self) -> None:
        """Try once more to let the drive go."""
        if self.run is not None:
            self.run.let_go_again()
            self.changed.emit()

    def cancel(self) -> None:
        """Stop the one that is under way."""
        if self.run is not None:
            self.run.cancel()

    def then(self, follow: Callable[[], None]) -> None:
        """Do something once none is under way."""
        if self.run is None:
            follow()
        else:
            self.run.then(follow)

    def wait(self) -> None:
        """Come back once none is under way."""
        if self.run is not None:
            self.run.wait()

    def put_away(self) -> None:
        """Show no more what came of the last one."""
        if not self.is_under_way and self.run is not None:
            self.run = None
            self.changed.emit()
