"""A newer version on the stick: told, confirmed, backed up first, and only then started."""

import shutil
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import __version__
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from tests.conftest import PASSWORD
from tests.rows import work_as
from tests.storage.installers import lay_installer, program
from tests.ui.backup.steps import (
    backups_on,
    look,
    make_known,
    offered,
    stands_still_at_copying,
    words,
)
from tests.ui.backup.sticks import Sticks
from tests.ui.backup.test_closing import FRIDAY
from tests.ui.conftest import Opens
from tests.ui.visit import click, find, seen, until
from ui.backup.page import BackupPage
from ui.backup.update_sheet import UpdateSheet
from ui.main_window import MainWindow
from ui.tasks import Desk
from ui.today.page import TodayPage


class Starts:
    """A system that starts installers: what was in each that it started."""

    def __init__(self) -> None:
        self.started: list[bytes] = []
        self.refuses = False

    def __call__(self, path: Path) -> None:
        if self.refuses:
            raise OSError("an antivirus")
        self.started.append(path.read_bytes())


@pytest.fixture
def starts(desk: Desk) -> Starts:
    """As on Windows."""
    desk.start_installer = Starts()
    return desk.start_installer


def stick_with(qtbot: QtBot, page: BackupPage, sticks: Sticks, version: str) -> Path:
    """A known stick with an installer of that version, plugged in."""
    root = sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    lay_installer(root / "Amane", version)
    page.now.at_hand.watch.forget()
    return root


def sheet_of(qtbot: QtBot, page: BackupPage) -> UpdateSheet:
    """The sheet, once it shows the fingerprint."""
    click(qtbot, page, "update")
    sheet = find(page.window(), "workSheet", UpdateSheet)
    until(qtbot, lambda: seen(sheet, "fingerprint", QLabel))
    return sheet


def confirm(qtbot: QtBot, sheet: UpdateSheet) -> None:
    """Say by keyboard that one knows who put it there, and go on."""
    box = QApplication.focusWidget()
    assert isinstance(box, QCheckBox) and not find(sheet, "beginWork", QPushButton).isEnabled()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def copies(desk: Desk) -> list[Path]:
    return [path for path in desk.office.folder.glob("update/**/*") if path.is_file()]


def test_it_is_told_confirmed_backed_up_and_started(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks, starts: Starts
) -> None:
    root = stick_with(qtbot, page, sticks, "9.0.0")
    until(qtbot, lambda: "9.0.0" in words(page, "updateTold"))
    assert "Clé A" in words(page, "updateTold") and __version__ in words(page, "updateTold")
    closes: list[bool] = []
    desk.update_started.connect(lambda: closes.append(True))
    sheet = sheet_of(qtbot, page)
    (copy,) = copies(desk)
    assert starts.started == [] and backups_on(root) == ()
    confirm(qtbot, sheet)
    until(qtbot, lambda: closes)
    assert starts.started == [program("9.0.0")]
    assert len(backups_on(sticks.plug_in("KINGSTON"))) == 1
    sheet.hide()
    assert copy.exists(), "it runs"


@pytest.mark.parametrize("version", [__version__, "0.0.1", "9.0"])
def test_the_same_an_older_and_one_without_a_version_are_not_told_of(
    qtbot: QtBot, page: BackupPage, sticks: Sticks, starts: Starts, version: str
) -> None:
    stick_with(qtbot, page, sticks, version)
    until(qtbot, lambda: offered(page, "backUp"))
    assert not offered(page, "update")


def test_a_stick_that_is_not_ours_is_not_looked_at(
    qtbot: QtBot, page: BackupPage, sticks: Sticks, starts: Starts
) -> None:
    lay_installer(sticks.plug_in("FOUND"), "9.0.0")
    look(page)
    until(qtbot, lambda: offered(page, "useDrive"))
    assert not offered(page, "update")


def test_on_another_system_nothing_is_said(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks
) -> None:
    desk.start_installer = None
    stick_with(qtbot, page, sticks, "9.0.0")
    until(qtbot, lambda: offered(page, "backUp") and page.now.at_hand.here[0].place.installer)
    assert not offered(page, "update")


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.ADMINISTRATOR, True), (Role.SOCIAL_WORKER, False), (Role.TEACHER, False)],
)
def test_today_tells_those_who_may_back_up(
    qtbot: QtBot,
    desk: Desk,
    page: BackupPage,
    sticks: Sticks,
    starts: Starts,
    role: Role,
    sees: bool,
) -> None:
    stick_with(qtbot, page, sticks, "9.0.0")
    work_as(desk.office, role)
    today = TodayPage(desk)
    qtbot.addWidget(today)
    today.show()
    if sees:
        until(qtbot, lambda: "9.0.0" in words(today, "updateTold"))
    else:
        assert not today.findChildren(QFrame, "updateNotice")


