"""Advice while a password is chosen: in words, in the reader's language, forbidding nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from tests.conftest import PASSWORD
from ui.background import Background
from ui.own_password import OwnPassword
from ui.reset_password import ResetPassword
from ui.widgets.password_advice import PasswordAdvice


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background("test")
    yield background
    background.close()


def typed(window: QWidget, name: str, text: str) -> str:
    line = window.findChild(QLineEdit, name)
    advice = window.findChild(PasswordAdvice)
    assert line is not None and advice is not None
    line.setText(text)
    return advice.text()


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_ones_own_password(qtbot: QtBot, lang: str) -> None:
    i18n.set_language(lang)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = OwnPassword(
        "Khadija", lambda *_args: None, parent, centre=("Centre Amane", ""), old="x"
    )
    here = i18n._("Names and words from here are tried first.")
    assert here in typed(dialog, "ownNewPassword", "khadija 2026")
    assert here not in typed(dialog, "ownNewPassword", "bonjour")
    assert typed(dialog, "ownNewPassword", PASSWORD) == i18n._("A strong password.")
    first = i18n._("Three or four words that belong to nobody else are easy to keep in mind.")
    assert typed(dialog, "ownNewPassword", "") == first


def test_a_forgotten_password(qtbot: QtBot, folder: Path, background: Background) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ResetPassword(folder, "Khadija", background, parent)
    assert "words from here" in typed(dialog, "newPassword", "centre amane 1")


def test_its_lists_are_not_loaded_before_somebody_chooses_a_password() -> None:
    looked = (
        "import sys; from pathlib import Path;"
        "from PySide6.QtWidgets import QApplication, QLineEdit;"
        "app = QApplication([]); from ui.main_window import MainWindow;"
        "from ui.widgets.password_advice import PasswordAdvice;"
        "line = QLineEdit(); advice = PasswordAdvice(line, tuple);"
        "window = MainWindow(Path(sys.argv[1]));"
        "before = 'zxcvbn' in sys.modules; line.setText('a');"
        "print(before, 'zxcvbn' in sys.modules); window.finish()"
    )
    said = subprocess.run(
        [sys.executable, "-c", looked, "nowhere"], check=True, capture_output=True, text=True
    )
    assert said.stdout.split() == ["False", "True"]
