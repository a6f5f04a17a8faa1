"""What is to be fetched: one way to a counter, for the papers of several families."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.checklists.counters import add_counter
from amane_desktop.checklists.queries import papers_of
from amane_desktop.civil_registration.queries import dossier
from tests.civil_registration.dossiers import on, opened
from tests.ui.visit import click, come_forward, find, until
from ui.civil_registration.fetching import FetchingView
from ui.tasks import Desk
from ui.widgets.form_sheet import FormSheet

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> FetchingView:
    i18n.set_language("fr")
    on(desk.office)
    for _n in range(2):
        opened(desk.office, "late_with_marriage_act")
    desk.office.do(
        add_counter,
        "registry_office",
        "Bureau Lastah",
        "",
        telephone="0528852100",
        hours="Le matin",
    )
    view = FetchingView(desk)
    desk.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1320, 600)
    come_forward(qtbot, view)
    return view


def at(view: FetchingView, name: str) -> None:
    """Choose a place by its name."""
    found = view.place.list.findItems(name, Qt.MatchFlag.MatchStartsWith)
    view.place.list.setCurrentItem(found[0])


def sheet(qtbot: QtBot) -> FormSheet:
    until(qtbot, lambda: isinstance(QApplication.activeModalWidget(), FormSheet))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormSheet)
    return found


def said(view: FetchingView) -> str:
    labels = view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def test_one_way_is_planned_for_two_families_by_keyboard(
    qtbot: QtBot, desk: Desk, view: FetchingView
) -> None:
    at(view, "Bureau d'état civil")
    view.papers.list.setFocus()
    qtbot.keyClick(view.papers.list, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(view.papers.list, Qt.Key.Key_Return)
    plan = find(view, "trip_plan", QPushButton)
    assert plan.hasFocus()
    qtbot.keyClick(plan, Qt.Key.Key_Return)
    form = sheet(qtbot).form
    form.fields["day"].set_raw("4/12/2026")
    form.fields["time"].set_raw("9h30")
    form.save()
    until(qtbot, lambda: len(view._ticked) == 0)
    for number in (1, 2):
        record = desk.ask(dossier, number)
        assert record is not None and record.next_appointment is not None
        line = record.next_appointment
        assert (f"{line.day} {line.time}", line.staff) == ("2026-12-04 09:30:00", "Khadija")


def test_papers_of_two_dossiers_are_received_in_one_go_and_undone_in_one(
    qtbot: QtBot, desk: Desk, view: FetchingView
) -> None:
    at(view, "Hôpital")
    view.papers.list.setFocus()
    for digit in ("1", "2"):
        qtbot.keyClick(view.papers.list, digit)
    click(qtbot, view, "trip_received")
    sheet(qtbot).form.save()
    until(qtbot, lambda: not view.place.list.findItems("Hôpital", Qt.MatchFlag.MatchExactly))
    came = [p for n in (1, 2) for p in desk.ask(papers_of, n) if p.state == "received"]
    assert len(came) == 2
    desk.undo()
    until(qtbot, lambda: view.place.list.findItems("Hôpital", Qt.MatchFlag.MatchExactly))


def test_a_day_to_come_is_refused_at_its_field(
    qtbot: QtBot, desk: Desk, view: FetchingView
) -> None:
    at(view, "Hôpital")
    qtbot.keyClick(view.papers.list, "1")
    click(qtbot, view, "trip_received")
    form = sheet(qtbot).form
    form.fields["day"].set_raw("26/11/2026")
    form.save()
    until(qtbot, lambda: form.fields["day"]._error.isVisible())
    assert len(view._ticked) == 1
    form.left.emit()


def test_which_counter_it_is_is_said_for_all_that_are_ticked(
    qtbot: QtBot, desk: Desk, view: FetchingView
) -> None:
    at(view, "Bureau d'état civil")
    view.papers.list.setFocus()
    qtbot.keyClick(view.papers.list, Qt.Key.Key_A, CONTROL)
    click(qtbot, view, "trip_counter")
    sheet(qtbot).form.save()
    until(qtbot, lambda: view.place.list.findItems("Bureau Lastah", Qt.MatchFlag.MatchExactly))
    at(view, "Bureau Lastah")
    assert "05 28 85 21 00" in said(view) and "Le matin" in said(view)
    assert not view.place.list.findItems("Bureau d'état civil", Qt.MatchFlag.MatchExactly)


def test_what_is_ticked_stays_ticked_at_another_place(
    qtbot: QtBot, desk: Desk, view: FetchingView
) -> None:
    at(view, "Hôpital")
    qtbot.keyClick(view.papers.list, "1")
    at(view, "Bureau d'état civil")
    qtbot.keyClick(view.papers.list, "1")
    assert "2 guichets" in said(view)
    at(view, "Hôpital")
    assert len(view.papers.list.codes()) == 1
