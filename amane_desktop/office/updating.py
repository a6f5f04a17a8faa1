"""Updating from a drive: the installer copied to this PC, shown by its digest, and started.

A drive that comes back may hold anything. What is started is the copy whose digest a person saw.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from amane_desktop import __version__
from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble
from amane_desktop.storage.backup.medium import FolderMedium
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.installers.looking import LARGEST, Installer, of_its_own_word
from amane_desktop.storage.installers.private import UPDATE, remove_copy
from amane_desktop.storage.installers.starting import Start

_PART = 1024 * 1024


@dataclass(frozen=True)
class Copy:
    """An installer on this PC, and the SHA-256 that a person compares."""

    path: Path
    sha256: str


def is_newer(installer: Installer) -> bool:
    """Whether an installer is newer than the program that runs."""
    return installer.is_newer_than(__version__)


@action(N_("Began an update of Amane from a drive"), Permission.BACK_UP, {}, is_undoable=False)
def begin_update(_work: Work) -> None:
    """Keep who began an update, and when."""


def take_copy(office: Office, root: Path, installer: Installer, progress: Progress) -> Copy:
    """Copy an installer from the drive at that root to this PC, where nobody has started it yet.

    Called on a thread of its own. Raises Refusal, also where it is not what its name says, or
    Cancelled; then nothing of it is left.
    """
    office.allowed(Permission.BACK_UP)
    remove_copy(office.folder)
    # (an earlier one that still runs keeps its place)
    copy = office.folder / UPDATE / secrets.token_hex(8) / installer.path.name
    try:
        return _taken(root, installer, copy, progress)
    except BaseException:
        remove_copy(office.folder)
        raise


def _taken(root: Path, installer: Installer, copy: Path, progress: Progress) -> Copy:
    try:
        copy.parent.mkdir(mode=0o700, parents=True)
        digest = _copied(FolderMedium(root), installer.path, copy, progress)
        with copy.open("rb") as file:
            if not of_its_own_word(file, copy.name):
                raise Refusal(_("This file is not what its name says. Do not start it."))
        return Copy(copy, digest)
    except (DriveTrouble, BackupDamaged, FileNotFoundError):
        told = _("The installer cannot be read from the drive any more. Nothing was changed.")
        raise Refusal(told) from None
    except OSError:
        raise Refusal(_("This PC's own disk is full, or could not be read.")) from None


def start_update(office: Office, copy: Copy, start: Start, progress: Progress) -> None:
    """Start exactly what a person was shown; the program is to close then.

    Raises Refusal where it has changed since, or does not start; or Cancelled.
    """
    office.do(begin_update)
    try:
        if _digest(copy.path, progress) != copy.sha256:
            raise Refusal(
                _("The installer has changed since you confirmed it. It was not started.")
            )
        # (the screen may have been locked this very moment)
        progress.advance(0)
        start(copy.path)
    except OSError:
        raise Refusal(
            _(
                "Windows did not start the installer; an antivirus may have stopped it. "
                "Amane goes on as it was."
            )
        ) from None


def in_groups(sha256: str) -> str:
    """A digest as people compare it: four signs at a time, on two lines."""
    groups = [sha256[at : at + 4] for at in range(0, len(sha256), 4)]
    half = len(groups) // 2
    return "\n".join(("  ".join(groups[:half]), "  ".join(groups[half:])))


def _copied(drive: FolderMedium, source: Path, copy: Path, progress: Progress) -> str:
    """Copy it, as the medium holds it; gives its SHA-256."""
    digest, size = hashlib.sha256(), 0
    progress.expect(_size(source))
    with copy.open("xb") as written:
        for part in _from_drive(drive, source):
            size += len(part)
            if size > LARGEST:
                raise Refusal(_("This file is too large for an installer of Amane."))
            written.write(part)
            digest.update(part)
            progress.advance(len(part))
    return digest.hexdigest()


def _size(path: Path) -> int:
    """How large it says it is, for the eye alone."""
    try:
        return path.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _digest(path: Path, progress: Progress) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_PART):
            digest.update(part)
            progress.advance(0)
    return digest.hexdigest()


def _from_drive(drive: FolderMedium, path: Path) -> Iterator[bytes]:
    """Its parts; what befalls the drive has a name of its own, apart from this PC's disk."""
    with drive.reading(path) as file:
        while part := file.read(_PART):
            yield part
