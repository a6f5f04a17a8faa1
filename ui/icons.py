"""Icons: letters of the Material Design font that QtAwesome brings along.

Only its two files are read. Importing the package and loading its twelve fonts would take as long
as everything else until the password can be typed.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

_SCALE, _DISABLED = 0.875, 0.4


@lru_cache(maxsize=256)
def icon(name: str, ink: str, is_turned: bool = False) -> QIcon:
    """An icon (*mdi6.printer*) in one colour; a turned one is seen as in a mirror."""
    family, codes = _font()
    letter = chr(int(codes[name.removeprefix("mdi6.")], 16))
    return QIcon(_Letter(family, letter, ink, is_turned))


@lru_cache(maxsize=1)
def _font() -> tuple[str, dict[str, str]]:
    package = find_spec("qtawesome")
    assert package is not None and package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0]) / "fonts"
    (font,) = folder.glob("materialdesignicons6-webfont-*.ttf")
    (codes,) = folder.glob("materialdesignicons6-webfont-charmap-*.json")
    number = QFontDatabase.addApplicationFont(str(font))
    return QFontDatabase.applicationFontFamilies(number)[0], json.loads(codes.read_bytes())


class _Letter(QIconEngine):
    """Paints one letter, at whatever size and sharpness the screen asks for."""

    def __init__(self, family: str, letter: str, ink: str, is_turned: bool) -> None:
        super().__init__()
        self._is = (family, letter, ink, is_turned)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        family, letter, ink, is_turned = self._is
        font = QFont(family)
        font.setPixelSize(max(1, round(rect.height() * _SCALE)))
        colour = QColor(ink)
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(_DISABLED)
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        if is_turned:
            painter.translate(2 * rect.x() + rect.width(), 0)
            painter.scale(-1, 1)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Letter(*self._is)
