"""Groups, enrolments, the timetable and the week, as a teacher handles them."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.attendance import actions, marking, planning, queries
from amane_desktop.attendance.models import Mark
from amane_desktop.people import actions as people
from tests.ui.visit import click, support_page, type_letter, until
from ui.school_support.page import SchoolSupportPage
from ui.tasks import Desk
from ui.widgets.hours_text import read_time
from ui.widgets.person_picker import PersonPicker

MONDAY = date(2026, 11, 23)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SchoolSupportPage:
    return support_page(qtbot, desk)


def add_child(desk: Desk, name: str, name_ar: str = "") -> int:
    family = desk.office.do(people.add_family, name, name_ar)
    return desk.office.do(people.add_person, family, "Yassine", name, "ياسين", name_ar)


def test_a_group_is_added_a_child_enrolled_and_let_go(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    child = add_child(desk, "Bouzid")
    click(qtbot, page, "chip_groups")
    click(qtbot, page, "addGroup")
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "Atlas")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    until(qtbot, lambda: desk.ask(queries.groups))
    group = desk.ask(queries.groups)[0]
    assert (group.name, group.capacity) == ("Atlas", 20)
    until(qtbot, page.groups.record.isVisible)

    click(qtbot, page, "enrolChild")
    picker = page.findChild(PersonPicker)
    qtbot.keyClicks(picker.line, "bouz")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    until(qtbot, lambda: desk.ask(planning.group_enrolments, group.id))
    enrolled = desk.ask(planning.group_enrolments, group.id)[0]
    assert (enrolled.person_id, enrolled.first_day) == (child, date(2026, 11, 25))

    table = page.findChild(QTableWidget, "groupChildren")
    until(qtbot, lambda: table.isVisible() and table.rowCount() == 1)
    table.selectRow(0)
    click(qtbot, page, "endEnrolment")
    click(qtbot, page, "save")
    until(
        qtbot,
        lambda: desk.ask(planning.group_enrolments, group.id)[0].last_day == date(2026, 11, 25),
    )


def test_another_group_with_the_same_name_is_refused_at_its_field(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    desk.office.do(actions.add_group, "Atlas", "")
    click(qtbot, page, "chip_groups")
    click(qtbot, page, "addGroup")
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "Atlas")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    message = i18n._("Another group has this name.")
    shown = page.findChildren(QLabel)
    until(qtbot, lambda: any(label.text() == message and label.isVisible() for label in shown))
    assert name.text() == "Atlas"


def test_a_child_who_comes_unannounced_is_there_in_two_keystrokes_the_next_time(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    group = desk.office.do(actions.add_group, "Atlas", "", from_=date(2026, 9, 1))
    desk.office.do(actions.enrol_child, group, add_child(desk, "Bouzid"), from_=MONDAY)
    guest = add_child(desk, "Chafik")
    desk.office.do(marking.mark_child, group, guest, MONDAY, time(10), Mark.PRESENT)
    page.refresh()
    page.open(group_id=group, day=date(2026, 11, 25))
    grid = page.week.grid
    grid.setCurrentIndex(grid.model().index(0, 6))
    type_letter(grid, "+")
    picker = page.findChild(PersonPicker)
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    wednesday = date(2026, 11, 25)

    def came() -> bool:
        sheet = desk.ask(queries.week, group, MONDAY)
        return sheet is not None and (guest, wednesday, time(10)) in sheet.marks

    until(qtbot, came)


def test_a_day_to_come_is_refused_in_words_and_the_mark_goes_away(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    group = desk.office.do(actions.add_group, "Atlas", "", from_=date(2026, 9, 1))
    desk.office.do(actions.enrol_child, group, add_child(desk, "Bouzid"), from_=MONDAY)
    page.refresh()
    grid = page.week.grid
    friday = grid.model().index(0, 2 + 8)
    grid.setCurrentIndex(friday)
    with qtbot.waitSignal(desk.notice) as told:
        type_letter(grid, "p")
        assert friday.data() == "P"
    assert told.args == [
        i18n._("This day is still to come: only an excused absence can be marked.")
    ]
    assert friday.data() == ""


@pytest.mark.parametrize(
    ("typed", "meant"), [("10", (10, 0)), ("9h30", (9, 30)), (" 15:05 ", (15, 5)), ("8h", (8, 0))]
)
def test_hours_are_read_as_people_type_them(typed: str, meant: tuple[int, int]) -> None:
    assert read_time(typed) == time(*meant)


def test_a_view_that_is_clicked_takes_the_keyboard_and_arrows_go_along_the_chips(
    qtbot: QtBot, page: SchoolSupportPage
) -> None:
    click(qtbot, page, "chip_door")
    assert QApplication.focusWidget() is page.door.name
    week = page.findChild(QPushButton, "chip_week")
    click(qtbot, page, "chip_week")
    week.setFocus()
    qtbot.keyClick(week, Qt.Key.Key_Right)
    groups = page.findChild(QPushButton, "chip_groups")
    assert QApplication.focusWidget() is groups
