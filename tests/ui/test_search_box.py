"""The box on top: what is shown belongs to what was typed last, and the window never waits."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, get_ident
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.people import actions
from tests.conftest import PASSWORD
from tests.ui.visit import come_forward, until
from ui.tasks import Desk
from ui.widgets.search_box import SearchBox


class Watched(Desk):
    """A desk that notes who asks what, and lets the answer to some words wait."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.asked: list[tuple[str, int]] = []
        self.held: dict[str, Event] = {}

    def ask(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """The true answer, in its time."""
        self.asked.append((args[0], get_ident()))
        if args[0] in self.held:
            assert self.held[args[0]].wait(20)
        return super().ask(query, *args, **kwargs)


@pytest.fixture
def desk(folder: Path, qtbot: QtBot) -> Iterator[Watched]:
    """A centre with two families."""
    desk = Watched(centre.open_centre(folder, "Khadija", PASSWORD))
    for name, name_ar in (("Aït Baha", "أيت باها"), ("Mokhtari", "المختاري")):
        desk.office.do(actions.add_family, name, name_ar)
    yield desk
    desk.close()


@pytest.fixture
def box(qtbot: QtBot, desk: Watched) -> SearchBox:
    """The box, with the keyboard in it."""
    box = SearchBox(desk)
    qtbot.addWidget(box)
    come_forward(qtbot, box)
    box.setFocus()
    return box


def shown(box: SearchBox) -> list[str]:
    return [box.popup.list.item(row).text() for row in range(box.popup.list.count())]


def test_looking_goes_on_beside_the_window(qtbot: QtBot, box: SearchBox, desk: Watched) -> None:
    qtbot.keyClicks(box, "mukhtar")
    until(qtbot, lambda: shown(box) == ["Mokhtari"])
    assert desk.asked and all(thread != get_ident() for _words, thread in desk.asked)
    i18n.set_language("ar")
    box.setText("")
    qtbot.keyClicks(box, "ait baha")
    until(qtbot, lambda: shown(box) == ["أيت باها"])


def test_an_older_answer_does_not_replace_a_newer_one(
    qtbot: QtBot, box: SearchBox, desk: Watched
) -> None:
    desk.held["mokh"] = Event()
    qtbot.keyClicks(box, "mokh")
    until(qtbot, lambda: [words for words, _thread in desk.asked] == ["mokh"])
    box.setText("")
    qtbot.keyClicks(box, "baha")
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert not box.popup.isVisible()
    desk.held["mokh"].set()
    until(qtbot, lambda: shown(box))
    assert shown(box) == ["Aït Baha"]


def test_enter_goes_there_once_the_answer_has_come(
    qtbot: QtBot, box: SearchBox, desk: Watched
) -> None:
    desk.held["baha"] = Event()
    qtbot.keyClicks(box, "baha")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    with qtbot.waitSignal(desk.went) as went:
        desk.held["baha"].set()
    assert went.args == ["families", {"family_id": 1, "person_id": None}]
    assert box.text() == "" and not box.popup.isVisible()


def test_an_answer_that_comes_after_leaving_is_not_shown(
    qtbot: QtBot, box: SearchBox, desk: Watched
) -> None:
    desk.held["baha"] = Event()
    qtbot.keyClicks(box, "baha")
    until(qtbot, lambda: desk.asked)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    desk.held["baha"].set()
    box.setFocus()
    qtbot.keyClicks(box, "xqxq")
    until(qtbot, box.popup.isVisible)
    assert shown(box) == [] and box.popup.nothing.isVisible()
