"""A stick as FAT has it, in a folder: its rules, its limits scaled down, and what befalls it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import BinaryIO, cast

from amane_desktop.storage.backup.faults import Doing
from amane_desktop.storage.backup.layout import FOLDER
from amane_desktop.storage.backup.medium import Entry, FolderMedium

_NAME = re.compile(r"[0-9A-Za-z.-]{0,254}[0-9A-Za-z]")
_LETTERS_OF_AN_ENTRY = 13


@dataclass
class Stick:
    """What the stick can hold, what it says of itself, and when it fails; -1 is never."""

    place: Path
    # FAT32 holds files below 4 GiB, and 65,536 entries a folder: a long name takes several.
    largest: int = 4_000_000
    entries: int = 600
    capacity: int = 10**12
    says: int = 10**12
    # So many touches of it until it is pulled out, and reads until one fails.
    until_gone: int = -1
    until_unread: int = -1
    touched: int = 0
    read: int = 0
    written: int = 0
    wrong: list[str] = field(default_factory=list)
    _touching: Lock = field(default_factory=Lock, repr=False)

    @property
    def aside(self) -> Path:
        """Where its content is while it is pulled out."""
        return self.place.with_name(self.place.name + " pulled out")

    def touch(self) -> None:
        """One more touch of it; it may be the one at which it is gone."""
        # The database and its attachments are written at the same time.
        with self._touching:
            if self.touched == self.until_gone:
                (self.place / FOLDER).rename(self.aside)
            self.touched += 1

    def come_back(self) -> None:
        """Plug it in again, whole."""
        if self.aside.exists():
            self.aside.rename(self.place / FOLDER)
        self.until_gone = self.until_unread = -1
        self.touched = self.read = 0

    def medium(self, root: Path) -> FolderMedium:
        """What writes to it and reads from it."""
        return Fat(root, self)


class Fat(FolderMedium):
    """Every touch by FAT's rules; what breaks them is an error, as it is of the system's."""

    def __init__(self, root: Path, stick: Stick) -> None:
        self.stick = stick
        super().__init__(root)

    def look(self) -> None:
        self.stick.touch()
        super().look()

    def free(self) -> int:
        self.stick.touch()
        return self.stick.says

    def entries(self, folder: Path) -> dict[str, Entry]:
        self.stick.touch()
        return super().entries(folder)

    @contextmanager
    def reading(self, path: Path) -> Iterator[BinaryIO]:
        self.stick.touch()
        with super().reading(path) as file:
            yield cast(BinaryIO, _Reading(file, self.stick))

    def begin(self, path: Path, parts: Iterable[bytes]) -> BinaryIO:
        with self._naming(Doing.WRITING):
            self._check(path)
        return super().begin(path, parts)

    def finish(self, file: BinaryIO) -> None:
        """It keeps every second second."""
        seconds = int(os.fstat(file.fileno()).st_mtime) // 2 * 2
        super().finish(file)
        with suppress(FileNotFoundError):
            os.utime(file.name, (seconds, seconds))

    def put(self, file: BinaryIO, part: bytes) -> None:
        self.stick.touch()
        if file.tell() + len(part) > self.stick.largest:
            raise OSError(errno.EFBIG, "too large for FAT")
        self.stick.written += len(part)
        # One that lies about its size takes everything, and keeps what it has room for.
        kept = self.stick.written <= self.stick.capacity
        super().put(file, part if kept else bytes(len(part)))

    def flush(self, file: BinaryIO) -> None:
        self.stick.touch()
        super().flush(file)

    def make_folder(self, folder: Path) -> None:
        with self._naming(Doing.WRITING):
            if not folder.exists():
                self._check(folder)
        super().make_folder(folder)

    def rename(self, old: Path, new: Path) -> None:
        with self._naming(Doing.WRITING):
            self._check(new)
            if new.is_dir():
                raise OSError(errno.EEXIST, "no folder takes another's place")
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        self.stick.touch()
        super().remove(path)

    def flush_names(self, folder: Path) -> None:
        """FAT has no such thing."""
        self.stick.touch()

    @contextmanager
    def alone(self, path: Path) -> Iterator[None]:
        """Nor are there locks."""
        self.stick.touch()
        yield

    def _check(self, path: Path) -> None:
        """The name, as FAT takes it, in a folder that has room for it."""
        self.stick.touch()
        names = os.listdir(path.parent)
        if not _NAME.fullmatch(path.name):
            self.stick.wrong.append(path.name)
            raise OSError(errno.EINVAL, "no name for FAT")
        if any(name != path.name and name.casefold() == path.name.casefold() for name in names):
            self.stick.wrong.append(path.name)
            raise OSError(errno.EEXIST, "small and large letters are one")
        taken = sum(2 + len(name) // _LETTERS_OF_AN_ENTRY for name in {*names, path.name})
        if taken > self.stick.entries:
            raise OSError(errno.ENOSPC, "the folder is full")


class _Reading:
    """A file that is read, until a read fails."""

    def __init__(self, file: BinaryIO, stick: Stick) -> None:
        self._file, self._stick = file, stick

    def read(self, size: int = -1) -> bytes:
        self._stick.touch()
        if self._stick.read == self._stick.until_unread:
            self._stick.read += 1
            raise OSError(errno.EIO, "a bad block")
        self._stick.read += 1
        return self._file.read(size)

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)
