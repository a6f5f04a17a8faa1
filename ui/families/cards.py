"""The smaller cards of a family's record: telephones, history."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from amane_desktop.i18n import (
    _,
    format_date,
    in_its_own_direction,
    is_rtl,
    isolate,
    labelled,
    ngettext,
)
from amane_desktop.office.history import HistoryLine
from amane_desktop.people.queries import TelephoneLine
from amane_desktop.people.telephones import shown_number
from ui import theme
from ui.widgets.basics import ListCard, flat_button, let_shrink, line_label, plain_button

_FIRST = 8


class TelephoneCard(ListCard):
    """Whose telephone, the number, and whether it is safe to call, in words."""

    edit = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Telephone"))
        self._add = add = plain_button(_("Add"))
        add.setObjectName("addTelephone")
        add.setAccessibleName(_("Add a telephone"))
        add.clicked.connect(lambda: self.edit.emit(None))
        self.head.addWidget(add)

    def show_telephones(self, telephones: tuple[TelephoneLine, ...], *, is_editable: bool) -> None:
        """Show the numbers, or what to do when there is none."""
        self._add.setVisible(is_editable)
        rows: list[QWidget] = [self._row(telephone, is_editable) for telephone in telephones]
        self.replace(rows or [_secondary(_("No telephone yet. Ask whose it is before adding."))])

    def _row(self, telephone: TelephoneLine, is_editable: bool) -> QWidget:
        number = isolate(shown_number(telephone.number))
        whose = number
        if telephone.whose:
            whose = labelled(in_its_own_direction(telephone.whose), number)
        # A line that begins with a Latin name still runs from the right in an Arabic window.
        start = "\u200f" if is_rtl() else ""
        safe, role = _("safe to call"), "pill-good"
        if not telephone.is_safe:
            safe, role = _("do not call"), "pill-waiting"
        edit = flat_button(_("Edit"))
        edit.setAccessibleName(_("Change the telephone"))
        edit.clicked.connect(lambda: self.edit.emit(telephone.id))
        if not is_editable:
            edit.hide()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        told = line_label("", start + whose)
        told.setMinimumWidth(1)
        line.addWidget(told)
        line.addWidget(line_label(role, safe), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(_secondary(telephone.note), 1)
        line.addWidget(edit)
        return row


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


def _secondary(text: str) -> QLabel:
    return let_shrink(line_label("secondary", text))
