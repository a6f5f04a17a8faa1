"""Writes that outlive a power cut."""

from __future__ import annotations

import os
import time
from pathlib import Path

# On Windows a virus scanner may hold for a moment what was just written.
_TRIES, _PAUSE = (20 if os.name == "nt" else 1), 0.1


def write_durably(path: Path, text: str) -> None:
    """Replace a small file so that a power cut leaves the old or the new one whole."""
    aside = path.with_name(path.name + ".new")
    try:
        aside.write_text(text, "utf-8")
        flush(aside)
        put_in_place(aside, path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    flush_names(path.parent)


def put_in_place(new: Path, place: Path) -> None:
    """Give a file or a folder its name, in the place of a file that bears it."""
    for left in reversed(range(_TRIES)):
        try:
            os.replace(new, place)
            return
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)


def flush(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    folder_fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(folder_fd)
    finally:
        os.close(folder_fd)
