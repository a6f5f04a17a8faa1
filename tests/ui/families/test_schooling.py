"""A child's school years on the record, told and set right by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.people import actions
from amane_desktop.people.person_card import person_card
from amane_desktop.people.school_lines import schooling_lines
from tests.ui.families.visit import Window, form_of

CHILD = 4


@pytest.fixture
def record(qtbot: QtBot, filled: Window) -> Window:
    """A child of 3AEP is chosen on its family's record."""
    names = ("Aya", "Aït Baha", "آية", "أيت باها")
    told = {"school": "Al Massira", "level": "3AEP", "kinship": "daughter"}
    filled.desk.office.do(actions.add_person, 3, *names, **told)
    filled.page.open(family_id=3, person_id=CHILD)
    qtbot.waitUntil(filled.page.record.schooling.isVisible)
    return filled


def shown(window: Window) -> str:
    labels = window.page.record.schooling.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def press(window: Window, name: str) -> None:
    window.page.record.schooling.findChild(QPushButton, name).click()


def test_another_school_is_told_and_shown_above_the_one_before(
    qtbot: QtBot, record: Window
) -> None:
    assert "Al Massira" in shown(record)
    press(record, "changedSchool")
    form = form_of(record.page)
    assert form is not None
    form.fields["school"].set_raw("Ibn Battuta")
    qtbot.keyClick(form.fields["school"].editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form_of(record.page) is None)
    text = shown(record)
    assert text.index("Ibn Battuta") < text.index("Al Massira")


def test_leaving_school_asks_why(qtbot: QtBot, record: Window) -> None:
    press(record, "leftSchool")
    form = form_of(record.page)
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: not form.is_saving)
    assert form_of(record.page) is form
    form.fields["reason"].set_raw("distance")
    form.save()
    qtbot.waitUntil(lambda: form_of(record.page) is None)
    card = record.desk.ask(person_card, CHILD)
    assert card is not None and card.told["level"] == "NS" and card.school_id is None


def test_a_line_is_set_right(qtbot: QtBot, record: Window) -> None:
    (line,) = record.desk.ask(schooling_lines, CHILD)
    record.page.record.schooling.edit.emit("schooling", line.id)
    form = form_of(record.page)
    assert form is not None
    form.fields["school_class"].set_raw("B")
    form.save()
    qtbot.waitUntil(lambda: form_of(record.page) is None)
    assert "B" in shown(record).split(" · ")[-1]


def test_an_earlier_year_is_added(qtbot: QtBot, record: Window) -> None:
    press(record, "addSchoolYear")
    form = form_of(record.page)
    assert form is not None
    form.fields["year"].set_raw("2024")
    form.fields["level"].set_raw("1AEP")
    form.save()
    qtbot.waitUntil(lambda: form_of(record.page) is None)
    assert "2024/2025" in shown(record)


def test_a_grown_up_has_no_school_years(qtbot: QtBot, filled: Window) -> None:
    names = ("Hasna", "Aït Baha", "حسناء", "أيت باها")
    filled.desk.office.do(actions.add_person, 3, *names, kinship="mother")
    filled.page.open(family_id=3, person_id=CHILD)
    assert not filled.page.record.schooling.isVisible()
