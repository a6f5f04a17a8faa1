"""The centre's mark: its Arabic name in white on its own colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import in_the_middle


class Logo(QLabel):
    """A small plate with أمان on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("أمان", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(54, 32)
        self.setStyleSheet(
            f"background: {theme.LOGO}; color: {theme.CARD}; border-radius: 5px;"
            " font-size: 15px; font-weight: 600; padding-bottom: 3px;"
        )


def stand_beneath_logo(page: QWidget, card: QWidget) -> None:
    """Let a card stand in the middle of a page that nobody is signed in on."""
    column = QVBoxLayout(page)
    column.addStretch(2)
    column.addWidget(Logo(), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addSpacing(8)
    column.addLayout(in_the_middle(card))
    column.addStretch(3)
