"""What a backup is written from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amane_desktop.storage.keyring import MasterKey


@dataclass(frozen=True)
class Source:
    """The centre that is open: its folder, its keys, and what is written of the backup.

    `database_key` opens the database as it stands, which may wait to be brought under `master`.
    `beside` are files that stand in the drive's own folder: the word to its finder, installers.
    """

    folder: Path
    database_key: bytes
    master: MasterKey
    set_id: str
    by: str
    program: str
    beside: tuple[Path, ...] = ()
