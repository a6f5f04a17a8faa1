"""A service's card on a family's record, with the accent of its pillar on top."""

from __future__ import annotations

from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import ListCard


class ServiceCard(ListCard):
    """Shows what the service does with a family; each service says what stands in it."""

    def __init__(self, desk: Desk, title: str, accent: str) -> None:
        super().__init__(title)
        self.desk = desk
        self.setStyleSheet(f"QFrame#card {{ border-top: 3px solid {theme.accent(accent)}; }}")
        self.title.setStyleSheet(f"color: {theme.accent(accent)};")
        self.body.addStretch()

    def show_family(self, family_id: int) -> None:
        """Show what there is of a family."""
        raise NotImplementedError
