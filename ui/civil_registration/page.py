"""The tab of civil registration: its views under one row of chips."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.work import Change
from ui import theme
from ui.civil_registration.counters import CountersView
from ui.civil_registration.dossiers import DossiersView
from ui.tasks import Desk
from ui.widgets.chips import Chips
from ui.widgets.page import Page


class CivilRegistrationPage(Page):
    """Dossiers, and the counters where their papers are fetched."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.dossiers, self.counters = DossiersView(desk), CountersView(desk)
        self.chips = Chips(
            ("dossiers", _("Dossiers"), self.dossiers),
            ("counters", _("Counters"), self.counters),
            accent="civil_registration",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, 8, theme.EDGE, 8)
        column.setSpacing(8)
        column.addWidget(self.chips)
        column.addWidget(self.chips.views, 1)
        self.setFocusProxy(self.dossiers)
        self.dossiers.new.connect(self.begin_dossier)
        if desk.may(Permission.EDIT_DOSSIERS):
            new = QShortcut(QKeySequence("Ctrl+N"), self, self.begin_dossier)
            new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def refresh(self, change: Change | None = None) -> None:
        """Show what is kept now."""
        self.dossiers.refresh(change)
        self.counters.refresh(change)

    def begin_dossier(self) -> None:
        """Open a dossier by questions."""

    def open(self, **where: Any) -> None:
        """Show a dossier (`dossier_id`)."""
        if "dossier_id" in where:
            self.chips.show_view(0)
            self.dossiers.show_dossier(where["dossier_id"])

    def state(self) -> dict[str, Any]:
        """What must outlive a change of language."""
        self.counters.keep_draft()
        return {
            "view": self.chips.shown,
            "dossiers": self.dossiers.state(),
            "counters": self.counters.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        self.chips.show_view(state["view"])
        self.dossiers.restore(state["dossiers"])
        self.counters.restore(state["counters"])
