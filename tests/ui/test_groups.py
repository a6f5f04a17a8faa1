"""Groups as who sees to them handles them: full ones, those who wait, pause, change and leave."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.attendance import actions, marking, planning, queries
from amane_desktop.attendance.ending import end_group
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.waiting import places_to_give, wait_for_place, waiting_list
from amane_desktop.people import actions as people
from tests.ui.visit import click, come_forward, find, seen, until
from ui.school_support.page import SchoolSupportPage
from ui.tasks import Desk
from ui.today.free_places import FreePlaces
from ui.widgets.person_picker import PersonPicker

TODAY, SEPTEMBER = date(2026, 11, 25), date(2026, 9, 7)
DAY = timedelta(days=1)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SchoolSupportPage:
    """The page on Atlas, which has one place, and Yassine Bouzid in it; Toubkal is empty."""
    atlas = desk.office.do(actions.add_group, "Atlas", "", capacity=1, from_=SEPTEMBER)
    desk.office.do(actions.add_group, "Toubkal", "", from_=SEPTEMBER)
    desk.office.do(actions.enrol_child, atlas, add_child(desk, "Bouzid"), from_=SEPTEMBER)
    page = SchoolSupportPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 680)
    come_forward(qtbot, page)
    page.open(children_of=atlas)
    return page


def add_child(desk: Desk, name: str) -> int:
    family = desk.office.do(people.add_family, name, "")
    return desk.office.do(people.add_person, family, "Yassine", name)


def enrolments(desk: Desk, group: int) -> list[tuple[date, date | None]]:
    return [(e.first_day, e.last_day) for e in desk.ask(planning.group_enrolments, group)]


def waiting(desk: Desk) -> list[int]:
    return [line.person_id for line in desk.ask(waiting_list, 1).children]


def texts(page: SchoolSupportPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def click_once_there(qtbot: QtBot, widget: QWidget, name: str) -> None:
    """Click a button as soon as it is shown."""
    until(qtbot, lambda: any(b.isVisible() for b in widget.findChildren(QPushButton, name)))
    click(qtbot, widget, name)


def test_enrolling_into_a_full_group_offers_its_waiting_list(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    salma = add_child(desk, "Chafik")
    click(qtbot, page, "enrolChild")
    picker = page.findChild(PersonPicker)
    qtbot.keyClicks(picker.line, "chaf")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    until(qtbot, lambda: any(b.isVisible() for b in page.findChildren(QPushButton, "waitInstead")))
    assert len(enrolments(desk, 1)) == 1
    offered = find(page, "waitInstead", QPushButton)
    assert page.window().focusWidget() is offered
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    until(qtbot, lambda: waiting(desk) == [salma])


def test_the_next_one_is_enrolled_by_one_click_once_a_place_frees(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    salma, rachid = add_child(desk, "Chafik"), add_child(desk, "Idder")
    for child in (salma, rachid):
        desk.office.do(wait_for_place, 1, child)
    until(qtbot, lambda: "Chafik" in texts(page))
    assert not page.findChildren(QPushButton, "enrolNext")
    page.groups.record.table.selectRow(0)
    click(qtbot, page, "endEnrolment")
    reason = page.groups._form
    assert reason is not None
    reason.fields["reason"].set_raw("moved")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    until(qtbot, lambda: bool(desk.ask(places_to_give)))
    click_once_there(qtbot, page, "enrolNext")
    until(qtbot, lambda: waiting(desk) == [rachid])
    assert enrolments(desk, 1) == [(SEPTEMBER, TODAY), (TODAY + DAY, None)]


def test_who_cannot_come_now_is_passed_over_with_a_word(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    salma, rachid = add_child(desk, "Chafik"), add_child(desk, "Idder")
    for child in (salma, rachid):
        desk.office.do(wait_for_place, 1, child)
    click_once_there(qtbot, page, "passOver_1")
    line = QApplication.focusWidget()
    assert line is not None
    qtbot.keyClicks(line, "Injoignable")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    until(qtbot, lambda: waiting(desk) == [rachid, salma])
    until(qtbot, lambda: "Injoignable" in texts(page))


def test_a_child_changes_group_in_one_form(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    page.groups.record.table.selectRow(0)
    click(qtbot, page, "changeGroup")
    form = page.groups._form
    assert form is not None
    click(qtbot, page, "save")
    assert "Choisissez le groupe." in texts(page)
    form.fields["group_id"].set_raw("2")
    click(qtbot, page, "save")
    until(qtbot, lambda: enrolments(desk, 2) == [(TODAY, None)])
    assert enrolments(desk, 1) == [(SEPTEMBER, TODAY - DAY)]


def test_a_child_pauses_and_comes_again(qtbot: QtBot, desk: Desk, page: SchoolSupportPage) -> None:
    table = page.groups.record.table
    table.selectRow(0)
    assert not find(page, "pauseEnrolment", QPushButton).isHidden()
    click(qtbot, page, "pauseEnrolment")
    form = page.groups._form
    assert form is not None
    form.fields["first_day"].set_raw("2026-11-23")
    form.fields["last_day"].set_raw("2026-11-30")
    form.fields["reason"].set_raw("Voyage")
    click(qtbot, page, "save")
    until(qtbot, lambda: table.isVisible() and "30 novembre" in table.item(0, 3).text())
    page.week.show_session(1, TODAY, None)
    cell = page.week.grid.currentIndex()
    hint = page.week.grid.model().data(cell, Qt.ItemDataRole.ToolTipRole)
    assert (cell.data(), hint) == ("", "en pause")
    table.selectRow(0)
    assert "Voyage" in texts(page)
    click(qtbot, page, "endPause")
    until(
        qtbot,
        lambda: desk.ask(planning.group_enrolments, 1)[0].pauses == (),
    )


def test_a_group_that_is_over_is_found_with_its_weeks(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    desk.office.do(marking.mark_child, 1, 1, date(2026, 11, 2), time(10), Mark.PRESENT)
    click(qtbot, page, "endGroup")
    assert not page.findChildren(QPushButton, "removeGroup")
    form = page.groups._form
    assert form is not None
    form.fields["last_day"].set_raw("2026-11-07")
    click(qtbot, page, "save")
    until(qtbot, lambda: [g.name for g in desk.ask(queries.groups)] == ["Toubkal"])
    until(qtbot, lambda: seen(page, "whichGroups", QComboBox))
    which = find(page, "whichGroups", QComboBox)
    which.setCurrentIndex(1)
    which.activated.emit(1)
    assert page.groups.group is not None and page.groups.group.name == "Atlas"
    desk.went.connect(lambda _page, where: page.open(**where))
    click(qtbot, page, "lastWeek")
    assert page.week.grid.model().index(0, 2).data() == "P"


def test_a_group_that_never_met_is_removed(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    click(qtbot, page, "endGroup")
    click(qtbot, page, "removeGroup")
    until(qtbot, lambda: [g.name for g in desk.ask(queries.groups)] == ["Toubkal"])
    desk.undo()
    until(qtbot, lambda: enrolments(desk, 1) == [(SEPTEMBER, None)])


def test_a_staff_member_is_chosen_as_teacher(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    click(qtbot, page, "editGroup")
    form = page.groups._form
    assert form is not None and form.fields["teacher"].isVisible()
    teacher = form.fields["teacher_id"]
    teacher.set_raw("1")
    teacher.edited.emit()
    assert not form.fields["teacher"].isVisible()
    click(qtbot, page, "save")
    until(qtbot, lambda: desk.ask(queries.groups)[0].teacher == "Khadija")


def test_today_says_that_a_place_is_free_and_leads_there(
    qtbot: QtBot, desk: Desk, page: SchoolSupportPage
) -> None:
    card = FreePlaces(desk)
    qtbot.addWidget(card)
    card.show()
    card.refresh()
    assert card.isHidden()
    desk.office.do(wait_for_place, 1, add_child(desk, "Chafik"))
    desk.office.do(actions.change_group, 1, 1, "Atlas", "", capacity=2)
    card.refresh()
    assert card.isVisible()
    with qtbot.waitSignal(desk.went) as went:
        click_once_there(qtbot, card, "freePlace_1")
    assert went.args == ["school_support", {"children_of": 1}]


def test_a_group_over_by_tomorrow_is_listed_today(desk: Desk, page: SchoolSupportPage) -> None:
    desk.office.do(end_group, 1, 1, TODAY)
    assert [group.name for group in desk.ask(queries.groups)] == ["Atlas", "Toubkal"]
