"""The page of a centre's director, and sticks to plug in."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from amane_desktop.people.actions import add_family
from tests.ui.backup.sticks import Sticks
from tests.ui.visit import come_forward
from ui.backup.page import BackupPage
from ui.tasks import Desk


@pytest.fixture
def sticks(tmp_path: Path) -> Sticks:
    """No stick is plugged in yet."""
    return Sticks(tmp_path / "drawer", tmp_path / "slots")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, sticks: Sticks) -> BackupPage:
    """The page of a centre with one family, as it stands on the office PC's screen."""
    desk.backups.drives = sticks
    desk.office.do(add_family, "Bouzid", "بوزيد")
    page = BackupPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 620)
    come_forward(qtbot, page)
    return page
