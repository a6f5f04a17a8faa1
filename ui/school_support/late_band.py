"""The band over a week that is over: what is entered now is entered late."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.i18n import _, format_date
from ui.school_support.marks import history_key
from ui.widgets.basics import let_shrink, line_label


class LateBand(QWidget):
    """Says of a past week that it is entered late, and where its corrections are kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = let_shrink(line_label("news"))
        self.words.setObjectName("lateBand")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)

    def show_week(self, monday: date, today: date, *, is_marking: bool) -> None:
        """Come up over a week that is over, for whoever marks."""
        is_late = is_marking and monday + timedelta(days=7) <= today
        self.setVisible(is_late)
        if is_late:
            words = _(
                "Week of {day} · entered late. Each change is kept in the history of its cell "
                "(key {key})."
            )
            self.words.setText(words.format(day=format_date(monday), key=history_key()))
