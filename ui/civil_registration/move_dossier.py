"""A dossier moves on to the newer version of its procedure, after a look at what changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.civil_registration.newer_version import (
    WhatWouldMove,
    move_dossier,
    what_would_move,
)
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import _, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Change
from ui import theme
from ui.civil_registration.difference_rows import show_differences
from ui.civil_registration.over_view import OverView
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    ListCard,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)

_KINDS = frozenset({"dossier", "procedure_version", "required_paper", "dossier_step"})


class MoveDossierView(OverView):
    """Papers and steps that come, go and change; nothing moves before the button is pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: DossierRecord | None = None
        self._found: WhatWouldMove | None = None
        self._said = let_shrink(line_label("secondary"))
        self._error = let_shrink(line_label("error"))
        self._error.hide()
        self.papers, self.steps = ListCard(_("Papers")), ListCard(_("Steps"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self.head("leaveMove", _("Back to the dossier")))
        column.addWidget(self._said)
        column.addWidget(self._error)
        column.addWidget(self._cards(), 1)
        column.addLayout(self._buttons())

    def _cards(self) -> QScrollArea:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for card in (self.papers, self.steps):
            card.body.addStretch()
            row.addWidget(card, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = _("Go over to the newer version")
        self.button = named(
            primary_button(words, theme.accent("civil_registration")), "moveDossier"
        )
        self.button.clicked.connect(lambda _on: self.move_it())
        stay = named(plain_button(_("Leave it as it is")), "stayWithVersion")
        stay.clicked.connect(lambda _on: self.left.emit())
        for button in (self.button, stay):
            row.addWidget(button)
        row.addStretch()
        self.setFocusProxy(stay)
        return row

    def show_dossier(self, dossier_id: int) -> None:
        """Show what would be other than it is."""
        self._record = self._desk.ask(dossier, dossier_id)
        if self._record is None:
            self.left.emit()
            return
        self._error.hide()
        self._found = self._desk.ask(what_would_move, dossier_id)
        number = isolate(self._record.number)
        self.title.setText(" · ".join((number, self._record.procedure.title.here)))
        found = self._found
        self.button.setEnabled(found is not None)
        show_differences(self.papers, found.papers if found is not None else ())
        show_differences(self.steps, found.steps if found is not None else ())
        if found is None:
            self._said.setText(_("This dossier follows the newest version already."))
            return
        words = _(
            "From version {before} to version {after}. Papers that are at hand stay, and what was"
            " done at a step that goes is kept as a note."
        )
        before, after = isolate(str(found.before)), isolate(str(found.after))
        self._said.setText(words.format(before=before, after=after))

    def move_it(self) -> None:
        """Let the dossier follow the version that was shown."""
        if self._record is None or self._found is None:
            return
        self._desk.do(
            move_dossier,
            done=lambda _nothing: self.left.emit(),
            refused=self._refuse,
            dossier_id=self._record.id,
            version=self._record.version,
            number=self._found.after,
        )

    def refresh(self, change: Change | None = None) -> None:
        """Show what would change now."""
        if self._record is not None and (change is None or change.kinds & _KINDS):
            self.show_dossier(self._record.id)

    def state(self) -> dict[str, Any]:
        """Of which dossier it is."""
        return {"dossier_id": self._record.id if self._record is not None else None}

    def restore(self, state: dict[str, Any]) -> None:
        """Show it again."""
        if state["dossier_id"] is not None:
            self.show_dossier(state["dossier_id"])

    def _refuse(self, refusal: Refusal) -> None:
        if self._record is not None:
            self.show_dossier(self._record.id)
        self._error.setText(refusal.message)
        self._error.show()
