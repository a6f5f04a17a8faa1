"""Checking a backup: all of it read from the medium, and held against what vouches for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from amane_desktop.storage.attachments import (
    AttachmentDamaged,
    AttachmentMissing,
    Stored,
    sealed_size,
)
from amane_desktop.storage.backup.contents import (
    attachments_of,
    contents_of,
    reading_copy,
)
from amane_desktop.storage.backup.copying import CHUNK
from amane_desktop.storage.backup.faults import BackupDamaged, DriveFails
from amane_desktop.storage.backup.layout import DATABASE, PARTS
from amane_desktop.storage.backup.medium import FolderMedium
from amane_desktop.storage.backup.opening import LARGEST_RING, Opened
from amane_desktop.storage.backup.progress import Progress, Step
from amane_desktop.storage.database import (
    Damaged,
    Unreachable,
    has_authentic_pages,
    has_its_references,
)
from amane_desktop.storage.keyring import KEY_RING


class FindingKind(StrEnum):
    """What is wrong."""

    DATABASE = "the database is damaged or missing"
    KEY_RING = "the key ring is damaged or missing"
    MANIFEST = "the manifest does not fit what it vouches for"
    REFERENCES = "a reference in the database leads nowhere"
    COUNTS = "the database does not hold what was counted"
    ATTACHMENT_MISSING = "a photo or paper is missing"
    ATTACHMENT_DAMAGED = "a photo or paper is damaged"
    FOREIGN_FILE = "a file that is not ours, or a link"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong; `name` is a file's own opaque name."""

    kind: FindingKind
    name: str = ""


@dataclass
class Checked:
    """The attachments that were read already, so that several backups read them once."""

    good: set[str] = field(default_factory=set)
    bad: dict[str, FindingKind] = field(default_factory=dict)


def check(opened: Opened, progress: Progress, read: Checked | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with it, nothing being a good backup.

    Raises DriveGone where the drive is pulled out meanwhile, and Cancelled.
    """
    read = read or Checked()
    waiting = opened.manifest.attachments.keys() - read.good - read.bad.keys()
    sizes = opened.manifest.attachments
    progress.expect(2 * opened.manifest.database_size + sum(sizes[name] for name in waiting))
    progress.begin(Step.READING_BACK)
    return tuple(_findings(opened, progress, read))


def _findings(opened: Opened, progress: Progress, read: Checked) -> Iterator[Finding]:
    medium = FolderMedium(opened.found.folder)
    yield from _of_the_folder(opened, medium)
    if not _is_as_told(opened, medium, progress):
        yield Finding(FindingKind.DATABASE, DATABASE)
        return
    progress.begin(Step.CHECKING)
    try:
        with reading_copy(opened.database, opened.database_key) as connection:
            if not has_authentic_pages(connection):
                raise Damaged
            if not has_its_references(connection):
                yield Finding(FindingKind.REFERENCES, DATABASE)
            contents, attachments = contents_of(connection), attachments_of(connection)
    except (Damaged, Unreachable, ValueError, TypeError):
        medium.look()
        yield Finding(FindingKind.DATABASE, DATABASE)
        return
    progress.advance(opened.manifest.database_size)
    if (contents.counts, contents.schema) != (opened.manifest.counts, opened.manifest.schema):
        yield Finding(FindingKind.COUNTS, DATABASE)
    yield from _of_attachments(opened, attachments, progress, read)


def _of_the_folder(opened: Opened, medium: FolderMedium) -> Iterator[Finding]:
    folder = opened.found.folder
    for name, entry in medium.entries(folder).items():
        if name not in PARTS or not entry.is_file:
            yield Finding(FindingKind.FOREIGN_FILE, name)
    try:
        ring = medium.read(folder / KEY_RING, LARGEST_RING)
        is_good = hashlib.sha256(ring).hexdigest() == opened.manifest.ring_sha256
    except (FileNotFoundError, BackupDamaged, DriveFails):
        is_good = False
    if not is_good:
        yield Finding(FindingKind.KEY_RING, KEY_RING)


def _is_as_told(opened: Opened, medium: FolderMedium, progress: Progress) -> bool:
    digest, size = hashlib.sha256(), 0
    try:
        with medium.reading(opened.database) as file:
            while size <= opened.manifest.database_size and (part := file.read(CHUNK)):
                digest.update(part)
                size += len(part)
                progress.advance(len(part))
    except (FileNotFoundError, BackupDamaged, DriveFails):
        return False
    told = (opened.manifest.database_size, opened.manifest.database_sha256)
    return (size, digest.hexdigest()) == told


def _of_attachments(
    opened: Opened, attachments: dict[str, Stored], progress: Progress, read: Checked
) -> Iterator[Finding]:
    told = opened.manifest.attachments
    named = {name: sealed_size(each.size) for name, each in attachments.items()}
    if named != told | {name: named.get(name, 0) for name in opened.manifest.missing}:
        yield Finding(FindingKind.MANIFEST, DATABASE)
    progress.begin(Step.READING_BACK)
    for name in sorted(told.keys() & named.keys()):
        if name not in read.good and name not in read.bad:
            wrong = _read(opened, attachments[name], progress)
            if wrong is None:
                read.good.add(name)
            else:
                read.bad[name] = wrong
        if name in read.bad:
            yield Finding(read.bad[name], name)


def _read(opened: Opened, stored: Stored, progress: Progress) -> FindingKind | None:
    try:
        for part in opened.files.chunks(stored):
            progress.advance(len(part))
    except AttachmentMissing:
        return FindingKind.ATTACHMENT_MISSING
    except (AttachmentDamaged, BackupDamaged, DriveFails):
        return FindingKind.ATTACHMENT_DAMAGED
    return None
