"""The dot of a group's colour; the group's name always stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QLabel

from ui import theme
from ui.widgets.fields import ChoiceField

DOT = 12
_SHARP = 2


@lru_cache(maxsize=32)
def _pixmap(code: str) -> QPixmap:
    pixmap = QPixmap(DOT * _SHARP, DOT * _SHARP)
    pixmap.setDevicePixelRatio(_SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.group_colour(code)))
    painter.drawEllipse(QRectF(0.5, 0.5, DOT - 1, DOT - 1))
    painter.end()
    return pixmap


def dot_icon(code: str) -> QIcon:
    """The dot before a group's name in a list."""
    return QIcon(_pixmap(code))


class Dot(QLabel):
    """The dot beside a group's name."""

    def __init__(self, code: str = "") -> None:
        super().__init__()
        self.setFixedSize(DOT, DOT)
        self.show_colour(code)

    def show_colour(self, code: str) -> None:
        """Take a group's colour."""
        self.setPixmap(_pixmap(code))


class ColourField(ChoiceField):
    """One of the colours, each as a dot with its name; none lets the program take a free one."""

    def __init__(self, label: str, colours: Mapping[str, str]) -> None:
        super().__init__(label, colours)
        box = self.editor
        assert isinstance(box, QComboBox)
        for row in range(1, box.count()):
            box.setItemIcon(row, dot_icon(box.itemData(row)))
