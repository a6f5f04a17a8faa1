"""What is done with a backup of the list: it is checked, and a restore is rehearsed."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.office.clock import Clock
from amane_desktop.office.rehearsing import rehearsals
from amane_desktop.office.snapshots import Why, take_snapshot
from amane_desktop.storage.backup.layout import Found
from amane_desktop.storage.backup.progress import Progress
from tests.conftest import PASSWORD
from tests.rows import work_as
from tests.ui.backup.steps import (
    backed_up_stick,
    backups_on,
    offered,
    words,
)
from tests.ui.backup.sticks import Sticks
from tests.ui.visit import click, find, seen, until
from ui.backup.page import BackupPage
from ui.backup.work_sheet import WorkSheet
from ui.tasks import Desk


@pytest.fixture
def stick(qtbot: QtBot, page: BackupPage, sticks: Sticks) -> Path:
    """A stick with a backup on it, plugged in again, and its backup chosen."""
    return backed_up_stick(qtbot, page, sticks)


def test_a_whole_backup_is_said_to_be_whole(qtbot: QtBot, page: BackupPage, stick: Path) -> None:
    click(qtbot, page, "checkBackup")
    sheet = find(page, "workSheet", WorkSheet)
    click(qtbot, sheet, "beginWork")
    until(qtbot, lambda: "intacte : tout a été relu" in words(sheet, "workTold"))
    click(qtbot, sheet, "closeWork")
    until(qtbot, lambda: not seen(page, "workSheet", WorkSheet))


def test_a_damaged_backup_is_told_in_plain_words_with_what_to_do(
    qtbot: QtBot, page: BackupPage, stick: Path
) -> None:
    database = backups_on(stick)[0].folder / "amane.db"
    content = bytearray(database.read_bytes())
    content[5000] ^= 1
    database.write_bytes(content)
    click(qtbot, page, "checkBackup")
    sheet = find(page, "workSheet", WorkSheet)
    click(qtbot, sheet, "beginWork")
    until(qtbot, lambda: "base de données" in words(sheet, "workTold"))
    assert "nouvelle sauvegarde aujourd'hui" in words(sheet, "workTold")


def test_a_restore_is_rehearsed_with_what_one_would_have_after_a_fire(
    qtbot: QtBot, desk: Desk, page: BackupPage, stick: Path
) -> None:
    before = {path.name for path in desk.office.folder.iterdir()}
    click(qtbot, page, "rehearse")
    sheet = find(page, "workSheet", WorkSheet)
    line = find(sheet, "rehearsalSecret", QLineEdit)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "code de secours" in words(sheet, "workError") and line.isVisible()
    line.setText("faux")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    until(qtbot, lambda: "code de secours" in words(sheet, "workError"))
    line.setText(PASSWORD)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    until(qtbot, lambda: "a pu être restauré" in words(sheet, "workTold"))
    assert "Familles : 1" in words(sheet, "workTold").replace("\u202f", " ").replace("\xa0", " ")
    assert {path.name for path in desk.office.folder.iterdir()} == before
    assert desk.ask(rehearsals).at is not None


def test_whoever_may_not_restore_checks_and_does_not_rehearse(
    qtbot: QtBot, desk: Desk, page: BackupPage, stick: Path
) -> None:
    work_as(desk.office, Role.ADMINISTRATOR)
    again = BackupPage(desk)
    qtbot.addWidget(again)
    again.show()
    until(qtbot, lambda: offered(again, "checkBackup"))
    assert not seen(again, "rehearse", QPushButton)


def test_a_backup_of_the_stick_or_of_this_pc_leads_to_restoring_it(
    qtbot: QtBot, desk: Desk, page: BackupPage, stick: Path
) -> None:
    wanted: list[Found | None] = []
    desk.restore_wanted.connect(wanted.append)
    kept = take_snapshot(desk.office, Why.HOURS, Progress())
    page.snapshots.refresh()
    until(qtbot, lambda: page.snapshots.list.count() == 1)
    assert not offered(page, "restoreSnapshot")
    page.snapshots.list.setCurrentRow(0)
    click(qtbot, page, "restoreSnapshot")
    click(qtbot, page, "restoreChosen")
    click(qtbot, page, "restoreAny")
    assert wanted == [kept, backups_on(stick)[0], None]


def test_once_a_year_the_page_proposes_a_rehearsal(
    qtbot: QtBot, desk: Desk, page: BackupPage, stick: Path
) -> None:
    assert not seen(page, "rehearsalDue", QLabel)
    desk.office.clock = Clock(desk.office.clock.now() + timedelta(days=31))
    page.refresh()
    until(qtbot, lambda: "Une fois par an" in words(page, "rehearsalDue"))
