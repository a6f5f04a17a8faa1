"""Figures: what the dossiers tell, and the years before them that the director enters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.civil_registration.statistics import registered
from tests.ui.visit import come_forward, find, until
from ui.civil_registration.figures import FiguresView
from ui.tasks import Desk
from ui.widgets.form_sheet import FormSheet


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> FiguresView:
    i18n.set_language("fr")
    view = FiguresView(desk)
    desk.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1320, 600)
    come_forward(qtbot, view)
    return view


def sheet(qtbot: QtBot) -> FormSheet:
    until(qtbot, lambda: isinstance(QApplication.activeModalWidget(), FormSheet))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormSheet)
    return found


def said(view: FiguresView) -> str:
    labels = view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def enter(qtbot: QtBot, view: FiguresView, name: str, **typed: str) -> FormSheet:
    qtbot.keyClick(find(view, name, QPushButton), Qt.Key.Key_Return)
    shown = sheet(qtbot)
    for key, raw in typed.items():
        shown.form.fields[key].set_raw(raw)
    qtbot.keyClick(shown.form.fields["count"].editor, Qt.Key.Key_Return)
    return shown


def test_a_year_before_the_program_is_entered_changed_and_taken_out(
    qtbot: QtBot, desk: Desk, view: FiguresView
) -> None:
    enter(qtbot, view, "enterYear", year="2012", count="214")
    until(qtbot, lambda: desk.ask(registered).since_first == 214)
    until(qtbot, lambda: "214" in said(view))
    enter(qtbot, view, "change_2012", count="220")
    until(qtbot, lambda: desk.ask(registered).since_first == 220)
    until(qtbot, lambda: "220" in said(view))
    enter(qtbot, view, "change_2012", count="0")
    until(qtbot, lambda: desk.ask(registered).entered == ())


def test_what_is_no_number_and_a_year_to_come_are_refused_at_their_field(
    qtbot: QtBot, desk: Desk, view: FiguresView
) -> None:
    form = enter(qtbot, view, "enterYear", year="2012", count="beaucoup").form
    assert form.fields["count"]._error.isVisible()
    form.fields["count"].set_raw("10")
    form.fields["year"].set_raw("2031")
    form.save()
    until(qtbot, lambda: form.fields["year"]._error.isVisible())
    assert desk.ask(registered).entered == ()
    form.left.emit()
