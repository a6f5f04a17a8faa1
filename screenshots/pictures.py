"""The list of pictures: each a function that brings the program to where it is taken."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from io import BytesIO

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPixmap

from screenshots.stage import Stage

Take = Callable[[Stage], QPixmap]
# A page of the program has few colours; more would only make the files larger.
_COLOURS = 96
PICTURES: dict[str, Take] = {}
_PARTS = ("first", "house", "families", "at_school", "dossiers", "backups")


def picture(take: Take) -> Take:
    """Add a picture, called as its function is."""
    PICTURES[take.__name__.replace("_", "-")] = take
    return take


def small_png(taken: QPixmap) -> bytes:
    """A picture as its file holds it."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    taken.save(buffer, "PNG")
    shown = Image.open(BytesIO(content.data())).convert("RGB")
    small = shown.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def load() -> None:
    """Fill the list, part by part: in this order the pictures are taken."""
    for part in _PARTS:
        import_module(f"screenshots.{part}")
