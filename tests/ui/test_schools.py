"""Schools, their teachers and the year's end, as a teacher handles them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.people import actions
from amane_desktop.people.models import Person
from amane_desktop.people.schools import schools
from amane_desktop.school_support.schools import school_records
from tests.conftest import PASSWORD
from tests.rows import rows_of
from tests.ui.visit import click, come_forward, type_letter, until
from ui import theme
from ui.school_support.page import SchoolSupportPage
from ui.tasks import Desk

JULY = Clock(datetime(2027, 7, 2, 12, tzinfo=UTC))
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp)
    i18n.set_language("fr")
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, JULY))
    family = desk.office.do(actions.add_family, "Bahi", "باهي")
    told = (("Aya", "3AEP", "Al Massira"), ("Omar", "3AEP", "El Massira"), ("Sara", "2BAC", ""))
    for name, level, school in told:
        desk.office.do(actions.add_person, family, name, "Bahi", level=level, school=school)
    yield desk
    desk.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SchoolSupportPage:
    page = SchoolSupportPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 680)
    come_forward(qtbot, page)
    click(qtbot, page, "chip_schools")
    return page


def said(page: SchoolSupportPage) -> str:
    labels = page.schools.record.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def test_a_school_is_added_with_a_teacher_whom_one_may_call(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    page.schools.list.setFocus()
    qtbot.keyClick(page.schools.list, Qt.Key.Key_N, CONTROL)
    until(qtbot, lambda: page.schools._form is not None)
    qtbot.keyClicks(QApplication.focusWidget(), "Ibn Battuta")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    until(qtbot, lambda: len(desk.ask(schools)) == 3)
    until(qtbot, lambda: "Ibn Battuta" in said(page))
    click(qtbot, page, "addTeacher")
    form = page.schools._form
    assert form is not None
    for key, typed in (("name", "Mme Sabri"), ("subject", "Arabe"), ("telephone", "0612345678")):
        qtbot.keyClicks(form.fields[key].editor, typed)
    qtbot.keyClick(form.fields["name"].editor, Qt.Key.Key_Return)
    until(qtbot, lambda: "Mme Sabri" in said(page))
    assert "06 12 34 56 78" in said(page) and "Arabe" in said(page)


def test_two_spellings_are_made_one(qtbot: QtBot, desk: Desk, page: SchoolSupportPage) -> None:
    click(qtbot, page, "mergeSchool")
    form = page.schools._form
    assert form is not None
    form.fields["other"].set_raw("2")
    form.save()
    until(qtbot, lambda: len(desk.ask(school_records)) == 1)
    until(qtbot, lambda: page.schools.list.count() == 1)
    until(qtbot, lambda: "2 enfants" in said(page))


def test_how_to_choose_is_said_only_where_there_is_somebody(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    def said() -> str:
        labels = page.schools.moving_up.findChildren(QLabel)
        return " | ".join(label.text() for label in labels if label.isVisible())

    click(qtbot, page, "moveUp")
    table = page.schools.moving_up.table
    until(qtbot, table.isVisible)
    assert "Ctrl+A" in said()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(table, Qt.Key.Key_R)
    click(qtbot, page, "moveAllUp")
    until(qtbot, lambda: not table.isVisible())
    assert "Ctrl+A" not in said() and "3 enfants" in said()


def test_all_move_up_by_keyboard_and_one_repeats(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    click(qtbot, page, "moveUp")
    table = page.schools.moving_up.table
    until(qtbot, table.isVisible)
    assert table.item(0, 0).text() == "3AEP : 2 enfants"
    table.setFocus()
    table.setCurrentCell(2, 0)
    qtbot.keyClick(table, Qt.Key.Key_R)
    assert "redouble" in table.item(2, 2).text()
    button = page.findChild(QPushButton, "moveAllUp")
    assert button.text() == "Faire passer 2 enfants"
    # Who may leave with the baccalaureate is decided by somebody.
    assert table.item(4, 2).text() == "à décider"
    qtbot.keyClick(button, Qt.Key.Key_Space)
    until(qtbot, lambda: rows_of(desk.office, Person)[0]["level"] == "4AEP")
    assert [row["level"] for row in rows_of(desk.office, Person)] == ["4AEP", "3AEP", "2BAC"]
    until(qtbot, lambda: table.rowCount() == 2)
    assert desk.office.undo_last()
    until(qtbot, lambda: table.rowCount() == 5)


def test_ctrl_a_decides_of_everybody(qtbot: QtBot, desk: Desk, page: SchoolSupportPage) -> None:
    click(qtbot, page, "moveUp")
    table = page.schools.moving_up.table
    until(qtbot, table.isVisible)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(table, Qt.Key.Key_R)
    assert {up.outcome for up in table.ups()} == {"repeats"} and len(table.ups()) == 3
    type_letter(table, "م")  # (the key of L on an Arabic layout)
    reasons = page.schools.moving_up._leaves
    assert reasons.view().isVisible()
    reasons.hidePopup()
    table.let_leave("moved")
    assert {(up.outcome, up.leaving_reason) for up in table.ups()} == {("left", "moved")}


def test_escape_goes_back_to_the_schools(qtbot: QtBot, page: SchoolSupportPage) -> None:
    click(qtbot, page, "moveUp")
    until(qtbot, page.schools.moving_up.isVisible)
    qtbot.keyClick(page.schools.moving_up.table, Qt.Key.Key_Escape)
    until(qtbot, page.schools.list.isVisible)
