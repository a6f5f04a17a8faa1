"""Room for one form of several; what is half-typed in it waits until it is opened again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from ui.widgets.forms import Form


class FormHost(QScrollArea):
    """Opens one form at a time; `saved` and `left` come when it has gone."""

    saved = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: Form | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def open_form(self, form: Form, key: str = "") -> None:
        """Put a form in the place of the one before, with what was typed under its key."""
        self.close_form()
        self.form = form
        self.setWidget(form)
        form.left.connect(self._leave)
        form.saved.connect(lambda result: self._saved(form, result))
        form.look_at.connect(self.ensureWidgetVisible)
        form.begin(key)

    def keep_draft(self) -> None:
        """Keep what is half-typed; the form stays open."""
        if self.form is not None:
            self.form.keep_draft()

    def close_form(self) -> None:
        """Let the form go, and keep what is half-typed in it."""
        if self.form is None:
            return
        form, self.form = self.form, None
        form.keep_draft()
        self.takeWidget()
        form.setParent(self)
        form.hide()
        if form.is_saving:
            form.settled.connect(form.deleteLater)
        else:
            form.deleteLater()

    def _leave(self) -> None:
        self.close_form()
        self.left.emit()

    def _saved(self, form: Form, result: object) -> None:
        if self.form is form:
            self.close_form()
            self.saved.emit(result)
