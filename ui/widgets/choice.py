"""A list to choose from, in the window's own look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate


class Choice(QComboBox):
    """A combo box; the wheel turns it only while one is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Only this delegate lets the style sheet colour the chosen row.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.view().setStyleSheet("QAbstractItemView::item { min-height: 28px; padding: 0 6px; }")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll over a list that nobody is in."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
