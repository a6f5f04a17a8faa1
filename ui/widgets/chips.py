"""Views under one row of chips."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QWidget


class Chips(QWidget):
    """A row of chips, each with its view in `views`; the first one is shown."""

    def __init__(self, *each: tuple[str, str, QWidget]) -> None:
        super().__init__()
        self.views = QStackedWidget()
        self._buttons = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, (name, words, view) in enumerate(each):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"chip_{name}")
            self._buttons.addButton(chip, number)
            row.addWidget(chip)
            self.views.addWidget(view)
        row.addStretch()
        self._buttons.idClicked.connect(self.views.setCurrentIndex)
        self.show_view(0)

    @property
    def shown(self) -> int:
        """The number of the view that is shown."""
        return self.views.currentIndex()

    def show_view(self, number: int) -> None:
        """Show a view by its number."""
        self._buttons.button(number).setChecked(True)
        self.views.setCurrentIndex(number)
