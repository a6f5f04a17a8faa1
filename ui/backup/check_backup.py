"""Checking one backup: all of it read from the drive, and held against what vouches for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from amane_desktop.i18n import N_, _, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.storage.backup.checking import Finding, FindingKind, check
from amane_desktop.storage.backup.faults import BackupDamaged
from amane_desktop.storage.backup.layout import Found
from amane_desktop.storage.backup.opening import open_with_ring
from amane_desktop.storage.keyring import WrongPassword
from ui.backup.words import when_in_words
from ui.backup.work_sheet import WorkSheet
from ui.tasks import Desk

_PAPERS = {FindingKind.ATTACHMENT_MISSING, FindingKind.ATTACHMENT_DAMAGED}
_WHOLE = {
    FindingKind.DATABASE: N_("The database of this backup is damaged or missing."),
    FindingKind.KEY_RING: N_("The keys of this backup are damaged or missing."),
    FindingKind.MANIFEST: N_("What vouches for this backup is damaged."),
    FindingKind.REFERENCES: N_("The database of this backup is not whole."),
    FindingKind.COUNTS: N_("The database of this backup is not whole."),
    FindingKind.FOREIGN_FILE: N_("Something stands in this backup that is not of it."),
}


class CheckBackup(WorkSheet):
    """Needs no password: the centre that is open has the keys."""

    def __init__(self, desk: Desk, found: Found, name: str, parent: QWidget) -> None:
        title = _("Check the backup of {when}").format(when=when_in_words(found.made_at))
        about = _("Everything is read from the drive. This may take some minutes.")
        super().__init__(title, about, _("Check this backup"), name, parent)
        self._desk, self._found = desk, found

    def work(self) -> Callable[[], str]:
        """Read it all, beside the window."""
        ring, master = self._desk.office.vault.keys

        def read() -> str:
            try:
                opened = open_with_ring(self._found, ring, master)
            except (WrongPassword, BackupDamaged):
                raise Refusal(in_words([Finding(FindingKind.MANIFEST)])) from None
            found = check(opened, self.progress)
            return in_words(found) if found else _("This backup is whole: all of it was read.")

        return read


def in_words(found: Iterable[Finding]) -> str:
    """What is wrong with a backup, each thing once, and what to do about it."""
    kinds = Counter(finding.kind for finding in found)
    told = dict.fromkeys(_(words) for kind, words in _WHOLE.items() if kind in kinds)
    papers = sum(kinds[kind] for kind in _PAPERS)
    if papers:
        words = ngettext(
            "{n} photo or paper is missing from it or damaged.",
            "{n} photos or papers are missing from it or damaged.",
            papers,
        )
        told[words.format(n=papers)] = None
    make_another = _("Make a new backup today: it puts right what it can on this drive.")
    return "\n".join((*told, make_another))
