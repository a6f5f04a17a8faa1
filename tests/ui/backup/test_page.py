"""The weekly backup as a person makes it: a stick is plugged in, named, backed up to, removed."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office.backup_drives import known_drives
from amane_desktop.storage.backup.progress import Step
from amane_desktop.storage.drives import Letting
from tests.storage.backed_up import add_paper
from tests.ui.backup.steps import (
    GOOD,
    at_step,
    back_up,
    backed_up_stick,
    backups_on,
    look,
    make_known,
    offered,
    put_away,
    stands_still_at_copying,
    words,
)
from tests.ui.backup.sticks import Sticks
from tests.ui.visit import click, find, seen, until
from ui import theme
from ui.backup.page import BackupPage
from ui.tasks import Desk


def test_a_new_stick_is_named_backed_up_to_and_let_go(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks
) -> None:
    assert words(page, "lastBackup") == "Aucune encore hors de ce PC"
    root = sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A", "chez la directrice")
    back_up(qtbot, page)
    assert "faite, relue et vérifiée" in words(page, "backupBeneath")
    assert "25 novembre 2026" in words(page, "lastBackup")
    assert sticks.let_go_of == [root] and not root.exists()
    (backup,) = backups_on(sticks.plug_in("KINGSTON"))
    assert {"amane.db", "keyring.json", "amane.backup"} == {
        file.name for file in backup.folder.iterdir()
    }
    put_away(qtbot, page)
    look(page)
    until(qtbot, lambda: seen(page, "backups", QListWidget))
    listed = find(page, "backups", QListWidget)
    assert listed.count() == 1 and "25 novembre 2026" in listed.item(0).text()


def test_nothing_is_written_to_a_stick_before_it_is_named(
    qtbot: QtBot, page: BackupPage, sticks: Sticks
) -> None:
    root = sticks.plug_in("KINGSTON")
    look(page)
    until(qtbot, lambda: offered(page, "useDrive"))
    assert not offered(page, "backUp") and list(root.iterdir()) == []
    click(qtbot, page, "useDrive")
    click(qtbot, page, "save")
    until(qtbot, lambda: any("nom" in label.text() for label in errors(page)))
    click(qtbot, page, "close")
    until(qtbot, lambda: offered(page, "useDrive"))


def errors(page: QWidget) -> list[QLabel]:
    return [label for label in page.findChildren(QLabel) if label.property("role") == "error"]


def test_what_is_stopped_leaves_the_stick_as_it_was(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks
) -> None:
    root = sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    came, goes_on = stands_still_at_copying(desk)
    click(qtbot, page, "backUp")
    until(qtbot, came.is_set)
    assert "ne retirez rien" in words(page, "backupTitle")
    assert QApplication.focusWidget() is find(page, "cancelBackup", QPushButton)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    goes_on.set()
    until(qtbot, lambda: "arrêtée" in words(page, "backupTitle"))
    assert QApplication.focusWidget() is find(page, "putAway", QPushButton)
    assert backups_on(root) == () and sticks.let_go_of == []
    assert words(page, "lastBackup") == "Aucune encore hors de ce PC"
    put_away(qtbot, page)
    until(qtbot, lambda: offered(page, "backUp"))


def test_a_stick_pulled_out_midway_keeps_its_earlier_backups(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks, tmp_path: Path
) -> None:
    sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    back_up(qtbot, page)
    put_away(qtbot, page)
    before = backups_on(sticks.plug_in("KINGSTON"))
    look(page)
    pulled = []
    at_step(desk, Step.COPYING, lambda: pulled or pulled.append(sticks.pull_out("KINGSTON")))
    click(qtbot, page, "backUp")
    until(qtbot, lambda: "interrompu" in words(page, "backupTitle"))
    assert "intactes" in words(page, "backupBeneath")
    assert not (tmp_path / "slots" / "KINGSTON").exists()
    assert backups_on(sticks.plug_in("KINGSTON")) == before
    put_away(qtbot, page)
    look(page)
    back_up(qtbot, page)


def test_what_is_said_of_the_last_backup_goes_when_a_stick_is_plugged_in_anew(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks
) -> None:
    sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    back_up(qtbot, page)
    until(qtbot, lambda: page.now.at_hand.here == [])
    assert words(page, "backupTitle") == GOOD, "it stays until there is something else to do"
    sticks.plug_in("KINGSTON")
    look(page)
    until(qtbot, lambda: offered(page, "backUp"))
    assert desk.backups.run is None


def test_a_stick_that_lost_a_file_since_is_told_of_though_the_backup_is_good(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks
) -> None:
    paper = add_paper(desk.office)
    sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    back_up(qtbot, page)
    put_away(qtbot, page)
    (kept,) = sticks.plug_in("KINGSTON").rglob(paper)
    kept.unlink()
    look(page)
    back_up(qtbot, page)
    assert "1 ancien fichier" in words(page, "backupBeneath")
    assert list(sticks.plug_in("KINGSTON").rglob(paper)) == [kept]


@pytest.mark.parametrize(
    ("letting", "says"),
    [(Letting.IN_USE, "encore utilisée"), (Letting.NOT_OFFERED, "Avant de")],
)
def test_a_stick_that_is_not_let_go_may_not_be_removed_yet(
    qtbot: QtBot, page: BackupPage, sticks: Sticks, letting: Letting, says: str
) -> None:
    sticks.letting = letting
    sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    back_up(qtbot, page, "La sauvegarde sur Clé A est faite, relue et vérifiée.")
    assert says in words(page, "backupBeneath")
    assert offered(page, "letGoAgain") == (letting is Letting.IN_USE)
    if letting is Letting.IN_USE:
        sticks.letting = Letting.GONE
        click(qtbot, page, "letGoAgain")
        until(qtbot, lambda: words(page, "backupTitle") == GOOD)


def test_two_sticks_take_turns_and_the_page_says_where_the_other_is(
    qtbot: QtBot, page: BackupPage, sticks: Sticks
) -> None:
    for label, name, kept_at in (("KINGSTON", "Clé A", ""), ("SANDISK", "Clé B", "chez Khadija")):
        sticks.plug_in(label)
        make_known(qtbot, page, name, kept_at)
        sticks.pull_out(label)
    until(qtbot, lambda: "Clé A" in words(page, "plugIn"))
    sticks.plug_in("KINGSTON")
    look(page)
    back_up(qtbot, page)
    put_away(qtbot, page)
    until(qtbot, lambda: words(page, "plugIn").startswith("Branchez Clé B : c'est son tour."))
    assert "chez Khadija" in words(page, "plugIn")
    sticks.plug_in("KINGSTON")
    look(page)
    until(qtbot, lambda: "le tour de Clé B" in words(page, "driveBeneath"))
    assert offered(page, "backUp"), "this one serves too"


def test_a_lost_stick_is_taken_out_of_use_and_can_come_back(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks
) -> None:
    sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    click(qtbot, page, "changeDrive_1")
    click(qtbot, page, "retireDrive")
    click(qtbot, page, "takeOutOfUse")
    until(qtbot, lambda: desk.ask(known_drives)[0].is_retired)
    until(qtbot, lambda: "hors service" in words(page, "driveBeneath"))
    assert not offered(page, "backUp")
    click(qtbot, page, "useDrive")
    click(qtbot, page, "save")
    until(qtbot, lambda: offered(page, "backUp"))


def test_a_chosen_folder_serves_as_a_drive_and_is_offered_again(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    page.now.use_folder(share)
    until(qtbot, lambda: offered(page, "save"))
    assert "disque de ce PC" in words(page, "ownDisk")
    page.now._form.fields["name"].set_raw("Réseau")
    click(qtbot, page, "save")
    until(qtbot, lambda: offered(page, "backUp"))
    back_up(qtbot, page, "La sauvegarde sur Réseau est faite, relue et vérifiée.")
    assert len(backups_on(share)) == 1 and sticks.let_go_of == []
    assert words(page, "lastBackup") == "Aucune encore hors de ce PC", "it is lost with the PC"
    again = BackupPage(desk)
    qtbot.addWidget(again)
    again.show()
    put_away(qtbot, page)
    until(qtbot, lambda: words(again, "driveName") == "Réseau")
    assert "disque de ce PC" in words(again, "ownDisk")


def test_the_backups_are_read_anew_when_the_page_is_shown(
    qtbot: QtBot, page: BackupPage, sticks: Sticks
) -> None:
    stick = backed_up_stick(qtbot, page, sticks)
    assert offered(page, "restoreChosen")
    page.hide()
    shutil.rmtree(backups_on(stick)[0].folder)
    page.show()
    until(qtbot, lambda: not offered(page, "restoreChosen"))


def test_in_arabic_the_drive_stands_before_its_button(
    qtbot: QtBot, qapp: QApplication, desk: Desk, sticks: Sticks
) -> None:
    i18n.set_language("ar")
    theme.turn(qapp)
    try:
        desk.backups.drives = sticks
        sticks.plug_in("KINGSTON")
        page = BackupPage(desk)
        qtbot.addWidget(page)
        page.resize(1366, 620)
        page.show()
        until(qtbot, lambda: seen(page, "driveName", QLabel))
        name = find(page, "driveName", QLabel)
        button = find(page, "useDrive", QPushButton)
        assert name.mapTo(page, name.rect().center()).x() > button.mapTo(page, button.pos()).x()
        assert name.alignment() & Qt.AlignmentFlag.AlignRight
        assert "\u2068" in find(page, "driveBeneath", QLabel).text()
    finally:
        i18n.set_language("fr")
        theme.turn(qapp)
