"""The appointments that stand before somebody, and those of which nobody said what became."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from amane_desktop.agenda.appointment_lines import (
    AppointmentLine,
    appointments,
    open_appointments,
)
from amane_desktop.agenda.appointments import AppointmentState
from amane_desktop.i18n import _
from ui.agenda.appointment_row import AppointmentRow
from ui.tasks import Desk
from ui.widgets.basics import ListCard, line_label

APPOINTMENT_KINDS = frozenset({"appointment", "dossier_appointment"})


def coming_appointments(desk: Desk, days: int) -> tuple[AppointmentLine, ...]:
    """What is past and still open, then what is planned from today for so many days."""
    today = desk.office.clock.today()
    ahead = desk.ask(appointments, today, today + timedelta(days=days - 1))
    planned = (line for line in ahead if line.state == AppointmentState.PLANNED)
    return (*desk.ask(open_appointments), *planned)


class AppointmentsCard(ListCard):
    """The appointments of the next two weeks with what became of them; hidden without any."""

    def __init__(self, desk: Desk, *, days: int = 14, most: int = 8) -> None:
        super().__init__(_("Appointments"))
        self._desk, self._days, self._most = desk, days, most
        self.refresh()

    def refresh(self) -> None:
        """Show them anew; nothing is said to who sees none."""
        found = coming_appointments(self._desk, self._days)
        self.setVisible(bool(found))
        rows: list[QWidget] = [AppointmentRow(self._desk, line) for line in found[: self._most]]
        if left := len(found) - len(rows):
            rows.append(line_label("secondary", _("and {n} more").format(n=left)))
        self.replace(rows)
