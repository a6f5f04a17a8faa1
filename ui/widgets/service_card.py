"""A service's card on a family's record, with the accent of its pillar on top."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import Card, line_label


class ServiceCard(Card):
    """Shows what the service does with a family; each service says what stands in it."""

    def __init__(self, desk: Desk, title: str, accent: str) -> None:
        super().__init__()
        self.desk = desk
        self.setStyleSheet(f"QFrame#card {{ border-top: 3px solid {theme.accent(accent)}; }}")
        heading = line_label("title", title)
        heading.setStyleSheet(f"color: {theme.accent(accent)};")
        self.body.addWidget(heading)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.body.addStretch()

    def show_family(self, family_id: int) -> None:
        """Show what there is of a family."""
        raise NotImplementedError

    def replace(self, widgets: list[QWidget]) -> None:
        """Put new rows in the place of the old ones."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._rows.addWidget(widget)
