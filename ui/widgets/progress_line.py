"""How far long work has come: a bar, which only moves while nobody knows how much there is."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from amane_desktop.i18n import _

# (bytes would be too many for Qt)
_FINE = 1000


class ProgressLine(QProgressBar):
    """Says by itself what it is, and leaves figures to the words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setAccessibleName(_("Progress"))

    def show_share(self, done: int, total: int) -> None:
        """Show how much is done; of a total of 0, only that something is."""
        self.setRange(0, _FINE if total else 0)
        if total:
            self.setValue(round(min(done, total) / total * _FINE))
