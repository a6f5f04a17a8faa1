"""The first start: our own centre, with its recovery code; half a start leaves nothing."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office.front_door import exists
from amane_desktop.office.logo import centre_logo
from amane_desktop.office.queries import centre_card
from tests.conftest import PASSWORD
from tests.ui.visit import click, find, until
from ui.main_window import MainWindow
from ui.widgets.photo_field import PhotoField

NAMES = {"centre_name": "Centre Amane", "centre_name_ar": "مركز أمان", "centre_director": "Khadija"}


def fill(qtbot: QtBot, window: MainWindow, password: str = PASSWORD) -> None:
    for name, text in {**NAMES, "centre_password": password}.items():
        line = find(window, name, QLineEdit)
        line.clear()
        line.setText(text)
    click(qtbot, window, "goOn")


def shown(window: MainWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def left_behind(folder: Path) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.name != "settings.json"]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_our_own_centre_opens_once_its_code_was_confirmed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, lang: str
) -> None:
    click(qtbot, window, f"language_{lang}")
    assert i18n.language() == lang
    click(qtbot, window, "ourCentre")
    fill(qtbot, window)
    find(window, "centre_address", QLineEdit).setText("Derb Akka")
    picture = tmp_path.with_name("logo.png")
    Image.new("RGB", (900, 300), "red").save(picture)
    logo = find(window, "logo", PhotoField)
    logo.take_file(picture)
    until(qtbot, lambda: logo.remove.isVisible())
    click(qtbot, window, "placeGoOn")
    code = find(window, "shownCode", QLabel).text().strip("\u2066\u2069")
    last = find(window, "lastBlock", QLineEdit)
    last.setText("0000" if not code.endswith("0000") else "1111")
    click(qtbot, window, "makeCentre")
    assert left_behind(tmp_path) == [], "nothing is written before the code was confirmed"
    last.setText(code[-4:].lower())
    click(qtbot, window, "makeCentre")
    until(qtbot, lambda: window.workplace)
    assert exists(tmp_path / "centre")
    workplace = window.workplace
    assert workplace is not None
    office = workplace.desk.office
    assert office.signed_in.name == "Khadija"
    assert office.ask(centre_card).address == "Derb Akka"
    assert office.ask(centre_logo).startswith(b"\x89PNG")


def test_a_logo_that_is_none_is_said_and_an_address_is_not_asked_twice(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    click(qtbot, window, "language_fr")
    click(qtbot, window, "ourCentre")
    fill(qtbot, window)
    letter = tmp_path.with_name("letter.png")
    letter.write_bytes(b"%PDF a letter")
    find(window, "logo", PhotoField).take_file(letter)
    refused = i18n._("This is no picture that can be read: take a JPEG or PNG.")
    until(qtbot, lambda: refused in shown(window))
    find(window, "centre_address_ar", QLineEdit).setText("x" * 201)
    click(qtbot, window, "placeGoOn")
    find(window, "centre_address_ar", QLineEdit).setText("درب أقا")
    qtbot.keyClick(find(window, "centre_address_ar", QLineEdit), Qt.Key.Key_Return)
    find(window, "shownCode", QLabel)
    assert left_behind(tmp_path) == []


def test_a_short_password_is_said_at_its_field_and_the_rest_is_kept(
    qtbot: QtBot, window: MainWindow
) -> None:
    click(qtbot, window, "language_fr")
    click(qtbot, window, "ourCentre")
    fill(qtbot, window, password="court")
    short = i18n._("Take at least 10 characters: three or four words are easy.")
    assert short in shown(window)
    assert find(window, "centre_director", QLineEdit).text() == "Khadija"


def test_a_first_start_left_halfway_leaves_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    click(qtbot, window, "language_fr")
    click(qtbot, window, "ourCentre")
    fill(qtbot, window)
    click(qtbot, window, "placeGoOn")
    find(window, "shownCode", QLabel)
    window.close()
    assert left_behind(tmp_path) == []
