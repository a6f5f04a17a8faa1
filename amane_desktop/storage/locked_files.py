"""Copying a file that SQLite has open, without taking its locks away."""

from __future__ import annotations

import os
from pathlib import Path

_CHUNK = 1024 * 1024
# On POSIX, closing a file lets go of every lock that this process holds on it, SQLite's own too.
# So what was once opened to be read stays open: a number for each file, and few there ever are.
_kept_open: dict[tuple[int, int], int] = {}


def copy_locked_file(source: Path, target: Path) -> None:
    """Copy a database's file byte for byte as it stands, while others have it open."""
    number = _opened(source)
    try:
        with target.open("wb", buffering=0) as file:
            while part := os.read(number, _CHUNK):
                file.write(part)
    finally:
        if os.name == "nt":
            os.close(number)


def _opened(path: Path) -> int:
    """The file, to be read from its beginning."""
    if os.name == "nt":
        return os.open(path, os.O_RDONLY | os.O_BINARY)  # type: ignore[attr-defined]
    told = os.stat(path)
    number = _kept_open.get((told.st_dev, told.st_ino))
    if number is None:
        number = os.open(path, os.O_RDONLY)
        told = os.fstat(number)
        _kept_open[told.st_dev, told.st_ino] = number
    os.lseek(number, 0, os.SEEK_SET)
    return number
