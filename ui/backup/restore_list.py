"""Which backup: those of the drives that are in, of a folder, and what this PC has kept itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, in_its_own_direction, isolate, size_in_words
from amane_desktop.storage.backup.layout import Found, found_in
from ui import theme
from ui.backup.watch import Drives, DriveWatch
from ui.backup.words import when_in_words
from ui.widgets import named
from ui.widgets.basics import flat_button, let_shrink, line_label, plain_button, primary_button
from ui.widgets.two_lines import TwoLines

_FOUND = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class _Asked:
    """What a watch asks of whoever writes backups: here nobody does."""

    drives: Drives
    is_under_way: bool = False


class RestoreList(QWidget):
    """A list of backups with date, place and size; *Go on* hands over the one that is chosen."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, folder: Path, drives: Drives) -> None:
        super().__init__()
        self._snapshots = folder / "snapshots"
        self._watch = DriveWatch(_Asked(drives), self)
        self._watch.seen.connect(self._show)
        self.list = named(QListWidget(), "backupsToRestore")
        self.list.setAccessibleName(_("Backups"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.itemActivated.connect(lambda _item: self._go_on())
        self._nothing = let_shrink(line_label("secondary"))
        self._error = named(let_shrink(line_label("error")), "restoreListError")
        self._go = named(primary_button(_("Go on"), theme.accent("neutral")), "chooseBackup")
        self._go.clicked.connect(self._go_on)
        self.list.currentItemChanged.connect(lambda item, _before: self._pick(item))
        self._shown: list[tuple[Found, str]] = []
        self._picked: Found | None = None
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
        for row, (each, _place) in enumerate(self._shown):
            if each == found:
                self.list.setCurrentRow(row)

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
            self._fill()
        self._go.setEnabled(self.list.currentItem() is not None)

    def _fill(self) -> None:
        """Show the rows; what was picked stays so, else the newest of a drive is chosen.

        What this PC has kept is for mistakes, and the newest of it may be of a moment ago.
        """
        founds = [found for found, _place in self._shown]
        first = next((found for found in founds if found.set_id), next(iter(founds), None))
        chosen = self._picked if self._picked in founds else first
        self.list.blockSignals(True)
        self.list.clear()
        for found, place in self._shown:
            item = QListWidgetItem(when_in_words(found.made_at))
            size = in_its_own_direction(size_in_words(found.size))
            item.setData(Qt.ItemDataRole.UserRole, f"{place} · {size}")
            item.setData(_FOUND, found)
            self.list.addItem(item)
            if found == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _pick(self, item: QListWidgetItem | None) -> None:
        self._picked = item.data(_FOUND) if item is not None else None
        self._go.setEnabled(item is not None)

    def _go_on(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.say("")
            self.chosen.emit(item.data(_FOUND))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder…"))
        if chosen:
            self.add_folder(Path(chosen))
            self.list.setFocus()
