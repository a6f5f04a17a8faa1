"""What a person does on the page, and what the screen and the stick then hold."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.storage.backup.layout import Found, found_in
from tests.ui.visit import click, find, seen, until
from ui.backup.page import BackupPage

GOOD = "Vous pouvez retirer la clé USB."


def words(page: QWidget, name: str) -> str:
    """What labels of that name say on the screen."""
    return "\n".join(_plain(label.text()) for label in seen(page, name, QLabel))


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069")


def look(page: BackupPage) -> None:
    """Let the next look at the drives be now."""
    page.now.at_hand.watch.look()


def make_known(qtbot: QtBot, page: BackupPage, name: str, kept_at: str = "") -> None:
    """Name the new drive that is plugged in, by keyboard."""
    look(page)
    click(qtbot, page, "useDrive")
    for text in (name, kept_at):
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        line.setText(text)
        qtbot.keyClick(line, Qt.Key.Key_Tab if text == name else Qt.Key.Key_Return)
    until(qtbot, lambda: name in words(page, "driveName"))


def back_up(qtbot: QtBot, page: QWidget, says: str = GOOD) -> None:
    """Back up by the one click, and wait for what is said of it."""
    click(qtbot, page, "backUp")
    until(qtbot, lambda: words(page, "backupTitle") == says)


def put_away(qtbot: QtBot, page: QWidget) -> None:
    """Close what is said of the last backup."""
    click(qtbot, page, "putAway")
    until(qtbot, lambda: not seen(page, "putAway", QPushButton))


def backups_on(stick: Path) -> tuple[Found, ...]:
    """The backups that stand on it."""
    return found_in(stick)


def offered(page: QWidget, name: str) -> bool:
    """Whether a button is there and can be pressed."""
    return bool(seen(page, name, QPushButton)) and find(page, name, QPushButton).isEnabled()
