"""A form on a sheet of its own over the page."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from ui.widgets.basics import fit_height
from ui.widgets.forms import Form

_WIDTH = 640


class FormSheet(QDialog):
    """Shows one form until it is saved or left; what is half-typed waits under its key."""

    def __init__(self, form: Form, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("formSheet")
        self.setWindowTitle(form.windowTitle())
        self.setFixedWidth(_WIDTH)
        self.form = form
        form.setStyleSheet("QFrame#card { border: none; border-radius: 0; }")
        form.saved.connect(self.accept)
        form.left.connect(self.reject)
        form.settled.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        form.begin(key)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as the form, and give it the keyboard."""
        super().showEvent(event)
        self.form.focus_first()
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is half-typed."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        form = self.form
        form.keep_draft()
        if form.draft() is not None and not form.is_saving:
            form.desk.notice.emit(_("What was typed is kept: open the form again to go on."))
        if form.is_saving:
            form.settled.connect(self.deleteLater)
        else:
            self.deleteLater()

    def _fit(self) -> None:
        # (once what was refused stands at its field)
        QTimer.singleShot(0, self, lambda: fit_height(self))
