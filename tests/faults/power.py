"""A disk of its own, in a file, whose power can be cut: what only stood in memory is gone."""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from amane_desktop.office.office import Office

# EXT4_IOC_SHUTDOWN, and the flag that leaves the file system's own log unwritten.
_SHUTDOWN, _WITHOUT_LOG = 0x8004587D, 2
_SIZE = 64 * 1024 * 1024


class Disk:
    """A disk whose power can be cut."""

    def __init__(self, image: Path, where: Path) -> None:
        self._image, self.where = image, where
        where.mkdir()
        with image.open("wb") as file:
            file.truncate(_SIZE)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)

    def plug_in(self) -> bool:
        """Mount it; False where this is not allowed."""
        command = ["mount", "-o", "loop", str(self._image), str(self.where)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    def settle(self) -> None:
        """Let everything on it be on the medium."""
        subprocess.run(["sync", "-f", str(self.where)], check=True)

    def stop(self) -> None:
        """Cut the power: from now on nothing reaches the disk, nor comes from it."""
        root = os.open(self.where, os.O_RDONLY)
        fcntl.ioctl(root, _SHUTDOWN, struct.pack("I", _WITHOUT_LOG))
        os.close(root)

    def come_back(self) -> None:
        """Let the power come back; nobody has a file of it open any more."""
        subprocess.run(["umount", str(self.where)], check=True)
        assert self.plug_in()

    def cut(self, office: Office | None = None) -> None:
        """Cut the power, under an opened centre if there is one, and let it come back."""
        self.stop()
        # Only that the files are let go: nothing more reaches this disk.
        if office is not None:
            office.close()
        self.come_back()

    def unplug(self) -> None:
        """Unmount it, whoever still has a file of it open."""
        subprocess.run(["umount", "-l", str(self.where)], check=False)


@contextmanager
def plugged_in(place: Path, name: str) -> Iterator[Disk]:
    """Such a disk, with nothing on it; skips, and says so, where it cannot be made."""
    if getattr(os, "geteuid", lambda: 1)() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("no root, or no ext4: a power cut was NOT tried")
    disk = Disk(place / f"{name}.img", place / name)
    if not disk.plug_in():
        pytest.skip("no right to mount: a power cut was NOT tried")
    try:
        yield disk
    finally:
        disk.unplug()
