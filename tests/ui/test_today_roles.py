"""Today offers each role the weekly jobs that are its own."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions
from amane_desktop.office import centre
from amane_desktop.office.backup_drives import add_drive, note_backup
from amane_desktop.office.clock import Clock
from tests.conftest import PASSWORD
from tests.rows import work_as
from ui.tasks import Desk
from ui.today.page import TodayPage

WEDNESDAY = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
NOW = Clock(datetime.now(UTC))
DAY = timedelta(days=1)
TWO_WEEKS = 15 * DAY


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
def test_everybody_sees_how_old_the_backup_is_and_few_are_led_to_it(
    qtbot: QtBot, folder: Path, role: Role
) -> None:
    begun = Desk(centre.open_centre(folder, "Khadija", PASSWORD, NOW))
    begun.office.do(actions.add_group, "Atlas", "", from_=date(2026, 9, 7))
    begun.close()
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, Clock(NOW.now() + TWO_WEEKS)))
    work_as(desk.office, role)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    may_back_up = role in {Role.DIRECTOR, Role.ADMINISTRATOR}
    assert page.findChild(QLabel, "lastBackup").text() == "None outside this PC yet"
    assert page.findChild(QLabel, "backupAge").property("role") == "pill-danger"
    assert (page.findChild(QPushButton, "goToBackup") is not None) == may_back_up
    reminds = any("remind the director" in label.text() for label in page.findChildren(QLabel))
    assert reminds != may_back_up
    desk.close()


@pytest.mark.parametrize(("days", "shown"), [(8, "pill-waiting"), (15, "pill-danger")])
def test_the_age_is_amber_after_a_week_and_red_after_two(
    qtbot: QtBot, folder: Path, days: int, shown: str
) -> None:
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, NOW))
    drive = desk.office.do(add_drive, "0123456789abcdef", "Clé A", "")
    desk.office.do(note_backup, drive, True, {})
    desk.close()
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, Clock(NOW.now() + days * DAY)))
    page = TodayPage(desk)
    qtbot.addWidget(page)
    assert page.findChild(QLabel, "backupAge").property("role") == shown
    assert "Clé A" in page.findChild(QLabel, "lastBackup").text()
    desk.close()
