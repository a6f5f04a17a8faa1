"""Restoring a backup: made beside what stands, checked whole, swapped in by one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Role
from amane_desktop.i18n import _
from amane_desktop.office.backing_up import note_restored_from
from amane_desktop.office.clock import Clock
from amane_desktop.office.erasing import erase_after_restore, still_there
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import SIGN_IN, as_text, under_way
from amane_desktop.office.office import Office, in_plain_words, staff_named
from amane_desktop.office.restore_choice import Choice, choose, not_whole, too_new
from amane_desktop.office.restored import Restored, note_restored
from amane_desktop.office.snapshots import Why
from amane_desktop.office.state_known import Known, KnownStaff, known_by, slots_now
from amane_desktop.office.vault import Vault, active_slots, shown_at_the_door
from amane_desktop.storage.alone import NotAlone
from amane_desktop.storage.attachments import Stored, is_whole, sealed_size
from amane_desktop.storage.backup.checking import FindingKind, check
from amane_desktop.storage.backup.contents import attachments_of, reading_copy
from amane_desktop.storage.backup.copying import CHUNK
from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble, SourceFails
from amane_desktop.storage.backup.layout import ATTACHMENTS, DATABASE, PARTS, SNAPSHOTS, Found
from amane_desktop.storage.backup.opening import Opened
from amane_desktop.storage.backup.progress import Progress, Step
from amane_desktop.storage.backup.snapshot import write_snapshot
from amane_desktop.storage.database import Damaged, check_alone
from amane_desktop.storage.durable import flush, flush_names, write_durably
from amane_desktop.storage.keyring import KEY_RING
from amane_desktop.storage.migrate import NewerVersion
from amane_desktop.storage.scrubbing import older_files
from amane_desktop.storage.swap import preparing, swap_in

# The copy, the one that a newer version or another key is made on, and what it replaces.
_MEGABYTE = 1_000_000
_DATABASES, _ROOM = 3, 16 * _MEGABYTE
# What is kept of a centre that does not open. SQLite finds the log again by its name.
_KEPT = (
    (DATABASE, f"{DATABASE}.replaced"),
    (f"{DATABASE}-wal", f"{DATABASE}.replaced-wal"),
    (KEY_RING, f"{KEY_RING}.replaced"),
)
_OF_FILES = {FindingKind.ATTACHMENT_MISSING, FindingKind.ATTACHMENT_DAMAGED}


def restore(choice: Choice, progress: Progress, clock: Clock | None = None) -> Restored:
    """Put the backup in the place of what stands in the folder, which is kept as a snapshot.

    The folder's centre must be closed. Refuses a backup that is not whole, a disk that is too
    small, and a centre that another program has open; all is then as it was. Raises Cancelled.
    """
    clock, folder, is_new = clock or Clock(), choice.folder, choice.is_new_place
    _check_room(choice)
    manifest = choice.opened.manifest
    progress.expect(manifest.database_size + sum(manifest.attachments.values()))
    with _in_words():
        _check_whole(choice.opened, progress)
        with preparing(folder, is_new=is_new) as aside:
            _check_alone(choice)
            told = make(choice, aside, progress, clock)
            if not is_new:
                _keep_what_stands(choice, aside, progress, clock)
            _check_alone(choice)
            progress.begin(Step.TIDYING)
            swap_in(aside, folder)
    return told


def make(choice: Choice, aside: Path, progress: Progress, clock: Clock) -> Restored:
    """Make the restored centre in an empty folder, whole and on the disk."""
    opened = choice.opened
    ring = opened.ring.copied_to(aside / KEY_RING)
    _copy_database(opened, aside / DATABASE, progress)
    vault = Vault(aside, ring, opened.master)
    engine = vault.open()
    with Session(engine) as session:
        found = known_by(session)
        slots = slots_now(found.staff, choice.newest, ring.slots)
        again = set(choice.erased).difference(found.erased)
        stood = still_there(session, again)
        signed_in = staff_named(session, _director(found).name)
    assert signed_in is not None
    office = Office(engine, signed_in, clock, aside, vault)
    try:
        erase_after_restore(office, again)
        let_go = office.do(note_restored, opened.manifest.made_at, choice.by, slots)
        if opened.found.set_id:
            note_restored_from(office, opened.found, opened.manifest.made_at)
        with Session(engine) as session:
            door, kept = shown_at_the_door(session), set(active_slots(session).values())
    finally:
        office.close()
    if ring.slots - kept - set(ring.codes):
        # Whoever is not in this state must not go on to hold its key.
        ring.is_renewal_due = True
        ring.save()
    write_durably(aside / SIGN_IN, as_text(door))
    for older in older_files(aside / DATABASE):
        older.unlink()
    missing = _bring_files(choice, aside, progress)
    flush(aside / DATABASE)
    flush_names(aside)
    added = tuple(
        each.name
        for each in choice.newest.staff
        if each.is_active and not any(each.is_same(other) for other in found.staff)
    )
    return Restored(let_go, added, bool(stood), missing)


def _director(found: Known) -> KnownStaff:
    """In whose name it is done: the centre's rules hold for a restore too."""
    for each in found.staff:
        if each.is_active and each.role == Role.DIRECTOR:
            return each
    raise Damaged


