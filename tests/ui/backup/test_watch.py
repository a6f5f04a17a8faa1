"""Drives are seen while somebody looks, and one that hangs keeps nobody from seeing another."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.storage.backup.drive_mark import set_mark
from amane_desktop.storage.drives import Drive, looking
from tests.ui.backup.sticks import Sticks
from tests.ui.visit import until
from ui.backup.watch import DriveWatch
from ui.tasks import Desk


def marks(seen: DriveWatch) -> dict[str, str]:
    return {place.drive.label: place.mark for place in seen.places or ()}


def test_it_looks_only_while_it_is_seen_and_not_while_a_backup_is_written(
    qtbot: QtBot, desk: Desk, sticks: Sticks
) -> None:
    desk.backups.drives = sticks
    widget = QWidget()
    qtbot.addWidget(widget)
    seen = DriveWatch(desk.backups, widget)
    sticks.plug_in("KINGSTON")
    assert not seen._timer.isActive() and seen.places is None
    widget.show()
    until(qtbot, lambda: marks(seen) == {"KINGSTON": ""})
    mark = set_mark(sticks.plug_in("KINGSTON"))
    seen.forget()
    until(qtbot, lambda: marks(seen) == {"KINGSTON": mark})
    sticks.pull_out("KINGSTON")
    seen.look()
    until(qtbot, lambda: marks(seen) == {})
    widget.hide()
    assert not seen._timer.isActive()


class Hanging(type(Path())):  # type: ignore[misc]
    """Where a dead stick stands: whoever reads there waits."""

    answers = Event()

    def __fspath__(self) -> str:
        self.answers.wait(20)
        return super().__fspath__()


class WithDead(Sticks):
    """Sticks, one of which was seen and answers no more."""

    def plugged_in(self) -> tuple[Drive, ...]:
        (drive,) = super().plugged_in()
        return (replace(drive, root=Hanging("/media/dead"), label="DEAD"), drive)


def test_a_stick_that_hangs_while_it_is_read_hides_no_other(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_SECONDS", 0.2)
    desk.backups.drives = sticks = WithDead(tmp_path / "drawer", tmp_path / "slots")
    widget = QWidget()
    qtbot.addWidget(widget)
    seen = DriveWatch(desk.backups, widget)
    sticks.plug_in("KINGSTON")
    widget.show()
    until(qtbot, lambda: marks(seen) == {"KINGSTON": ""})
    Hanging.answers.set()
