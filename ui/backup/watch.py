"""Which drives are plugged in, looked at beside the window while somebody wants to know."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from amane_desktop.storage.backup.drive_mark import read_mark
from amane_desktop.storage.backup.layout import Found, found_in
from amane_desktop.storage.drives import Drive, Letting, device_of
from amane_desktop.storage.drives.looking import look_at_each
from amane_desktop.storage.installers.looking import Installer, newest_installer
from ui.background import log, where

_EVERY_MS = 2000


class Drives(Protocol):
    """What is asked of the system: the room `storage/drives` is one."""

    def plugged_in(self) -> tuple[Drive, ...]:
        """The drives whose files can be reached now."""
        ...

    def let_go(self, root: Path) -> Letting:
        """Let one go."""
        ...


class Asked(Protocol):
    """Whom a watch asks: which drives there are, and whether one of them is being written to."""

    @property
    def drives(self) -> Drives:
        """The drives."""
        ...

    @property
    def is_under_way(self) -> bool:
        """Whether a backup is being written."""
        ...


@dataclass(frozen=True)
class Place:
    """A drive or a chosen folder as it was a moment ago, with our mark and the backups on it.

    `installer` is the newest that lies on a drive with our mark.
    """

    drive: Drive
    mark: str
    backups: tuple[Found, ...]
    is_folder: bool = False
    installer: Installer | None = None

    @property
    def root(self) -> Path:
        """Where it is."""
        return self.drive.root


Known = dict[tuple[Path, int], Place]


class DriveWatch(QObject):
    """Looks at once and every two seconds while its widget is on the screen.

    What is on a drive is read when it is new, when the widget is shown, and after `forget`: a
    stick is not kept busy. While
    a backup is written nothing is looked at.
    """

    seen = Signal()
    _looked = Signal(int, object)

    def __init__(self, backups: Asked, widget: QWidget) -> None:
        super().__init__(widget)
        self._backups, self._widget = backups, widget
        # Where chosen folders stand, to be looked at as well.
        self.folders: tuple[Path, ...] = ()
        self._known: Known = {}
        self._round = 0
        self._is_looking = False
        self.places: tuple[Place, ...] | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._looked.connect(self._take)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look while the widget is seen."""
        if watched is self._widget and event.type() == QEvent.Type.Show:
            self._timer.start()
            self.forget()
        elif watched is self._widget and event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return False

    def forget(self) -> None:
        """Read anew what is on the drives."""
        self._known = {}
        self._round += 1
        self.look()

    def look(self) -> None:
        """Look beside the window; one that hangs is waited for by nobody."""
        if self._is_looking or self._backups.is_under_way:
            return
        self._is_looking = True
        work = partial(self._look_beside, self._round, self._known, self.folders)
        # A dead drive must not hold the program when it ends.
        Thread(target=work, daemon=True).start()

    def _look_beside(self, round_: int, known: Known, folders: tuple[Path, ...]) -> None:
        places: tuple[Place, ...] = ()
        try:
            places = places_now(self._backups.drives, folders, known)
        except OSError as error:
            log.error(where(error))
        finally:
            # Its window may have gone meanwhile.
            with suppress(RuntimeError):
                self._looked.emit(round_, places)

    def _take(self, round_: int, places: tuple[Place, ...]) -> None:
        self._is_looking = False
        if round_ != self._round:
            self.look()
            return
        before = self.places
        self.places = places
        self._known = {(place.root, place.drive.device): place for place in places}
        if before is None or [*map(_told, before)] != [*map(_told, places)]:
            self.seen.emit()


def places_now(drives: Drives, folders: Sequence[Path], known: Known) -> tuple[Place, ...]:
    """The drives that are plugged in and the folders that can be reached.

    One that answers no more while it is read is none, and keeps nobody from seeing another.
    """
    looks = {str(folder): partial(look_at_folder, folder) for folder in folders}
    there = [(drive, False) for drive in drives.plugged_in()]
    there += [(drive, True) for drive in look_at_each(looks)]
    return look_at_each(
        {
            f"what is on {drive.root}": partial(_place, drive, is_folder, known)
            for drive, is_folder in there
        }
    )


def _place(drive: Drive, is_folder: bool, known: Known) -> Place:
    before = known.get((drive.root, drive.device))
    if before is not None:
        return replace(before, drive=drive)
    mark = read_mark(drive.root) or ""
    installer = newest_installer(drive.root) if mark and not is_folder else None
    return Place(drive, mark, found_in(drive.root), is_folder, installer)


def look_at_folder(folder: Path) -> Drive | None:
    if not folder.is_dir():
        return None
    space = shutil.disk_usage(folder)
    return Drive(folder, folder.name, False, space.free, space.total, "", device_of(folder))


def _told(place: Place) -> object:
    """What makes it another place; its free space alone does not."""
    return place.root, place.drive.device, place.mark, place.backups, place.installer
