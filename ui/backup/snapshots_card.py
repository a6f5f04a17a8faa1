"""What is kept on this PC against mistakes, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from amane_desktop.i18n import N_, _, in_its_own_direction, size_in_words
from amane_desktop.office.snapshots import Snapshot, Why, snapshots
from amane_desktop.storage.backup.layout import Found
from ui.backup.found_list import FoundList
from ui.tasks import Desk
from ui.widgets.basics import Card, let_shrink, line_label
from ui.widgets.two_lines import TwoLines

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
        self.list = FoundList("snapshots", _("Copies on this PC"))
        # What stands above it needs its height more.
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setMinimumHeight(TwoLines.HEIGHT)
        self.list.chosen.connect(self.chosen)
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
        return self.list.found

    def refresh(self) -> None:
        """Look anew at what is kept."""
        self._desk.read(self, lambda: snapshots(self._desk.office), self._show)

    def _show(self, kept: Sequence[Snapshot]) -> None:
        self.list.show_found([(each.found, _beneath(each)) for each in kept])
        self.list.setVisible(bool(kept))
        self._none.setVisible(not kept)


def _beneath(each: Snapshot) -> str:
    occasion = _(_OCCASIONS[each.why]) if each.why in _OCCASIONS else _("cannot be read")
    return f"{occasion} · {in_its_own_direction(size_in_words(each.found.size))}"
