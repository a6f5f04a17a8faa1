"""Lists of 20,000 fetch what is seen, and no more; rows are counted at the database, not timed."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from amane_desktop.people import actions
from amane_desktop.people.models import Family, Person
from tests.ui.families.visit import DOWN, Window, press
from tests.ui.visit import click, until
from ui.families.people import PeopleView
from ui.families.people_table import PeopleTable
from ui.tasks import Desk

PERSONS, FAMILIES = 20_000, 5_000
# Pages of 64 rows: the one that is seen, and one that begins in it.
SEEN = 2 * 64
NAMES = [f"{'abcdefghij'[n // 500]}{n:05}" for n in range(FAMILIES)]


class Fetched:
    """The rows that were asked for by number, as the statements say that reach the database."""

    def __init__(self, desk: Desk) -> None:
        self.rows = 0
        event.listen(desk.office._engine, "before_cursor_execute", self._count)

    def _count(self, _connection: object, _cursor: object, statement: str, *_more: object) -> None:
        for asked in re.findall(r"WHERE .*?\b(?:person|family)\.id IN \(([?, ]+)\)", statement):
            self.rows += asked.count("?")

    def taken(self) -> int:
        """The rows since this was last asked."""
        rows, self.rows = self.rows, 0
        return rows


@pytest.fixture
def long(desk: Desk, window: Callable[[str], Window]) -> Window:
    """A window on 5,000 families of four persons."""
    with Session(desk.office._engine.execution_options(writes=True)) as session, session.begin():
        session.execute(insert(Family), [family(n) for n in range(FAMILIES)])
        session.execute(insert(Person), [person(n) for n in range(PERSONS)])
    return window("fr")


def family(number: int) -> dict[str, object]:
    key = f"{NAMES[number]}\u0001"
    told = {"name": NAMES[number], "name_ar": "", "address": ""}
    return {**told, "file_number": f"2026-{number:05}", "sort_key": key, "sort_key_ar": key}


def person(number: int) -> dict[str, object]:
    told = ("given_name_ar", "family_name_ar", "kinship", "school", "level")
    key = f"{NAMES[number // 4]}\u0001p{number % 4}"
    return {
        **dict.fromkeys(told, ""),
        "family_id": number // 4 + 1,
        "given_name": f"P{number % 4}",
        "family_name": NAMES[number // 4],
        "sex": "fm"[number % 2],
        "birth_precision": "exact",
        "sort_key": key,
        "sort_key_ar": key,
    }


def table_of(qtbot: QtBot, window: Window) -> PeopleTable:
    click(qtbot, window, "list_persons")
    table = window.page.findChildren(PeopleView)[0].table
    until(qtbot, lambda: table.people.rowCount() == PERSONS)
    table.setFocus()
    return table


def test_families_are_fetched_as_they_come_into_view(qtbot: QtBot, long: Window) -> None:
    fetched, families = Fetched(long.desk), long.page.list
    families.refresh()
    qtbot.waitSignal(families.arrived).wait()
    assert families.families.rowCount() == FAMILIES
    families.grab()
    assert 0 < fetched.taken() <= SEEN
    families.setFocus()
    press(qtbot, DOWN, Qt.Key.Key_End)
    families.grab()
    assert families.currentIndex().row() == FAMILIES - 1
    assert 0 < fetched.taken() <= SEEN
    press(qtbot, "h03")
    assert families.currentIndex().data() == "h03500"
    families.grab()
    assert fetched.taken() <= SEEN


def test_persons_are_fetched_as_they_come_into_view(qtbot: QtBot, long: Window) -> None:
    fetched = Fetched(long.desk)
    table = table_of(qtbot, long)
    table.grab()
    assert 0 < fetched.taken() <= SEEN
    press(qtbot, Qt.Key.Key_End)
    table.grab()
    assert table.currentIndex().row() == PERSONS - 1
    assert 0 < fetched.taken() <= SEEN
    press(qtbot, "h03")
    table.grab()
    assert table.currentIndex().data() == "h03500 P0"
    assert fetched.taken() <= SEEN
    bar = table.verticalScrollBar()
    for part in range(100):
        bar.setValue(bar.maximum() * part // 100)
        table.grab()
    assert fetched.taken() <= 100 * SEEN
    assert sum(map(len, table.people._pages.values())) <= 24 * 64, "what left the view goes"


def test_sorting_and_choosing_everybody_fetch_no_more_rows(qtbot: QtBot, long: Window) -> None:
    table, fetched = table_of(qtbot, long), Fetched(long.desk)
    youngest = table.people.ids[0]
    table.sorting.emit("sex")
    until(qtbot, lambda: table.people.ids[1] != youngest + 1)
    table.selectAll()
    table.grab()
    assert fetched.taken() <= SEEN
    assert len(table.chosen_ids()) == PERSONS
    table.copied.emit()
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    until(qtbot, lambda: clipboard.text().count("\n") == PERSONS - 1)
    assert fetched.taken() == PERSONS


def test_a_change_leaves_a_long_list_where_it_stood(qtbot: QtBot, long: Window) -> None:
    table = table_of(qtbot, long)
    press(qtbot, "h03", *[DOWN] * 3)
    current, chosen = table.current_id(), table.chosen_ids()
    stood = table.visualRect(table.currentIndex()).top()
    fetched = Fetched(long.desk)
    # Before everybody else, so that every row moves down by one.
    long.desk.office.do(actions.add_person, 1, "Aya", "Aaa")
    until(qtbot, lambda: table.people.rowCount() == PERSONS + 1)
    assert (table.current_id(), table.chosen_ids()) == (current, chosen)
    assert table.visualRect(table.currentIndex()).top() == stood
    table.grab()
    assert fetched.taken() <= SEEN
