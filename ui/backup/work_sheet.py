"""A small sheet over the page: long work on a backup, how far it is, and what was found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.backup_trouble import trouble_in_words
from amane_desktop.office.errors import Refusal
from amane_desktop.storage.backup.progress import Cancelled, Progress
from ui import theme
from ui.background import log, where
from ui.backup.words import share_in_words
from ui.widgets import named
from ui.widgets.basics import fit_height, let_shrink, line_label, plain_button, primary_button
from ui.widgets.progress_line import ProgressLine

_WIDTH = 560


class WorkSheet(QDialog):
    """Says what is done, does it on a thread of its own, and says what came of it.

    Whoever is its kind says `work`; closing it, or locking the screen over it, stops the work.
    """

    _came = Signal()
    _ended = Signal(object)

    def __init__(self, title: str, about: str, begin: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("workSheet")
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        self._name = name
        self.progress = Progress(lambda _progress: self._tell())
        self.title = named(let_shrink(line_label("title", title)), "workTitle")
        self.told = named(let_shrink(line_label("secondary", about)), "workTold")
        self._bar = ProgressLine()
        self._bar.hide()
        self.error = named(let_shrink(line_label("error")), "workError")
        self.go = named(primary_button(begin, theme.accent("neutral")), "beginWork")
        self.go.setDefault(True)
        self.go.clicked.connect(self.begin)
        self.shut = named(plain_button(_("Close")), "closeWork")
        self.shut.clicked.connect(self.reject)
        self.asked = QVBoxLayout()
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.shut)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.GAP)
        for part in (self.title, self.told, self._bar):
            column.addWidget(part)
        column.addLayout(self.asked)
        column.addWidget(self.error)
        column.addLayout(buttons)
        column.addStretch(1)
        self._came.connect(self._show_progress)
        self._ended.connect(self._end)
        self.error.hide()

    def work(self) -> Callable[[], object]:
        """What is done beside the window; it gives the words of what was found."""
        raise NotImplementedError

    def show_found(self, found: object) -> None:
        """Say what came of it."""
        self.told.setText(str(found))
        self.shut.setFocus()

    def is_asking(self, *, is_asking: bool) -> None:
        """Show or hide what is asked before it begins."""

    def begin(self) -> None:
        """Begin the work."""
        work = self.work()
        self.error.hide()
        self.go.hide()
        self.is_asking(is_asking=False)
        self.progress.done = self.progress.total = 0
        self._bar.show_share(0, 0)
        self._bar.show()
        self.shut.setText(_("Cancel"))
        self.shut.setFocus()
        # A dead drive must not hold the program when it ends.
        Thread(target=self._work, args=(work,), daemon=True).start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what is under way; it leaves nothing."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.progress.cancel()
            self.deleteLater()

    def _work(self, work: Callable[[], object]) -> None:
        came: object
        try:
            came = work()
        except Exception as error:
            if not isinstance(error, Cancelled | Refusal):
                log.error(where(error))
            came = error
        # Its sheet may have gone meanwhile.
        with suppress(RuntimeError):
            self._ended.emit(came)

    def _tell(self) -> None:
        with suppress(RuntimeError):
            self._came.emit()

    def _show_progress(self) -> None:
        done, total = self.progress.done, self.progress.total
        if total and self._bar.isVisible():
            self._bar.show_share(done, total)
            self.told.setText(share_in_words(done, total))

    def _end(self, came: object) -> None:
        self._bar.hide()
        self.shut.setText(_("Close"))
        if isinstance(came, Exception):
            told = trouble_in_words(came, self._name)
            self.told.setText(told.next)
            self.error.setText(told.happened)
            self.error.show()
            self.go.setText(_("Try again"))
            self.go.show()
            self.go.setFocus()
            self.is_asking(is_asking=True)
        else:
            self.show_found(came)
        self.told.setVisible(bool(self.told.text()))
        QTimer.singleShot(0, self, partial(fit_height, self))
