"""A window on an empty PC, and one on a centre of one's own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from tests.conftest import PASSWORD
from tests.ui.visit import come_forward
from ui import theme
from ui.main_window import MainWindow
from ui.tasks import Desk

WEDNESDAY = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
Opens = Callable[[Path], MainWindow]


@pytest.fixture
def opens(qtbot: QtBot) -> Iterator[Opens]:
    """Opens the window on a folder, in French as on the first start."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    i18n.set_language("fr")
    theme.turn(app)
    windows = []

    def open_on(folder: Path) -> MainWindow:
        window = MainWindow(folder)
        windows.append(window)
        qtbot.addWidget(window)
        come_forward(qtbot, window)
        return window

    yield open_on
    for window in windows:
        window.finish()
    i18n.set_language("fr")
    theme.turn(app)


@pytest.fixture
def window(opens: Opens, tmp_path: Path) -> MainWindow:
    """A window on an empty PC."""
    return opens(tmp_path / "centre")


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, qapp: QApplication) -> Iterator[Desk]:
    """The desk of a centre's director in French, on a Wednesday at one in Taroudant."""
    theme.apply(qapp)
    i18n.set_language("fr")
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, WEDNESDAY))
    yield desk
    desk.close()
