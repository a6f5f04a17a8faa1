"""The photo on a person's record: shown, put by a file that is dropped, removed, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from amane_desktop.people import actions
from amane_desktop.people.photos import person_photo, put_photo
from tests.office.test_pictures import a_png
from tests.ui.visit import until
from ui.families.person_photo import PersonPhoto
from ui.tasks import Desk

NAMES = ("Zineb", "Ouhammou")


@pytest.fixture
def child(desk: Desk) -> int:
    family = desk.office.do(actions.add_family, "Ouhammou", "أوحمو")
    return desk.office.do(actions.add_person, family, "Zineb", "Ouhammou")


@pytest.fixture
def red(tmp_path: Path) -> Path:
    path = tmp_path / "red.png"
    Image.new("RGB", (300, 300), "red").save(path)
    return path


@pytest.fixture
def photo(desk: Desk, qtbot: QtBot, child: int) -> Callable[..., PersonPhoto]:
    """The button, which follows what is kept."""

    def make(*, is_editable: bool = True) -> PersonPhoto:
        button = PersonPhoto(desk)
        qtbot.addWidget(button)

        def show(_change: object = None) -> None:
            button.show_person(child, NAMES, is_editable=is_editable)

        show()
        desk.changed.connect(show)
        button.show()
        return button

    return make


def drop(button: PersonPhoto, path: Path) -> bool:
    """Drag a file over the button and let it go; gives whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(QPoint(5, 5), copy, data, buttons, keys)
    entered.ignore()
    QGuiApplication.sendEvent(button, entered)
    if not entered.isAccepted():
        return False
    QGuiApplication.sendEvent(button, QDropEvent(QPointF(5, 5), copy, data, buttons, keys))
    return True


def colour(button: PersonPhoto) -> str:
    return button.grab().toImage().pixelColor(36, 36).name()


def test_a_photo_is_dropped_removed_by_keyboard_and_taken_back(
    qtbot: QtBot, desk: Desk, child: int, red: Path, photo: Callable[..., PersonPhoto]
) -> None:
    button = photo()
    assert button.text() == "ZO"
    assert drop(button, red)
    until(qtbot, lambda: not button.text())
    assert colour(button).startswith(("#fe0", "#ff0"))
    assert desk.ask(person_photo, child)

    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    menu = button.findChild(QMenu)
    assert menu is not None and menu.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(menu, key)
    until(qtbot, lambda: button.text() == "ZO")
    desk.undo()
    until(qtbot, lambda: not button.text())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a letter", "This is no picture that can be read: take a JPEG or PNG."),
        (a_png(20_000, 10_000), "This picture is too large: 64 megapixels at most."),
        (a_png(100, 100), "This picture is damaged or not whole."),
    ],
    ids=["a letter", "200 megapixels", "hollow"],
)
def test_what_is_no_photo_is_said_and_the_photo_stays(
    qtbot: QtBot,
    desk: Desk,
    child: int,
    red: Path,
    photo: Callable[..., PersonPhoto],
    content: bytes,
    told: str,
) -> None:
    desk.office.do(put_photo, child, red.read_bytes())
    button, said = photo(), []
    desk.notice.connect(said.append)
    red.write_bytes(content)
    button.take_file(red)
    until(qtbot, lambda: said)
    button.take_file(red.with_name("gone.png"))
    assert said == [told, "This file cannot be read."]
    assert not button.text() and colour(button).startswith(("#fe0", "#ff0"))


def test_who_may_not_change_it_only_sees_it(
    desk: Desk, child: int, red: Path, photo: Callable[..., PersonPhoto]
) -> None:
    desk.office.do(put_photo, child, red.read_bytes())
    button = photo(is_editable=False)
    assert colour(button).startswith(("#fe0", "#ff0"))
    button.click()
    menu = button.findChild(QMenu)
    assert menu is not None and not menu.isVisible()
    assert not drop(button, red)


def test_a_photo_that_is_damaged_is_told_and_replaced(
    qtbot: QtBot, desk: Desk, child: int, red: Path, photo: Callable[..., PersonPhoto]
) -> None:
    desk.office.do(put_photo, child, red.read_bytes())
    (file,) = (desk.office.folder / "attachments").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    button = photo()
    assert button.text() == "ZO" and "damaged" in button.toolTip()
    assert drop(button, red)
    until(qtbot, lambda: not button.text())
