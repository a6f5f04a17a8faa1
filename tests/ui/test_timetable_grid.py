"""The colour grid and the days beside it, as a teacher handles them."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.attendance import actions, queries
from amane_desktop.attendance.periods import periods
from amane_desktop.attendance.planning import special_days
from amane_desktop.attendance.public_holidays import fill_public_holidays
from amane_desktop.attendance.school_holidays import add_school_holiday, school_holidays
from amane_desktop.attendance.timetable import WeeklyHour
from amane_desktop.attendance.week_plan import PlanBlock
from tests.ui.visit import click, come_forward, find, until
from ui import theme
from ui.school_support.page import SchoolSupportPage
from ui.school_support.plan_view import PlanView
from ui.tasks import Desk
from ui.widgets.choice import Choice
from ui.widgets.day_edit import DayEdit

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
FEAST = date(2027, 3, 9)
TEN, NOON = time(10), time(12)
HOURS = (WeeklyHour(2, TEN, NOON), WeeklyHour(4, TEN, NOON))


@pytest.fixture
def desk(desk: Desk, qapp: QApplication) -> Desk:
    theme.turn(qapp)
    since = {"from_": date(2026, 9, 7), "timetable": HOURS}
    desk.office.do(actions.add_group, "Atlas", "أطلس", room="salle 1", **since)
    return desk


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SchoolSupportPage:
    page = SchoolSupportPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 680)
    come_forward(qtbot, page)
    click(qtbot, page, "chip_timetable")
    return page


@pytest.fixture
def plan(page: SchoolSupportPage) -> PlanView:
    return page.timetable.plan


def meets(desk: Desk, day: date) -> list[tuple[time, time]]:
    """When the group meets on a day."""
    found = desk.ask(queries.sessions_of_day, day)
    return [(s.slot.start, s.slot.end) for s in found if s.slot.closure is None]


def middle(plan: PlanView, n: int) -> QPoint:
    """The middle of the nth block."""
    grid = plan.grid
    return grid.rect_of(n, grid.sheet()).center().toPoint()


def drag(qtbot: QtBot, plan: PlanView, from_: QPoint, to: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(plan.grid, left, pos=from_)
    qtbot.mouseMove(plan.grid, to)
    qtbot.mouseRelease(plan.grid, left, pos=to)


def hours_of(block: PlanBlock) -> tuple[date, time, time]:
    return block.slot.day, block.slot.start, block.slot.end


def test_a_block_is_dragged_to_another_day_and_hour(
    qtbot: QtBot, desk: Desk, plan: PlanView
) -> None:
    grid, sheet = plan.grid, plan.grid.sheet()
    start = middle(plan, 0)
    # (two hours later, on Wednesday)
    to = QPointF(sheet.column(WEDNESDAY).center().x(), start.y() + sheet.y(120) - sheet.y(0))
    drag(qtbot, plan, start, to.toPoint())
    assert meets(desk, TUESDAY) == [(TEN, NOON)]  # nothing is saved before it is said from when
    until(qtbot, lambda: grid.ghost)
    click(qtbot, plan, "saveHour")
    until(qtbot, lambda: meets(desk, WEDNESDAY))
    assert meets(desk, WEDNESDAY) == [(NOON, time(14))]
    assert meets(desk, TUESDAY) == []
    assert meets(desk, TUESDAY - timedelta(days=7)) == [(TEN, NOON)]
    until(qtbot, lambda: hours_of(grid.plan.blocks[0]) == (WEDNESDAY, NOON, time(14)))


def test_a_block_is_lengthened_by_its_edge(qtbot: QtBot, desk: Desk, plan: PlanView) -> None:
    sheet = plan.grid.sheet()
    rect = plan.grid.rect_of(0, sheet)
    qtbot.mouseClick(plan.grid, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    edge = QPoint(int(rect.center().x()), int(rect.bottom()) - 2)
    drag(qtbot, plan, edge, edge + QPoint(0, round(sheet.y(60) - sheet.y(0))))
    click(qtbot, plan, "saveHour")
    until(qtbot, lambda: meets(desk, TUESDAY) == [(TEN, time(13))])


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_arrows_carry_a_block_as_the_eye_sees_it(
    qtbot: QtBot, desk: Desk, plan: PlanView, lang: str
) -> None:
    if lang == "ar":
        plan.grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid, control = plan.grid, Qt.KeyboardModifier.ControlModifier
    forward = Qt.Key.Key_Left if lang == "ar" else Qt.Key.Key_Right
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, forward, control)
    for _quarter in range(4):
        qtbot.keyClick(grid, Qt.Key.Key_Down, control)
    for _quarter in range(2):
        qtbot.keyClick(grid, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    until(qtbot, lambda: meets(desk, WEDNESDAY) == [(time(11), time(12, 30))])
    at = grid.rect_of(0, grid.sheet()).center().x()
    assert (at < grid.width() / 2) == (lang == "fr")


def test_escape_leaves_the_timetable_as_it_was(qtbot: QtBot, desk: Desk, plan: PlanView) -> None:
    grid = plan.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert grid.ghost is not None
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.ghost is None and plan.foot.wanted is None
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert meets(desk, TUESDAY) == [(TEN, NOON)]


def test_one_session_is_cancelled_with_a_reason_and_put_back(
    qtbot: QtBot, desk: Desk, plan: PlanView
) -> None:
    grid = plan.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    scope = find(plan, "hourScope", Choice)
    scope.setCurrentIndex(1)
    click(qtbot, plan, "saveHour")
    errors = plan.foot.findChildren(QLabel)
    until(qtbot, lambda: any(e.isVisible() and e.text() == "Indiquez le motif." for e in errors))
    reason = find(plan, "hourReason", QLineEdit)
    qtbot.keyClicks(reason, "Sortie")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    until(qtbot, lambda: meets(desk, TUESDAY) == [])
    assert meets(desk, TUESDAY + timedelta(days=7)) == [(TEN, NOON)]
    until(qtbot, lambda: grid.plan.blocks[0].slot.closure)
    click(qtbot, plan, "backHour")
    until(qtbot, lambda: meets(desk, TUESDAY) == [(TEN, NOON)])


def test_an_activity_is_added_for_one_day(qtbot: QtBot, desk: Desk, plan: PlanView) -> None:
    click(qtbot, plan, "addHour")
    find(plan, "hourScope", Choice).setCurrentIndex(1)
    title = find(plan, "hourReason", QLineEdit)
    qtbot.keyClicks(title, "Film")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    until(qtbot, lambda: meets(desk, MONDAY) == [(time(17), time(19))])
    found = desk.ask(queries.sessions_of_day, MONDAY)
    assert [s.slot.title for s in found] == ["Film"]
    assert meets(desk, MONDAY + timedelta(days=7)) == []


def test_the_same_room_at_one_time_is_told(qtbot: QtBot, desk: Desk, plan: PlanView) -> None:
    desk.office.do(actions.add_group, "Souss", "سوس", room="Salle 1", timetable=HOURS)
    until(qtbot, lambda: len(plan.grid.plan.blocks) > 2)
    # (Souss began today, so its first hour is Thursday's)
    clashing = [b for b in plan.grid.plan.blocks if b.same_room]
    assert {b.slot.day for b in clashing} == {MONDAY + timedelta(days=3)}
    plan.grid.choose(clashing[0])
    assert any("Même salle que" in label.text() for label in plan.foot.findChildren(QLabel))


def test_ramadan_is_prepared_in_one_form_and_shown(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    click(qtbot, page, "chip_days")
    click(qtbot, page, "addRamadan")
    until(qtbot, lambda: page.findChild(QPushButton, "save").isVisible())
    click(qtbot, page, "save")
    until(qtbot, lambda: desk.ask(periods, MONDAY))
    assert meets(desk, date(2027, 2, 9)) == [(TEN, time(11, 30))]
    click(qtbot, page, "chip_plan")
    choice = find(page, "planPeriod", Choice)
    until(qtbot, lambda: choice.count() == 2)
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert hours_of(page.timetable.plan.grid.plan.blocks[0])[1:] == (TEN, time(11, 30))


def test_a_feast_is_moved_and_confirmed(qtbot: QtBot, desk: Desk, page: SchoolSupportPage) -> None:
    desk.office.do(fill_public_holidays, (2026, 2027))
    click(qtbot, page, "chip_days")
    until(qtbot, lambda: page.findChildren(QPushButton, "moveHoliday"))
    page.findChildren(QPushButton, "moveHoliday")[0].click()
    until(qtbot, lambda: page.findChild(DayEdit, "holidayDay").isVisible())
    find(page, "holidayDay", DayEdit).set_day(FEAST + timedelta(days=1))
    click(qtbot, page, "saveHoliday")
    until(qtbot, lambda: not desk.ask(special_days, FEAST, 1))
    shown = desk.ask(special_days, FEAST + timedelta(days=1), 2)
    assert [day.is_estimate for day in shown] == [False, False]


def test_school_holidays_are_added(qtbot: QtBot, desk: Desk, page: SchoolSupportPage) -> None:
    click(qtbot, page, "chip_days")
    click(qtbot, page, "addVacation")
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "Pause")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    until(qtbot, lambda: desk.ask(school_holidays, MONDAY, date(2026, 12, 31)))
    (line,) = desk.ask(school_holidays, MONDAY, date(2026, 12, 31))
    assert (line.name, line.first_day, line.is_closed) == ("Pause", WEDNESDAY, False)


def test_the_week_tells_of_its_holidays(qtbot: QtBot, desk: Desk, page: SchoolSupportPage) -> None:
    day = {"first_day": MONDAY, "last_day": TUESDAY, "is_closed": False}
    desk.office.do(add_school_holiday, "Pause", "", **day)
    click(qtbot, page, "chip_week")
    notes = find(page, "weekNotes", QLabel)
    until(qtbot, lambda: "lundi, mardi" in notes.text() and "Pause" in notes.text())
    click(qtbot, page, "nextWeek")
    assert not notes.isVisible()
