"""Sections of one card: the lock, and the way to the staff."""

from __future__ import annotations

from amane_desktop.i18n import _
from ui.centre_settings.lock_card import LockCard
from ui.centre_settings.section import Section
from ui.tasks import Desk
from ui.widgets.basics import Card, let_shrink, line_label, plain_button


class LockSection(Section):
    """When a quiet screen locks, and the recovery code."""

    kinds = frozenset({"centre_settings"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._card = LockCard(desk)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show what is set now."""
        self._card.refresh()


class StaffSection(Section):
    """Who works at the centre stands on a page of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        card = Card()
        words = _("Who works at the centre, as what, and their passwords stand on their own page.")
        go = plain_button(_("Open the staff page"), "mdi6.account-cog-outline")
        go.setObjectName("goToStaff")
        go.clicked.connect(lambda: desk.go("staff"))
        self.setFocusProxy(go)
        card.body.addWidget(line_label("title", _("Staff")))
        card.body.addWidget(let_shrink(line_label("secondary", words)))
        row = card.body
        row.addWidget(go)
        self.body.addWidget(card)
        self.body.addStretch(1)
