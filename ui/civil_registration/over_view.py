"""What stands over the whole page while something of a dossier is begun or written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from amane_desktop.office.work import Change


class OverView(QWidget):
    """Tells `left` when the page beneath is to be seen again; what is half-typed waits."""

    left = Signal()

    def show_dossier(self, dossier_id: int) -> None:
        """Show what it shows of a dossier."""

    def refresh(self, change: Change | None = None) -> None:
        """Show what is kept now."""

    def keep_draft(self) -> None:
        """Keep what is half-typed."""

    def state(self) -> dict[str, Any]:
        """What must outlive a change of language."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
