"""The verbs for backups: write one onto a drive or a folder, and check what stands there."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from amane_desktop.i18n import _

if TYPE_CHECKING:
    from amane_desktop.office.office import Office
    from amane_desktop.storage.backup.checking import FindingKind
    from amane_desktop.storage.backup.layout import Found

Opening = Callable[[argparse.Namespace], Callable[[], "Office"]]


def add_backup_verbs(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], opening: Opening
) -> None:
    """Add `backup` and `verify`; `opening` begins to open the centre."""
    backup = verbs.add_parser("backup", help="back up onto a drive or into a folder")
    backup.add_argument("place", type=Path, metavar="FOLDER")
    backup.set_defaults(run=lambda given: _back_up(given, opening(given)))
    verify = verbs.add_parser("verify", help="check backups; needs no centre, only a password")
    verify.add_argument("place", type=Path, metavar="FILE-OR-FOLDER")
    verify.set_defaults(run=_verify)


def _back_up(given: argparse.Namespace, opening: Callable[[], Office]) -> None:
    from amane_desktop.office.backing_up import back_up, prepare_drive, trouble_in_words
    from amane_desktop.office.backup_drives import known_drives
    from amane_desktop.office.errors import Refusal
    from amane_desktop.storage.backup.drive_mark import read_mark
    from amane_desktop.storage.backup.faults import DriveTrouble, SourceFails
    from amane_desktop.storage.backup.progress import Progress

    place = given.place.resolve()
    if not place.is_dir():
        raise Refusal(_("There is no such folder."))
    office = opening()
    try:
        known = {drive.mark for drive in office.ask(known_drives) if not drive.is_retired}
        if read_mark(place) not in known:
            name = place.name or str(place)
            prepare_drive(office, place, name, "", folder=str(place))
        written = back_up(office, place, Progress())
    except (DriveTrouble, SourceFails) as trouble:
        raise Refusal(trouble_in_words(trouble)) from None
    finally:
        office.close()
    print(written.found.folder)


def _verify(given: argparse.Namespace) -> None:
    from amane_desktop.office.errors import Refusal
    from amane_desktop.storage.backup.checking import Checked, check
    from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble, NotABackup
    from amane_desktop.storage.backup.layout import found_in
    from amane_desktop.storage.backup.opening import open_backup
    from amane_desktop.storage.backup.progress import Progress
    from amane_desktop.storage.keyring import WrongPassword

    found = found_in(given.place)
    if not found:
        raise Refusal(_("There is no backup here."))
    secret, read, is_good = asked_secret(), Checked(), True
    for each in found:
        try:
            findings = check(open_backup(each, secret), Progress(), read)
            lines = [f"{finding_in_words(finding.kind)}: {finding.name}" for finding in findings]
        except WrongPassword:
            lines = [_("This password or code does not open it, or its key ring is damaged.")]
        except (BackupDamaged, NotABackup):
            lines = [_("The file that vouches for it is damaged or missing.")]
        except DriveTrouble:
            raise Refusal(_("The drive does not answer.")) from None
        is_good = is_good and not lines
        for line in lines or [_("good")]:
            print(f"{_when(each)}  {line}")
    if not is_good:
        raise Refusal(_("Not every backup here is good."))


def finding_in_words(kind: FindingKind) -> str:
    """What is said of one thing that is wrong with a backup."""
    from amane_desktop.storage.backup.checking import FindingKind

    return {
        FindingKind.DATABASE: _("the database is damaged or missing"),
        FindingKind.KEY_RING: _("the key ring is damaged or missing"),
        FindingKind.MANIFEST: _("the files are not those that it vouches for"),
        FindingKind.REFERENCES: _("a reference in the database leads nowhere"),
        FindingKind.COUNTS: _("the database does not hold what was counted"),
        FindingKind.ATTACHMENT_MISSING: _("a photo or paper is missing"),
        FindingKind.ATTACHMENT_DAMAGED: _("a photo or paper is damaged"),
        FindingKind.FOREIGN_FILE: _("a file that is not of the backup"),
    }[kind]


def _when(found: Found) -> str:
    return f"{found.set_id or '-'}  {found.folder.name}"


def asked_secret() -> str:
    """The recovery code or the password, from the environment or the terminal."""
    from amane_desktop.office.errors import Refusal

    given = os.environ.get("AMANE_RECOVERY_CODE") or os.environ.get("AMANE_PASSWORD")
    if given:
        return given
    try:
        return getpass(_("Password or recovery code: "))
    except EOFError:
        raise Refusal(_("Give AMANE_PASSWORD or AMANE_RECOVERY_CODE.")) from None
