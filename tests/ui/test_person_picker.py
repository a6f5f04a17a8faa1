"""Picking a person for a group, as a teacher does it by keyboard and by mouse."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.attendance import actions as attendance
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.people import actions
from tests.conftest import PASSWORD
from tests.ui.visit import click
from ui.school_support.groups import GroupsView
from ui.tasks import Desk
from ui.widgets.person_picker import PersonPicker

TODAY = Clock(datetime(2026, 11, 24, 9, tzinfo=UTC))
DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up


@pytest.fixture
def desk(folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A centre with one family: a mother and three children."""
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, TODAY))
    desk.office.do(actions.add_family, "Aït Baha", "أيت باها")
    for given_name, given_ar, year in (
        ("Aïcha", "عائشة", 1988),
        ("Bilal", "بلال", 2015),
        ("Chaima", "شيماء", 2016),
        ("Driss", "إدريس", 2017),
    ):
        names = (given_name, "Aït Baha", given_ar, "أيت باها")
        born = date(year, 5, 1)
        desk.office.do(actions.add_person, 1, *names, birth_date=born)
    yield desk
    desk.close()


@pytest.fixture
def pick(qtbot: QtBot, desk: Desk) -> Callable[..., PersonPicker]:
    """The picker over a window, with those who are in the group already."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def pick(*taken: int) -> PersonPicker:
        picker = PersonPicker(desk, "?", parent, taken=frozenset(taken))
        picker.open_at(parent)
        return picker

    return pick


def names(picker: PersonPicker) -> list[str]:
    return [picker.list.item(row).text() for row in range(picker.list.count())]


def test_children_stand_first_in_either_script(
    qtbot: QtBot, pick: Callable[..., PersonPicker]
) -> None:
    picker = pick()
    qtbot.keyClicks(picker.line, "baha")
    assert names(picker) == [
        "Aït Baha Bilal",
        "Aït Baha Chaima",
        "Aït Baha Driss",
        "Aït Baha Aïcha",
    ]
    i18n.set_language("ar")
    picker = pick()
    picker.line.setText("باها")
    assert names(picker)[0] == "أيت باها إدريس"
    assert names(picker)[-1] == "أيت باها عائشة"


def test_who_is_in_the_group_is_told_and_passed_over(
    qtbot: QtBot, pick: Callable[..., PersonPicker]
) -> None:
    picker = pick(2, 3)
    qtbot.keyClicks(picker.line, "baha")
    told = [picker.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(4)]
    inside = i18n._("already in the group")
    assert [inside in words for words in told] == [True, True, False, False]
    chosen: list[int] = []
    picker.chosen.connect(chosen.append)
    taken = picker.list.visualItemRect(picker.list.item(0)).center()
    qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=taken)
    assert chosen == []
    for key in (DOWN, DOWN, UP, UP, Qt.Key.Key_Return):
        qtbot.keyClick(picker.line, key)
    assert chosen == [4]


def test_nobody_is_chosen_where_all_are_in_the_group(
    qtbot: QtBot, pick: Callable[..., PersonPicker]
) -> None:
    picker = pick(2)
    qtbot.keyClicks(picker.line, "bilal")
    with qtbot.assertNotEmitted(picker.chosen):
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.isVisible()


def test_a_click_takes_a_person(qtbot: QtBot, pick: Callable[..., PersonPicker]) -> None:
    picker = pick()
    qtbot.keyClicks(picker.line, "chaima")
    place = picker.list.visualItemRect(picker.list.item(0)).center()
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [3]


def test_a_group_tells_who_is_in_it_when_a_child_joins(qtbot: QtBot, desk: Desk) -> None:
    group = desk.office.do(attendance.add_group, "Atlas", "")
    desk.office.do(attendance.enrol_child, group, 2, from_=date(2026, 9, 1))
    desk.office.do(attendance.enrol_child, group, 3, from_=date(2026, 9, 1), to=date(2026, 10, 1))
    view = GroupsView(desk)
    qtbot.addWidget(view)
    view.show()
    click(qtbot, view, "enrolChild")
    picker = view.findChild(PersonPicker)
    assert picker is not None
    qtbot.keyClicks(picker.line, "baha")
    inside = i18n._("already in the group")
    told = {
        item.text(): inside in item.data(Qt.ItemDataRole.UserRole)
        for item in map(picker.list.item, range(picker.list.count()))
    }
    assert [name for name, is_in in told.items() if is_in] == ["Aït Baha Bilal"]
