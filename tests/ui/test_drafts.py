"""Half-typed work of every page is kept in the file, also when the window is closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from amane_desktop.attendance import actions
from amane_desktop.office import centre
from amane_desktop.office.drafts import half_typed
from tests.conftest import PASSWORD
from tests.ui.conftest import Opens
from tests.ui.test_staff import opened
from ui.families.page import FamiliesPage
from ui.school_support.groups import GroupsView
from ui.school_support.timetable import TimetableView
from ui.tasks import Desk
from ui.widgets.forms import Form

HOURS = "school_support/timetable/1"


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD))
    desk.office.do(actions.add_group, "Atlas", "")
    yield desk
    desk.close()


def begins(view: TimetableView) -> QLineEdit:
    return view.hours._lines[0][0]


def test_half_typed_hours_are_kept_until_they_are_saved(qtbot: QtBot, desk: Desk) -> None:
    view = TimetableView(desk)
    qtbot.addWidget(view)
    view.hours._quiet.setInterval(0)
    begins(view).clear()
    QTest.keyClicks(begins(view), "11:15")
    qtbot.waitUntil(lambda: desk.ask(half_typed, HOURS) is not None)
    # As after a crash: another desk knows only what the file holds.
    again = TimetableView(Desk(desk.office))
    qtbot.addWidget(again)
    assert begins(again).text() == "11:15"
    view.hours._save.click()
    qtbot.waitUntil(lambda: desk.ask(half_typed, HOURS) is None)


def test_a_group_that_is_half_typed_is_there_again(qtbot: QtBot, desk: Desk) -> None:
    view = GroupsView(desk)
    qtbot.addWidget(view)
    view.add_group()
    assert view._form is not None
    view._form.fields["name"].set_raw("Toubkal")
    view._form.left.emit()
    view.add_group()
    assert view._form is not None and view._form.typed()["name"] == "Toubkal"


def test_what_is_half_typed_when_the_window_is_closed_is_kept(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace = opened(qtbot, window)
    workplace.go("families", {"add": True})
    page = workplace.page("families")
    assert isinstance(page, FamiliesPage)
    (form,) = page.findChildren(Form)
    form.fields["address"].set_raw("Derb Lalla")
    window.finish()
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    draft = office.ask(half_typed, "families/family/-/-")
    office.close()
    assert draft is not None and draft.typed["address"] == "Derb Lalla"
