"""Being alone with a folder: a lock that the system lets go when the program is killed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


class NotAlone(Exception):
    """Another program, or another part of this one, holds the lock."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock file, which is gone afterwards; NotAlone while another holds it."""
    file = path.open("ab")
    try:
        _lock(file)
        try:
            yield
        finally:
            # Windows keeps a file that is open: there it is removed below.
            with suppress(PermissionError):
                path.unlink(missing_ok=True)
    finally:
        file.close()
        if sys.platform == "win32":
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _lock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise NotAlone from None
    else:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotAlone from None
        # Who held it may have removed it a moment ago; another may have made it anew.
        if not os.path.exists(file.name) or not os.path.samefile(file.name, file.fileno()):
            raise NotAlone
