"""The grid of the week by keyboard: row numbers, the printed order, notes and late entry."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions, marking, queries
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.printed import remember_printed
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.people import actions as people
from tests.conftest import PASSWORD
from tests.rows import work_as
from tests.ui.visit import click, come_forward, find, type_letter, until
from ui import theme
from ui.school_support.page import SchoolSupportPage
from ui.school_support.week_grid import WeekGrid
from ui.tasks import Desk

MONDAY, TEN = date(2026, 11, 9), time(10)
WEEKS_LATER = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
# What one who knows the keys types in a second: half of what a typist does.
KEYS_A_SECOND = 4
OpenWeek = Callable[..., SchoolSupportPage]


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp)
    i18n.set_language("fr")
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, WEEKS_LATER))
    yield desk
    desk.close()


def add_children(desk: Desk, n: int, group: int | None = None) -> list[int]:
    """A group with children whose names sort as they are added; gives their numbers."""
    family = desk.office.do(people.add_family, "Bouzid", "")
    if group is None:
        group = desk.office.do(actions.add_group, "Atlas", "", from_=date(2026, 9, 1))
    children = [
        desk.office.do(people.add_person, family, f"Enfant {at:03}", "Bouzid")
        for at in range(1, n + 1)
    ]
    for child in children:
        desk.office.do(actions.enrol_child, group, child, from_=date(2026, 9, 1))
    return children


@pytest.fixture
def open_week(qtbot: QtBot, desk: Desk) -> Iterator[Callable[..., SchoolSupportPage]]:
    """Opens the first group's week; the page stays until the desk is closed."""
    pages = []

    def open_(day: date = MONDAY) -> SchoolSupportPage:
        page = SchoolSupportPage(desk)
        pages.append(page)
        desk.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1366, 680)
        come_forward(qtbot, page)
        page.open(group_id=1, day=day)
        return page

    yield open_
    desk.hush()


def marks(desk: Desk, monday: date = MONDAY) -> dict[tuple[int, date, time], Mark]:
    sheet = desk.ask(queries.week, 1, monday)
    assert sheet is not None
    return {cell: found.mark for cell, found in sheet.marks.items()}


def names(grid: WeekGrid) -> list[tuple[str, str, str]]:
    """Each row as it is read: number, name, and what stands beside it."""
    model = grid.model()
    return [
        (
            model.headerData(row, Qt.Orientation.Vertical),
            model.index(row, 0).data(),
            model.index(row, 1).data(),
        )
        for row in range(model.rowCount() - 1)
    ]


def keys_of_a_group(away: list[list[int]]) -> list[list[str]]:
    """What is typed for a group: for each session the rows that were away, each by its keys."""
    return [[*str(row), "a"] for rows in away for row in rows]


@pytest.mark.parametrize("is_column", [True, False])
def test_two_hundred_children_are_entered_in_five_minutes(
    qtbot: QtBot, desk: Desk, open_week: OpenWeek, is_column: bool
) -> None:
    """Of ten groups of twenty with 15 % away, one is typed for real and all are counted.

    All present by a key for each column, or by one for the week.
    """
    children = add_children(desk, 20)
    page = open_week()
    grid = page.week.grid
    random = Random(11)
    sessions = grid.model().columnCount() - 2
    assert sessions == 12
    groups = [
        [sorted(random.sample(range(1, 21), 3)) for _session in range(sessions)]
        for _group in range(10)
    ]
    count = 1
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    if not is_column:
        count += 1
        qtbot.keyClick(grid, Qt.Key.Key_F9)
    for session, rows in enumerate(groups[0]):
        if session:
            qtbot.keyClick(grid, Qt.Key.Key_Right)
            count += 1
        if is_column:
            qtbot.keyClick(grid, Qt.Key.Key_T)
            count += 1
        for keys in keys_of_a_group([rows]):
            assert len(keys) <= 4
            qtbot.keyClicks(grid, "".join(keys))
            count += len(keys)
    absences = sum(map(len, groups[0]))
    until(
        qtbot,
        lambda: (
            len(found := list(marks(desk).values())) == 20 * sessions
            and found.count(Mark.ABSENT) == absences
        ),
    )
    sheet = desk.ask(queries.week, 1, MONDAY)
    assert sheet is not None
    for slot, rows in zip(sheet.slots, groups[0], strict=True):
        found = {row for row in range(1, 21) if _is_away(desk, children[row - 1], slot)}
        assert found == set(rows)

    # Ctrl+Down (two keys) and Home go to the next group; the rest is as it was typed above.
    for away in groups[1:]:
        count += 3 + (sessions if is_column else 1)
        count += (sessions - 1) + sum(map(len, keys_of_a_group(away)))
    assert count / KEYS_A_SECOND < 5 * 60, count


