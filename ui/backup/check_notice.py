"""What the weekly check found, on the first page of the morning until it was looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout

from amane_desktop.i18n import _
from amane_desktop.office.checking import last_check
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button


class CheckNotice(QFrame):
    """A line with a button; hidden as long as all is well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("checkNotice")
        self.setStyleSheet(
            f"#checkNotice {{ background: {theme.DANGER_GROUND}; border-radius: 6px; }}"
        )
        words = let_shrink(line_label("strong", _("The check of the data found something wrong.")))
        look = named(plain_button(_("Look at it")), "lookAtCheck")
        look.clicked.connect(partial(desk.go, "check"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.INSIDE, 6, 8, 6)
        row.addWidget(words, 1)
        row.addWidget(look)
        desk.data_check.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show it, or not."""
        last = self._desk.ask(last_check)
        self.setVisible(last is not None and not (last.is_good or last.is_looked_at))
