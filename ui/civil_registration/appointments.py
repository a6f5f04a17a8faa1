"""Appointments of a dossier: in words, and the menu that says what became of one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from amane_desktop.agenda.appointment_labels import when_in_words
from amane_desktop.agenda.appointment_lines import AppointmentLine
from amane_desktop.agenda.appointments import (
    STATES,
    AppointmentState,
    cancel_appointment,
    hold_appointment,
    miss_appointment,
)
from amane_desktop.i18n import _, in_its_own_direction
from ui.tasks import Desk


def appointment_in_words(line: AppointmentLine) -> str:
    """What, when, where and who goes; what became of it where that is known."""
    what = " · ".join((line.title, when_in_words(line.day, line.time)))
    told = [what, *map(in_its_own_direction, filter(None, (line.place, line.staff)))]
    if line.state != AppointmentState.PLANNED:
        told.append(_(STATES[line.state]))
    elif line.is_overdue:
        told.append(_("What became of it?"))
    return " · ".join(told)


def appointment_menu(desk: Desk, parent: QWidget, line: AppointmentLine) -> QMenu:
    """What can be said of a planned appointment."""
    menu = QMenu(parent)
    for words, action in (
        (_("It was held"), hold_appointment),
        (_("Nobody came"), miss_appointment),
        (_("Cancelled"), cancel_appointment),
    ):
        menu.addAction(words, partial(desk.do, action, line.id, line.version))
    return menu
