"""The director's journal on the screen: by keyboard, filtered, undone from, and who looked."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import amane_desktop.rooms  # noqa: F401
from amane_desktop import i18n
from amane_desktop.i18n import _
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.models import Family
from amane_desktop.people.queries import family_card
from tests.rows import protect, rows_of
from tests.ui.visit import click, come_forward, find, until
from ui.journal.page import JournalPage
from ui.tasks import Desk


@pytest.fixture(params=["fr", "ar"])
def page(request: pytest.FixtureRequest, qtbot: QtBot, office: Office) -> Iterator[JournalPage]:
    i18n.set_language(request.param)
    for name, name_ar in (("Aït Baha", "أيت باها"), ("Bouzid", "بوزيد")):
        office.do(actions.add_family, name, name_ar)
    desk = Desk(office)
    page = _opened(qtbot, desk)
    until(qtbot, lambda: len(lines(page)) == 3)
    yield page
    desk.hush()
    desk.close()


def _opened(qtbot: QtBot, desk: Desk) -> JournalPage:
    page = JournalPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 620)
    come_forward(qtbot, page)
    page.setFocus()
    return page


def lines(page: JournalPage) -> list[str]:
    """What the list that is shown says, line for line."""
    model: QAbstractItemModel = page._view.list.model()
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def said(widget: QWidget) -> str:
    """Every text that can be read in it, without the marks of direction."""
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(shown).translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))


def type_words(qtbot: QtBot, page: JournalPage, words: str) -> None:
    """Ctrl+F, then the words over what stood there."""
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.insert(words)
    line.textEdited.emit(words)


def test_words_find_and_show_all_shows_all_again(qtbot: QtBot, page: JournalPage) -> None:
    type_words(qtbot, page, "ait ba")
    until(qtbot, lambda: len(lines(page)) == 1)
    type_words(qtbot, page, "ايت باها")
    until(qtbot, lambda: len(lines(page)) == 1)
    type_words(qtbot, page, "xx")
    until(qtbot, lambda: _("Nothing in the journal fits these filters.") in said(page))
    click(qtbot, page, "showAll")
    until(qtbot, lambda: len(lines(page)) == 3)


def test_what_is_no_day_is_refused_at_its_field(qtbot: QtBot, page: JournalPage) -> None:
    qtbot.keyClicks(page.filters.first.editor.focusProxy(), "12/13")
    until(qtbot, lambda: _("This is not a day.") in said(page.filters.first))
    assert _("This is not a day.") not in said(page.filters.last)


def test_an_action_is_read_and_undone_by_keyboard(
    qtbot: QtBot, page: JournalPage, office: Office
) -> None:
    chosen = page.done.list
    assert QApplication.focusWidget() is chosen
    until(qtbot, lambda: "Bouzid" in said(page.done.detail) or "بوزيد" in said(page.done.detail))
    qtbot.keyClick(chosen, Qt.Key.Key_Down)
    until(qtbot, lambda: "Baha" in said(page.done.detail) or "باها" in said(page.done.detail))
    qtbot.keyClick(chosen, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is find(page, "openRecord", QPushButton)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is find(page, "undoEntry", QPushButton)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    until(qtbot, lambda: len(lines(page)) == 4)
    assert [row["name"] for row in rows_of(office, Family)] == ["Bouzid"]
    # The line that was undone is still the one that is read, and says so.
    until(qtbot, lambda: _("undone by {name}, {date}").split("{")[0] in said(page.done.detail))
    qtbot.keyClick(find(page, "undoEntry", QPushButton), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is chosen


def test_a_long_text_scrolls_by_keyboard_from_its_button(
    qtbot: QtBot, page: JournalPage, office: Office
) -> None:
    office.do(actions.change_family, 1, 1, "Ida", "إدا", "Derb Akka " * 19)
    page.resize(640, 330)
    until(qtbot, lambda: len(lines(page)) == 4)
    qtbot.keyClick(page.done.list, Qt.Key.Key_Home)
    until(qtbot, lambda: "Derb Akka" in said(page.done.detail))
    qtbot.keyClick(page.done.list, Qt.Key.Key_Return)
    bar = page.done.detail.findChildren(QScrollArea)[0].verticalScrollBar()
    until(qtbot, lambda: bar.maximum() > 0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    until(qtbot, lambda: bar.value() > 0)


def test_a_record_is_opened_from_what_was_done(qtbot: QtBot, page: JournalPage) -> None:
    went: list[tuple[str, dict[str, Any]]] = []
    page.desk.went.connect(lambda key, where: went.append((key, where)))
    until(qtbot, lambda: find(page, "openRecord", QPushButton))
    click(qtbot, page, "openRecord")
    assert went == [("families", {"family_id": 2, "person_id": None})]


def test_who_looked_is_listed_and_filtered(qtbot: QtBot, page: JournalPage, office: Office) -> None:
    click(qtbot, page, "chip_looks")
    nobody = _("Nobody looked at a protected record, as far as these filters go.")
    until(qtbot, lambda: nobody in said(page))
    protect(office, 2)
    office.ask(family_card, 2)
    office.ask(family_card, 1)
    page.refresh()
    until(qtbot, lambda: len(lines(page)) == 1)
    assert "Bouzid" in lines(page)[0] or "بوزيد" in lines(page)[0]
    assert "Khadija" in said(page.looks.detail)
    type_words(qtbot, page, "baha")
    until(qtbot, lambda: not lines(page))
    type_words(qtbot, page, "بوزيد")
    until(qtbot, lambda: len(lines(page)) == 1)


def test_filters_outlive_a_change_of_language(qtbot: QtBot, page: JournalPage) -> None:
    page.filters.first.set_raw("1/1/2020")
    type_words(qtbot, page, "bouz")
    until(qtbot, lambda: len(lines(page)) == 1)
    state = page.state()
    page.desk.hush()
    i18n.set_language("en")
    again = _opened(qtbot, page.desk)
    again.restore(state)
    until(qtbot, lambda: len(lines(again)) == 1)
    assert (again.filters.words.raw(), again.filters.first.raw()) == ("bouz", "1/1/2020")
    until(qtbot, lambda: "Bouzid" in said(again.done.detail))


def test_no_empty_strip_stands_under_a_filter(page: JournalPage) -> None:
    shown = [label for label in page.findChildren(QLabel) if label.isVisible()]
    assert not [label for label in shown if label.property("role") in ("news", "error")]