def _is_away(desk: Desk, child: int, slot) -> bool:  # type: ignore[no-untyped-def]
    return marks(desk)[child, slot.day, slot.start] == Mark.ABSENT


def test_a_row_number_goes_to_its_row_and_one_that_is_not_there_marks_nobody(
    qtbot: QtBot, desk: Desk, open_week: OpenWeek
) -> None:
    children = add_children(desk, 12)
    page = open_week()
    grid = page.week.grid
    hint = grid.window().findChild(QLabel, "rowNumber")

    qtbot.keyClicks(grid, "11")
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (10, 2)
    assert hint.isVisible() and "11" in hint.text()
    type_letter(grid, "r")
    until(qtbot, lambda: marks(desk) == {(children[10], MONDAY, TEN): Mark.LATE})
    assert not hint.isVisible()

    qtbot.keyClicks(grid, "13")
    assert hint.text() == i18n._("There is no row {number}").format(number=i18n.isolate("13"))
    type_letter(grid, "a")
    qtbot.keyClicks(grid, "2")
    # On a French keyboard the row of digits types these without Shift.
    type_letter(grid, "a")
    for letter in ("&", "à", "e"):
        type_letter(grid, letter)
    until(
        qtbot,
        lambda: (
            marks(desk)
            == {
                (children[10], MONDAY, TEN): Mark.LATE,
                (children[1], MONDAY, TEN): Mark.ABSENT,
                (children[9], MONDAY, TEN): Mark.EXCUSED,
            }
        ),
    )


def test_the_rows_stand_as_on_the_printed_sheet(
    qtbot: QtBot, desk: Desk, open_week: OpenWeek
) -> None:
    first, second, third = add_children(desk, 3)
    page = open_week()
    grid = page.week.grid
    button = grid.window().findChild(QPushButton, "asPrinted")
    assert not button.isVisible()

    desk.office.do(remember_printed, MONDAY, {1: [third, first, second]})
    enrolment = 2  # the second child's
    desk.office.do(actions.end_enrolment, enrolment, 1, date(2026, 11, 6))
    newcomer = add_children(desk, 1, group=1)[0]
    until(qtbot, button.isVisible)
    level = i18n._("left since"), i18n._("new since")
    # The order of the sheet, until one says no: its numbers are those that are typed.
    assert button.isChecked()
    by_name = [f"Bouzid Enfant 00{n}" for n in (1, 1, 3)]
    on_paper = [
        ("1", "Bouzid Enfant 003", ""),
        ("2", "Bouzid Enfant 001", ""),
        ("3", "Bouzid Enfant 002", level[0]),
        ("4", "Bouzid Enfant 001", level[1]),
    ]
    assert names(grid) == on_paper
    qtbot.keyClick(grid, Qt.Key.Key_F4)
    assert [row[1] for row in names(grid)] == by_name
    qtbot.keyClick(grid, Qt.Key.Key_F4)
    assert names(grid) == on_paper
    # The keyboard is where it was, and the numbers are those of the sheet.
    qtbot.keyClicks(grid, "4a1r")
    until(
        qtbot,
        lambda: (
            marks(desk) == {(newcomer, MONDAY, TEN): Mark.ABSENT, (third, MONDAY, TEN): Mark.LATE}
        ),
    )


