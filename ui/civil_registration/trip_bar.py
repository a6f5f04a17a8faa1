"""What is done with the papers that are ticked: a sheet for the way, a day, and what came."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from amane_desktop.i18n import _, ngettext
from ui import theme
from ui.widgets.basics import Card, let_shrink, line_label, plain_button, primary_button

_ACCENT = "civil_registration"


class TripBar(Card):
    """How much is ticked, and what can be done with it."""

    pressed = Signal(str)

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self._may_edit = may_edit
        self._words = let_shrink(line_label("strong"))
        words = _("Tour sheet")
        self._tour = primary_button(words, theme.accent(_ACCENT), "mdi6.printer-outline")
        self._tour.setToolTip(_("Print the tour sheet"))
        buttons = {
            "plan": plain_button(_("Plan the errand"), "mdi6.calendar-plus"),
            "received": plain_button(_("They came"), "mdi6.check"),
            "asked": plain_button(_("Asked for")),
            "counter": plain_button(_("Counter")),
        }
        self._buttons = buttons
        row = QHBoxLayout()
        for name, button in (("tour", self._tour), *buttons.items()):
            button.setObjectName(f"trip_{name}")
            button.clicked.connect(lambda _on, name=name: self.pressed.emit(name))
            row.addWidget(button)
        row.addStretch()
        self.body.addWidget(self._words)
        self.body.addLayout(row)
        self.tell(0, 0, 0, one_office=False)

    def begin(self) -> None:
        """Take the keyboard."""
        usable = self._may_edit and self._buttons["plan"].isEnabled()
        (self._buttons["plan"] if usable else self._tour).setFocus()

    def tell(self, papers: int, dossiers: int, places: int, *, one_office: bool) -> None:
        """Say how much is ticked."""
        self._words.setText("" if not papers else " · ".join(_counts(papers, dossiers, places)))
        if not papers:
            self._words.setText(_("Tick papers: one way serves several families."))
        for name, button in self._buttons.items():
            button.setVisible(self._may_edit)
            button.setEnabled(bool(papers) and (name != "counter" or one_office))


def _counts(papers: int, dossiers: int, places: int) -> Iterator[str]:
    yield ngettext("{n} paper", "{n} papers", papers).format(n=papers)
    yield ngettext("{n} dossier", "{n} dossiers", dossiers).format(n=dossiers)
    yield ngettext("{n} counter", "{n} counters", places).format(n=places)
