"""The page of civil registration in a centre of one's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import amane_desktop.rooms  # noqa: F401  (all that registers)
from amane_desktop import i18n
from amane_desktop.office import centre
from tests.civil_registration.dossiers import TODAY, at, on
from tests.conftest import PASSWORD
from tests.ui.civil_registration.visit import DossierWindow
from tests.ui.visit import come_forward
from ui import theme
from ui.tasks import Desk

Shows = Callable[[], DossierWindow]


@pytest.fixture
def desk(folder: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    """The centre opened by its director on a held day, with the procedure of the tests."""
    theme.apply(qapp)
    theme.turn(qapp)
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, at(TODAY)))
    on(desk.office)
    yield desk
    desk.close()
    i18n.set_language("en")
    theme.turn(qapp)


@pytest.fixture
def shows(desk: Desk, qtbot: QtBot) -> Shows:
    """Shows the page as it stands on the office PC's screen."""

    def show() -> DossierWindow:
        window = DossierWindow(desk)
        qtbot.addWidget(window)
        come_forward(qtbot, window)
        window.settle(qtbot)
        return window

    return show
