"""Which backup: those of the drives that are in, of a folder, and what this PC has kept itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, in_its_own_direction, isolate, size_in_words
from amane_desktop.storage.backup.layout import Found, found_in
from ui import theme
from ui.backup.found_list import FoundList
from ui.backup.watch import Drives, DriveWatch
from ui.widgets import named
from ui.widgets.basics import flat_button, let_shrink, line_label, plain_button, primary_button


@dataclass(frozen=True)
class _Asked:
    """What a watch asks of whoever writes backups: here nobody does."""

    drives: Drives
    is_under_way: bool = False


class RestoreList(QWidget):
    """A list of backups with date, place and size; *Go on* hands over the one that is chosen."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, folder: Path, drives: Drives, folders: Sequence[Path] = ()) -> None:
        super().__init__()
        self._snapshots = folder / "snapshots"
        self._watch = DriveWatch(_Asked(drives), self)
        self._watch.folders = tuple(folders)
        self._watch.seen.connect(self._show)
        self.list = FoundList("backupsToRestore", _("Backups"))
        self.list.itemActivated.connect(lambda _item: self._go_on())
        self._nothing = let_shrink(line_label("secondary"))
        self._error = named(let_shrink(line_label("error")), "restoreListError")
        self._go = named(primary_button(_("Go on"), theme.accent("neutral")), "chooseBackup")
        self._go.clicked.connect(self._go_on)
        self.list.chosen.connect(lambda: self._go.setEnabled(self.list.found is not None))
        self._shown: list[tuple[Found, str]] = []
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        told = _("Plug in the drive that the backups are on. The newest one stands first.")
        back = named(flat_button(_("Back"), "mdi6.chevron-left", mirrored=True), "restoreBack")
        back.clicked.connect(self.left)
        other = named(plain_button(_("Choose a folder…"), "mdi6.folder-outline"), "restoreFolder")
        other.clicked.connect(self._choose_folder)
        buttons = QHBoxLayout()
        for button in (back, other):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(line_label("subject", _("Restore from a backup")))
        column.addWidget(let_shrink(line_label("secondary", told)))
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self._error)
        column.addLayout(buttons)

    def add_folder(self, folder: Path) -> None:
        """List the backups of a folder too."""
        self._watch.folders = (*self._watch.folders, folder)
        self._watch.forget()
        self.say("" if found_in(folder) else _("There is no backup in this folder."))

    def say(self, message: str) -> None:
        """Say why the one that was chosen cannot be restored."""
        self._error.setText(message)

    def older_than(self, found: Found | None) -> list[Found]:
        """The backups of the same set that were made before it, the newest first."""
        return [
            each
            for each, _place in self._shown
            if found and each.set_id == found.set_id and each.made_at < found.made_at
        ]

    def choose(self, found: Found) -> None:
        """Let this one be chosen."""
        self.list.choose(found)

    def _show(self) -> None:
        places = self._watch.places or ()
        shown = [
            (found, in_its_own_direction(place.drive.label) or isolate(str(place.root)))
            for place in places
            for found in place.backups
        ]
        shown += [(found, _("kept on this PC")) for found in found_in(self._snapshots)]
        shown.sort(key=lambda each: each[0].made_at, reverse=True)
        self._nothing.setText(
            _("Looking for drives…")
            if self._watch.places is None
            else _("There is no backup on what is plugged in.")
            if places
            else _("No drive is plugged in.")
        )
        self._nothing.setVisible(not shown)
        if shown != self._shown or not self.list.count():
            self._shown = shown
            self.list.show_found(
                [(found, _beneath(found, place)) for found, place in shown], _newest(shown)
            )

    def _go_on(self) -> None:
        if self.list.found is not None:
            self.say("")
            self.chosen.emit(self.list.found)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder…"))
        if chosen:
            self.add_folder(Path(chosen))
            self.list.setFocus()


def _beneath(found: Found, place: str) -> str:
    return f"{place} · {in_its_own_direction(size_in_words(found.size))}"


def _newest(shown: Sequence[tuple[Found, str]]) -> Found | None:
    """The newest of a drive, if there is one.

    What this PC has kept is for mistakes, and the newest of it may be of a moment ago.
    """
    founds = [found for found, _place in shown]
    return next((found for found in founds if found.set_id), next(iter(founds), None))
