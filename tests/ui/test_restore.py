"""Restoring in the window: the first start's second choice, a damaged centre, the open one."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

import amane_desktop.rooms  # noqa: F401
from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.office.backing_up import back_up, prepare_drive
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.storage.backup.layout import found_in
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.backup.snapshot import write_snapshot
from amane_desktop.storage.drives import Drive, Letting
from tests.conftest import PASSWORD
from tests.rows import families_of
from tests.storage.backed_up import FRIDAY, back_up_at, plug_in
from tests.ui.conftest import Opens
from tests.ui.visit import click, find, seen, until
from ui.main_window import MainWindow


@dataclass
class Plugged:
    """The drives that stand in these folders."""

    roots: tuple[Path, ...]

    def plugged_in(self) -> tuple[Drive, ...]:
        return tuple(Drive(root, "Clé rouge", True, 1, 1, "vfat", 1) for root in self.roots)

    def let_go(self, root: Path) -> Letting:
        return Letting.GONE


@pytest.fixture
def drive(office: Office, tmp_path: Path) -> Path:
    """A stick with a backup of one family; another was added since, and the centre is closed."""
    drive = plug_in(office, tmp_path / "stick")
    office.do(actions.add_family, "Aït Baha", "أيت باها")
    back_up_at(office, drive, FRIDAY)
    office.do(actions.add_family, "Bouzid", "بوزيد")
    office.close()
    return drive


def new_pc(qtbot: QtBot, window: MainWindow, *drives: Path, language: str = "fr") -> None:
    """Where no centre stands, go on to the list of what can be restored."""
    window.drives = Plugged(drives)
    click(qtbot, window, f"language_{language}")
    click(qtbot, window, "restoreHere")


def listed(window: MainWindow) -> str:
    """Where the backups are; locking may have kept a copy on this PC as well."""
    shown = find(window, "backupsToRestore", QListWidget)
    return " ".join(shown.item(row).data(Qt.ItemDataRole.UserRole) for row in range(shown.count()))


def words(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def choose_newest(qtbot: QtBot, window: MainWindow) -> None:
    until(qtbot, lambda: find(window, "chooseBackup", QPushButton).isEnabled())
    click(qtbot, window, "chooseBackup")


def give_secret(qtbot: QtBot, window: MainWindow, secret: str) -> None:
    until(qtbot, lambda: seen(window, "restoreSecret", QLineEdit))
    line = find(window, "restoreSecret", QLineEdit)
    line.clear()
    qtbot.keyClicks(line, secret)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def sign_in(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(find(window, "password", QLineEdit), PASSWORD)
    qtbot.keyClick(find(window, "password", QLineEdit), Qt.Key.Key_Return)
    until(qtbot, lambda: window.workplace)


def restore_now(qtbot: QtBot, window: MainWindow) -> None:
    """Press the button, and find in the centre what the backup held."""
    click(qtbot, window, "restoreNow")
    click(qtbot, window, "afterRestore")
    sign_in(qtbot, window)
    assert families(window) == {"Aït Baha"}


def families(window: MainWindow) -> set[str]:
    assert window.workplace is not None
    return {line.name for line in families_of(window.workplace.desk.office)}


def test_a_new_pc_takes_the_centre_from_the_stick_with_the_keyboard(
    qtbot: QtBot, opens: Opens, drive: Path, tmp_path: Path
) -> None:
    window = opens(tmp_path / "new")
    new_pc(qtbot, window, drive)
    backups = find(window, "backupsToRestore", QListWidget)
    until(qtbot, lambda: backups.count() == 1)
    assert "27 novembre 2026" in backups.item(0).text()
    assert "Clé rouge" in backups.item(0).data(Qt.ItemDataRole.UserRole)
    qtbot.keyClick(backups, Qt.Key.Key_Return)
    give_secret(qtbot, window, "le mauvais mot")
    wrong = i18n._("This is neither the password of a director nor the recovery code.")
    until(qtbot, lambda: wrong in words(window))
    give_secret(qtbot, window, PASSWORD)
    until(qtbot, lambda: seen(window, "restoreNow", QPushButton))
    assert "Khadija" in words(window) and not seen(window, "whatIsReplaced", QLabel)
    assert not (tmp_path / "new").exists(), "nothing is written before it was seen"
    qtbot.keyClick(find(window, "restoreNow", QPushButton), Qt.Key.Key_Return)
    click(qtbot, window, "afterRestore")
    sign_in(qtbot, window)
    assert families(window) == {"Aït Baha"}


def test_in_the_open_centre_it_says_what_is_replaced_and_keeps_it(
    qtbot: QtBot, opens: Opens, drive: Path, folder: Path
) -> None:
    window = opens(folder)
    window.drives = Plugged((drive,))
    sign_in(qtbot, window)
    assert window.workplace is not None
    window.workplace.desk.restore_wanted.emit(found_in(drive)[0])
    assert window.workplace is None, "the screen is locked meanwhile"
    give_secret(qtbot, window, PASSWORD)
    until(qtbot, lambda: seen(window, "whatIsReplaced", QLabel))
    assert "1 changement" in find(window, "whatIsReplaced", QLabel).text()
    assert find(window, "insideBack", QPushButton).hasFocus(), "Enter again replaces nothing"
    restore_now(qtbot, window)
    assert len(found_in(folder / "snapshots")) >= 1


def test_going_back_leaves_everything_as_it_is(
    qtbot: QtBot, opens: Opens, drive: Path, folder: Path
) -> None:
    window = opens(folder)
    window.drives = Plugged((drive,))
    sign_in(qtbot, window)
    assert window.workplace is not None
    window.workplace.go("backup", {})
    click(qtbot, window, "restoreAny")
    until(qtbot, lambda: "Clé rouge" in listed(window))
    click(qtbot, window, "restoreBack")
    sign_in(qtbot, window)
    assert families(window) == {"Aït Baha", "Bouzid"}


def test_from_the_open_centre_the_folders_that_it_backs_up_to_are_listed_too(
    qtbot: QtBot, opens: Opens, drive: Path, folder: Path, tmp_path: Path
) -> None:
    window = opens(folder)
    window.drives = Plugged(())
    sign_in(qtbot, window)
    assert window.workplace is not None
    office = window.workplace.desk.office
    (shared := tmp_path / "shared").mkdir()
    prepare_drive(office, shared, "Dossier du réseau", "", str(shared))
    back_up(office, shared, Progress())
    window.workplace.desk.restore_wanted.emit(None)
    until(qtbot, lambda: "shared" in listed(window))
    assert drive.name not in listed(window)


def test_after_a_folder_was_chosen_enter_goes_on_with_its_backup(
    qtbot: QtBot, opens: Opens, drive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(drive))
    window = opens(tmp_path / "new")
    new_pc(qtbot, window)
    click(qtbot, window, "restoreFolder")
    backups = find(window, "backupsToRestore", QListWidget)
    until(qtbot, lambda: backups.count() == 1)
    assert backups.hasFocus()


@pytest.mark.parametrize("lost", ["amane.db", "sign-in.json"])
def test_a_damaged_centre_offers_the_way_to_restore(
    qtbot: QtBot, opens: Opens, drive: Path, folder: Path, lost: str
) -> None:
    (folder / lost).write_bytes(b"\x00" * 5000)
    window = opens(folder)
    window.drives = Plugged((drive,))
    if lost == "amane.db":
        assert not seen(window, "restoreCentre", QPushButton)
        qtbot.keyClicks(find(window, "password", QLineEdit), PASSWORD)
        qtbot.keyClick(find(window, "password", QLineEdit), Qt.Key.Key_Return)
    click(qtbot, window, "restoreCentre")
    choose_newest(qtbot, window)
    give_secret(qtbot, window, PASSWORD)
    restore_now(qtbot, window)


def test_a_damaged_backup_is_said_at_the_list(
    qtbot: QtBot, opens: Opens, drive: Path, tmp_path: Path
) -> None:
    (found_in(drive)[0].folder / "amane.db").write_bytes(b"x" * 8192)
    window = opens(tmp_path / "new")
    new_pc(qtbot, window, drive, language="ar")
    choose_newest(qtbot, window)
    give_secret(qtbot, window, PASSWORD)
    damaged = i18n._("This backup is damaged. Nothing was changed.")
    until(qtbot, lambda: damaged in words(window))
    assert i18n._("Try an older one, or the other drive.") in words(window)
    find(window, "backupsToRestore", QListWidget)


def test_where_the_newest_is_damaged_the_newest_good_one_is_chosen(
    qtbot: QtBot, opens: Opens, drive: Path, folder: Path, tmp_path: Path
) -> None:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    back_up_at(office, drive, FRIDAY + timedelta(days=7))
    office.close()
    (found_in(drive)[0].folder / "amane.db").write_bytes(b"x" * 8192)
    window = opens(tmp_path / "new")
    new_pc(qtbot, window, drive)
    choose_newest(qtbot, window)
    give_secret(qtbot, window, PASSWORD)
    until(qtbot, lambda: "27 novembre 2026" in find_text(window, "restoreListError"))
    choose_newest(qtbot, window)
    give_secret(qtbot, window, PASSWORD)
    restore_now(qtbot, window)


def test_the_drives_newest_is_chosen_before_what_this_pc_has_kept(
    qtbot: QtBot, opens: Opens, drive: Path, folder: Path
) -> None:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    source = office.vault.source("", "Khadija")
    write_snapshot(source, folder / "snapshots", Progress(), FRIDAY + timedelta(days=1), "hours")
    office.close()
    window = opens(folder)
    window.drives = plugged = Plugged(())
    window.show_restore(folder)
    backups = find(window, "backupsToRestore", QListWidget)
    until(qtbot, lambda: backups.count() == 1)
    plugged.roots = (drive,)
    until(qtbot, lambda: "Clé rouge" in listed(window))
    choose_newest(qtbot, window)
    assert "27 novembre 2026" in words(window)


def find_text(window: MainWindow, name: str) -> str:
    return " ".join(label.text() for label in seen(window, name, QLabel))


def backed_up_demonstration(demo: Path, stick: Path) -> Path:
    names = {"name": "Démo", "name_ar": "", "director": "Khadija", "password": PASSWORD}
    centre.create(demo, **names, is_demonstration=True)
    office = centre.open_centre(demo, "Khadija", PASSWORD)
    drive = plug_in(office, stick)
    back_up_at(office, drive)
    office.close()
    return drive


def test_a_demonstration_opened_by_its_folder_takes_back_its_own_backup(
    qtbot: QtBot, opens: Opens, tmp_path: Path
) -> None:
    drive = backed_up_demonstration(tmp_path / "demonstration", tmp_path / "stick")
    window = opens(tmp_path / "demonstration")
    window.drives = Plugged((drive,))
    window.show_restore(tmp_path / "demonstration", found_in(drive)[0])
    give_secret(qtbot, window, PASSWORD)
    until(qtbot, lambda: seen(window, "restoreNow", QPushButton))


def test_a_demonstration_does_not_become_our_own_centre(
    qtbot: QtBot, opens: Opens, tmp_path: Path
) -> None:
    drive = backed_up_demonstration(tmp_path / "demo", tmp_path / "stick")
    window = opens(tmp_path / "new")
    new_pc(qtbot, window, drive)
    choose_newest(qtbot, window)
    give_secret(qtbot, window, PASSWORD)
    told = i18n._("This is a backup of the demonstration centre, not of your own.")
    until(qtbot, lambda: told in words(window))
