"""Attachments on the drive: copied byte for byte where new, some of the older read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from amane_desktop.storage.attachments import (
    AttachmentDamaged,
    Stored,
    is_whole,
    sealed_size,
    unsealed,
)
from amane_desktop.storage.backup.drive_mark import Guard
from amane_desktop.storage.backup.faults import (
    BackupDamaged,
    DriveFails,
    DriveFull,
    DriveLies,
    DriveTrouble,
    FileTooLarge,
    SourceFails,
)
from amane_desktop.storage.backup.layout import ATTACHMENT, UNFINISHED, place_of
from amane_desktop.storage.backup.medium import LARGEST_FILE, FolderMedium
from amane_desktop.storage.backup.progress import Progress

CHUNK = 1024 * 1024
# Each older attachment is read again within so many backups: half a year of Fridays.
TURNS = 26
# So much is flushed together.
_FILES, _BYTES = 64, 32 * CHUNK


@dataclass
class Copied:
    """What came of it: the files that the backup needs, and those that this PC has lost itself.

    `mended` were missing or damaged on the drive, and copied anew.
    """

    needed: dict[str, int] = field(default_factory=dict, repr=False)
    missing: list[str] = field(default_factory=list)
    new: int = 0
    read_again: int = 0
    mended: int = 0


def source_parts(path: Path, progress: Progress, size: int) -> Iterator[bytes]:
    """A file as it stands on this PC, all of that size; what fails here is no fault of the drive's.

    Raises SourceFails.
    """
    try:
        with path.open("rb", buffering=0) as file:
            while part := file.read(CHUNK):
                size -= len(part)
                progress.advance(len(part))
                yield part
    except OSError as error:
        raise SourceFails from error
    if size:
        raise SourceFails


class Copying:
    """The attachments of one backup on their way to the drive's `files`."""

    def __init__(
        self, medium: FolderMedium, guard: Guard, files: Path, store: Path, progress: Progress
    ) -> None:
        self._medium, self._guard, self._progress = medium, guard, progress
        self._files, self._store = files, store
        self._standing: dict[str, int] = {}
        self._folders: set[str] = set()
        self._named: dict[str, Stored] = {}
        self._sizes: dict[str, int] = {}
        self._new: list[str] = []
        self._again: list[str] = []

    def look(self) -> None:
        """See what stands on the drive; what was left half-written is removed."""
        for folder, entry in self._medium.entries(self._files).items():
            if not entry.is_folder or len(folder) != 2:
                continue
            self._folders.add(folder)
            for name, file in self._medium.entries(self._files / folder).items():
                if name.endswith(UNFINISHED):
                    self._medium.remove(self._files / folder / name)
                elif ATTACHMENT.fullmatch(name) and name[:2] == folder and file.is_file:
                    self._standing[name] = file.size

    def plan(self, named: dict[str, Stored], turn: int, room: int) -> None:
        """Say what is to be copied, and what is read again in this turn.

        Raises FileTooLarge, and DriveFull when it fits not beside `room` bytes more.
        """
        sizes = {name: sealed_size(each.size) for name, each in named.items()}
        if max(sizes.values(), default=0) > LARGEST_FILE:
            raise FileTooLarge
        there = {name for name, size in sizes.items() if self._standing.get(name) == size}
        self._named, self._sizes = named, sizes
        self._new = sorted(sizes.keys() - there)
        self._again = sorted(name for name in there if int(name[:2], 16) % TURNS == turn % TURNS)
        needed, free = self._bytes(self._new) + room, self._medium.free()
        if needed > free:
            raise DriveFull(needed, free)
        self._progress.expect(self._bytes(self._again) + 2 * self._bytes(self._new))

    def copy(self, known: AbstractSet[str]) -> Copied:
        """Copy what is new, and anew what this turn's share of the older ones shows as damaged.

        `known` were there at the last backup.
        """
        damaged = [name for name in self._again if not self._is_whole(self._named[name])]
        self._progress.expect(2 * self._bytes(damaged))
        done, names = Copied(read_again=len(self._again)), (*damaged, *self._new)
        with ThreadPoolExecutor(1) as beside:
            proved: Future[list[str]] | None = None
            for batch in self._batches(names):
                files = self._write(batch, done)
                with self._left_clean(batch, files):
                    if proved is not None:
                        done.missing += proved.result()
                # While the next ones are written, these are flushed and read back.
                proved = beside.submit(self._prove, files)
            if proved is not None:
                done.missing += proved.result()
        for folder in sorted({name[:2] for name in names} & self._folders):
            self._medium.flush_names(self._files / folder)
        self._medium.flush_names(self._files)
        lost = set(done.missing)
        done.needed = {name: size for name, size in self._sizes.items() if name not in lost}
        done.mended = len((set(damaged) | set(self._new) & known) - lost)
        done.new = len(names) - len(lost) - done.mended
        return done

    def _batches(self, names: Iterable[str]) -> Iterator[list[str]]:
        """The names in parts that are flushed together, which takes less time than one by one."""
        batch: list[str] = []
        for name in names:
            batch.append(name)
            if len(batch) == _FILES or self._bytes(batch) > _BYTES:
                yield batch
                batch = []
        if batch:
            yield batch

    def _bytes(self, names: Iterable[str]) -> int:
        return sum(self._sizes[name] for name in names)

    @property
    def unneeded(self) -> set[str]:
        """Those on the drive that this backup does not need."""
        return self._standing.keys() - self._sizes.keys()

    def remove(self, names: AbstractSet[str]) -> None:
        """Remove attachments that no backup needs."""
        for name in sorted(names):
            self._guard.look(quickly=True)
            self._medium.remove(place_of(self._files, name))

    def _is_whole(self, stored: Stored) -> bool:
        path = place_of(self._files, stored.name)
        try:
            self._read(path, stored)
        except DriveFails:
            self._medium.look()
            return False
        except (AttachmentDamaged, BackupDamaged, FileNotFoundError):
            return False
        return True

    def _write(self, names: list[str], done: Copied) -> dict[str, BinaryIO]:
        """Write the files aside, still to be flushed; those that this PC has lost are left out."""
        files: dict[str, BinaryIO] = {}
        with self._left_clean(names, files):
            for name in names:
                self._guard.look(quickly=True)
                if name[:2] not in self._folders:
                    self._medium.make_folder(self._files / name[:2])
                    self._folders.add(name[:2])
                parts = source_parts(self._store / name, self._progress, self._sizes[name])
                try:
                    files[name] = self._medium.begin(self._aside(name), parts)
                except SourceFails:
                    self._medium.remove(self._aside(name))
                    done.missing.append(name)
        return files

    def _prove(self, files: dict[str, BinaryIO]) -> list[str]:
        """Flush the files, read them back, and give those their names that are authentic.

        Says which are damaged on this PC itself.
        """
        lost = []
        with self._left_clean(list(files), files):
            for file in files.values():
                self._medium.finish(file)
            for name in files:
                if self._is_authentic(name):
                    self._medium.rename(self._aside(name), place_of(self._files, name))
                else:
                    self._medium.remove(self._aside(name))
                    lost.append(name)
        return lost

    def _is_authentic(self, name: str) -> bool:
        """Whether it is; DriveLies when it is only here."""
        stored = self._named[name]
        try:
            self._read(self._aside(name), stored)
        except (AttachmentDamaged, BackupDamaged, FileNotFoundError):
            if not is_whole(self._store / name, stored):
                return False
            self._guard.look()
            raise DriveLies from None
        return True

    def _aside(self, name: str) -> Path:
        return place_of(self._files, name + UNFINISHED)

    @contextmanager
    def _left_clean(self, names: list[str], files: dict[str, BinaryIO]) -> Iterator[None]:
        """Leave nothing half-written where this fails."""
        try:
            yield
        except BaseException:
            for file in files.values():
                file.close()
            with suppress(DriveTrouble):
                for name in names:
                    self._medium.remove(self._aside(name))
            raise

    def _read(self, path: Path, stored: Stored) -> None:
        with self._medium.reading(path) as file:
            for part in unsealed(file, stored.key):
                self._progress.advance(len(part))
