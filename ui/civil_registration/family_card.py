"""The dossiers on a family's record: one line each; the line opens the dossier."""

from __future__ import annotations

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.family_dossiers import FamilyDossier, family_dossiers
from amane_desktop.civil_registration.words import State, state_words
from amane_desktop.i18n import _, isolate
from ui.civil_registration.line_row import LineRow, line_row
from ui.tasks import Desk
from ui.widgets.service_card import ServiceCard


class DossiersCard(ServiceCard):
    """What is under way for the family; nothing is said where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Civil registration"), "civil_registration")

    def show_family(self, family_id: int) -> None:
        may = self.desk.may(Permission.SEE_DOSSIERS)
        found = self.desk.ask(family_dossiers, family_id) if may else ()
        self.setVisible(bool(found))
        self.replace([self._row(each) for each in found])

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
