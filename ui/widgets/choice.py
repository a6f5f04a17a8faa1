"""A list to choose from, in the window's own look."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate

from ui import theme

_CHEVRON = 18


class Choice(QComboBox):
    """Shows by a chevron that it opens; the wheel turns it only while one is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Only this delegate lets the style sheet colour the chosen row.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.view().setStyleSheet("QAbstractItemView::item { min-height: 28px; padding: 0 6px; }")
        self._chevron = theme.icon("mdi6.chevron-down", theme.SECONDARY)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron that a style sheet leaves out, on the trailing side."""
        super().paintEvent(event)
        place = QRect(
            self.width() - _CHEVRON - 8, (self.height() - _CHEVRON) // 2, _CHEVRON, _CHEVRON
        )
        turned = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        self._chevron.paint(QPainter(self), turned)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll over a list that nobody is in."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
