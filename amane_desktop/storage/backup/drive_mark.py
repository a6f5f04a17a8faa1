"""The drive's own mark: by it a drive is known again, and an empty folder is told from it."""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path

from amane_desktop.storage.backup.faults import BackupDamaged, DriveGone, DriveTrouble, NotTheDrive
from amane_desktop.storage.backup.layout import DRIVE, base_of
from amane_desktop.storage.backup.medium import FolderMedium

_MARK = re.compile(r"[0-9a-f]{16}")
_LARGEST = 4096


def is_mark(text: str) -> bool:
    """Whether it is what a drive's mark looks like."""
    return _MARK.fullmatch(text) is not None


def read_mark(place: Path) -> str | None:
    """The mark of a drive or folder; None where there is none that can be read."""
    try:
        return _mark(FolderMedium(place))
    except (DriveTrouble, FileNotFoundError):
        return None


def set_mark(place: Path) -> str:
    """Give a drive or folder a mark, unless it has one; says which. Raises DriveTrouble.

    Nothing else makes our folder on it, so no backup goes where the mark is not.
    """
    medium = FolderMedium(place)
    mark = _mark(medium)
    if mark is None:
        base, mark = base_of(place), secrets.token_hex(8)
        medium.make_folder(base)
        medium.replace(base / DRIVE, (json.dumps({"mark": mark}).encode(),))
        medium.flush_names(base.parent)
    return mark


def _mark(medium: FolderMedium, *, quickly: bool = False) -> str | None:
    try:
        read = medium.recall if quickly else medium.read
        told = json.loads(read(base_of(medium.root) / DRIVE, _LARGEST))
        mark = str(told["mark"])
    except (FileNotFoundError, BackupDamaged, ValueError, KeyError, TypeError, RecursionError):
        return None
    return mark if is_mark(mark) else None


class Guard:
    """Looks whether the drive is still the one that it was, before each thing that is written."""

    def __init__(self, medium: FolderMedium, mark: str) -> None:
        self._medium, self._mark = medium, mark
        if _mark(medium) != mark:
            raise NotTheDrive

    def look(self, *, quickly: bool = False) -> None:
        """Raise DriveGone, or NotTheDrive where another one is in its place.

        Quickly, the mark is what the system remembers of it while the drive is there.
        """
        self._medium.look()
        mark = _mark(self._medium, quickly=quickly)
        if mark is None:
            raise DriveGone
        if mark != self._mark:
            raise NotTheDrive
