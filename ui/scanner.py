"""The folder that a scanner writes to: looked at while somebody works, never emptied unasked."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from amane_desktop.office.errors import Refusal
from amane_desktop.office.scanned import is_still, prepare
from ui.background import Background
from ui.settings import remember_scanner_folder, scanner_folder

ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")
_EVERY_MS = 2000
# What lay there for longer before the sign-in is no news; it is chosen like any file.
_NEWS_SECONDS = 3600
# What was written to so lately is opened before it is offered: the scanner may not be done.
_YOUNG_SECONDS = 60
_MOST_OFFERED = 20

State = tuple[int, int]


@dataclass(frozen=True)
class Seen:
    """What one look found: each file with its size and time, and those that are whole."""

    states: Mapping[Path, State]
    whole: Mapping[Path, State]


class ScannerFolder(QObject):
    """Tells which files are new in the folder, and of those that were kept, which still lie there.

    A file is new once its size rests and it opens.
    """

    changed = Signal()

    def __init__(self, settings: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._since = time.time()
        self._seen = Seen({}, {})
        self._kept: dict[Path, tuple[str, State]] = {}
        self._passed: dict[Path, State] = {}
        self._is_looking = False
        self._thread = Background("scanner", self)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.folder = scanner_folder(settings)
        self._begin()

    @property
    def offered(self) -> tuple[Path, ...]:
        """The new files that nobody has taken yet, the oldest first."""
        taken = self._passed | {path: state for path, (_digest, state) in self._kept.items()}
        new = {path: s for path, s in self._seen.whole.items() if taken.get(path) != s}
        return tuple(sorted(new, key=lambda path: (new[path][1], path.name)))[-_MOST_OFFERED:]

    @property
    def left_over(self) -> tuple[Path, ...]:
        """The files that were kept in the centre and still lie in the folder, in clear."""
        kept = self._kept.items()
        return tuple(path for path, (_digest, s) in kept if self._seen.states.get(path) == s)

    def choose(self, folder: Path | None) -> None:
        """Look at another folder from now on, or at none."""
        remember_scanner_folder(self._settings, folder)
        self.folder, self._seen = folder, Seen({}, {})
        self._begin()
        self.changed.emit()

    def note_kept(self, kept: Mapping[Path, str]) -> None:
        """Remember what was kept, with its digest; only files of this folder matter."""
        for path, digest in kept.items():
            if path.parent == self.folder and path in self._seen.states:
                self._kept[path] = digest, self._seen.states[path]
        self.changed.emit()

    def leave(self) -> None:
        """Let the files that were kept lie where they are, and offer them no more."""
        self._passed |= {path: state for path, (_digest, state) in self._kept.items()}
        self._kept.clear()
        self.changed.emit()

    def remove_left_over(self) -> None:
        """Remove from the folder what is kept, if it is still the same to the last byte."""
        kept = {path: self._kept[path][0] for path in self.left_over}
        self._thread.run(partial(_remove, kept), lambda _nothing: self._removed())

    def look(self) -> None:
        """See what is in the folder now."""
        if self.folder is not None and not self._is_looking:
            self._is_looking = True
            look = partial(_look, self.folder, self._seen, self._since)
            self._thread.run(look, partial(self._looked, self.folder))

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def close(self) -> None:
        """Finish the look that is under way."""
        self._thread.close()

    def _begin(self) -> None:
        if self.folder is None:
            self._timer.stop()
        else:
            self._timer.start()
            self.look()

    def _looked(self, folder: Path, seen: Seen) -> None:
        self._is_looking = False
        if folder != self.folder:
            return
        before = (self.offered, self.left_over)
        self._seen = seen
        if before != (self.offered, self.left_over):
            self.changed.emit()

    def _removed(self) -> None:
        # What could not be removed stays, and is offered no more.
        self.leave()
        self.look()


def _look(folder: Path, before: Seen, since: float) -> Seen:
    states: dict[Path, State] = {}
    try:
        for path in folder.iterdir():
            if path.suffix.lower() in ENDINGS and not path.name.startswith(".") and path.is_file():
                found = path.stat()
                states[path] = found.st_size, found.st_mtime_ns
    except OSError:
        return Seen(states, {})  # (a network folder that does not answer)
    news = min(since, time.time() - _NEWS_SECONDS)
    rest = {p: s for p, s in states.items() if before.states.get(p) == s and s[0] and _at(s) > news}
    whole = {p: s for p, s in rest.items() if before.whole.get(p) == s or _opens(p, s)}
    return Seen(states, whole)


def _at(state: State) -> float:
    return state[1] / 1e9


def _opens(path: Path, state: State) -> bool:
    if time.time() - _at(state) > _YOUNG_SECONDS:
        return True
    try:
        prepare(path)
    except Refusal:
        return False
    return True


def _remove(kept: Mapping[Path, str]) -> None:
    for path, digest in kept.items():
        with suppress(OSError):
            if is_still(path, digest):
                path.unlink()
