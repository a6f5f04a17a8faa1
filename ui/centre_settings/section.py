"""What the settings page asks of each of its sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui import theme
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets.forms import Form


class Section(QWidget):
    """One subject of the settings, beside the list of them; `kinds` are the tables it shows."""

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.GAP)

    def refresh(self) -> None:
        """Show the newest state; what is being typed stays."""

    def state(self) -> Mapping[str, Any]:
        """What is half-typed."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take it up again."""


class FormSection(Section):
    """A section with one form at its foot, about one row or a new one (key None).

    `subject` is of this section alone: what is half-typed is kept under it.
    """

    subject: str

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form: Form | None = None
        self.key: int | None = None
        self.host = QVBoxLayout()

    def make(self, key: int | None) -> Form | None:
        """The form for a row; None when the row is gone."""
        raise NotImplementedError

    def show_form(self, key: int | None, *, take_keyboard: bool = False) -> None:
        """Show a form; what was typed in the one before waits until it is opened again."""
        self._keep_draft()
        form = self.make(key)
        if form is None:
            key, form = None, self.make(None)
        assert form is not None
        self._form_gone()
        self.key, self.form = key, form
        form.saved.connect(self._saved)
        form.left.connect(self.leave)
        self.host.addWidget(form)
        form.show()
        form.begin(form_key("settings", self.subject, key))
        if take_keyboard:
            form.focus_first()

    def leave(self) -> None:
        """Go back to what stands above the form."""

    def renew_form(self) -> None:
        """Build the form anew on what is kept now, unless something is half-typed in it."""
        if self.form is not None and not self.form.is_touched():
            at = QApplication.focusWidget()
            has_keyboard = at is not None and self.form.isAncestorOf(at)
            self.show_form(self.key, take_keyboard=has_keyboard)

    def state(self) -> Mapping[str, Any]:
        """The row that the form is about, and all that is half-typed."""
        self._keep_draft()
        return {"key": self.key}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take it up again."""
        self._form_gone()
        self.show_form(state["key"])

    def after_saving(self) -> None:
        """Go on with a new row."""
        self.show_form(None, take_keyboard=True)

    def _saved(self, _result: object) -> None:
        self._form_gone()
        self.refresh()
        self.after_saving()

    def _keep_draft(self) -> None:
        if self.form is not None:
            self.form.keep_draft()

    def _form_gone(self) -> None:
        if self.form is not None:
            form, self.form = self.form, None
            self.host.removeWidget(form)
            form.hide()
            if form.is_saving:
                form.settled.connect(form.deleteLater)
            else:
                form.deleteLater()


class OneFormSection(FormSection):
    """A section that is a form about the centre itself, and nothing beside it."""

    kinds = frozenset({"centre_settings"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.body.addLayout(self.host)
        self.body.addStretch(1)
        self.show_form(None)

    def refresh(self) -> None:
        """Show what is set now, unless something is half-typed."""
        self.renew_form()
