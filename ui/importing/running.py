"""How far a long work has come, with a way to stop it."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from ui.widgets.basics import line_label, plain_button
from ui.widgets.progress_line import ProgressLine


class Running(QWidget):
    """A bar and a *Stop* button; `tell` is called from the thread that works."""

    _came = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stopped = Event()
        self._words = line_label("secondary")
        self._bar = ProgressLine()
        self.stop = plain_button(_("Stop"))
        self.stop.clicked.connect(self._stopped.set)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        self._came.connect(self._show)
        self.hide()

    def begin(self, words: str) -> None:
        """Show that work has begun."""
        self._stopped.clear()
        self._words.setText(words)
        self._bar.show_share(0, 0)
        self.show()

    def tell(self, done: int, of: int) -> None:
        """So much of it is done; raises a Refusal when somebody has pressed *Stop*."""
        if self._stopped.is_set():
            raise Refusal(_("Stopped. Nothing was taken in."))
        self._came.emit(done, of)

    def _show(self, done: int, of: int) -> None:
        self._bar.show_share(done, of)
