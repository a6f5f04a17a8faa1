"""The second weekly job on Today: one click when a known drive is in."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.backup.steps import backups_on, make_known
from tests.ui.backup.sticks import Sticks
from tests.ui.visit import click, find, until
from ui.backup.page import BackupPage
from ui.tasks import Desk
from ui.today.page import TodayPage


def test_the_button_leads_to_the_page_and_begins_when_a_known_stick_is_in(
    qtbot: QtBot, desk: Desk, page: BackupPage, sticks: Sticks
) -> None:
    sticks.plug_in("KINGSTON")
    make_known(qtbot, page, "Clé A")
    sticks.pull_out("KINGSTON")
    went: list[str] = []
    desk.went.connect(lambda key, _where: went.append(key))
    today = TodayPage(desk)
    qtbot.addWidget(today)
    today.show()
    click(qtbot, today, "goToBackup")
    assert went == ["backup"] and desk.backups.run is None
    sticks.plug_in("KINGSTON")
    button = find(today, "goToBackup", QPushButton)
    until(qtbot, lambda: "Clé A" in button.text())
    click(qtbot, today, "goToBackup")
    assert went == ["backup", "backup"]
    until(qtbot, lambda: desk.backups.run and desk.backups.run.is_good)
    assert len(backups_on(sticks.plug_in("KINGSTON"))) == 1
