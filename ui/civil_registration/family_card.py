"""The dossiers on a family's record: one line each; the line opens the dossier."""

from __future__ import annotations

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.family_dossiers import FamilyDossier, family_dossiers
from amane_desktop.civil_registration.words import State, state_words
from amane_desktop.i18n import _, isolate
from amane_desktop.people.queries import family_card
from ui.civil_registration.line_row import LineRow, line_row
from ui.civil_registration.new_dossier import open_new_dossier
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import small_button
from ui.widgets.service_card import ServiceCard


class DossiersCard(ServiceCard):
    """What is under way for the family; who may open a dossier begins it here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Civil registration"), "civil_registration")
        self._family_id = 0
        self._new = named(small_button(_("New dossier")), "newDossierOfFamily")
        self._new.clicked.connect(lambda _on: open_new_dossier(desk, self._family_id))
        self.head.addWidget(self._new)

    def show_family(self, family_id: int) -> None:
        self._family_id = family_id
        may = self.desk.may(Permission.SEE_DOSSIERS)
        found = self.desk.ask(family_dossiers, family_id) if may else ()
        may_open = self.desk.may(Permission.EDIT_DOSSIERS) and self._is_whole()
        self._new.setVisible(may_open)
        self.setVisible(bool(found) or may_open)
        self.replace([self._row(each) for each in found])

    def _is_whole(self) -> bool:
        """Whether the reader sees the family whole: nobody else opens a dossier for it."""
        card = self.desk.ask(family_card, self._family_id)
        return card is not None and card.is_whole

    def _row(self, each: FamilyDossier) -> LineRow:
        where = each.step.here if each.state == State.OPEN else ""
        told = (
            isolate(each.number),
            each.badge.here,
            where or state_words(each.state, each.outcome),
        )
        row = line_row(
            " · ".join(told), _("Open this dossier"), f"dossier_{each.id}", "mdi6.chevron-right"
        )
        row.edit.connect(lambda: self.desk.go("civil_registration", dossier_id=each.id))
        return row
