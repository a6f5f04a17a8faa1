"""A drive that a person plugged in, and what came of letting it go."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from amane_desktop.i18n import _


@dataclass(frozen=True)
class Drive:
    """A drive as it is plugged in now."""

    root: Path
    # What the file manager calls it; on Windows empty where nobody named it.
    label: str
    # A stick or a card, rather than a USB disk.
    is_removable: bool
    free: int
    size: int
    # As the system calls it: FAT32 or vfat, exFAT or exfat.
    file_system: str
    device: int


class Letting(Enum):
    """What came of letting a drive go."""

    GONE = auto()
    IN_USE = auto()
    NOT_OFFERED = auto()


def device_of(folder: Path) -> int:
    """The device, on Windows the volume, that a folder is on; OSError where it is no longer."""
    return os.stat(folder).st_dev


def in_words(letting: Letting) -> str:
    """What staff are told once a drive was to be let go."""
    if letting is Letting.GONE:
        return _("You may remove the drive.")
    if letting is Letting.IN_USE:
        return _(
            "The drive is still in use. Close the windows and programs that show its files, "
            "then try again."
        )
    if sys.platform == "win32":
        return _(
            "Before you remove the drive, click “Safely Remove Hardware and Eject Media” "
            "beside the clock."
        )
    return _("Before you remove the drive, click “Eject” beside its name in the file manager.")
