"""The families page under the box on top, in a centre of one's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.people import actions
from tests.conftest import PASSWORD
from tests.ui.families.visit import TODAY, Window
from ui import theme
from ui.tasks import Desk


@pytest.fixture
def desk(folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The centre opened on a held day."""
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, TODAY))
    yield desk
    desk.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[str], Window]]:
    """The window in a language."""

    def make(language: str) -> Window:
        i18n.set_language(language)
        theme.turn(qapp)
        window = Window(desk)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.page.list.arrived), qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield make
    i18n.set_language("en")
    theme.turn(qapp)


@pytest.fixture(params=["fr", "ar"])
def filled(request: pytest.FixtureRequest, desk: Desk, window: Callable[[str], Window]) -> Window:
    """Three families, one of four, in both languages."""
    for name, name_ar in (("El Fassi", "الفاسي"), ("Bahi", "باهي"), ("Aït Baha", "أيت باها")):
        desk.office.do(actions.add_family, name, name_ar)
    for given_name, given_ar in (("Fatima", "فاطمة"), ("Yassine", "ياسين"), ("Salma", "سلمى")):
        desk.office.do(
            actions.add_person, 3, given_name, "Aït Baha", given_ar, "أيت باها", school="Al Massira"
        )
    return window(request.param)
