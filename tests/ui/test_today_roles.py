"""Today offers each role the weekly jobs that are its own."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from tests.conftest import PASSWORD
from tests.rows import work_as
from ui.tasks import Desk
from ui.today.page import TodayPage

WEDNESDAY = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.mark.parametrize("role", list(Role))
def test_whoever_sees_one_day_alone_prints_no_week(qtbot: QtBot, folder: Path, role: Role) -> None:
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, WEDNESDAY))
    desk.office.do(actions.add_group, "Atlas", "", from_=date(2026, 9, 7))
    work_as(desk.office, role)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    printing = page.findChild(QPushButton, "printRosters")
    assert printing.isHidden() == (role is Role.VOLUNTEER)
    desk.close()


@pytest.mark.parametrize("role", list(Role))
def test_the_centres_folder_is_shown_to_whoever_copies_it(
    qtbot: QtBot, folder: Path, role: Role
) -> None:
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, WEDNESDAY))
    work_as(desk.office, role)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    is_offered = page.findChild(QPushButton, "showFolder") is not None
    assert is_offered == (role in {Role.DIRECTOR, Role.ADMINISTRATOR})
    desk.close()
