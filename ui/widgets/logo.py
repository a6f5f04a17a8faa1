"""The centre's mark: its Arabic name in white on its own colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme


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
