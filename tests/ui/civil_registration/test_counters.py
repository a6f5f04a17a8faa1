"""Counters, as the social worker keeps them true."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.checklists.counters import add_counter, change_counter, counters
from tests.ui.visit import click, come_forward, find, until
from ui.civil_registration.counters import CountersView
from ui.tasks import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> CountersView:
    i18n.set_language("fr")
    desk.office.do(
        add_counter, "registry_office", "Bureau Lastah", "مكتب الأسطاح", telephone="0528852100"
    )
    view = CountersView(desk)
    desk.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1320, 600)
    come_forward(qtbot, view)
    return view


def said(view: CountersView) -> str:
    labels = view.record.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def test_a_counter_is_added_by_keyboard_and_shown(
    qtbot: QtBot, desk: Desk, view: CountersView
) -> None:
    view.place.list.setFocus()
    qtbot.keyClick(view.place.list, Qt.Key.Key_N, CONTROL)
    form = view.place.host.form
    assert form is not None
    form.fields["authority"].set_raw("court")
    for key, typed in (("name", "Tribunal de Taroudant"), ("hours", "Le matin, guichet 3")):
        form.fields[key].editor.setFocus()
        qtbot.keyClicks(QApplication.focusWidget(), typed)
    qtbot.keyClick(form.fields["name"].editor, Qt.Key.Key_Return)
    until(qtbot, lambda: "guichet 3" in said(view))
    assert [c.authority for c in desk.ask(counters)] == ["registry_office", "court"]
    assert view.counter is not None and view.counter.name.fr == "Tribunal de Taroudant"


def test_one_of_the_same_name_is_refused_at_its_field_and_what_was_typed_stays(
    qtbot: QtBot, desk: Desk, view: CountersView
) -> None:
    view.add_counter()
    form = view.place.host.form
    assert form is not None
    form.fields["name"].set_raw("Bureau  lastah")
    form.fields["address"].set_raw("Avenue Hassan II")
    form.save()
    until(qtbot, lambda: form.fields["name"]._error.isVisible())
    assert form.fields["address"].raw() == "Avenue Hassan II"
    qtbot.keyClick(form.fields["name"].editor, Qt.Key.Key_Escape)
    view.add_counter()
    assert view.place.host.form is not None
    assert view.place.host.form.fields["address"].raw() == "Avenue Hassan II"


def test_a_change_by_somebody_else_is_shown_at_its_field(
    qtbot: QtBot, desk: Desk, view: CountersView
) -> None:
    click(qtbot, view, "editCounter")
    form = view.place.host.form
    assert form is not None
    desk.office.do(change_counter, 1, 1, "Bureau Lastah", "مكتب الأسطاح", hours="8 h 30 à 15 h")
    form.fields["telephone"].set_raw("0528852199")
    form.save()
    until(qtbot, lambda: form.fields["hours"].raw() == "8 h 30 à 15 h")
    form.save()
    until(qtbot, lambda: "05 28 85 21 99" in said(view) and "8 h 30" in said(view))


def test_a_counter_is_retired_and_offered_again(
    qtbot: QtBot, desk: Desk, view: CountersView
) -> None:
    click(qtbot, view, "retireCounter")
    until(qtbot, lambda: view.place.list.count() == 0)
    assert view.place.none.isVisible()
    qtbot.keyClick(find(view, "retiredCounters", QCheckBox), Qt.Key.Key_Space)
    until(qtbot, lambda: "Bureau Lastah" in said(view) and view.place.list.count() == 1)
    click(qtbot, view, "retireCounter")
    until(qtbot, lambda: len(desk.ask(counters)) == 1)
