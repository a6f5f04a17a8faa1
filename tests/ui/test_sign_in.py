"""Signing in, locking, and another password."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.office.delays import Delays
from amane_desktop.office.front_door import front_door
from amane_desktop.people import actions
from tests.conftest import PASSWORD
from tests.rows import families_of
from tests.ui.conftest import Opens
from tests.ui.visit import click, come_forward, find, until
from ui.idle import LockWatch
from ui.main_window import MainWindow
from ui.widgets.clipboard import copy_rows


def sign_in(qtbot: QtBot, window: MainWindow, password: str = PASSWORD) -> None:
    line = find(window, "password", QLineEdit)
    qtbot.keyClicks(line, password)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_wrong_password_is_told_and_the_right_one_opens(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    assert isinstance(QApplication.focusWidget(), QLineEdit), "ready for typing"
    sign_in(qtbot, window, "pas le bon")
    error = find(window, "signInError", QLabel)
    until(qtbot, error.text)
    assert find(window, "password", QLineEdit).selectedText()
    button = find(window, "signIn", QPushButton)
    assert not button.isEnabled() and "1" in button.text(), "a wrong password costs a second"
    until(qtbot, button.isEnabled)
    sign_in(qtbot, window)
    until(qtbot, lambda: window.workplace)


def test_what_wrong_passwords_cost_is_still_owed_after_a_new_start(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    for _wrong in range(6):
        Delays(folder).note_wrong(front_door(folder).staff["Khadija"])
    for _start in range(2):
        window = opens(folder)
        sign_in(qtbot, window)
        until(qtbot, find(window, "signInError", QLabel).text)
        assert window.workplace is None
        button = find(window, "signIn", QPushButton)
        assert not button.isEnabled() and re.search("3[0-2]|2[0-9]", button.text())
        window.finish()


def test_locking_hides_everything_and_keeps_what_was_queued(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    sign_in(qtbot, window)
    until(qtbot, lambda: window.workplace)
    workplace = window.workplace
    assert workplace is not None
    workplace.go("families", {})
    workplace.desk.do(actions.add_family, "Bouzid", "بوزيد")
    window.lock()
    assert "Bouzid" not in words(window)
    assert window.workplace is None
    sign_in(qtbot, window)
    until(qtbot, lambda: window.workplace)
    page = window.workplace
    assert page is not None
    assert page.page("families").isVisible(), "the page that was open"
    assert [line.name for line in families_of(page.desk.office)] == ["Bouzid"]


def test_locking_takes_what_was_copied_along(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    sign_in(qtbot, window)
    until(qtbot, lambda: window.workplace)
    copy_rows([["Bouzid", "12"]])
    assert QApplication.clipboard().text() == "Bouzid\t12"
    window.lock()
    assert QApplication.clipboard().text() == ""


def test_ten_quiet_minutes_lock_the_screen(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    sign_in(qtbot, window)
    until(qtbot, lambda: window.workplace)
    watch = LockWatch(window)
    watch.lock_wanted.connect(window.lock)
    timer = watch._timer
    assert timer.interval() == 10 * 60 * 1000 and timer.isActive()
    timer.timeout.emit()
    assert window.workplace is None


def test_ctrl_l_locks_over_an_open_dialog(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    sign_in(qtbot, window)
    until(qtbot, lambda: window.workplace)
    app = QApplication.instance()
    assert app is not None
    watch = LockWatch(window)
    watch.lock_wanted.connect(window.lock)
    app.installEventFilter(watch)
    dialog = QDialog(window)
    QLabel("Bouzid", dialog)
    dialog.open()
    qtbot.keyClick(dialog, "l", Qt.KeyboardModifier.ControlModifier)
    app.removeEventFilter(watch)
    assert not dialog.isVisible()
    assert window.workplace is None


def test_the_language_turns_the_window_where_it_stands(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    sign_in(qtbot, window)
    until(qtbot, lambda: window.workplace)
    workplace = window.workplace
    assert workplace is not None
    workplace.go("school_support", {})
    window.set_language("ar")
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    again = window.workplace
    assert again is not None and again is not workplace
    assert again.page("school_support").isVisible()
    assert i18n._("Timetable") == "استعمال الزمن"
    window.set_language("en")
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_forgotten_password_is_set_anew_with_the_code(
    qtbot: QtBot, opens: Opens, tmp_path: Path
) -> None:
    folder = tmp_path / "centre"
    code = centre.create(folder, name="C", name_ar="", director="Khadija", password=PASSWORD)
    window = opens(folder)
    click(qtbot, window, "forgotten")
    find(window, "recoveryCode", QLineEdit).setText(code)
    line = find(window, "newPassword", QLineEdit)
    line.setText("un tout nouveau mot")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    until(qtbot, lambda: not line.isVisible())
    following = "".join(c for c in find(window, "shownCode", QLabel).text() if c.isalnum())
    last = find(window, "lastBlock", QLineEdit)
    last.setText(following[-4:])
    qtbot.keyClick(last, Qt.Key.Key_Return)
    until(qtbot, lambda: not last.isVisible())
    come_forward(qtbot, window)
    sign_in(qtbot, window, "un tout nouveau mot")
    until(qtbot, lambda: window.workplace)
