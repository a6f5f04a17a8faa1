"""The backups on the drives at hand, the newest first, and what can be done with one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from amane_desktop.i18n import _, in_its_own_direction, size_in_words
from amane_desktop.office.backup_settings import backup_settings
from amane_desktop.storage.backup.layout import Found
from ui.backup.here import Here
from ui.backup.words import when_in_words
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, let_shrink, line_label
from ui.widgets.two_lines import TwoLines

_FOUND = Qt.ItemDataRole.UserRole + 1


class BackupsCard(Card):
    """A list to choose one from, the newest at first."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: list[tuple[Found, str]] | None = None
        self.list = named(QListWidget(), "backups")
        self.list.setAccessibleName(_("Backups on this drive"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.currentItemChanged.connect(lambda *_items: self.chosen.emit())
        self._others = let_shrink(
            line_label(
                "secondary",
                _("Backups of another centre stand on it too. They are left as they are."),
            )
        )
        self.body.addWidget(line_label("title", _("Backups on this drive")))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._others)
        self.show_backups([])

    @property
    def found(self) -> Found | None:
        """The backup that is chosen."""
        return None if self._chosen is None else self._chosen[0]

    @property
    def here(self) -> Here | None:
        """The drive that it stands on."""
        return None if self._chosen is None else self._chosen[1]

    @property
    def _chosen(self) -> tuple[Found, Here] | None:
        item = self.list.currentItem()
        chosen: tuple[Found, Here] | None = None if item is None else item.data(_FOUND)
        return chosen

    def show_backups(self, at_hand: Sequence[Here]) -> None:
        """Show those of this centre; what is chosen stays so."""
        ours = self._desk.ask(backup_settings).set_id
        every = [(found, here) for here in at_hand for found in here.place.backups]
        shown = [(found, here) for found, here in every if found.set_id == ours]
        self._others.setVisible(len(shown) < len(every))
        self.setVisible(bool(every))
        self.list.setVisible(bool(shown))
        told = [(found, here.name) for found, here in shown]
        if told != self._shown:
            self._shown = told
            self._fill(shown, is_named=len(at_hand) > 1)

    def _fill(self, shown: list[tuple[Found, Here]], *, is_named: bool) -> None:
        was = self.found
        self.list.clear()
        for found, here in sorted(shown, key=lambda each: each[0].made_at, reverse=True):
            item = QListWidgetItem(when_in_words(found.made_at))
            size = in_its_own_direction(size_in_words(found.size))
            beneath = [in_its_own_direction(here.name), size] if is_named else [size]
            item.setData(Qt.ItemDataRole.UserRole, " · ".join(beneath))
            item.setData(_FOUND, (found, here))
            self.list.addItem(item)
            if found == was:
                self.list.setCurrentItem(item)
        if self.found is None:
            # The newest is the one that people mean.
            self.list.setCurrentRow(0)
        self.chosen.emit()
