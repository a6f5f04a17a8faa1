"""A picture that is shown, chosen from a file or dropped here, and removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.widgets.basics import let_shrink, line_label, plain_button
from ui.widgets.picture_files import chosen_file, dragged_file, file_content, fitted

SIDE = 96


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
        self._picture.setStyleSheet(f"background: {theme.MUTED}; border-radius: {theme.RADIUS}px;")
        self._error = let_shrink(line_label("error"))
        self.choose = plain_button(choose)
        self.choose.setObjectName("choosePicture")
        self.choose.clicked.connect(self._choose)
        self.remove = plain_button(_("Remove"))
        self.remove.setObjectName("removePicture")
        self.remove.setAccessibleName(f"{_('Remove')} · {label}")
        self.remove.clicked.connect(self.removed)
        hint = let_shrink(line_label("secondary", _("Or drop a JPEG or PNG file here.")))
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        beside = QVBoxLayout()
        beside.setSpacing(4)
        for part in (line_label("secondary", label), hint, self._error):
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
        self.say_error("")
        self.remove.setVisible(bool(content))
        picture = fitted(content, SIDE, self.devicePixelRatio())
        nothing = self._empty.pixmap(SIDE // 2, SIDE // 2)
        self._picture.setPixmap(nothing if picture.isNull() else picture)

    def say_error(self, message: str) -> None:
        """Say what was refused; the picture stays as it was."""
        self._error.setText(message)
        self._error.setVisible(bool(message))

    def take_file(self, path: Path) -> None:
        """Hand over what a file holds, or say that it cannot be read."""
        self.say_error("")
        try:
            self.chosen.emit(file_content(path))
        except Refusal as refusal:
            self.say_error(refusal.message)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that is dragged here."""
        if dragged_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the file that was dropped."""
        path = dragged_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _choose(self) -> None:
        path = chosen_file(self, self.choose.text())
        if path is not None:
            self.take_file(path)
