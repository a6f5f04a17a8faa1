"""The director's journal on the screen: filtered by keyboard, and undone from."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

import amane_desktop.rooms  # noqa: F401
from amane_desktop import i18n
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.models import Family
from tests.rows import rows_of
from tests.ui.visit import until
from ui.journal.page import JournalPage
from ui.tasks import Desk


@pytest.fixture(params=["fr", "ar"])
def page(request: pytest.FixtureRequest, qtbot: QtBot, office: Office) -> Iterator[JournalPage]:
    i18n.set_language(request.param)
    for name in ("Aït Baha", "Bouzid"):
        office.do(actions.add_family, name, name)
    desk = Desk(office)
    page = JournalPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.show()
    until(qtbot, lambda: len(page._lines) == 3)
    yield page
    desk.hush()
    desk.close()


def test_words_find_and_no_words_show_all_again(qtbot: QtBot, page: JournalPage) -> None:
    line = page.words.editor
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "bouz")
    until(qtbot, lambda: len(page._lines) == 1)
    qtbot.keyClicks(line, "xx")
    until(qtbot, lambda: not page.card.isVisible())
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    until(qtbot, lambda: len(page._lines) == 3)


def test_an_action_is_undone_from_its_line(qtbot: QtBot, page: JournalPage, office: Office) -> None:
    button = page.card.findChildren(QPushButton, "undoLine")[0]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    until(qtbot, lambda: page._lines[0].undone)
    assert [row["name"] for row in rows_of(office, Family)] == ["Aït Baha"]


def test_no_empty_strip_stands_under_a_filter(page: JournalPage) -> None:
    shown = [label for label in page.findChildren(QLabel) if label.isVisible()]
    assert not [label for label in shown if label.property("role") in ("news", "error")]
