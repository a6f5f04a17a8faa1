"""What can befall a backup: told by the kind of error, never by a name or a path."""

from __future__ import annotations

from enum import StrEnum


class Doing(StrEnum):
    """What the drive was asked for when it failed."""

    READING = "reading"
    WRITING = "writing"
    PERMISSION = "permission"


class DriveTrouble(Exception):
    """The drive did not do what it should; no good backup on it was touched."""


class DriveGone(DriveTrouble):
    """The drive was pulled out, or the network is away."""


class NotTheDrive(DriveTrouble):
    """Where the drive should be stands another one, or an empty folder."""


class DriveFull(DriveTrouble):
    """There is too little room on the drive; `needed` and `free` are bytes, 0 when not known."""

    def __init__(self, needed: int = 0, free: int = 0) -> None:
        super().__init__(needed, free)
        self.needed, self.free = needed, free

    @property
    def missing(self) -> int:
        """How many bytes are wanting; 0 when it is not known."""
        return self.needed - self.free


class DriveFails(DriveTrouble):
    """The drive gave an error, or does not let this user in."""

    def __init__(self, what: Doing) -> None:
        super().__init__(what)
        self.what = what


class DriveLies(DriveTrouble):
    """What was read back is not what was written: the drive is not to be trusted."""


class FileTooLarge(DriveTrouble):
    """A file is larger than the drive's file system holds (4 GB on FAT32)."""


class DriveBusy(DriveTrouble):
    """Another program writes a backup at this moment."""


class SourceFails(Exception):
    """This PC's own disk, not the drive, is full or cannot be read."""


class NotABackup(Exception):
    """There is no backup of ours there."""


class BackupDamaged(Exception):
    """A backup does not hold what was written to it; `what` is the file's name."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
