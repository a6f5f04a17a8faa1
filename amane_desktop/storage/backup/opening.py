"""Opening a backup: with a password, the recovery code, or the keys of the open centre."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from amane_desktop.storage.attachments import AttachmentMissing, Stored, unsealed
from amane_desktop.storage.backup.faults import BackupDamaged, DriveFails, NotABackup
from amane_desktop.storage.backup.layout import (
    ATTACHMENTS,
    DATABASE,
    FILES,
    MANIFEST,
    Found,
    found_in,
    place_of,
    stamp,
)
from amane_desktop.storage.backup.manifest import LARGEST, Manifest, unseal
from amane_desktop.storage.backup.medium import FolderMedium
from amane_desktop.storage.keyring import (
    CODE_LENGTH,
    KEY_RING,
    KeyRing,
    KeyRingBroken,
    MasterKey,
    WrongPassword,
    normal_code,
)

# Room for four hundred slots; more is no key ring of ours.
LARGEST_RING = 256 * 1024


@dataclass(frozen=True)
class AttachmentFolder:
    """The attachments of a backup, read from the medium: in 256 folders on a drive."""

    folder: Path
    is_parted: bool
    medium: FolderMedium

    def path_of(self, name: str) -> Path:
        """Where the file stands."""
        return place_of(self.folder, name) if self.is_parted else self.folder / name

    def chunks(self, stored: Stored) -> Iterator[bytes]:
        """What a file holds, a chunk at a time; only at the end is it certain to be whole.

        Raises AttachmentMissing, AttachmentDamaged, BackupDamaged (a link) or DriveTrouble.
        """
        try:
            with self.medium.reading(self.path_of(stored.name)) as file:
                yield from unsealed(file, stored.key)
        except FileNotFoundError:
            raise AttachmentMissing from None


@dataclass(frozen=True)
class Opened:
    """A backup with its keys: `master` is the newest of the ring, `database_key` this backup's.

    `ring` is the newest of the set that the secret opens, by the slot `slot_id` (empty where none
    was asked).
    """

    found: Found
    manifest: Manifest
    ring: KeyRing
    master: MasterKey
    slot_id: str
    database: Path
    database_key: bytes
    files: AttachmentFolder


def open_backup(found: Found, secret: str) -> Opened:
    """Open it with a password or the recovery code.

    Raises WrongPassword, BackupDamaged, NotABackup or DriveTrouble.
    """
    sealed, is_any_ring, should_open = _sealed(found), False, False
    for ring, is_older in _rings(found):
        is_any_ring = True
        unlocked = _unlock(ring, secret)
        if unlocked is None:
            continue
        slot_id, master = unlocked
        try:
            return _opened(found, sealed, ring, master, slot_id)
        except WrongPassword:
            # An older ring does not know the key; the secret may open another one.
            should_open = should_open or not is_older
    if should_open:
        raise BackupDamaged(MANIFEST)
    if not is_any_ring:
        raise BackupDamaged(KEY_RING)
    raise WrongPassword


def open_with_ring(found: Found, ring: KeyRing, master: MasterKey) -> Opened:
    """Open it for the centre that is open; WrongPassword when it is another's."""
    return _opened(found, _sealed(found), ring, master, "")


def _sealed(found: Found) -> bytes:
    try:
        return FolderMedium(found.folder).read(found.folder / MANIFEST, LARGEST)
    except FileNotFoundError:
        raise NotABackup from None


def _opened(found: Found, sealed: bytes, ring: KeyRing, master: MasterKey, slot_id: str) -> Opened:
    manifest, key = unseal(sealed, (master, *ring.older(master)))
    if stamp(manifest.made_at) != found.folder.name:
        raise BackupDamaged(MANIFEST)  # it vouches for another one
    above = found.folder.parent
    # Snapshots stand in the centre's folder, beside the attachments themselves.
    folder = above / FILES if found.set_id else above.parent / ATTACHMENTS
    files = AttachmentFolder(folder, bool(found.set_id), FolderMedium(above))
    database, database_key = found.folder / DATABASE, key.derive("database")
    return Opened(found, manifest, ring, master, slot_id, database, database_key, files)


def _rings(found: Found) -> Iterator[tuple[KeyRing, bool]]:
    """The key rings of the set that can be read, the newest first; whether each is an older one."""
    medium, seen = FolderMedium(found.folder.parent), set[bytes]()
    siblings = found_in(found.folder.parent) or (found,)
    for each in siblings:
        try:
            content = medium.read(each.folder / KEY_RING, LARGEST_RING)
            if sha256(content).digest() not in seen:
                seen.add(sha256(content).digest())
                yield KeyRing.parse(content), each.made_at < found.made_at
        except (FileNotFoundError, BackupDamaged, KeyRingBroken, DriveFails):
            continue


def _unlock(ring: KeyRing, secret: str) -> tuple[str, MasterKey] | None:
    """The slot that the secret opens, and the master key; a code is tried on the codes' slots."""
    code = normal_code(secret)
    tries = [(slot, code) for slot in reversed(ring.codes)] if len(code) == CODE_LENGTH else []
    for slot_id, typed in (*tries, *((slot, secret) for slot in sorted(ring.slots))):
        try:
            return slot_id, ring.unlock(slot_id, typed)
        except WrongPassword:
            continue
    return None
