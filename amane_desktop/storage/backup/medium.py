"""The drive: every touch of it goes through here, and what befalls it gets its name here."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from amane_desktop.storage.alone import NotAlone, alone
from amane_desktop.storage.attachments import read_whole
from amane_desktop.storage.backup.faults import (
    BackupDamaged,
    Doing,
    DriveBusy,
    DriveFails,
    DriveFull,
    DriveGone,
    FileTooLarge,
)
from amane_desktop.storage.backup.layout import UNFINISHED
from amane_desktop.storage.durable import put_in_place

# FAT32 holds no file of 4 GiB; no drive is asked for more, so that a backup fits the next one.
LARGEST_FILE = 4 * 1024**3 - 1
_FULL = {errno.ENOSPC, errno.EDQUOT}
_AWAY = {errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN, errno.ENETDOWN}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
# What some file systems answer when a folder is to be flushed, or a lock is asked for.
_NOT_OFFERED = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOLCK, errno.ENOSYS}
# Windows: no such drive, not ready, no such device, the network is away, the volume is another.
_AWAY_ON_WINDOWS = {15, 21, 53, 55, 64, 67, 121, 433, 1006, 1167}
_BLOCK_DEVICES = Path("/sys/dev/block")


@dataclass(frozen=True)
class Entry:
    """What a folder lists: a file with its size, a folder, or neither (a link, a device)."""

    size: int
    is_file: bool
    is_folder: bool


class FolderMedium:
    """A folder of a drive, a disk or a network; links are never followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            with self._naming(Doing.READING):
                self._device = self.device()
        except FileNotFoundError:
            raise DriveGone from None

    def device(self) -> int:
        """The device that the folder is on."""
        return os.stat(self.root).st_dev

    def look(self) -> None:
        """Raise DriveGone where the folder is no longer, or on another device, or that is gone."""
        try:
            is_same = self.device() == self._device
        except OSError:
            is_same = False
        if not is_same or not _is_plugged_in(self._device):
            raise DriveGone

    def free(self) -> int:
        """How many bytes it has room for."""
        with self._naming(Doing.READING):
            return shutil.disk_usage(self.root).free

    def entries(self, folder: Path) -> dict[str, Entry]:
        """What stands in a folder; nothing when it is not there."""
        try:
            with self._naming(Doing.READING), os.scandir(folder) as listing:
                return {each.name: _entry(each) for each in listing}
        except FileNotFoundError:
            return {}

    def read(self, path: Path, largest: int) -> bytes:
        """A small file, read from the medium; BackupDamaged when it is too large or a link."""
        with self.reading(path) as file:
            return _at_most(largest, file, path)

    def recall(self, path: Path, largest: int) -> bytes:
        """The same as the system remembers it."""
        with self._naming(Doing.READING), path.open("rb", buffering=0) as file:
            return _at_most(largest, file, path)

    @contextmanager
    def reading(self, path: Path) -> Iterator[BinaryIO]:
        """A file as the medium holds it, not as the system remembers it.

        Raises FileNotFoundError, and BackupDamaged where it is no plain file.
        """
        with self._naming(Doing.READING):
            if not stat.S_ISREG(os.lstat(path).st_mode):
                raise BackupDamaged(path.name)
            file = _from_the_medium(path)
        with file, self._naming(Doing.READING):
            yield file

    def write(self, path: Path, parts: Iterable[bytes]) -> None:
        """Write a new file, which is on the medium when this returns."""
        self.finish(self.begin(path, parts))

    def begin(self, path: Path, parts: Iterable[bytes]) -> BinaryIO:
        """Write a new file that is still to be finished; many at once take less time."""
        with self._naming(Doing.WRITING):
            file = cast(BinaryIO, path.open("xb", buffering=0))
            try:
                for part in parts:
                    self.put(file, part)
            except BaseException:
                file.close()
                raise
            return file

    def finish(self, file: BinaryIO) -> None:
        """Wait until a file that was begun is on the medium, and close it."""
        with self._naming(Doing.WRITING), file:
            self.flush(file)

    def put(self, file: BinaryIO, part: bytes) -> None:
        """Add a part to a file that is being written, all of it."""
        left = memoryview(part)
        while left:
            left = left[file.write(left) :]

    def flush(self, file: BinaryIO) -> None:
        """Wait until what was written is on the medium."""
        os.fsync(file.fileno())

    def replace(self, path: Path, parts: Iterable[bytes]) -> None:
        """Put a file in the place of what stood there, whole at any moment."""
        aside = path.with_name(path.name + UNFINISHED)
        self.remove(aside)
        try:
            self.write(aside, parts)
            self.rename(aside, path)
        except BaseException:
            with suppress(Exception):
                self.remove(aside)
            raise
        self.flush_names(path.parent)

    def make_folder(self, folder: Path) -> None:
        """Make a folder in one that is there; it may be there already, but not by a link."""
        with self._naming(Doing.WRITING):
            try:
                folder.mkdir()
            except FileExistsError:
                if not stat.S_ISDIR(os.lstat(folder).st_mode):
                    raise

    def rename(self, old: Path, new: Path) -> None:
        """Give a file or a folder another name, in the place of a file that bears it."""
        with self._naming(Doing.WRITING):
            put_in_place(old, new)

    def remove(self, path: Path) -> None:
        """Remove a file or a link, which may be gone already."""
        with self._naming(Doing.WRITING):
            path.unlink(missing_ok=True)

    def remove_folder(self, folder: Path) -> None:
        """Remove a folder with all that stands in it, or the link that stands for it."""
        with self._naming(Doing.WRITING), suppress(FileNotFoundError):
            if stat.S_ISDIR(os.lstat(folder).st_mode):
                shutil.rmtree(folder)
            else:
                folder.unlink()

    def flush_names(self, folder: Path) -> None:
        """Wait until the names in a folder are on the medium, where it offers that."""
        if os.name == "nt":
            return
        with self._naming(Doing.WRITING):
            number = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(number)
            except OSError as error:
                if error.errno not in _NOT_OFFERED:
                    raise
            finally:
                os.close(number)

    @contextmanager
    def alone(self, path: Path) -> Iterator[None]:
        """Be the only one who writes there, by a lock file; DriveBusy while another is.

        Where the file system has no locks, whoever comes is alone.
        """
        with ExitStack() as held:
            with self._naming(Doing.WRITING):
                try:
                    held.enter_context(alone(path))
                except NotAlone:
                    raise DriveBusy from None
                except OSError as error:
                    if error.errno not in _NOT_OFFERED:
                        raise
            try:
                yield
            finally:
                # It may be gone with the drive.
                with suppress(OSError):
                    held.close()

    @contextmanager
    def _naming(self, doing: Doing) -> Iterator[None]:
        """Give what the system says its name: nothing of it is told but the kind."""
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise DriveFull from error
            if error.errno == errno.EFBIG:
                raise FileTooLarge from error
            if error.errno in _AWAY or getattr(error, "winerror", None) in _AWAY_ON_WINDOWS:
                raise DriveGone from error
            if hasattr(self, "_device"):
                self.look()
            if isinstance(error, FileNotFoundError):
                if doing is Doing.READING:
                    raise
                raise DriveGone from error  # with the folder that was made a moment ago
            what = Doing.PERMISSION if error.errno in _CLOSED else doing
            raise DriveFails(what) from error


def _entry(each: os.DirEntry[str]) -> Entry:
    told = each.stat(follow_symlinks=False)
    return Entry(told.st_size, stat.S_ISREG(told.st_mode), stat.S_ISDIR(told.st_mode))


def _at_most(largest: int, file: BinaryIO, path: Path) -> bytes:
    content = read_whole(file, largest + 1)
    if len(content) > largest:
        raise BackupDamaged(path.name)
    return content


def _is_plugged_in(device: int) -> bool:
    """Whether the kernel still knows the device: a mount outlives a stick that is pulled out."""
    if not _BLOCK_DEVICES.is_dir() or not os.major(device):
        return True  # Windows asks the drive itself; networks and the like are no such device
    return (_BLOCK_DEVICES / f"{os.major(device)}:{os.minor(device)}").exists()


def _from_the_medium(path: Path) -> BinaryIO:
    if os.name == "nt":
        from amane_desktop.storage.backup.windows_reading import Unbuffered

        return cast(BinaryIO, Unbuffered(path))
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    if hasattr(os, "posix_fadvise"):
        # What the system still has in memory is let go; what is read comes from the medium.
        os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
    return cast(BinaryIO, open(number, "rb", buffering=0))
