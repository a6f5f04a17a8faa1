"""Files dropped or pasted anywhere on a record: nobody has to scroll to where scans stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QScrollArea

from amane_desktop.i18n import _
from ui import theme
from ui.widgets import named
from ui.widgets.basics import line_label
from ui.widgets.given_files import given_in, may_be_given, pasted

_HEIGHT, _EDGE = 44, 12


class ScanDrops(QObject):
    """Watches a record; `given` tells what was dropped or pasted there and nothing else took."""

    given = Signal(object)

    def __init__(self, record: QScrollArea) -> None:
        super().__init__(record)
        self._record = record
        self._hint: QLabel = named(line_label("banner"), "dropHint")
        self._hint.setParent(record)
        self._hint.setText(_("Let go to add the scan to this record."))
        self._hint.setStyleSheet(
            f"QLabel {{ border: 2px solid {theme.accent('social')}; border-radius: 8px; }}"
        )
        self._hint.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self._hint.hide()
        record.setAcceptDrops(True)
        record.viewport().setAcceptDrops(True)
        for watched in (record, record.viewport()):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged, dropped or pasted here."""
        kind = event.type()
        if isinstance(event, QDropEvent) and kind == QEvent.Type.Drop:
            self._hint.hide()
            event.acceptProposedAction()
            self.given.emit(given_in(event.mimeData()))
        elif isinstance(event, QDragEnterEvent) and may_be_given(event.mimeData()):
            event.acceptProposedAction()
            self._show_hint()
        elif isinstance(event, QDropEvent) and kind == QEvent.Type.DragMove:
            event.acceptProposedAction()
        elif kind == QEvent.Type.DragLeave:
            self._hint.hide()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            if not event.matches(QKeySequence.StandardKey.Paste):
                return False
            self.given.emit(pasted())
        else:
            return False
        return True

    def _show_hint(self) -> None:
        wide = self._hint.sizeHint().width() + 2 * _EDGE
        left = (self._record.width() - wide) // 2
        self._hint.setGeometry(left, self._record.height() - _HEIGHT - _EDGE, wide, _HEIGHT)
        self._hint.raise_()
        self._hint.show()