def test_a_teacher_marks_who_left_and_stands_on_the_sheet(
    qtbot: QtBot, desk: Desk, open_week: OpenWeek
) -> None:
    (child,) = add_children(desk, 1)
    desk.office.do(remember_printed, MONDAY, {1: [child]})
    desk.office.do(actions.end_enrolment, 1, 1, date(2026, 11, 6))
    work_as(desk.office, Role.TEACHER)
    page = open_week()
    grid = page.week.grid
    qtbot.keyClicks(grid, "1p")
    until(qtbot, lambda: marks(desk) == {(child, MONDAY, TEN): Mark.PRESENT})


def test_an_old_week_is_entered_late_and_a_correction_tells_both(
    qtbot: QtBot, desk: Desk, open_week: OpenWeek
) -> None:
    (child,) = add_children(desk, 1)
    page = open_week()
    grid = page.week.grid
    band = find(grid.window(), "lateBand", QLabel)
    assert i18n.format_date(MONDAY) in band.text()
    type_letter(grid, "p")
    type_letter(grid, "a")
    until(qtbot, lambda: marks(desk) == {(child, MONDAY, TEN): Mark.ABSENT})
    type_letter(grid, "h")
    until(qtbot, lambda: QApplication.activePopupWidget() is not None)
    lines = QApplication.activePopupWidget().findChild(QListWidget, "cellHistory")
    told = [lines.item(at).text() for at in range(lines.count())]
    assert [line.split(" · ")[-1] for line in told] == ["présent → absent", "— → présent"]
    assert all("Khadija" in line and "2026" in line for line in told)
    qtbot.keyClick(lines, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_this_week_is_not_late(qtbot: QtBot, desk: Desk, open_week: OpenWeek) -> None:
    add_children(desk, 1)
    page = open_week(date(2026, 11, 25))
    assert not page.findChild(QLabel, "lateBand").isVisible()


def test_a_note_is_written_and_read_by_keyboard(
    qtbot: QtBot, desk: Desk, open_week: OpenWeek
) -> None:
    (child,) = add_children(desk, 1)
    desk.office.do(marking.mark_child, 1, child, MONDAY, TEN, Mark.ABSENT)
    page = open_week()
    grid = page.week.grid
    type_letter(grid, "n")
    line = QApplication.activePopupWidget().findChild(QLineEdit, "note")
    qtbot.keyClicks(line, "Chez le dentiste")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    read = find(grid.window(), "cellLine", QLabel)
    until(qtbot, lambda: "Chez le dentiste" in read.text())
    assert "Chez le dentiste" in grid.currentIndex().data(Qt.ItemDataRole.ToolTipRole)


def test_ctrl_and_an_arrow_go_to_the_next_group(
    qtbot: QtBot, desk: Desk, open_week: OpenWeek
) -> None:
    add_children(desk, 2)
    desk.office.do(actions.add_group, "Souss", "", from_=date(2026, 9, 1))
    view = (page := open_week()).week
    qtbot.keyClick(page.week.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert view.group_id == 2
    qtbot.keyClick(page.week.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert view.group_id == 1


def test_the_button_is_pressed_by_mouse_too(qtbot: QtBot, desk: Desk, open_week: OpenWeek) -> None:
    one, two = add_children(desk, 2)
    desk.office.do(remember_printed, MONDAY, {1: [two, one]})
    page = open_week()
    grid = page.week.grid
    assert [row[1][-1] for row in names(grid)] == ["2", "1"]
    click(qtbot, grid.window(), "asPrinted")
    assert [row[1][-1] for row in names(grid)] == ["1", "2"]