def _copy_database(opened: Opened, copy: Path, progress: Progress) -> None:
    """The database of the backup, and exactly that."""
    progress.begin(Step.COPYING)
    try:
        digest = _copy(opened, opened.database, copy, progress)
    except FileNotFoundError:
        raise BackupDamaged(DATABASE) from None
    if digest != opened.manifest.database_sha256:
        raise BackupDamaged(DATABASE)


def _copy(opened: Opened, source: Path, copy: Path, progress: Progress) -> str:
    """Copy a file of the backup onto the disk; gives its SHA-256."""
    digest = sha256()
    with opened.files.medium.reading(source) as file, copy.open("xb") as written:
        while part := file.read(CHUNK):
            digest.update(part)
            written.write(part)
            progress.advance(len(part))
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()


def _bring_files(choice: Choice, aside: Path, progress: Progress) -> int:
    """Bring the photos and papers that this PC lacks or has damaged; counts what is missing."""
    key = choice.opened.master.derive("database")
    with reading_copy(aside / DATABASE, key) as connection:
        named = attachments_of(connection)
    here, brought, missing = choice.folder / ATTACHMENTS, aside / ATTACHMENTS, 0
    brought.mkdir()
    for stored in named.values():
        progress.advance(0)
        if is_whole(here / stored.name, stored):
            progress.advance(sealed_size(stored.size))
        elif not _bring(choice.opened, stored, brought / stored.name, progress):
            missing += 1
    flush_names(brought)
    return missing


def _bring(opened: Opened, stored: Stored, path: Path, progress: Progress) -> bool:
    if not opened.found.set_id:
        return False  # a snapshot has no files but those that stand here
    try:
        _copy(opened, opened.files.path_of(stored.name), path, progress)
    except FileNotFoundError:
        return False
    if not is_whole(path, stored):
        raise BackupDamaged(stored.name)
    return True


def newest_good(found: Sequence[Found], folder: Path, secret: str) -> Found | None:
    """The first of these that is whole, for whoever was refused a damaged one."""
    for each in found:
        with suppress(Refusal, BackupDamaged, DriveTrouble):
            _check_whole(choose(each, folder, secret).opened, Progress())
            return each
    return None


def _check_whole(opened: Opened, progress: Progress) -> None:
    """Refuse what is not as it was written.

    What others left beside it is not looked at; a snapshot has no photos and papers of its own.
    """
    for finding in check(opened, progress):
        is_foreign = finding.kind is FindingKind.FOREIGN_FILE and finding.name not in PARTS
        is_of_the_pc = not opened.found.set_id and finding.kind in _OF_FILES
        if not is_foreign and not is_of_the_pc:
            raise BackupDamaged(finding.name)


def _check_room(choice: Choice) -> None:
    manifest, place = choice.opened.manifest, choice.folder
    while not place.exists():
        place = place.parent
    here = choice.folder / ATTACHMENTS
    new = (size for name, size in manifest.attachments.items() if not (here / name).exists())
    needed = _DATABASES * manifest.database_size + sum(new) + _ROOM
    free = shutil.disk_usage(place).free
    if free < needed:
        told = _("There is too little room on this PC: {needed} MB are needed, {free} MB are free.")
        raise Refusal(told.format(needed=-(-needed // _MEGABYTE), free=free // _MEGABYTE))


def _check_alone(choice: Choice) -> None:
    if choice.standing is not None and choice.standing.known is not None:
        check_alone(choice.folder / DATABASE, choice.standing.key)


def _keep_what_stands(choice: Choice, aside: Path, progress: Progress, clock: Clock) -> None:
    """Keep the centre that stands as a snapshot; a damaged one as it is, beside the new files."""
    folder, standing = choice.folder, choice.standing
    if standing is not None and standing.known is not None:
        source = Vault(folder, standing.ring, standing.master).source("", choice.by)
        kept = folder / SNAPSHOTS
        write_snapshot(source, kept, progress, clock.local(), Why.RESTORE.value)
        return
    for name, kept_as in _KEPT:
        if (folder / name).exists():
            kept = aside / kept_as
            shutil.copyfile(folder / name, kept)
            flush(kept)


@contextmanager
def _in_words() -> Iterator[None]:
    """Tell what befalls a restore as a refusal; nothing has been changed by then."""
    unwritten = _("The backup could not be restored: the disk is full, or cannot be written.")
    with in_plain_words(unwritten):
        try:
            yield
        except (Damaged, BackupDamaged):
            raise not_whole() from None
        except NewerVersion:
            raise Refusal(too_new()) from None
        except NotAlone:
            raise Refusal(under_way()) from None
        except SourceFails:
            raise Refusal(unwritten) from None
        except DriveTrouble:
            told = _("The backup cannot be read any more: look at the drive. Nothing was changed.")
            raise Refusal(told) from None
