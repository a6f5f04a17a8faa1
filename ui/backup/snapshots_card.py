"""What is kept on this PC against mistakes, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSizePolicy

from amane_desktop.i18n import N_, _, in_its_own_direction, size_in_words
from amane_desktop.office.snapshots import Snapshot, Why, snapshots
from amane_desktop.storage.backup.layout import Found
from ui.backup.words import when_in_words
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, let_shrink, line_label
from ui.widgets.two_lines import TwoLines

_FOUND = Qt.ItemDataRole.UserRole + 1
_OCCASIONS = {
    Why.CLOSING.value: N_("on closing"),
    Why.HOURS.value: N_("during work"),
    Why.RESTORE.value: N_("before a restore"),
}


class SnapshotsCard(Card):
    """A list to choose one from; `beside` takes the buttons for the one that is chosen."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = named(QListWidget(), "snapshots")
        self.list.setAccessibleName(_("Copies on this PC"))
        self.list.setItemDelegate(TwoLines(self.list))
        # What stands above it needs its height more.
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setMinimumHeight(TwoLines.HEIGHT)
        self.list.currentItemChanged.connect(lambda *_items: self.chosen.emit())
        self._none = let_shrink(line_label("secondary", _("None yet: one is kept on closing.")))
        against = _("Against mistakes alone: they are lost with this PC.")
        self.beside = QHBoxLayout()
        self.body.addWidget(line_label("title", _("Copies on this PC")))
        self.body.addWidget(let_shrink(line_label("secondary", against)))
        self.body.addWidget(self._none)
        # All the room is the list's, while there is one.
        self.body.addWidget(self.list, 100)
        self.body.addLayout(self.beside)
        self.body.addStretch(1)
        desk.snapshots.changed.connect(self.refresh)
        self._show([])
        self.refresh()

    @property
    def found(self) -> Found | None:
        """The one that is chosen."""
        item = self.list.currentItem()
        found: Found | None = None if item is None else item.data(_FOUND)
        return found

    def refresh(self) -> None:
        """Look anew at what is kept."""
        self._desk.read(self, lambda: snapshots(self._desk.office), self._show)

    def _show(self, kept: Sequence[Snapshot]) -> None:
        was = self.found
        self.list.clear()
        for each in kept:
            item = QListWidgetItem(when_in_words(each.made_at))
            item.setData(Qt.ItemDataRole.UserRole, _beneath(each))
            item.setData(_FOUND, each.found)
            self.list.addItem(item)
            if each.found == was:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(kept))
        self._none.setVisible(not kept)
        self.chosen.emit()


def _beneath(each: Snapshot) -> str:
    occasion = _(_OCCASIONS[each.why]) if each.why in _OCCASIONS else _("cannot be read")
    return f"{occasion} · {in_its_own_direction(size_in_words(each.found.size))}"
