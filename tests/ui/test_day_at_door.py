"""The day at the door, as somebody who stands there works: a name, a letter, the next name."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions, queries
from amane_desktop.attendance.models import Mark
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.people import actions as people
from tests.conftest import PASSWORD
from tests.rows import work_as
from tests.ui.visit import click, come_forward, find, type_letter, until
from ui import theme
from ui.school_support.door import DoorView
from ui.school_support.page import SchoolSupportPage
from ui.tasks import Desk

MONDAY, TODAY, TEN = date(2026, 11, 23), date(2026, 11, 25), time(10)
OpenDoor = Callable[[], DoorView]


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp)
    i18n.set_language("fr")
    clock = Clock(datetime(2026, 11, 25, 9, tzinfo=UTC))
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, clock))
    for number, name in enumerate(("Bouzid", "Chafik"), 1):
        family = desk.office.do(people.add_family, name, "")
        names = ("Zineb", name, "زينب", "")
        told = {"may_fetch": f"Tante {name}", "must_not_fetch": f"Oncle {name}"}
        child = desk.office.do(people.add_person, family, *names, **told)
        group = desk.office.do(actions.add_group, f"Groupe {number}", "", from_=date(2026, 9, 1))
        desk.office.do(actions.enrol_child, group, child, from_=date(2026, 9, 1))
    yield desk
    desk.close()


@pytest.fixture
def open_door(qtbot: QtBot, desk: Desk) -> Iterator[OpenDoor]:
    pages = []

    def open_() -> DoorView:
        page = SchoolSupportPage(desk)
        pages.append(page)
        desk.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1366, 680)
        come_forward(qtbot, page)
        click(qtbot, page, "chip_door")
        return page.door

    yield open_
    desk.hush()


def marks(desk: Desk, group: int) -> dict[tuple[int, date, time], Mark]:
    sheet = desk.ask(queries.week, group, MONDAY)
    assert sheet is not None
    return {cell: found.mark for cell, found in sheet.marks.items()}


def test_a_name_a_letter_and_the_next_name(qtbot: QtBot, desk: Desk, open_door: OpenDoor) -> None:
    door = open_door()
    line = find(door, "doorName", QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "chaf")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert door.table.hasFocus()
    assert "Tante Chafik" in door.panel.may.text()
    assert "Oncle Chafik" in door.panel.never.text()
    type_letter(door.table, "r")
    until(qtbot, lambda: marks(desk, 2) == {(2, TODAY, TEN): Mark.LATE})
    qtbot.keyClick(door.table, Qt.Key.Key_Escape)
    assert line.hasFocus() and line.text() == ""
    # In either script, from whichever keyboard.
    line.setText("زين بوز")
    assert door.table.model().rowCount() == 0
    line.setText("زين bouz")
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(door.table, Qt.Key.Key_Down)
    type_letter(door.table, "t")
    until(qtbot, lambda: marks(desk, 1) == {(1, TODAY, time(15)): Mark.PRESENT})


def test_a_name_that_nobody_has_is_said(qtbot: QtBot, desk: Desk, open_door: OpenDoor) -> None:
    door = open_door()
    line = find(door, "doorName", QLineEdit)

    def said() -> list[str]:
        labels = door.findChildren(QLabel)
        return [n.text() for n in labels if n.isVisible() and "Personne" in n.text()]

    qtbot.keyClicks(line, "chaf")
    assert "Tante Chafik" in door.panel.may.text() and not said()
    qtbot.keyClicks(line, "x")
    assert said() == ["Personne n'est trouvé ici."] and not door.table.isVisible()
    assert not any("Chafik" in n.text() for n in door.findChildren(QLabel) if n.isVisible())
    door.refresh()
    assert len(said()) == 1 and line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert door.table.isVisible() and not said()
    assert "Tante Chafik" in door.panel.may.text()


def test_a_click_marks_and_another_takes_it_away(
    qtbot: QtBot, desk: Desk, open_door: OpenDoor
) -> None:
    door = open_door()
    model = door.table.model()
    absent = model.index(1, 3)

    def press() -> None:
        where = door.table.visualRect(absent).center()
        qtbot.mouseClick(door.table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    press()
    until(qtbot, lambda: marks(desk, 1) == {(1, TODAY, TEN): Mark.ABSENT})
    press()
    until(qtbot, lambda: marks(desk, 1) == {})


def test_a_note_and_a_child_that_was_not_expected(
    qtbot: QtBot, desk: Desk, open_door: OpenDoor
) -> None:
    door = open_door()
    door.table.go_to(1)
    door.table.setFocus()
    type_letter(door.table, "e")
    until(qtbot, lambda: marks(desk, 1) == {(1, TODAY, TEN): Mark.EXCUSED})
    type_letter(door.table, "n")
    note = QApplication.activePopupWidget().findChild(QLineEdit, "note")
    qtbot.keyClicks(note, "Chez le dentiste")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    told = door.table.model()
    until(
        qtbot,
        lambda: "Chez le dentiste" in told.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole),
    )
    type_letter(door.table, "+")
    name = QApplication.activePopupWidget().findChild(QLineEdit, "personName")
    qtbot.keyClicks(name, "chafik")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    until(qtbot, lambda: marks(desk, 1).get((2, TODAY, TEN)) == Mark.PRESENT)


def test_another_day_is_reached_by_the_arrows(
    qtbot: QtBot, desk: Desk, open_door: OpenDoor
) -> None:
    door = open_door()
    click(qtbot, door, "previousDay")
    door.table.go_to(1)
    type_letter(door.table, "p")
    until(qtbot, lambda: marks(desk, 1) == {(1, date(2026, 11, 24), TEN): Mark.PRESENT})


def test_a_volunteer_marks_this_day_and_no_other(
    qtbot: QtBot, desk: Desk, open_door: OpenDoor
) -> None:
    work_as(desk.office, Role.VOLUNTEER)
    door = open_door()
    assert not door.findChild(QPushButton, "previousDay").isVisible()
    assert not find(door, "dayTitle", QPushButton).isEnabled()
    door.table.go_to(1)
    assert "Tante Bouzid" in door.panel.may.text()
    type_letter(door.table, "p")
    until(qtbot, lambda: marks(desk, 1) == {(1, TODAY, TEN): Mark.PRESENT})


def test_an_administrator_reads_and_marks_nothing(
    qtbot: QtBot, desk: Desk, open_door: OpenDoor
) -> None:
    work_as(desk.office, Role.ADMINISTRATOR)
    door = open_door()
    door.table.go_to(1)
    type_letter(door.table, "a")
    qtbot.mouseClick(
        door.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=door.table.visualRect(door.table.model().index(1, 2)).center(),
    )
    with qtbot.waitSignal(desk.saved):
        # What is done next comes after whatever the key has queued.
        work_as(desk.office, Role.DIRECTOR)
        desk.do(people.add_family, "Daoudi", "")
    assert marks(desk, 1) == {}
