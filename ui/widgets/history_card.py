"""What was done to a record, newest first; each line can be undone where one may."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, ngettext
from amane_desktop.office.history import HistoryLine
from ui import theme
from ui.widgets.basics import ListCard, flat_button, let_shrink, line_label, small_button

_FIRST = 8


class HistoryCard(ListCard):
    """The `first` newest lines of a history; it asks for an undo and does none."""

    undo_wanted = Signal(int)

    def __init__(self, first: int = _FIRST) -> None:
        super().__init__(_("History"))
        self._first = first
        self._lines: tuple[HistoryLine, ...] = ()
        self._all = flat_button("")
        self._all.hide()
        self._all.clicked.connect(self._show_all)
        self.head.addWidget(self._all)

    def show_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        """Show the newest; the others stand behind a button."""
        self._lines = lines
        more = len(lines) - self._first
        self._all.setVisible(more > 0)
        self._all.setText(ngettext("{n} older entry", "{n} older entries", more).format(n=more))
        self.replace([self._row(line) for line in lines[: self._first]])

    def _show_all(self) -> None:
        self._all.hide()
        self.replace([self._row(line) for line in self._lines])

    def _row(self, line: HistoryLine) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(_told(line), 1, Qt.AlignmentFlag.AlignVCenter)
        if line.undo_id is not None:
            across.addWidget(self._button(line, line.undo_id), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button(self, line: HistoryLine, undo_id: int) -> QWidget:
        button = small_button(_("Do again") if line.undone else _("Undo"))
        button.setObjectName("undoLine")
        button.setAccessibleName(f"{button.text()}: {line}")
        button.clicked.connect(lambda: self.undo_wanted.emit(undo_id))
        return button


def when_and_who(line: HistoryLine) -> str:
    """The day, the time and the name."""
    when = _("{date}, {time}").format(
        date=format_date(line.at.date()), time=isolate(line.at.strftime("%H:%M"))
    )
    return f"{when} · {in_its_own_direction(line.by)}"


def undone_in_words(line: HistoryLine) -> str:
    """That it was undone, or a part of it, by whom and when; empty when it stands."""
    if not line.undone or line.undone_at is None:
        return ""
    in_part, whole = _("undone in part by {name}, {date}"), _("undone by {name}, {date}")
    return (in_part if line.in_part else whole).format(
        name=in_its_own_direction(line.undone_by), date=format_date(line.undone_at.date())
    )


def _told(line: HistoryLine) -> QLabel:
    """When and who in grey, then what was done; what was undone is grey as a whole."""
    who = f'<span style="color: {theme.SECONDARY}">{escape(when_and_who(line))}</span>'
    what = escape(str(line))
    if undone := undone_in_words(line):
        what = f'<span style="color: {theme.SECONDARY}">{what} · {undone}</span>'
    label = let_shrink(line_label("", f"{who} &nbsp; {what}"))
    label.setTextFormat(Qt.TextFormat.RichText)
    return label
