"""What an attendance letter is to say: to whom it goes, and of which days."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from amane_desktop.attendance.week_parts import WeekChild
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.school_support.letter import Reader, attendance_letter, draw_letter
from amane_desktop.school_support.roster import PaperLang
from ui import theme
from ui.school_support.paper_preview import preview
from ui.school_support.week_model import child_name
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, primary_button
from ui.widgets.choice import Choice
from ui.widgets.day_edit import DayEdit


class LetterForm(QDialog):
    """A small form; the letter opens in the preview, and what is refused is said here."""

    def __init__(self, desk: Desk, child: WeekChild, paper: PaperLang, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("letterForm")
        self.setWindowTitle(_("Attendance letter"))
        self.setMinimumWidth(420)
        self._desk, self._child, self._paper, self._page = desk, child, paper, parent
        today = desk.office.clock.today()
        self._reader = named(Choice(), "letterReader")
        for code, words in (("school", _("the school")), ("guardian", _("the family"))):
            self._reader.addItem(words, code)
        september = date(today.year if today.month >= 9 else today.year - 1, 9, 1)
        self._first = named(DayEdit(september), "letterFirst")
        self._last = named(DayEdit(today), "letterLast")
        self._error = named(let_shrink(line_label("error")), "error")
        self._error.hide()
        form = QFormLayout(self)
        form.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        form.setSpacing(theme.GAP)
        form.addRow(line_label("title", child_name(child)))
        for words, field in (
            (_("For"), self._reader),
            (_("From the day"), self._first),
            (_("To the day"), self._last),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        form.addRow(self._error)
        buttons = QDialogButtonBox()
        look = named(primary_button(_("Look at the letter"), theme.accent("school")), "look")
        buttons.addButton(look, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._look)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _look(self) -> None:
        first, last = self._first.day, self._last.day
        reader: Reader = self._reader.currentData()
        try:
            letter = self._desk.ask(attendance_letter, self._child.person_id, first, last)
        except Refusal as refused:
            self._error.setText(refused.message)
            self._error.show()
            (self._last if refused.field == "last" else self._first).setFocus()
            return
        at = self._desk.office.clock.local()
        file_name = _("attendance-letter") + f"-{at:%Y-%m-%d}"
        self.accept()
        preview(
            self._desk,
            self._page,
            _("Attendance letter"),
            file_name,
            lambda: draw_letter(letter, reader, self._paper, at),
        )
