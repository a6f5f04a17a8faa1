"""Where an installer waits in a centre's own folder; asked at every start, so nothing is loaded."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

# Private as the centre is, and with no library of another program beside it.
UPDATE = "update"


def remove_copy(folder: Path) -> None:
    """Remove what an update left in a centre's folder; what still runs goes the next time."""
    place = folder / UPDATE
    with suppress(OSError):
        if place.is_symlink():
            place.unlink()
    shutil.rmtree(place, ignore_errors=True)
