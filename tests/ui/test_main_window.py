"""The window's own keys, and what it must not show once it is locked."""

import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import SIGN_IN
from amane_desktop.people import actions
from tests.conftest import PASSWORD
from tests.rows import families_of
from tests.ui.conftest import Opens
from tests.ui.visit import find, until
from ui.main_window import MainWindow
from ui.workplace import Workplace

CONTROL = Qt.KeyboardModifier.ControlModifier


def signed_in(qtbot: QtBot, window: MainWindow) -> Workplace:
    line = find(window, "password", QLineEdit)
    line.setText(PASSWORD)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    until(qtbot, lambda: window.workplace)
    assert window.workplace is not None
    return window.workplace


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_keys_go_to_tabs_the_search_box_and_the_lock(
    qtbot: QtBot, opens: Opens, folder: Path, lang: str
) -> None:
    window = opens(folder)
    window.set_language(lang)
    workplace = signed_in(qtbot, window)
    for key, tab in (("2", "families"), ("3", "school_support"), ("1", "today")):
        qtbot.keyClick(window, key, CONTROL)
        assert workplace.page(tab).isVisible()
    qtbot.keyClick(window, "k", CONTROL)
    assert QApplication.focusWidget() is workplace.search
    qtbot.keyClick(workplace.search, "l", CONTROL)
    assert window.workplace is None
    assert find(window, "password", QLineEdit).hasFocus()


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_discreet_key_covers_the_record_and_shows_it_again(
    qtbot: QtBot, opens: Opens, folder: Path, lang: str
) -> None:
    window = opens(folder)
    window.set_language(lang)
    workplace = signed_in(qtbot, window)
    workplace.desk.do(actions.add_family, "Bouzid", "بوزيد")
    workplace.go("families", {"family_id": 1})
    shown = lambda: [  # noqa: E731
        label
        for label in window.findChildren(QLabel)
        if label.isVisible() and ("Bouzid" in label.text() or "بوزيد" in label.text())
    ]
    until(qtbot, shown)
    qtbot.keyClick(window, "h", CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert not shown() and not workplace.page("families").isVisible()
    cover = find(window, "discreetCover", QWidget)
    assert cover.hasFocus()
    qtbot.keyClick(cover, Qt.Key.Key_Return)
    assert shown() and workplace.page("families").isVisible()


def test_the_undo_key_edits_text_in_a_field_and_takes_an_action_back_elsewhere(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window)
    desk = workplace.desk
    desk.do(actions.add_family, "Bouzid", "بوزيد")
    until(qtbot, lambda: families_of(desk.office))
    workplace.search.setFocus()
    qtbot.keyClicks(workplace.search, "Zz")
    qtbot.keyClick(workplace.search, "z", CONTROL)
    assert workplace.search.text() == ""
    assert families_of(desk.office), "the family stays"
    workplace.go("today", {})
    qtbot.keyClick(workplace, "z", CONTROL)
    until(qtbot, lambda: not families_of(desk.office))


def test_nothing_speaks_from_a_page_that_is_gone(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    desk = signed_in(qtbot, window).desk
    locked, told = Event(), []
    desk.read(desk, lambda: locked.wait(20), told.append)
    desk.do(actions.add_family, "Bouzid", "بوزيد", done=told.append)
    window.lock()
    locked.set()
    signed_in(qtbot, window)
    assert told == [], "no paper opens over the sign-in page"


def test_what_was_read_is_told_to_no_window_that_was_closed_meanwhile(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    desk = signed_in(qtbot, window).desk
    closed, told, at_its_field = Event(), [], []

    def refuse() -> None:
        raise Refusal("Not here.")

    gone, there = QWidget(), QWidget(window)
    desk.read(gone, lambda: closed.wait(20), told.append)
    desk.read(gone, refuse, told.append, at_its_field.append)
    desk.read(there, lambda: "there", told.append)
    delete(gone)
    closed.set()
    until(qtbot, lambda: told == ["there"])
    assert find(window, "notice", QLabel).text() == "Not here." and at_its_field == []


def test_a_refusal_is_told_at_the_foot_when_the_language_took_its_form_away(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    desk = signed_in(qtbot, window).desk
    at_its_field = []
    desk.do(actions.add_family, "", "", refused=at_its_field.append)
    window.set_language("ar")
    until(qtbot, find(window, "notice", QLabel).text)
    assert at_its_field == []


def test_a_broken_sign_in_file_is_told_in_words(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    (folder / SIGN_IN).write_text('{"cen', "utf-8")
    window = opens(folder)
    assert any(SIGN_IN in label.text() for label in window.findChildren(QLabel))


def test_the_sign_in_page_loads_no_database() -> None:
    """What is loaded only once somebody signs in keeps nobody waiting at the door."""
    looked = "import sys, ui.main_window; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", looked], check=True, capture_output=True, text=True
    )
    assert not {"sqlalchemy", "cryptography", "PIL"} & set(said.stdout.split())