def held_at_copying(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks
) -> tuple[UpdateSheet, Event]:
    """An update that was confirmed; its backup goes on when it is told to."""
    stick_with(qtbot, page, sticks, "9.0.0")
    sheet = sheet_of(qtbot, page)
    came, goes_on = stands_still_at_copying(desk)
    confirm(qtbot, sheet)
    until(qtbot, came.is_set)
    return sheet, goes_on


def test_a_backup_that_is_stopped_starts_nothing_and_says_so(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks, starts: Starts
) -> None:
    sheet, goes_on = held_at_copying(qtbot, desk, page, sticks)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible(), "it is stopped by its own button"
    click(qtbot, sheet, "cancelBackup")
    goes_on.set()
    until(qtbot, lambda: "n'a pas été lancé" in words(sheet, "workTold"))
    assert "arrêtée" in words(sheet, "backupTitle")
    click(qtbot, sheet, "closeWork")
    until(qtbot, lambda: copies(desk) == [])
    assert starts.started == []


def test_a_stick_pulled_out_during_the_backup_starts_nothing(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks, starts: Starts
) -> None:
    sheet, goes_on = held_at_copying(qtbot, desk, page, sticks)
    sticks.pull_out("KINGSTON")
    goes_on.set()
    until(qtbot, lambda: "interrompu" in words(sheet, "backupTitle"))
    until(qtbot, lambda: "n'a pas été lancé" in words(sheet, "workTold"))
    assert starts.started == []


def test_a_copy_that_changes_during_the_backup_is_not_started(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks, starts: Starts
) -> None:
    stick_with(qtbot, page, sticks, "9.0.0")
    sheet = sheet_of(qtbot, page)
    (copy,) = copies(desk)
    came, goes_on = stands_still_at_copying(desk)
    confirm(qtbot, sheet)
    until(qtbot, came.is_set)
    copy.write_bytes(program("9.0.0") + b"!")
    goes_on.set()
    until(qtbot, lambda: "a changé" in words(sheet, "workError"))
    assert starts.started == [] and not offered(sheet, "beginWork")


def test_an_installer_that_does_not_start_leaves_the_program_at_work(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks, starts: Starts
) -> None:
    starts.refuses = True
    stick_with(qtbot, page, sticks, "9.0.0")
    closes: list[bool] = []
    desk.update_started.connect(lambda: closes.append(True))
    sheet = sheet_of(qtbot, page)
    confirm(qtbot, sheet)
    until(qtbot, lambda: "antivirus" in words(sheet, "workError"))
    assert not closes and len(backups_on(sticks.plug_in("KINGSTON"))) == 1
    click(qtbot, sheet, "closeWork")
    until(qtbot, lambda: copies(desk) == [])


def at_backup(
    qtbot: QtBot, window: MainWindow, folder: Path, sticks: Sticks, starts: Starts
) -> tuple[Desk, BackupPage]:
    """The page of a centre in its window, with a newer version on the stick."""
    window.start_installer = starts
    window.open(centre.open_centre(folder, "Khadija", PASSWORD, Clock(FRIDAY)), folder)
    assert window.workplace is not None
    desk = window.workplace.desk
    desk.backups.drives = sticks
    window.workplace.go("backup", {})
    page = window.workplace.page("backup")
    assert isinstance(page, BackupPage)
    stick_with(qtbot, page, sticks, "9.0.0")
    return desk, page


def test_the_demonstration_beside_a_centre_updates_nothing(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window = opens(folder)
    shutil.copytree(folder, window.demonstration)
    _desk, page = at_backup(qtbot, window, window.demonstration, sticks, Starts())
    until(qtbot, lambda: offered(page, "backUp") and page.now.at_hand.here[0].place.installer)
    assert not offered(page, "update")
    window.lock()
    window.demonstration.rename(folder.with_name("away"))
    _desk, page = at_backup(qtbot, window, folder, sticks, Starts())
    until(qtbot, lambda: offered(page, "update"))


def test_locking_the_screen_over_it_gives_it_up(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window, starts = opens(folder), Starts()
    desk, page = at_backup(qtbot, window, folder, sticks, starts)
    came, goes_on = stands_still_at_copying(desk)
    confirm(qtbot, sheet_of(qtbot, page))
    until(qtbot, came.is_set)
    window.lock()
    goes_on.set()
    until(qtbot, lambda: not desk.backups.is_under_way)
    assert len(backups_on(sticks.plug_in("KINGSTON"))) == 1
    assert starts.started == [] and copies(desk) == []


def test_the_window_closes_and_the_next_start_removes_the_copy(
    qtbot: QtBot, opens: Opens, folder: Path, sticks: Sticks
) -> None:
    window, starts = opens(folder), Starts()
    desk, page = at_backup(qtbot, window, folder, sticks, starts)
    confirm(qtbot, sheet_of(qtbot, page))
    until(qtbot, lambda: not window.isVisible())
    assert starts.started == [program("9.0.0")] and copies(desk)
    opens(folder)
    assert copies(desk) == []
