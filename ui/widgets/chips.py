"""Views under one row of chips."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from ui import theme


class Chips(QWidget):
    """A row of chips, each with its view in `views`; the first one is shown."""

    opened = Signal(int)

    def __init__(self, *each: tuple[str, str, QWidget], accent: str = "school") -> None:
        super().__init__()
        self.setStyleSheet(
            f"QPushButton[role=chip]:checked {{ background: {theme.accent(accent)}; }}"
        )
        self.views = QStackedWidget()
        self._buttons = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, (name, words, view) in enumerate(each):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"chip_{name}")
            self._buttons.addButton(chip, number)
            row.addWidget(chip)
            self.views.addWidget(view)
        row.addStretch()
        self._buttons.idClicked.connect(self._open)
        self.show_view(0)

    @property
    def shown(self) -> int:
        """The number of the view that is shown."""
        return self.views.currentIndex()

    def chip(self, number: int) -> QAbstractButton:
        """The chip of a view."""
        return self._buttons.button(number)

    def show_view(self, number: int) -> None:
        """Show a view by its number."""
        self.chip(number).setChecked(True)
        self.views.setCurrentIndex(number)

    def _open(self, number: int) -> None:
        self.views.setCurrentIndex(number)
        self.opened.emit(number)
        view = self.views.currentWidget()
        # By mouse one goes on in the view; by keyboard, along the chips.
        if view is not None and not self.chip(number).hasFocus():
            view.setFocus()
