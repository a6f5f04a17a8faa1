"""The history of a family's record: told with enrolments, and undone line by line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.attendance import actions as groups
from amane_desktop.people import actions, queries
from tests.ui.families.visit import TODAY, Window, press
from ui.widgets.undoing import UndoDialog

UNDONE = "undone by {name}, {date}"


def buttons(window: Window) -> list[QPushButton]:
    """The undo buttons of the history's lines, newest first."""
    found = window.page.record.history.findChildren(QPushButton, "undoLine")
    return [button for button in found if button.isVisible()]


def address(window: Window) -> str:
    card = window.desk.ask(queries.family_card, 3)
    assert card is not None
    return card.address


def dialog(window: Window) -> UndoDialog | None:
    return next((d for d in window.findChildren(UndoDialog) if d.isVisible()), None)


def begins(message: str) -> str:
    """A message up to the name in it."""
    return i18n._(message).split("{")[0]


@pytest.fixture
def changed(filled: Window) -> Window:
    """The address was changed, and then a telephone added."""
    filled.desk.office.do(actions.change_family, 3, 1, "Aït Baha", "أيت باها", "Mhaita")
    filled.desk.office.do(actions.add_telephone, 3, "0612345678", "Rokia", is_safe=True)
    filled.page.open(family_id=3)
    return filled


def test_an_earlier_change_is_undone_and_done_again_by_keyboard(
    qtbot: QtBot, changed: Window
) -> None:
    buttons(changed)[1].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: address(changed) == "")
    qtbot.waitUntil(lambda: f"{begins(UNDONE)}Khadija" in changed.words())
    assert "06 12 34 56 78" in changed.words()
    qtbot.waitUntil(lambda: len(buttons(changed)) == 6)
    again = buttons(changed)[1]
    assert again.text() == i18n._("Do again")
    again.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: address(changed) == "Mhaita")
    qtbot.waitUntil(lambda: begins(UNDONE) not in changed.words())


def test_where_something_stays_it_is_said_first(qtbot: QtBot, changed: Window) -> None:
    changed.desk.office.do(actions.change_family, 3, 2, "Aït Bahi", "أيت باها", "Zraib")
    changed.desk.office.do(actions.change_family, 3, 3, "Aït Bahi", "أيت باها", "Lastah")
    qtbot.waitUntil(lambda: len(buttons(changed)) == 8)
    buttons(changed)[1].click()
    qtbot.waitUntil(lambda: dialog(changed) is not None)
    shown = dialog(changed)
    assert shown is not None
    words = "\n".join(label.text() for label in shown.findChildren(QLabel))
    assert i18n._("Stays as it is") in words and i18n._("Is as it was before") in words
    assert "Khadija" in words and address(changed) == "Lastah"
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog(changed) is None)
    assert address(changed) == "Lastah"
    buttons(changed)[1].click()
    qtbot.waitUntil(lambda: dialog(changed) is not None)
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "undoNow")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: begins("undone in part by {name}, {date}") in changed.words())
    card = changed.desk.ask(queries.family_card, 3)
    assert card is not None and (card.line.name, card.address) == ("Aït Baha", "Lastah")


def test_enrolments_are_told_with_the_group(qtbot: QtBot, filled: Window) -> None:
    office = filled.desk.office
    group = office.do(groups.add_group, "Atlas", "أطلس", from_=TODAY.today())
    enrolment = office.do(groups.enrol_child, group, 2, from_=TODAY.today())
    office.do(groups.end_enrolment, enrolment, 1, TODAY.today())
    filled.page.open(family_id=3)
    lines = [line for line in filled.words().split("\n") if "Khadija" in line]
    told = ("ياسين", "أطلس") if i18n.language() == "ar" else ("Yassine", "Atlas")
    for line, sentence in zip(lines, ("Ended an enrolment", "Enrolled a child"), strict=False):
        assert i18n._(sentence) in line and all(name in line for name in told)
