"""The forms of an appointment: what it is about and who goes, and when it is to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from amane_desktop.agenda.appointment_lines import AppointmentLine, appointments
from amane_desktop.agenda.appointments import change_appointment, move_appointment
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.staff import who_works_on_dossiers
from amane_desktop.people.dates import Precision, typed_date
from amane_desktop.people.names import in_reader_script
from ui.agenda.task_form import titled
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.hours_text import read_time
from ui.widgets.next_day_field import NextDayField

_Action = tuple[Callable[..., Any], dict[str, Any]]


class AppointmentForm(Form):
    """An appointment that stands: its words, its place, who goes."""

    accent = "civil_registration"

    def __init__(self, desk: Desk, line: AppointmentLine) -> None:
        super().__init__(desk, titled(_("Change the appointment"), line.name, line.name_ar))
        self._line = line
        self.add("title", TextField(_("What it is about")), row=0)
        self.add("place", TextField(_("Place")), row=0, column=1)
        self.add("staff_id", ChoiceField(_("Who goes"), who_may_go(desk, line)), row=1)
        self.add("note", LinesField(_("Note")), row=2, columns=2)

    def kept(self) -> Values:
        """What is kept of the appointment."""
        line = self._line
        staff = str(line.staff_id or "")
        return {"title": line.title, "place": line.place, "staff_id": staff, "note": line.note}

    def newest(self) -> Values | None:
        """The appointment as it is now."""
        newest = _newest(self.desk, self._line)
        if newest is None:
            return None
        self._line = newest
        return self.kept()

    def action(self) -> _Action:
        """Change the appointment."""
        typed = {key: str(raw) for key, raw in self.typed().items()}
        staff = int(typed["staff_id"]) if typed["staff_id"] else None
        return change_appointment, {**_which(self._line), **typed, "staff_id": staff}


class MoveAppointmentForm(Form):
    """When an appointment is to be instead."""

    accent = "civil_registration"

    def __init__(self, desk: Desk, line: AppointmentLine) -> None:
        super().__init__(desk, titled(_("Move to another day"), line.name, line.name_ar))
        self._line = line
        self._day = NextDayField(_("New day"), desk.office.clock.today)
        self.add("day", self._day, row=0)
        self.add("time", TextField(_("Hour (may stay empty)"), direction="ltr"), row=0, column=1)

    def kept(self) -> Values:
        """The day and the hour as they are planned now."""
        line = self._line
        hour = f"{line.time:%H:%M}" if line.time is not None else ""
        return {"day": typed_date(line.day, Precision.EXACT), "time": hour}

    def newest(self) -> Values | None:
        """The appointment as it is now."""
        newest = _newest(self.desk, self._line)
        if newest is None:
            return None
        self._line = newest
        return self.kept()

    def action(self) -> _Action:
        """Move the appointment; refuses what is no day or no hour."""
        hour = str(self.typed()["time"]).strip()
        told = {"day": day_told(self._day), "time": read_time(hour, "time") if hour else None}
        return move_appointment, _which(self._line) | told


def day_told(field: NextDayField) -> date:
    """The day that was typed in the field *day*; refuses what is none."""
    day = field.day()
    if day is None:
        raise Refusal(_("Say on which day (like 18/12/2026)."), "day")
    return day


def who_may_go(desk: Desk, line: AppointmentLine | None = None) -> dict[str, str]:
    """Who may go to an appointment, by name; also who goes now, though they may have left."""
    found = desk.ask(who_works_on_dossiers)
    staff = {str(each.id): in_reader_script(each.name, each.name_ar) for each in found}
    if line is not None and line.staff_id is not None:
        staff.setdefault(str(line.staff_id), line.staff)
    return staff


def _which(line: AppointmentLine) -> dict[str, int]:
    return {"appointment_id": line.id, "version": line.version}


def _newest(desk: Desk, line: AppointmentLine) -> AppointmentLine | None:
    every = desk.ask(appointments, date.min, date.max)
    return next((each for each in every if each.id == line.id), None)
