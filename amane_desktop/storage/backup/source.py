"""What a backup is written from."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from amane_desktop.storage.alone import NotAlone, alone
from amane_desktop.storage.keyring import MasterKey

# The copy of the database that is on its way to a drive, and the lock of who makes it.
COPY, TURN = "backup.new", "backup.lock"


def sweep_copy(folder: Path) -> None:
    """Remove what a backup that was killed left in the centre's folder."""
    if (folder / COPY).exists() or (folder / TURN).exists():
        with suppress(NotAlone), alone(folder / TURN):
            shutil.rmtree(folder / COPY, ignore_errors=True)


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
