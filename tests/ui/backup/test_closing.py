"""Closing on a Friday asks for the week's backup, once; a backup under way is asked about."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre
from amane_desktop.office.backup_drives import last_backup
from amane_desktop.office.backup_settings import change_backup_settings
from amane_desktop.office.clock import Clock
from amane_desktop.office.staff import renew_recovery_code
from amane_desktop.people.actions import add_family
from amane_desktop.storage.keyring import new_recovery_code
from tests.conftest import PASSWORD
from tests.rows import work_as
from tests.storage.backed_up import back_up_at, plug_in
from tests.ui.backup.steps import GOOD, backups_on, make_known, stands_still_at_copying, words
from tests.ui.backup.sticks import Sticks
from tests.ui.conftest import Opens
from tests.ui.visit import click, find, until
from ui.backup.closing import ClosingSheet, wants_backup
from ui.backup.last import last_in_words
from ui.backup.page import BackupPage
from ui.main_window import MainWindow
from ui.tasks import Desk

FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)


def at_work(window: MainWindow, sticks: Sticks, now: datetime = FRIDAY) -> Desk:
    """The director at work at that moment, in a centre that holds something."""
    office = centre.open_centre(window._folder, "Khadija", PASSWORD, Clock(now))
    window.open(office, window._folder)
    assert window.workplace is not None
    desk = window.workplace.desk
    desk.backups.drives = sticks
    office.do(add_family, "Bouzid", "بوزيد")
    return desk


def sheet_of(window: MainWindow) -> ClosingSheet:
    sheet = find(window, "closingSheet", ClosingSheet)
    assert window.isVisible()
    return sheet


def known_stick(qtbot: QtBot, window: MainWindow, sticks: Sticks) -> BackupPage:
    sticks.plug_in("KINGSTON")
    assert window.workplace is not None
    window.workplace.go("backup", {})
    page = window.workplace.page("backup")
    assert isinstance(page, BackupPage)
    make_known(qtbot, page, "Clé A", "chez la directrice")
    return page


def test_on_friday_closing_asks_and_backs_up_in_one_click(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    at_work(window, sticks)
    known_stick(qtbot, window, sticks)
    sticks.pull_out("KINGSTON")
    window.close()
    sheet = sheet_of(window)
    until(qtbot, lambda: "Branchez Clé A" in words(sheet, "driveState"))
    assert "chez la directrice" in words(sheet, "driveState")
    assert not find(sheet, "goOn", QPushButton).isEnabled()
    sticks.plug_in("KINGSTON")
    until(qtbot, find(sheet, "goOn", QPushButton).isEnabled)
    click(qtbot, sheet, "goOn")
    until(qtbot, lambda: words(sheet, "backupTitle") == GOOD)
    assert window.isVisible() and sheet.timer.isActive(), "one has time to read it"
    sheet.timer.timeout.emit()
    until(qtbot, lambda: not window.isVisible())
    assert len(backups_on(sticks.plug_in("KINGSTON"))) == 1


def test_a_backup_that_is_cancelled_leaves_the_window_open(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    desk = at_work(window, sticks)
    known_stick(qtbot, window, sticks)
    came, goes_on = stands_still_at_copying(desk)
    window.close()
    sheet = sheet_of(window)
    until(qtbot, find(sheet, "goOn", QPushButton).isEnabled)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    until(qtbot, came.is_set)
    click(qtbot, sheet, "cancelBackup")
    goes_on.set()
    until(qtbot, lambda: "arrêtée" in words(sheet, "backupTitle"))
    assert window.isVisible() and not sheet.timer.isActive()
    click(qtbot, sheet, "backToWork")
    assert window.isVisible()


def test_it_asks_once_a_day_and_again_a_week_later(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    desk = at_work(window, sticks)
    window.close()
    click(qtbot, sheet_of(window), "backToWork")
    until(qtbot, lambda: not window.findChildren(ClosingSheet))
    window.close()
    click(qtbot, sheet_of(window), "closeWithout")
    until(qtbot, lambda: not window.isVisible())
    until(qtbot, lambda: not wants_backup(desk))
    for days, asks in ((0, False), (1, False), (7, True)):
        office = centre.open_centre(
            folder, "Khadija", PASSWORD, Clock(FRIDAY + timedelta(days=days))
        )
        later = Desk(office)
        assert wants_backup(later) == asks, days
        later.close()


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.TEACHER, Role.VOLUNTEER])
def test_whoever_may_not_back_up_closes_without_a_question(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks, role: Role
) -> None:
    window = opens(folder)
    work_as(at_work(window, sticks).office, role)
    window.close()
    until(qtbot, lambda: not window.isVisible())


def test_the_centre_chooses_the_day_or_none(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    desk = at_work(window, sticks)
    assert wants_backup(desk)
    desk.office.do(change_backup_settings, 1, weekday=0, snapshot_share=5)
    assert not wants_backup(desk)
    window.close()
    until(qtbot, lambda: not window.isVisible())


def test_nothing_is_asked_when_the_pc_is_shut_down_nor_on_locking(
    opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    at_work(window, sticks)
    window.lock()
    assert not window.findChildren(ClosingSheet) and window.isVisible()
    at_work(window, sticks)
    window.ask_nothing()
    window.close()
    assert not window.isVisible()


def test_a_fresh_backup_serves_for_friday(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    desk = at_work(window, sticks)
    page = known_stick(qtbot, window, sticks)
    click(qtbot, page, "backUp")
    until(qtbot, lambda: words(page, "backupTitle") == GOOD)
    assert not wants_backup(desk)


def held_at_copying(qtbot: QtBot, window: MainWindow, desk: Desk, sticks: Sticks) -> Event:
    """A backup that stands still in the midst of copying until the event is set."""
    page = known_stick(qtbot, window, sticks)
    came, goes_on = stands_still_at_copying(desk)
    click(qtbot, page, "backUp")
    until(qtbot, came.is_set)
    return goes_on


def test_a_backup_goes_on_behind_the_lock_and_is_told_to_whoever_signs_in(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    first = at_work(window, sticks)
    goes_on = held_at_copying(qtbot, window, first, sticks)
    window.lock()
    assert window.workplace is None
    desk = at_work(window, sticks)
    assert desk is not first and desk.backups.is_under_way
    assert window.workplace is not None
    window.workplace.go("backup", {})
    page = window.workplace.page("backup")
    assert "ne retirez rien" in words(page, "backupTitle")
    goes_on.set()
    until(qtbot, lambda: words(page, "backupTitle") == GOOD)
    until(qtbot, lambda: "27 novembre 2026" in words(page, "lastBackup"))


def test_after_a_new_recovery_code_closing_asks_on_any_day(
    opens: Opens, folder: Path, sticks: Sticks, tmp_path: Path
) -> None:
    thursday = FRIDAY - timedelta(days=1)
    desk = at_work(opens(folder), sticks, thursday)
    drive = plug_in(desk.office, tmp_path / "red", "Red")
    back_up_at(desk.office, drive, thursday - timedelta(hours=1))
    desk.office.clock = Clock(thursday)
    assert not wants_backup(desk)
    desk.office.do(renew_recovery_code, new_recovery_code())
    assert wants_backup(desk)
    assert last_in_words(desk.ask(last_backup)).endswith("avant le nouveau code de secours")


def test_closing_during_a_backup_waits_for_it(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    goes_on = held_at_copying(qtbot, window, at_work(window, sticks), sticks)
    window.close()
    window.close()
    sheet = sheet_of(window)
    click(qtbot, sheet, "goOn")
    assert "se ferme tout seul" in words(sheet, "closesSoon")
    goes_on.set()
    until(qtbot, sheet.timer.isActive)
    click(qtbot, sheet, "goOn")
    until(qtbot, lambda: not window.isVisible())
    assert len(backups_on(sticks.plug_in("KINGSTON"))) == 1


def test_closing_during_a_backup_stops_it_when_that_is_wanted(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    goes_on = held_at_copying(qtbot, window, at_work(window, sticks), sticks)
    window.close()
    sheet = sheet_of(window)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(ClosingSheet))
    window.close()
    click(qtbot, sheet_of(window), "closeWithout")
    goes_on.set()
    until(qtbot, lambda: not window.isVisible())
    assert backups_on(sticks.plug_in("KINGSTON")) == ()


def test_restoring_waits_until_the_backup_is_done(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    desk = at_work(window, sticks)
    goes_on = held_at_copying(qtbot, window, desk, sticks)
    desk.restore_wanted.emit(None)
    assert window.workplace is not None and "en cours" in words(window, "notice")
    goes_on.set()
    until(qtbot, lambda: desk.backups.run and desk.backups.run.is_good)
