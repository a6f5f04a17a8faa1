"""One window per centre: one that was killed stands in nobody's way."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.faults.processes import ROOT
from ui.single import FirstWindow, raise_first

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.single import FirstWindow
app = QApplication([])
first = FirstWindow(Path(sys.argv[1]))
print("listens", flush=True)
app.exec()
"""


@pytest.fixture
def first(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process, whose window is the first one."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WINDOW, str(tmp_path)]
    first = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None and first.stdout.readline() == "listens\n"
    yield first
    first.kill()
    first.wait()
    first.stdout.close()


def test_the_lock_of_a_window_that_was_killed_locks_nobody_out(
    qtbot: QtBot, tmp_path: Path, first: "subprocess.Popen[str]"
) -> None:
    assert raise_first(tmp_path), "it would come forward"
    first.kill()
    first.wait()
    assert not raise_first(tmp_path)
    again = FirstWindow(tmp_path)
    with qtbot.waitSignal(again.called):
        assert raise_first(tmp_path)
    again.deleteLater()
