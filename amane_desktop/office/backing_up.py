"""Backing up: onto a drive that is known, beside whoever works, and noted with its figures."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from amane_desktop.i18n import _
from amane_desktop.office.backup_drives import (
    ON_THIS_PC,
    BackupPlan,
    KnownDrive,
    add_drive,
    backup_plan,
    known_drives,
    note_backup,
)
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import broken
from amane_desktop.office.office import Office
from amane_desktop.storage.backup.drive_mark import read_mark, set_mark
from amane_desktop.storage.backup.faults import (
    DriveBusy,
    DriveGone,
    DriveTrouble,
    NotTheDrive,
    SourceFails,
)
from amane_desktop.storage.backup.layout import FOLDER, README, Found
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.backup.writing import Written, write_backup
from amane_desktop.storage.database import Damaged, InUse, Unreachable
from amane_desktop.storage.drives import device_of
from amane_desktop.storage.installers.looking import PATTERN, version_of
from amane_desktop.storage.keyring import KEY_RING, KeyRingBroken, WrongPassword

_RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def back_up(office: Office, place: Path, progress: Progress) -> Written:
    """Write a backup onto the drive or folder at that place; it is good when this returns.

    Called on a thread of its own. Raises Refusal where the drive is not known or the database
    does not read, DriveTrouble, SourceFails, or Cancelled.
    """
    plan = office.ask(backup_plan)
    drive = _drive_at(plan, place)
    _check_apart(office, place)
    own_disk = _is_on_this_pc(office, drive, place)
    began = time.monotonic()
    try:
        written = _write(office, plan, drive, place, progress)
    except (DriveTrouble, SourceFails) as trouble:
        told = {"trouble": type(trouble).__name__}
        # The disk may be full; what befell the backup is what is told.
        with suppress(Refusal):
            office.do(note_backup, drive.id, False, told)
        raise
    figures = {
        "bytes": written.found.size,
        "seconds": round(time.monotonic() - began, 1),
        "attachments": len(written.manifest.attachments),
        "new": written.copied.new,
        "read_again": written.copied.read_again,
        "mended": written.copied.mended,
        "missing": len(written.copied.missing),
        "is_tidy": written.is_tidy,
        "place": str(place),
        ON_THIS_PC: own_disk,
    }
    # The backup is good, whether it can be noted or not.
    with suppress(Refusal):
        office.do(note_backup, drive.id, True, figures)
    return written


def prepare_drive(office: Office, place: Path, name: str, kept_at: str, folder: str = "") -> int:
    """Put our mark on a drive or folder, unless it has one, and know it from now on.

    Raises NotTheDrive where a known drive stood and is not: its place is then this PC's own disk.
    """
    _check_apart(office, place)
    if read_mark(place) is None and _is_a_drives_empty_place(office.ask(backup_plan), place):
        raise NotTheDrive
    return office.do(add_drive, set_mark(place), name, kept_at, folder)


def note_restored_from(office: Office, found: Found, made_at: datetime) -> None:
    """Let a restored centre know of its backup, which could not know of itself.

    Only on a drive that it knows: a copy elsewhere may be on this PC's own disk.
    """
    base = found.folder.parent.parent
    place, mark = base.parent if base.name == FOLDER else base, read_mark(base)
    for drive in office.ask(known_drives):
        if drive.mark == mark:
            own_disk = _is_on_this_pc(office, drive, place)
            told = {"bytes": found.size, "place": str(place), ON_THIS_PC: own_disk}
            office.do(note_backup, drive.id, True, told, made_at.astimezone(UTC))


def _drive_at(plan: BackupPlan, place: Path) -> KnownDrive:
    """The known drive of that place; none other is written to."""
    if not place.exists():
        raise DriveGone
    mark = read_mark(place)
    for drive in plan.drives:
        if drive.mark == mark and not drive.is_retired:
            return drive
    if mark is None and _is_a_drives_empty_place(plan, place):
        raise NotTheDrive
    raise Refusal(_("This drive is not known yet. Add it first."))


def _check_apart(office: Office, place: Path) -> None:
    """Refuse the centre's own folder, and what stands in it."""
    if place.resolve().is_relative_to(office.folder.resolve()):
        told = _("This is inside the centre's own folder: a backup there is no backup.")
        raise Refusal(told, "name")


def _is_on_this_pc(office: Office, drive: KnownDrive, place: Path) -> bool:
    """Whether it is a chosen folder on the centre's own disk, which is lost with the PC."""
    try:
        return bool(drive.folder) and device_of(place) == device_of(office.folder)
    except OSError:
        raise DriveGone from None


def _is_a_drives_empty_place(plan: BackupPlan, place: Path) -> bool:
    """Whether a known drive stood there last, and what is there now is no drive of its own."""
    stood = {drive.last_place for drive in plan.drives if not drive.is_retired}
    return str(place) in stood and not os.path.ismount(place)


def _write(
    office: Office,
    plan: BackupPlan,
    drive: KnownDrive,
    place: Path,
    progress: Progress,
    *,
    is_second: bool = False,
) -> Written:
    try:
        _renew_keys_first(office)
        source = office.vault.source(plan.set_id, office.signed_in.name, _beside())
        return write_backup(source, place, drive.mark, progress, office.clock.local())
    except (Damaged, WrongPassword):
        # The keys were renewed just then; a second time, it is the file.
        if not is_second:
            return _write(office, plan, drive, place, progress, is_second=True)
        unread = _("The centre's file is damaged and was left as it is. Restore the last backup.")
        raise Refusal(unread) from None
    except KeyRingBroken:
        raise Refusal(broken(KEY_RING)) from None
    except InUse:
        raise DriveBusy from None
    except Unreachable:
        raise SourceFails from None


def _renew_keys_first(office: Office) -> None:
    """Renew keys that somebody who left still knows; their password opens no backup made since."""
    if not office.vault.is_renewal_due:
        return
    try:
        office.renew_keys()
    except InUse:
        told = _("Close the other window of Amane first: the keys are to be renewed.")
        raise Refusal(told) from None
    except OSError:
        raise SourceFails from None


def _beside() -> tuple[Path, ...]:
    """What is brought along: the word to whoever finds the drive, and the newest installer."""
    program = Path(sys.executable).parent
    folders = (_RESOURCES, program, program.parent)
    found = [file for folder in folders for file in folder.glob(PATTERN)]
    installers = sorted(found, key=lambda file: version_of(file.name))
    return (_RESOURCES / "backup" / README, *installers[-1:])
