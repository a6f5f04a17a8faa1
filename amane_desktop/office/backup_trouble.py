"""What befell a backup, and what to do next, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from amane_desktop.i18n import _, in_its_own_direction, ngettext, size_in_words
from amane_desktop.office.errors import Refusal
from amane_desktop.storage.backup import faults
from amane_desktop.storage.backup.faults import Doing
from amane_desktop.storage.backup.progress import Cancelled

if TYPE_CHECKING:
    from amane_desktop.storage.backup.writing import Written


class Told(NamedTuple):
    """What happened, and what to do next."""

    happened: str
    next: str


def trouble_in_words(error: Exception, name: str) -> Told:
    """What is said of it; nothing is lost, whichever it is."""
    name = in_its_own_direction(name)
    match error:
        case Cancelled():
            return Told(
                _("The backup was stopped. What was on the drive before is as it was."),
                _("You can begin again at any time."),
            )
        case faults.DriveGone():
            return Told(
                _("{name} was pulled out before the backup was complete.").format(name=name),
                _("Plug it in again and begin anew. The earlier backups on it still stand."),
            )
        case faults.NotTheDrive():
            return Told(
                _("What is plugged in there now is not {name}.").format(name=name),
                _("Nothing was written. Plug {name} in and begin anew.").format(name=name),
            )
        case faults.DriveFull(needed=needed, free=free) if needed > free:
            size = size_in_words(needed - free)
            return Told(
                _("{name} is full: {size} more are needed.").format(name=name, size=size),
                _("Remove other files from it, or use a larger drive. Earlier backups stand."),
            )
        case faults.DriveFull():
            return Told(
                _("{name} is full.").format(name=name),
                _("Remove other files from it, or use a larger drive. Earlier backups stand."),
            )
        case faults.DriveFails(what=Doing.PERMISSION):
            return Told(
                _("{name} may not be written to on this PC.").format(name=name),
                _("If it has a small lock switch, slide it. Else use the other drive."),
            )
        case faults.DriveFails():
            return Told(
                _("{name} gave an error: it may be worn out.").format(name=name),
                _("Try once more. If it happens again, use the other drive and buy a new one."),
            )
        case faults.DriveLies():
            return Told(
                _("{name} does not keep what is written to it.").format(name=name),
                _("Do not trust this drive any more: use the other one, and buy a new one."),
            )
        case faults.FileTooLarge():
            return Told(
                _("{name} cannot hold a file this large.").format(name=name),
                _("Have it formatted as exFAT, or use another drive."),
            )
        case faults.DriveBusy():
            return Told(
                _("Another backup is being written to {name} at this moment.").format(name=name),
                _("Wait until it has ended, then begin anew."),
            )
        case faults.BackupDamaged():
            return Told(
                _("What was written to {name} was not whole when it was read back.").format(
                    name=name
                ),
                _("Try once more. If it happens again, use the other drive and buy a new one."),
            )
        case faults.SourceFails():
            return Told(
                _("This PC's own disk is full, or could not be read."),
                _("Make room on the disk, then begin anew. Nothing on the drive was changed."),
            )
        case Refusal():
            return Told(error.message, "")
    return Told(
        _("The backup was not made."),
        _("Begin anew. What was on the drive before is as it was."),
    )


def found_in_words(written: Written, name: str) -> list[str]:
    """What a good backup found on its way: of the drive, and of this PC's own files."""
    told = []
    if mended := written.copied.mended:
        words = ngettext(
            "{n} older file on {name} had changed or gone, and was written anew. If this happens "
            "again, buy a new drive.",
            "{n} older files on {name} had changed or gone, and were written anew. If this "
            "happens again, buy a new drive.",
            mended,
        )
        told.append(words.format(n=mended, name=in_its_own_direction(name)))
    if missing := len(written.copied.missing):
        words = ngettext(
            "{n} photo or paper is missing on this PC: check the data.",
            "{n} photos or papers are missing on this PC: check the data.",
            missing,
        )
        told.append(words.format(n=missing))
    if not written.is_tidy:
        told.append(
            _(
                "The backup is good, but the drive could not be tidied up. "
                "The next backup tries again."
            )
        )
    return told
