"""One appointment in a line: when, what, about whom, and what became of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from amane_desktop.agenda.appointment_lines import AppointmentLine
from amane_desktop.agenda.appointments import (
    STATES,
    AppointmentState,
    cancel_appointment,
    hold_appointment,
    miss_appointment,
)
from amane_desktop.i18n import _, comma, format_date, in_its_own_direction, isolate
from amane_desktop.people.names import in_reader_script
from ui.agenda.appointment_forms import AppointmentForm, MoveAppointmentForm
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import at_its_beginning, flat_button, let_shrink, line_label
from ui.widgets.form_sheet import FormSheet
from ui.widgets.forms import Form

_OPEN = (AppointmentState.PLANNED, AppointmentState.MISSED)


class AppointmentRow(QWidget):
    """An appointment with a menu for what became of it; its forms open over the page.

    In a narrow place the day stands beneath.
    """

    def __init__(
        self,
        desk: Desk,
        line: AppointmentLine,
        *,
        says_who: bool = True,
        is_narrow: bool = False,
    ) -> None:
        super().__init__()
        self._desk, self._line = desk, line
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(at_its_beginning(let_shrink(line_label("strong", line.title))))
        name = in_reader_script(line.name, line.name_ar) if says_who else ""
        parts = map(in_its_own_direction, filter(None, (name, line.place, line.staff)))
        if beneath := " · ".join(parts):
            words.addWidget(at_its_beginning(let_shrink(line_label("secondary", beneath))))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(10)
        row.addLayout(words, 1)
        if is_narrow:
            words.insertWidget(1, self._when(), 0, Qt.AlignmentFlag.AlignLeading)
        else:
            row.addWidget(self._when(), 0, Qt.AlignmentFlag.AlignVCenter)
        if line.may_edit:
            row.addWidget(self._menu_button(), 0, Qt.AlignmentFlag.AlignVCenter)

    def _when(self) -> QWidget:
        line = self._line
        words = shown_when(line)
        told = _("what became of it?") if line.is_overdue else ""
        if line.state != AppointmentState.PLANNED:
            told = _(STATES[line.state])
        words = " · ".join(filter(None, (words, told)))
        return line_label("pill-waiting" if line.is_overdue else "secondary", words)

    def _menu_button(self) -> QWidget:
        button = named(flat_button("", "mdi6.dots-horizontal"), f"appointment_{self._line.id}")
        words = _("What became of it, move, change")
        button.setToolTip(words)
        button.setAccessibleName(f"{words} · {self._line.title}")
        menu = QMenu(button)
        line, today = self._line, self._desk.office.clock.today()
        if line.state in _OPEN and line.day <= today:
            menu.addAction(_("It was held"), partial(self._do, hold_appointment))
        if line.state == AppointmentState.PLANNED and line.day <= today:
            menu.addAction(_("It was missed"), partial(self._do, miss_appointment))
        if line.state != AppointmentState.HELD:
            menu.addAction(_("Move to another day …"), self.move_it)
        if line.state in _OPEN:
            menu.addAction(_("Cancel the appointment"), partial(self._do, cancel_appointment))
        menu.addAction(_("Change …"), self.change)
        button.setMenu(menu)
        return button

    def change(self) -> None:
        """Open the form of its words."""
        self._open("appointment", AppointmentForm(self._desk, self._line))

    def move_it(self) -> None:
        """Open the form of its day."""
        self._open("move_appointment", MoveAppointmentForm(self._desk, self._line))

    def _open(self, kind: str, form: Form) -> None:
        key = form_key("agenda", kind, self._line.id)
        # The row may be made anew while the sheet is open.
        FormSheet(form, key, self.window()).open()

    def _do(self, action: object) -> None:
        self._desk.do(action, self._line.id, self._line.version)  # type: ignore[arg-type]


def shown_when(line: AppointmentLine) -> str:
    """The day and the hour, without the year: what is told so is near."""
    day = f"{format_date(line.day, 'weekday')} {format_date(line.day, 'day_month')}"
    at = isolate(f"{line.time:%H:%M}") if line.time is not None else ""
    return comma().join(filter(None, (day, at)))
