"""What stands over the whole page while something of a dossier is begun or written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.office.work import Change
from ui.widgets import named
from ui.widgets.basics import flat_button, line_label


class OverView(QWidget):
    """Tells `left` when the page beneath is to be seen again; what is half-typed waits."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = line_label("title")

    def head(self, name: str, words: str) -> QHBoxLayout:
        """The way back, by a button of that name and words, and the title beside it."""
        back = named(flat_button(words, "mdi6.chevron-left", mirrored=True), name)
        back.clicked.connect(lambda _on: self.leave())
        row = QHBoxLayout()
        row.addWidget(back)
        row.addWidget(self.title)
        row.addStretch()
        return row

    def leave(self) -> None:
        """Go back to the page beneath."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

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
