"""A card of a dossier, its title in the accent of civil registration."""

from __future__ import annotations

from amane_desktop.civil_registration.shown import DossierRecord
from ui import theme
from ui.widgets.basics import ListCard


class TitledCard(ListCard):
    """Its rows begin on top, however tall the card beside it is."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title.setStyleSheet(f"color: {theme.accent('civil_registration')};")
        self.title.setMinimumWidth(1)
        self.body.addStretch(1)

    def show_record(self, record: DossierRecord) -> None:
        """Show what the card has of a dossier."""
        raise NotImplementedError
