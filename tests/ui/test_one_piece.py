"""A page comes up in one piece: none of its parts flashes up as a window of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role, may
from amane_desktop.office import centre
from tests.conftest import PASSWORD
from tests.rows import work_as
from ui.pages import PAGES, PageEntry
from ui.tasks import Desk


class Watch(QObject):
    """Who came up as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD))
    yield desk
    desk.close()


MADE = [
    pytest.param(entry, role, id=f"{entry.key}-{role}")
    for entry in PAGES
    for role in (Role.DIRECTOR, Role.VOLUNTEER)
    if may(role, entry.permission)
]


@pytest.mark.parametrize(("entry", "role"), MADE)
def test_no_part_of_a_page_comes_up_alone(
    qtbot: QtBot, qapp: QApplication, desk: Desk, entry: PageEntry, role: Role
) -> None:
    work_as(desk.office, role)
    watch = Watch()
    qapp.installEventFilter(watch)
    page = entry.make(desk)
    qapp.removeEventFilter(watch)
    qtbot.addWidget(page)
    assert watch.windows == []
