"""The verbs for backups: write one onto a drive or a folder, and check what stands there."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Callable, Collection
from contextlib import suppress
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from amane_desktop.i18n import _, labelled

if TYPE_CHECKING:
    from amane_desktop.office.office import Office
    from amane_desktop.storage.backup.checking import Checked, FindingKind
    from amane_desktop.storage.backup.layout import Found
    from amane_desktop.storage.backup.opening import Opened

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
    from amane_desktop.office.backing_up import back_up, prepare_drive
    from amane_desktop.office.backup_drives import known_drives
    from amane_desktop.office.backup_trouble import trouble_in_words
    from amane_desktop.office.errors import Refusal
    from amane_desktop.storage.backup.drive_mark import read_mark
    from amane_desktop.storage.backup.faults import DriveTrouble, SourceFails
    from amane_desktop.storage.backup.progress import Progress

    place = given.place.resolve()
    if not place.is_dir():
        raise Refusal(_("There is no such folder."))
    office = opening()
    try:
        known = {
            drive.mark: drive.name for drive in office.ask(known_drives) if not drive.is_retired
        }
        if read_mark(place) not in known:
            folder = "" if os.path.ismount(place) else str(place)
            prepare_drive(office, place, _free_name(place, known.values()), "", folder)
        written = back_up(office, place, Progress())
    except (DriveTrouble, SourceFails) as trouble:
        raise Refusal(" ".join(trouble_in_words(trouble, str(place)))) from None
    finally:
        office.close()
    print(written.found.folder)


def _free_name(place: Path, taken: Collection[str]) -> str:
    """What a drive is called until somebody gives it a name: as its folder, with a number."""
    name = " ".join((place.name or str(place)).split())[:60]
    names = (name, *(f"{name} {number}" for number in range(2, 1000)))
    return next(each for each in names if each not in taken)


def _verify(given: argparse.Namespace) -> None:
    from amane_desktop.office.errors import Refusal
    from amane_desktop.storage.backup.layout import found_in

    found = found_in(given.place)
    if not found:
        raise Refusal(_("There is no backup here."))
    checking, is_good = _Checking(asked_secret()), True
    for each in found:
        lines = checking.lines_of(each)
        is_good = is_good and not lines
        for line in lines or [_("good")]:
            print(f"{each.set_id or '-'}  {each.folder.name}  {line}", flush=True)
    if not is_good:
        raise Refusal(_("Not every backup here is good."))


class _Checking:
    """Several backups, checked with one secret: it is stretched once, each attachment read once."""

    def __init__(self, secret: str) -> None:
        from amane_desktop.storage.backup.checking import Checked

        self._secret = secret
        self._read: dict[str, Checked] = defaultdict(Checked)
        self._opened: Opened | None = None

    def lines_of(self, found: Found) -> list[str]:
        """A line for each thing that is wrong with it."""
        from amane_desktop.office.errors import Refusal
        from amane_desktop.storage.backup.checking import check
        from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble, NotABackup
        from amane_desktop.storage.backup.progress import Progress
        from amane_desktop.storage.keyring import WrongPassword

        try:
            findings = check(self._open(found), Progress(), self._read[found.set_id])
        except WrongPassword:
            return [_("This password or code does not open it, or its key ring is damaged.")]
        except (BackupDamaged, NotABackup):
            return [_("The file that vouches for it is damaged or missing.")]
        except DriveTrouble:
            raise Refusal(_("The drive does not answer.")) from None
        return [labelled(finding_in_words(each.kind), each.name) for each in findings]

    def _open(self, found: Found) -> Opened:
        from amane_desktop.storage.backup.opening import open_backup, open_with_ring
        from amane_desktop.storage.keyring import WrongPassword

        if self._opened is not None and self._opened.found.set_id == found.set_id:
            with suppress(WrongPassword):
                return open_with_ring(found, self._opened.ring, self._opened.master)
        self._opened = open_backup(found, self._secret)
        return self._opened


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
