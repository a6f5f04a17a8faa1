"""The backup of the week, a lost drive, and a centre that is brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLineEdit, QPushButton

from amane_desktop.office.backing_up import back_up, prepare_drive
from amane_desktop.office.backup_drives import known_drives
from amane_desktop.office.front_door import DEMO_PASSWORD
from amane_desktop.storage.backup.progress import Progress
from screenshots.pictures import picture
from screenshots.stage import Plugged, Stage
from ui.backup.restore_page import RestorePage
from ui.widgets.basics import Card

_FRIDAYS = tuple(date(2026, 11, 20) - timedelta(weeks=n) for n in (3, 2, 1, 0))


@picture
def backup(stage: Stage) -> QPixmap:
    """The page of the backup, with the stick plugged in whose turn it is."""
    stage.desk.backups.drives = Plugged(_stick(stage))
    stage.go("backup")
    stage.until(lambda: stage.workplace.findChildren(QPushButton, "backUp"))
    return stage.page()


@picture
def lost_stick(stage: Stage) -> QPixmap:
    """The form of a stick, with the way to take it out of use."""
    backup(stage)
    first = stage.desk.ask(known_drives)[0]
    stage.press(f"changeDrive_{first.id}")
    page = stage.workplace.page("backup")
    return stage.part(page.drives)


@picture
def restore_list(stage: Stage) -> QPixmap:
    """The backups on the stick that is plugged in."""
    return _restoring(stage, lambda page: None)


@picture
def restore_inside(stage: Stage) -> QPixmap:
    """What a backup holds, before anything is changed."""

    def look_in(page: RestorePage) -> None:
        stage.until(lambda: stage.find("chooseBackup", QPushButton, page).isEnabled())
        stage.press("chooseBackup", page)
        stage.find("restoreSecret", QLineEdit, page).setText(DEMO_PASSWORD)
        stage.press("lookIn", page)
        stage.until(lambda: page.findChildren(QPushButton, "restoreNow"))

    return _restoring(stage, look_in)


def _stick(stage: Stage) -> Path:
    """The first of two sticks, with the backups of two Fridays; the other has that between."""
    sticks = [stage.room / name for name in ("KINGSTON", "SANDISK")]
    if not sticks[0].exists():
        named = (
            (stage.words("Clé A", "المفتاح أ"), stage.words("coffre du bureau", "خزانة المكتب")),
            (stage.words("Clé B", "المفتاح ب"), stage.words("chez la directrice", "عند المديرة")),
        )
        for root, (name, kept_at) in zip(sticks, named, strict=True):
            root.mkdir()
            prepare_drive(stage.office, root, name, kept_at)
        for number, friday in enumerate(_FRIDAYS):
            with stage.on(friday):
                back_up(stage.office, sticks[number % 2], Progress())
    return sticks[0]


def _restoring(stage: Stage, go_on: Callable[[RestorePage], None]) -> QPixmap:
    page = RestorePage(
        stage.room / "new" / "centre",
        Plugged(_stick(stage)),
        is_demonstration=True,
        wait=lambda: None,
    )
    page.resize(1000, 600)
    stage.show(page)
    page.ready()
    stage.settle()
    go_on(page)
    picture = stage.part(page.findChild(Card))
    page.stop()
    page.close()
    return picture
