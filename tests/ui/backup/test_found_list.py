"""The newest backup is proposed until a person picks another, which then stays chosen."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from amane_desktop.storage.backup.layout import Found
from tests.storage.backed_up import FRIDAY
from ui.backup.found_list import FoundList


def shown(found_list: FoundList, *weeks: int) -> None:
    """Fill it with the backups of these weeks, the newest first."""
    founds = [Found(Path(f"/{n}"), FRIDAY + timedelta(weeks=n), "", 1) for n in weeks]
    found_list.show_found([(found, "") for found in founds], founds[0] if founds else None)


def chosen(found_list: FoundList) -> str:
    return found_list.found.folder.name if found_list.found is not None else ""


def test_what_was_picked_stays_chosen(qtbot: QtBot) -> None:
    found_list = FoundList("backups", "Backups")
    qtbot.addWidget(found_list)
    told: list[str] = []
    found_list.chosen.connect(lambda: told.append(chosen(found_list)))
    shown(found_list, 2, 1)
    shown(found_list, 3, 2, 1)
    qtbot.keyClick(found_list, Qt.Key.Key_Down)
    shown(found_list, 4, 3, 2, 1)
    shown(found_list, 4, 3)
    shown(found_list)
    assert told == ["2", "3", "2", "2", "4", ""]
