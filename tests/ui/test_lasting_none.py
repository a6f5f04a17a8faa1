"""The window lives through more calls of Qt than Python 3.11 has references to None."""

import os
import subprocess
import sys

WORK = """
from PySide6.QtWidgets import QApplication, QLabel
from ui.lasting_none import hold_none
app = QApplication([])
label = QLabel()
hold_none()
for _ in range(200_000):
    label.setText("")
print("alive", flush=True)
"""


def test_two_hundred_thousand_calls_are_survived() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WORK]
    work = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert work.stdout == "alive\n"
