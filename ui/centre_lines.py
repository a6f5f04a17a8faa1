"""Lines with a label and an example, and the buttons below: a step in making a centre."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.widgets.basics import flat_button, let_shrink, line_label, primary_button


class CentreLines(QWidget):
    """What every step of the first start has; Enter in a line or *Go on* tries to go on."""

    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, QLineEdit] = {}
        self._errors: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(2)
        self.back = flat_button(_("Back"), "mdi6.chevron-left", mirrored=True)

    def add_line(self, key: str, label: str, example: str, line: QLineEdit) -> None:
        """Put a line below the others, with room for what is refused of it."""
        self._lines[key], self._errors[key] = line, let_shrink(line_label("error"))
        row = 2 * len(self._lines) - 2
        line.setObjectName(f"centre_{key}")
        line.setPlaceholderText(example)
        line.setAccessibleName(label)
        line.returnPressed.connect(self._try)
        self._grid.addWidget(line_label("strong", label), row, 0)
        self._grid.addWidget(line, row, 1)
        self._grid.addWidget(self._errors[key], row + 1, 1)

    def make_buttons(self, name: str) -> QHBoxLayout:
        """*Back* and *Go on*."""
        go_on = primary_button(_("Go on"), theme.accent("social"))
        go_on.setObjectName(name)
        go_on.clicked.connect(self._try)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch()
        buttons.addWidget(go_on)
        return buttons

    def ready(self) -> None:
        """Take the keyboard."""
        next(iter(self._lines.values())).setFocus()

    def refuse(self, refusal: Refusal) -> bool:
        """Show a refusal at its field; False when it is of no field here."""
        if refusal.field not in self._errors:
            return False
        self._errors[refusal.field].setText(refusal.message)
        self._lines[refusal.field].setFocus()
        return True

    def check(self) -> None:
        """Refuse what cannot be kept."""
        raise NotImplementedError

    def _try(self) -> None:
        for error in self._errors.values():
            error.setText("")
        try:
            self.check()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.filled.emit()
