"""A second start: the first window comes forward, and a killed one does not stand in the way."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.faults.processes import ROOT
from ui.single import OneWindow, raise_first

AS_THE_SECOND = "one = OneWindow(folder); sys.exit(not one.is_first and raise_first(folder))"
KILLED = (
    "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]); "
    "one = OneWindow(folder); one.called.connect(lambda: os.kill(os.getpid(), 9)); "
    "one.listen(); app.exec()"
)


def start(folder: Path, does: str) -> "subprocess.Popen[bytes]":
    """Another process that stands before the same folder."""
    begin = "import os, sys; from pathlib import Path; from ui.single import *; "
    script = f"{begin}folder = Path(sys.argv[1]); {does}"
    return subprocess.Popen([sys.executable, "-c", script, str(folder)], cwd=ROOT)


def test_a_second_start_brings_the_first_window_forward(tmp_path: Path, qtbot: QtBot) -> None:
    first = OneWindow(tmp_path)
    assert first.is_first
    # It comes while the first one has not begun to listen.
    second = start(tmp_path, AS_THE_SECOND)
    with qtbot.waitSignal(first.called, timeout=20_000):
        first.listen()
    assert second.wait() == 1


def test_another_centre_has_a_window_of_its_own(tmp_path: Path, qtbot: QtBot) -> None:
    first = OneWindow(tmp_path / "one")
    assert first.is_first
    assert start(tmp_path / "other", AS_THE_SECOND).wait() == 0


def test_a_window_that_was_killed_does_not_stand_in_the_way(tmp_path: Path, qtbot: QtBot) -> None:
    killed = start(tmp_path, KILLED)
    assert raise_first(tmp_path), "it listens, and is killed by being called"
    assert killed.wait() == -9
    next_ = OneWindow(tmp_path)
    assert next_.is_first
    with qtbot.waitSignal(next_.called, timeout=20_000):
        next_.listen()
        second = start(tmp_path, AS_THE_SECOND)
    assert second.wait() == 1


def test_when_the_first_does_not_answer_the_second_opens_all_the_same(tmp_path: Path) -> None:
    first = OneWindow(tmp_path)
    assert first.is_first
    assert not OneWindow(tmp_path).is_first
    assert not raise_first(tmp_path, patience_ms=0)
