"""What the main window asks of every page."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from amane_desktop.office.work import Change
from ui.tasks import Desk


class Page(QWidget):
    """A tab's page; it is made anew when the language changes, and then restores its state."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def refresh(self, change: Change | None = None) -> None:
        """Show the newest state, if the change touches what is shown (None: in any case)."""

    def open(self, **where: Any) -> None:
        """Show what another page sends the reader to."""

    def state(self) -> dict[str, Any]:
        """What to show again after the page was made anew."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown before."""
