"""What stands where on a drive, and finding the backups of a place without a password."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from amane_desktop.storage.keyring import KEY_RING

FOLDER, FILES = "Amane", "files"
# In a centre's own folder: the attachments, and what is kept against mistakes beside them.
ATTACHMENTS, SNAPSHOTS = "attachments", "snapshots"
DRIVE, README = "drive.json", "LISEZ-MOI.txt"
DATABASE, MANIFEST = "amane.db", "amane.backup"
# What stands in a backup's own folder; the database is written first, what vouches for it last.
PARTS = (DATABASE, KEY_RING, MANIFEST)
# What is being written, until it is whole.
UNFINISHED = ".new"
ATTACHMENT = re.compile(r"[0-9a-f]{64}")
_SET = re.compile(r"[0-9a-f]{16}")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
_STAMP_FORM = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True)
class Found:
    """A backup as it is seen without a password.

    `set_id` is empty for what is kept on this PC; `size` is what stands in its own folder.
    """

    folder: Path
    made_at: datetime
    set_id: str
    size: int


def stamp(moment: datetime) -> str:
    """What a backup of that moment is called."""
    return moment.astimezone(UTC).strftime(_STAMP_FORM)


def moment_of(name: str) -> datetime | None:
    """The moment that a folder's name says; None when it is no backup's name."""
    if not _STAMP.fullmatch(name):
        return None
    try:
        return datetime.strptime(name, _STAMP_FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def free_moment(folder: Path, now: datetime) -> datetime:
    """That moment, or the first second after it that no backup bears yet."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    while (folder / stamp(moment)).exists():
        moment += timedelta(seconds=1)
    return moment


def base_of(place: Path) -> Path:
    """Our own folder of a drive or folder that was chosen, which may be it already."""
    return place if (place / DRIVE).is_file() else place / FOLDER


def is_set(name: str) -> bool:
    """Whether it is what a centre's backups stand under."""
    return _SET.fullmatch(name) is not None


def place_of(files: Path, name: str) -> Path:
    """Where an attachment stands: in 256 folders, for FAT lets none of them grow without end."""
    return files / name[:2] / name


def found_in(place: Path) -> tuple[Found, ...]:
    """The backups of a place, the newest first.

    A drive's root, its `Amane` folder, a set, one backup's folder, a file in it, or the snapshots
    of a centre. Links are not followed; what is no backup is passed over.
    """
    try:
        place = Path(os.path.abspath(place))
        if _is(place, stat.S_ISREG):
            place = place.parent
        found = [each for folder in _candidates(place) if (each := _found(folder)) is not None]
    except (OSError, ValueError):
        return ()
    return tuple(sorted(found, key=lambda each: (each.made_at, each.set_id), reverse=True))


def _candidates(place: Path) -> Iterator[Path]:
    """The folder itself, those in it, those in its sets, and the same of its `Amane` folder."""
    if moment_of(place.name) is not None:
        yield place
        return
    ours = place / FOLDER
    for above in (place, ours) if _is(ours, stat.S_ISDIR) else (place,):
        for folder in _folders(above):
            if is_set(folder.name):
                yield from _folders(folder)
            yield folder


def _folders(above: Path) -> list[Path]:
    try:
        with os.scandir(above) as entries:
            return [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _found(folder: Path) -> Found | None:
    made_at = moment_of(folder.name)
    if made_at is None or not _is(folder / MANIFEST, stat.S_ISREG):
        return None
    size = 0
    for name in PARTS:
        try:
            size += os.lstat(folder / name).st_size
        except OSError:
            continue  # checking says that it is missing
    above = folder.parent.name
    return Found(folder, made_at, above if is_set(above) else "", size)


def _is(path: Path, kind: object) -> bool:
    try:
        return bool(kind(os.lstat(path).st_mode))  # type: ignore[operator]
    except (OSError, ValueError):
        return False
