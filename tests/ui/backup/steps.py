"""What a person does on the page, and what the screen and the stick then hold."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.storage.backup.layout import Found, found_in
from amane_desktop.storage.backup.progress import Step
from tests.ui.backup.sticks import Sticks
from tests.ui.visit import click, find, seen, until
from ui.backup.page import BackupPage
from ui.tasks import Desk

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


def backed_up_stick(qtbot: QtBot, page: BackupPage, sticks: Sticks) -> Path:
    """A stick with one backup on it, plugged in again, and its backup chosen."""
    sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    back_up(qtbot, page)
    root = sticks.plug_in("KINGSTON")
    put_away(qtbot, page)
    look(page)
    until(qtbot, lambda: offered(page, "checkBackup"))
    return root


def backups_on(stick: Path) -> tuple[Found, ...]:
    """The backups that stand on it."""
    return found_in(stick)


def offered(page: QWidget, name: str) -> bool:
    """Whether a button is there and can be pressed."""
    return bool(seen(page, name, QPushButton)) and find(page, name, QPushButton).isEnabled()


def at_step(desk: Desk, step: Step, happens: Callable[[], object]) -> None:
    """Let something happen while the next backup is at a step, in the midst of its work."""

    def follow() -> None:
        run = desk.backups.run
        if run is not None and run.is_under_way:
            come = lambda: run.progress.step is step and happens()  # noqa: E731
            run.came.connect(come, Qt.ConnectionType.DirectConnection)

    desk.backups.changed.connect(follow)


def stands_still_at_copying(desk: Desk) -> tuple[Event, Event]:
    """When the next backup has come to copying; it goes on once the second event is set."""
    came, goes_on = Event(), Event()
    at_step(desk, Step.COPYING, lambda: (came.set(), goes_on.wait(20)))
    return came, goes_on
