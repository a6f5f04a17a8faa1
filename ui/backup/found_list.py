"""Backups to choose one from: when each was made, and what tells it from the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from amane_desktop.storage.backup.layout import Found
from ui.backup.words import when_in_words
from ui.widgets.two_lines import TwoLines

_FOUND = Qt.ItemDataRole.UserRole + 1


class FoundList(QListWidget):
    """What a person picked stays chosen, also when the list is filled anew."""

    chosen = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setItemDelegate(TwoLines(self))
        self._picked: Found | None = None
        self.currentItemChanged.connect(self._pick)

    @property
    def found(self) -> Found | None:
        """The one that is chosen."""
        item = self.currentItem()
        found: Found | None = None if item is None else item.data(_FOUND)
        return found

    def show_found(self, rows: Sequence[tuple[Found, str]], proposed: Found | None = None) -> None:
        """Show these, each with the words beneath it; one is proposed while none was picked."""
        founds = [found for found, _beneath in rows]
        with QSignalBlocker(self):
            self.clear()
            for found, beneath in rows:
                item = QListWidgetItem(when_in_words(found.made_at))
                item.setData(Qt.ItemDataRole.UserRole, beneath)
                item.setData(_FOUND, found)
                self.addItem(item)
            choice = self._picked if self._picked in founds else proposed
            if choice is not None:
                self.setCurrentRow(founds.index(choice))
        self.chosen.emit()

    def choose(self, found: Found) -> None:
        """Let this one be chosen, where it is listed."""
        for row in range(self.count()):
            if self.item(row).data(_FOUND) == found:
                self.setCurrentRow(row)

    def _pick(self) -> None:
        self._picked = self.found
        self.chosen.emit()
