"""Attachments on the drive: copied byte for byte where new, some of the older read again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from amane_desktop.storage.attachments import AttachmentDamaged, Stored, sealed_size, unsealed
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
from amane_desktop.storage.backup.progress import Progress, Step

CHUNK = 1024 * 1024
# Each older attachment is read again within so many backups.
TURNS = 12
# So many files may have been written that were not read back yet.
_AHEAD = 4


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

    def read_again(self) -> list[str]:
        """Read this turn's share of the older ones; gives those that are damaged."""
        return [name for name in self._again if not self._is_whole(self._named[name])]

    def copy(self, damaged: list[str], known: AbstractSet[str]) -> Copied:
        """Copy what is new, and anew what is damaged; `known` were there at the last backup."""
        self._progress.begin(Step.COPYING)
        self._progress.expect(2 * self._bytes(damaged))
        done, names = Copied(read_again=len(self._again)), (*damaged, *self._new)
        written: deque[tuple[str, Future[None]]] = deque()
        with ThreadPoolExecutor(1) as beside:
            for name in names:
                try:
                    self._write(name)
                except SourceFails:
                    done.missing.append(name)
                    continue
                # While the next one is written, this one is read back.
                written.append((name, beside.submit(self._prove, name)))
                if len(written) > _AHEAD:
                    self._settle(*written.popleft(), done)
            while written:
                self._settle(*written.popleft(), done)
        for folder in sorted({name[:2] for name in names} & self._folders):
            self._medium.flush_names(self._files / folder)
        self._medium.flush_names(self._files)
        lost = set(done.missing)
        done.needed = {name: size for name, size in self._sizes.items() if name not in lost}
        done.mended = len((set(damaged) | set(self._new) & known) - lost)
        done.new = len(names) - len(lost) - done.mended
        return done

    @staticmethod
    def _settle(name: str, proved: Future[None], done: Copied) -> None:
        try:
            proved.result()
        except SourceFails:
            done.missing.append(name)

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

    def _write(self, name: str) -> None:
        """Write the file aside, and wait until it is on the medium."""
        self._guard.look(quickly=True)
        if name[:2] not in self._folders:
            self._medium.make_folder(self._files / name[:2])
            self._folders.add(name[:2])
        aside = self._aside(name)
        parts = source_parts(self._store / name, self._progress, self._sizes[name])
        with self._left_clean(aside):
            self._medium.write(aside, parts)

    def _prove(self, name: str) -> None:
        """Read the file back from the medium, and give it its name when it is authentic."""
        stored, aside = self._named[name], self._aside(name)
        with self._left_clean(aside):
            try:
                self._read(aside, stored)
            except (AttachmentDamaged, BackupDamaged, FileNotFoundError):
                if self._is_damaged_here(stored):
                    raise SourceFails from None
                self._guard.look()
                raise DriveLies from None
            self._medium.rename(aside, place_of(self._files, name))

    def _aside(self, name: str) -> Path:
        return place_of(self._files, name + UNFINISHED)

    @contextmanager
    def _left_clean(self, aside: Path) -> Iterator[None]:
        try:
            yield
        except BaseException:
            with suppress(DriveTrouble):
                self._medium.remove(aside)
            raise

    def _read(self, path: Path, stored: Stored) -> None:
        with self._medium.reading(path) as file:
            for part in unsealed(file, stored.key):
                self._progress.advance(len(part))

    def _is_damaged_here(self, stored: Stored) -> bool:
        try:
            with (self._store / stored.name).open("rb") as file:
                for _part in unsealed(file, stored.key):
                    pass
        except (OSError, AttachmentDamaged):
            return True
        return False
