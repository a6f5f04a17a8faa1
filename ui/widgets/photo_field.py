"""A picture that is shown, chosen from a file or dropped here, and removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.pictures import LARGEST_FILE
from ui import theme
from ui.widgets.basics import let_shrink, line_label, plain_button

SIDE = 96
_FILES = "*.jpg *.jpeg *.png *.bmp"


class PhotoField(QWidget):
    """Shows a picture and hands over another; whether it is one is judged by who keeps it."""

    chosen = Signal(bytes)
    removed = Signal()

    def __init__(self, label: str, choose: str, empty_icon: str) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._empty = theme.icon(empty_icon, theme.SECONDARY)
        self._picture = QLabel()
        self._picture.setObjectName("picture")
        self._picture.setAccessibleName(label)
        self._picture.setFixedSize(SIDE, SIDE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setStyleSheet(
            f"background: {theme.MUTED}; border-radius: {theme.RADIUS}px; color: {theme.SECONDARY};"
        )
        self._error = let_shrink(line_label("error"))
        self.choose = plain_button(choose)
        self.choose.setObjectName("choosePicture")
        self.choose.clicked.connect(self._choose)
        self.remove = plain_button(_("Remove"))
        self.remove.setObjectName("removePicture")
        self.remove.setAccessibleName(f"{_('Remove')} · {label}")
        self.remove.clicked.connect(self.removed)
        self._hint = let_shrink(line_label("secondary", _("Or drop a JPEG or PNG file here.")))
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        beside = QVBoxLayout()
        beside.setSpacing(4)
        for part in (line_label("secondary", label), self._hint, self._error):
            beside.addWidget(part)
        beside.insertLayout(1, buttons)
        beside.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.INSIDE)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        self.show_picture(b"")

    def show_picture(self, content: bytes) -> None:
        """Show a picture, or that there is none."""
        self._error.clear()
        self._error.hide()
        self.remove.setVisible(bool(content))
        pixmap = QPixmap()
        if content and pixmap.loadFromData(content):
            self._picture.setPixmap(fitted(pixmap, SIDE, self.devicePixelRatio()))
        else:
            self._picture.setPixmap(self._empty.pixmap(SIDE // 2, SIDE // 2))

    def say_error(self, message: str) -> None:
        """Say what was refused; the picture stays as it was."""
        self._error.setText(message)
        self._error.setVisible(bool(message))

    def take_file(self, path: Path) -> None:
        """Hand over what a file holds, or say that it cannot be read."""
        self.say_error("")
        try:
            with path.open("rb") as file:
                # A byte too many is enough to refuse it; more is not read.
                content = file.read(LARGEST_FILE + 1)
        except OSError:
            self.say_error(_("This file cannot be read."))
            return
        self.chosen.emit(content)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that is dragged here."""
        urls = event.mimeData().urls()
        if self.choose.isEnabled() and len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the file that was dropped."""
        event.acceptProposedAction()
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def _choose(self) -> None:
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = _("Pictures ({files})").format(files=_FILES)
        name, _kind = QFileDialog.getOpenFileName(
            self, self.choose.text(), places[0] if places else "", kinds
        )
        if name:
            self.take_file(Path(name))


def fitted(pixmap: QPixmap, side: int, ratio: float = 1.0) -> QPixmap:
    """The picture whole within a square with rounded corners, sharp on every screen."""
    pixels = round(side * ratio)
    scaled = pixmap.scaled(
        pixels,
        pixels,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    shown = QPixmap(scaled.size())
    shown.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corners = QPainterPath()
    radius = theme.RADIUS * ratio
    corners.addRoundedRect(QRectF(shown.rect()), radius, radius)
    painter.setClipPath(corners)
    painter.drawPixmap(0, 0, scaled)
    painter.end()
    shown.setDevicePixelRatio(ratio)
    return shown
