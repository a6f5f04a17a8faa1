"""Appointments of a dossier in words."""

from __future__ import annotations

from amane_desktop.agenda.appointment_labels import when_in_words
from amane_desktop.agenda.appointment_lines import AppointmentLine
from amane_desktop.agenda.appointments import STATES, AppointmentState
from amane_desktop.i18n import _, in_its_own_direction


def slip_in_words(line: AppointmentLine) -> str:
    """Which appointment a slip is for."""
    return " · ".join((line.title, when_in_words(line.day, line.time)))


def appointment_in_words(line: AppointmentLine) -> str:
    """What, when, where and who goes; what became of it where that is known."""
    told = [slip_in_words(line), *map(in_its_own_direction, filter(None, (line.place, line.staff)))]
    if line.state != AppointmentState.PLANNED:
        told.append(_(STATES[line.state]))
    elif line.is_overdue:
        told.append(_("What became of it?"))
    return " · ".join(told)
