"""A line to write beside a mark."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from amane_desktop.i18n import _

_WIDTH = 280


class NoteBox(QFrame):
    """Opens under a cell; Enter keeps what was written, Escape leaves it as it was."""

    written = Signal(str)

    def __init__(self, note: str, parent: QWidget, cell: QRect) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._line = QLineEdit(note)
        self._line.setObjectName("note")
        self._line.setPlaceholderText(_("A short note, then Enter"))
        self._line.setMaxLength(300)
        self._line.returnPressed.connect(self._keep)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(self._line)
        self.setFixedWidth(_WIDTH)
        corner = parent.mapToGlobal(cell.bottomLeft())
        self.move(corner)

    def open(self) -> None:
        """Show the box with its line ready for typing."""
        self.show()
        self._line.setFocus()
        self._line.selectAll()

    def _keep(self) -> None:
        self.written.emit(self._line.text())
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
