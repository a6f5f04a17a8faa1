"""What a visitor of the window does: look for something, wait until it holds, type a letter."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.school_support.page import SchoolSupportPage
from ui.tasks import Desk

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 20_000


def seen(window: QWidget, name: str, kind: type[W]) -> list[W]:
    """The widgets of that name that can be seen."""
    return [widget for widget in window.findChildren(kind, name) if widget.isVisible()]


def find(window: QWidget, name: str, kind: type[W]) -> W:
    """The one widget of that name that can be seen."""
    shown = seen(window, name, kind)
    assert len(shown) == 1, name
    return shown[0]


def click(qtbot: QtBot, window: QWidget, name: str) -> None:
    """Click a button, once it is there: what was saved is shown a little later."""
    until(qtbot, lambda: len(seen(window, name, QPushButton)) == 1)
    qtbot.mouseClick(find(window, name, QPushButton), Qt.MouseButton.LeftButton)


def until(qtbot: QtBot, holds: Callable[[], object]) -> None:
    """Wait, while the window works, until something holds."""

    def check() -> None:
        assert holds()

    qtbot.waitUntil(check, timeout=PATIENCE_MS)


def type_letter(widget: QWidget, letter: str) -> None:
    """Press a key that types a letter of any script (QTest knows Latin ones only)."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def come_forward(qtbot: QtBot, window: QWidget) -> None:
    """Let the window have the keyboard."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def support_page(qtbot: QtBot, desk: Desk) -> SchoolSupportPage:
    """The tab of school support as it stands on the office PC's screen."""
    page = SchoolSupportPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 680)
    come_forward(qtbot, page)
    return page
