"""What is known of this PC and of the centre's files without opening the centre."""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from amane_desktop.storage.backup.layout import ATTACHMENTS, DATABASE
from amane_desktop.storage.keyring import KEY_RING


@dataclass(frozen=True)
class Room:
    """Bytes of memory or of a disk: in all, and free."""

    of: int
    free: int


@dataclass(frozen=True)
class CentreFiles:
    """The centre's files in bytes; None for one that is not there."""

    database: int | None
    log: int | None
    key_ring: int | None
    attachments: int
    attachment_bytes: int


class _MemoryStatus(ctypes.Structure):
    _fields_ = [
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        *((name, ctypes.c_uint64) for name in ("total", "free", *"abcde")),
    ]


def memory() -> Room | None:
    """This PC's memory; None where the system does not say."""
    if sys.platform == "win32":
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        asked = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return Room(status.total, status.free) if asked else None
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    kilobytes = {line.partition(":")[0]: int(line.split()[1]) for line in lines}
    return Room(kilobytes["MemTotal"] * 1024, kilobytes["MemAvailable"] * 1024)


def disk(folder: Path) -> Room | None:
    """The disk that the centre stands on; None where it does not answer."""
    with suppress(OSError):
        used = shutil.disk_usage(folder)
        return Room(used.total, used.free)
    return None


def centre_files(folder: Path) -> CentreFiles:
    """How large the centre's files are."""
    sizes = list(_sizes(folder / ATTACHMENTS))
    return CentreFiles(
        _size(folder / DATABASE),
        _size(folder / f"{DATABASE}-wal"),
        _size(folder / KEY_RING),
        len(sizes),
        sum(sizes),
    )


def _sizes(folder: Path) -> Iterator[int]:
    with suppress(OSError):
        for file in folder.iterdir():
            size = _size(file)
            if size is not None:
                yield size


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None
