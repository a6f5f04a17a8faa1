"""What was done to a record, as a card of it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from amane_desktop.i18n import _, format_date, isolate, ngettext
from amane_desktop.office.history import HistoryLine
from ui import theme
from ui.widgets.basics import ListCard, flat_button, let_shrink, line_label

_FIRST = 8


class HistoryCard(ListCard):
    """What was done to the record, newest first."""

    def __init__(self) -> None:
        super().__init__(_("History"))
        self._lines: tuple[HistoryLine, ...] = ()
        self._all = flat_button("")
        self._all.clicked.connect(self._show_all)
        self.head.addWidget(self._all)

    def show_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        """Show the newest; the others stand behind a button."""
        self._lines = lines
        more = len(lines) - _FIRST
        self._all.setVisible(more > 0)
        self._all.setText(ngettext("{n} older entry", "{n} older entries", more).format(n=more))
        self.replace([_line(line) for line in lines[:_FIRST]])

    def _show_all(self) -> None:
        self._all.hide()
        self.replace([_line(line) for line in self._lines])


def _line(line: HistoryLine) -> QLabel:
    """When and who in grey, then what was done; what was undone is grey as a whole."""
    when = _("{date}, {time}").format(
        date=format_date(line.at.date()), time=isolate(line.at.strftime("%H:%M"))
    )
    who = f'<span style="color: {theme.SECONDARY}">{escape(f"{when} · {line.by}")}</span>'
    what = escape(str(line))
    if line.undone:
        undone = _("undone")
        what = f'<span style="color: {theme.SECONDARY}">{what} · {undone}</span>'
    label = let_shrink(line_label("", f"{who} &nbsp; {what}"))
    label.setTextFormat(Qt.TextFormat.RichText)
    return label
