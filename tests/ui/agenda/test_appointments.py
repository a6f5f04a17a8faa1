"""Appointments on the tasks page: what became of them, moved, changed, cancelled."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.agenda.appointment_lines import AppointmentLine, appointments
from amane_desktop.agenda.appointments import add_appointment, change_appointment
from amane_desktop.people.actions import add_family, add_person
from tests.ui.visit import come_forward, find, until
from ui.agenda.appointment_row import AppointmentRow
from ui.agenda.page import TasksPage
from ui.tasks import Desk
from ui.widgets.form_sheet import FormSheet

TODAY, TOMORROW, LAST_WEEK = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 18)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TasksPage:
    family = desk.office.do(add_family, "Bahi", "")
    child = desk.office.do(add_person, family, "Aya", "Bahi")
    for title, day in (("Voir le directeur", LAST_WEEK), ("Bulletin", TODAY), ("Bourse", TOMORROW)):
        told = {"place": "École", "person_id": child}
        desk.office.do(add_appointment, "school_support", title, day, time(9), **told)
    page = TasksPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 680)
    come_forward(qtbot, page)
    return page


def said(page: TasksPage) -> str:
    labels = page.appointments.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def one(desk: Desk, number: int) -> AppointmentLine:
    found = desk.ask(appointments, date.min, date.max)
    return next(line for line in found if line.id == number)


def choose(page: TasksPage, number: int, words: str) -> None:
    """Take an entry of an appointment's menu."""
    button = find(page, f"appointment_{number}", QPushButton)
    action = next(each for each in button.menu().actions() if each.text() == words)
    action.trigger()


def sheet(qtbot: QtBot) -> FormSheet:
    until(qtbot, lambda: isinstance(QApplication.activeModalWidget(), FormSheet))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormSheet)
    return found


def test_one_that_is_past_stands_first_and_says_that_nobody_told_what_became_of_it(
    page: TasksPage,
) -> None:
    rows = page.appointments.findChildren(AppointmentRow)
    assert [row._line.title for row in rows] == ["Voir le directeur", "Bulletin", "Bourse"]
    overdue = [line for line in page.appointments.findChildren(QLabel) if "18 nov" in line.text()]
    assert [line.property("role") for line in overdue] == ["pill-waiting"]


def test_what_became_of_it_is_said_by_its_menu_and_undone(
    qtbot: QtBot, desk: Desk, page: TasksPage
) -> None:
    choose(page, 1, "Il a eu lieu")
    until(qtbot, lambda: one(desk, 1).state == "held")
    until(qtbot, lambda: "Voir le directeur" not in said(page))
    desk.undo()
    until(qtbot, lambda: "Voir le directeur" in said(page))


def test_one_to_come_can_be_moved_and_cancelled_but_not_held(
    qtbot: QtBot, desk: Desk, page: TasksPage
) -> None:
    button = find(page, "appointment_3", QPushButton)
    words = [action.text() for action in button.menu().actions()]
    assert "Il a eu lieu" not in words and "Annuler le rendez-vous" in words
    choose(page, 3, "Déplacer à un autre jour …")
    form = sheet(qtbot).form
    form.fields["day"].set_raw("1/1/2026")
    form.save()
    until(qtbot, lambda: form.fields["day"]._error.isVisible())
    form.fields["day"].set_raw("2/12/2026")
    form.fields["time"].set_raw("")
    form.save()
    until(qtbot, lambda: (one(desk, 3).day, one(desk, 3).time) == (date(2026, 12, 2), None))


def test_a_change_on_top_of_somebody_elses_is_shown_at_its_field(
    qtbot: QtBot, desk: Desk, page: TasksPage
) -> None:
    choose(page, 2, "Modifier …")
    form = sheet(qtbot).form
    form.fields["note"].set_raw("Prendre le carnet")
    desk.office.do(change_appointment, 2, 1, "Bulletin", "Collège")
    form.save()
    until(qtbot, lambda: form.fields["place"].raw() == "Collège")
    form.save()
    until(qtbot, lambda: one(desk, 2).note == "Prendre le carnet")
    assert one(desk, 2).place == "Collège"
