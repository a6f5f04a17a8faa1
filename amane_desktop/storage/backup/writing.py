"""Writing a backup: aside, flushed, read back from the medium, checked, and renamed last."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from amane_desktop.storage.alone import NotAlone, alone
from amane_desktop.storage.attachments import read_whole
from amane_desktop.storage.backup.contents import Contents, attachments_of, contents_of
from amane_desktop.storage.backup.copying import CHUNK, Copied, Copying, source_parts
from amane_desktop.storage.backup.drive_mark import Guard
from amane_desktop.storage.backup.faults import (
    BackupDamaged,
    DriveBusy,
    DriveLies,
    DriveTrouble,
    FileTooLarge,
    SourceFails,
)
from amane_desktop.storage.backup.layout import (
    ATTACHMENTS,
    DATABASE,
    FILES,
    MANIFEST,
    UNFINISHED,
    Found,
    base_of,
    free_moment,
    stamp,
)
from amane_desktop.storage.backup.manifest import LARGEST, Manifest, seal
from amane_desktop.storage.backup.medium import LARGEST_FILE, FolderMedium
from amane_desktop.storage.backup.progress import Progress, Step
from amane_desktop.storage.backup.source import COPY, TURN, Source
from amane_desktop.storage.backup.standing import Standing
from amane_desktop.storage.backup.taking import Taken, take
from amane_desktop.storage.database import (
    Damaged,
    Unreachable,
    has_authentic_pages,
    has_its_references,
)
from amane_desktop.storage.keyring import KEY_RING, WrongPassword

_BUSY = "busy"
# Beside what is counted, for the file system's own use.
_ROOM = 4 * CHUNK
R = TypeVar("R")


@dataclass(frozen=True)
class Written:
    """A good backup, and what became of the attachments.

    `is_tidy` says whether older backups could be removed, and what stands beside them be written.
    """

    found: Found
    manifest: Manifest
    copied: Copied
    is_tidy: bool


def write_backup(
    source: Source,
    place: Path,
    mark: str,
    progress: Progress,
    now: datetime,
    medium_at: Callable[[Path], FolderMedium] = FolderMedium,
) -> Written:
    """Write a backup onto the drive of that mark; when this returns it is good and flushed.

    `now` says the local day, by which older ones are removed. Raises DriveTrouble, SourceFails,
    Damaged, Cancelled; older backups are then as they were.
    """
    medium = medium_at(place)
    guard = Guard(medium, mark)
    folder = base_of(place) / source.set_id
    medium.make_folder(folder)
    with _turn_of(source), medium.alone(folder / _BUSY):
        return _Writing(source, medium, guard, folder, progress, now).write()


@contextmanager
def _turn_of(source: Source) -> Iterator[None]:
    """One backup of a centre at a time: the copy that is on its way has one place."""
    with ExitStack() as held:
        try:
            held.enter_context(alone(source.folder / TURN))
        except NotAlone:
            raise DriveBusy from None
        except OSError as error:
            raise SourceFails from error
        yield


class _Writing:
    """One backup under way."""

    def __init__(
        self,
        source: Source,
        medium: FolderMedium,
        guard: Guard,
        folder: Path,
        progress: Progress,
        now: datetime,
    ) -> None:
        self._source, self._medium, self._guard = source, medium, guard
        self._folder, self._progress, self._now = folder, progress, now
        self._made_at = free_moment(folder, now)
        self._place = folder / stamp(self._made_at)
        self._new = self._place.with_name(self._place.name + UNFINISHED)
        self._copying = Copying(
            medium, guard, folder / FILES, source.folder / ATTACHMENTS, progress
        )

    def write(self) -> Written:
        copy = self._source.folder / COPY
        try:
            shutil.rmtree(copy, ignore_errors=True)
            copy.mkdir()
            with ThreadPoolExecutor(3) as beside:
                return self._write(copy / DATABASE, beside)
        except BaseException as error:
            with suppress(DriveTrouble):
                self._medium.remove_folder(self._new)
            if isinstance(error, OSError):
                # What befalls the drive has a name of its own.
                raise SourceFails from error
            raise
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what was left half-written, or half-removed."""
        for name in self._medium.entries(self._folder):
            if name.endswith(UNFINISHED):
                self._medium.remove_folder(self._folder / name)
        self._medium.make_folder(self._folder / FILES)
        self._copying.look()

    def _write(self, copy: Path, beside: Executor) -> Written:
        source, progress = self._source, self._progress
        progress.begin(Step.SNAPSHOT)
        swept = beside.submit(self._sweep)
        taken = take(source, copy)
        if taken.size > LARGEST_FILE:
            raise FileTooLarge
        # Of the copy on this PC: what is read back from the medium is held against its bytes.
        pages = beside.submit(_of_copy, taken, has_authentic_pages)
        standing = Standing(self._medium, self._guard, self._folder, taken.masters)
        last = standing.last(self._made_at)
        turn = last.turn + 1 if last is not None else 0
        progress.expect(2 * taken.size)
        swept.result()
        self._copying.plan(_of_copy(taken, attachments_of), turn, taken.size + _ROOM)
        self._medium.make_folder(self._new)
        known = last.attachments.keys() if last is not None else set[str]()
        attachments = beside.submit(self._copying.copy, known)
        rows = beside.submit(_of_copy, taken, _references_and_contents)
        digest = self._put_database(taken)
        copied = attachments.result()
        has_references, contents = rows.result()
        if not (pages.result() and has_references):
            raise Damaged
        missing = tuple(sorted(copied.missing))
        manifest = taken.manifest(
            source, self._made_at, contents, digest, copied.needed, missing=missing, turn=turn
        )
        size = taken.size + self._seal(manifest, taken.ring)
        self._guard.look()
        progress.advance(max(0, progress.total - progress.done))
        self._medium.rename(self._new, self._place)
        self._medium.flush_names(self._folder)
        self._medium.flush_names(self._folder.parent)
        found = Found(self._place, self._made_at, source.set_id, size)
        return Written(found, manifest, copied, self._tidy(standing))

    def _seal(self, manifest: Manifest, ring: bytes) -> int:
        """Write what is small and read it back; gives how large it is."""
        small = {KEY_RING: ring, MANIFEST: seal(manifest, self._source.master)}
        self._progress.begin(Step.CHECKING)
        self._guard.look()
        for name, content in small.items():
            self._medium.write(self._new / name, (content,))
        self._medium.flush_names(self._new)
        try:
            held = {name: self._medium.read(self._new / name, LARGEST) for name in small}
        except (FileNotFoundError, BackupDamaged):
            held = {}
        if held != small:
            self._guard.look()
            raise DriveLies
        return sum(map(len, small.values()))

    def _put_database(self, taken: Taken) -> str:
        """Write the copy there and read it back from the medium; gives its SHA-256."""
        written = hashlib.sha256()

        def parts() -> Iterator[bytes]:
            for part in source_parts(taken.path, self._progress, taken.size):
                written.update(part)
                yield part

        self._progress.begin(Step.COPYING)
        self._guard.look()
        self._medium.write(self._new / DATABASE, parts())
        if not self._is_held(taken):
            self._guard.look()
            raise DriveLies
        return written.hexdigest()

    def _is_held(self, taken: Taken) -> bool:
        """Whether the medium holds the copy, byte for byte."""
        copy = source_parts(taken.path, self._progress, taken.size)
        try:
            with self._medium.reading(self._new / DATABASE) as file:
                is_same = all(read_whole(file, len(part)) == part for part in copy)
                return is_same and not file.read(1)
        except (FileNotFoundError, BackupDamaged):
            return False

    def _tidy(self, standing: Standing) -> bool:
        """Remove what is no longer kept; the backup is good, and what fails is done next time."""
        self._progress.step = Step.TIDYING
        is_tidy = True
        for part in (partial(self._rotate, standing), self._put_beside):
            try:
                part()
            except (DriveTrouble, BackupDamaged, WrongPassword, SourceFails, OSError):
                is_tidy = False
        return is_tidy

    def _rotate(self, standing: Standing) -> None:
        standing.rotate(self._now, self._made_at)
        if self._copying.unneeded:
            # None goes while a manifest cannot be read.
            self._copying.remove(self._copying.unneeded - standing.needed())

    def _put_beside(self) -> None:
        """Bring along what stands in the drive's own folder, where it is not there as it is."""
        base = self._folder.parent
        there = self._medium.entries(base)
        for path in self._source.beside:
            size = path.stat().st_size
            if path.name not in there or there[path.name].size != size:
                self._guard.look()
                # Nobody can stop it any more: the backup is there.
                parts = source_parts(path, Progress(), size)
                self._medium.replace(base / path.name, parts)


def _of_copy(taken: Taken, ask: Callable[[Any], R]) -> R:
    try:
        with taken.reading() as connection:
            return ask(connection)
    except Unreachable as error:
        raise SourceFails from error


def _references_and_contents(connection: Any) -> tuple[bool, Contents]:
    return has_its_references(connection), contents_of(connection)
