"""A card of stretches of days, each with its name, and a form for one of them beneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, format_date
from ui.tasks import Desk
from ui.widgets.basics import ListCard, flat_button, let_shrink, line_label, plain_button
from ui.widgets.forms import Form


@dataclass(frozen=True)
class Span:
    """One stretch of days, and what is done to it."""

    title: str
    beneath: str
    change: Callable[[], None]
    remove: Callable[[], None]


class SpansCard(ListCard):
    """The stretches as a list; a form stands under it while one is written."""

    def __init__(self, desk: Desk, title: str, empty: str) -> None:
        super().__init__(title)
        self.desk = desk
        self._empty = empty
        self._may_edit = desk.may(Permission.EDIT_GROUPS)
        self._form: Form | None = None

    def offer(self, words: str, name: str, begin: Callable[[], None]) -> None:
        """Put a button for a new stretch into the head of the card."""
        button = plain_button(words, "mdi6.plus")
        button.setObjectName(name)
        button.clicked.connect(begin)
        self.head.addWidget(button)
        if not self._may_edit:
            button.hide()

    def show_spans(self, spans: Sequence[Span]) -> None:
        """Show the stretches, or what it means that there is none."""
        rows = [self._row(span) for span in spans]
        self.replace(rows or [let_shrink(line_label("secondary", self._empty))])

    def write(self, form: Form) -> None:
        """Put a form under the list."""
        self.drop_form()
        self._form = form
        form.saved.connect(lambda _result: self.drop_form())
        form.left.connect(self.drop_form)
        self.body.addWidget(form)
        form.begin()
        form.focus_first()

    def drop_form(self) -> None:
        """Take the form away."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    def _row(self, span: Span) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 2, 0, 2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(let_shrink(line_label("strong", span.title)))
        words.addWidget(let_shrink(line_label("secondary", span.beneath)))
        row.addLayout(words, 1)
        for text, work in ((_("Change"), span.change), (_("Remove"), span.remove)):
            button = flat_button(text)
            button.setAccessibleDescription(span.title)
            button.clicked.connect(work)
            row.addWidget(button)
            if not self._may_edit:
                button.hide()
        return widget


def days_words(first: date, last: date) -> str:
    """From one day to another."""
    return _("from {first} to {last}").format(first=format_date(first), last=format_date(last))
