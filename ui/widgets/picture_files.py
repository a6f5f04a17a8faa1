"""Picture files: chosen, read no further than they may weigh, and fitted to a place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QStandardPaths, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.pictures import LARGEST_FILE
from ui import theme

_FILES = "*.jpg *.jpeg *.png *.bmp"


def chosen_file(parent: QWidget, title: str) -> Path | None:
    """A file that the reader chooses among the pictures; None when they let it be."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
    kinds = _("Pictures ({files})").format(files=_FILES)
    name, _kind = QFileDialog.getOpenFileName(parent, title, places[0] if places else "", kinds)
    return Path(name) if name else None


def dragged_file(dragged: QMimeData) -> Path | None:
    """The one file of this PC that is dragged here; None when it is something else."""
    urls = dragged.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def file_content(path: Path) -> bytes:
    """What the file holds, or enough of it to be refused; Refusal when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise Refusal(_("This file cannot be read.")) from None


def fitted(content: bytes, side: int, ratio: float) -> QPixmap:
    """The picture whole within a square, with rounded corners; a null one when it is none."""
    pixmap = QPixmap()
    if not pixmap.loadFromData(content):
        return pixmap
    pixels = round(side * ratio)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    scaled = pixmap.scaled(pixels, pixels, keep, smooth)
    shown = QPixmap(scaled.size())
    shown.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corners = QPainterPath()
    corners.addRoundedRect(QRectF(shown.rect()), theme.RADIUS * ratio, theme.RADIUS * ratio)
    painter.setClipPath(corners)
    painter.drawPixmap(0, 0, scaled)
    painter.end()
    shown.setDevicePixelRatio(ratio)
    return shown
