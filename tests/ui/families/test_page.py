"""The list and the record of families, used by keyboard in French and in Arabic."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QPushButton,
)
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.people import actions, queries
from tests.ui.families.visit import (
    DOWN,
    ENTER,
    ESCAPE,
    TAB,
    Window,
    begin_family,
    form_is_open,
    form_of,
    press,
)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_family_of_five_is_entered_by_keyboard_alone(
    qtbot: QtBot, window: Callable[[str], Window], language: str
) -> None:
    shown = window(language)
    begin_family(qtbot, shown)
    both = ("Aït Baha", "أيت باها") if language == "fr" else ("أيت باها", "Aït Baha")
    press(qtbot, both[0], TAB, both[1], TAB, "Lastah, Taroudant", ENTER)
    persons = [
        ("Fatima", "فاطمة", "~1992"),
        ("Yassine", "ياسين", "3/9/15"),
        ("Salma", "سلمى", "5/2018"),
        ("Omar", "عمر", "2020"),
        ("Aya", "آية", "1-2-23"),
    ]
    for n, (given_name, given_ar, born) in enumerate(persons):
        qtbot.waitUntil(form_is_open(shown, "given_name"))
        qtbot.waitUntil(lambda: shown.page.list.families.rowCount() == 1)
        qtbot.waitUntil(lambda n=n: len(shown.desk.ask(queries.family_card, 1).persons) == n)
        both = (given_name, given_ar) if language == "fr" else (given_ar, given_name)
        press(qtbot, both[0], TAB, both[1], TAB, TAB, TAB)
        press(qtbot, *([DOWN] if n == 0 else []), TAB, TAB, born, ENTER)
    qtbot.waitUntil(lambda: len(shown.desk.ask(queries.family_card, 1).persons) == 5)
    qtbot.waitUntil(form_is_open(shown, "given_name"))
    press(qtbot, ESCAPE)
    assert form_of(shown.page) is None
    names = [row[0].split()[0] for row in shown.persons()]
    assert names == [person[0 if language == "fr" else 1] for person in persons]
    card = shown.desk.ask(queries.family_card, 1)
    assert card is not None
    assert card.address == "Lastah, Taroudant"
    mother = card.persons[0]
    assert (mother.kinship, mother.sex, mother.family_name_ar) == ("mother", "f", "أيت باها")
    assert [p.birth_precision for p in card.persons] == [
        "estimate",
        "exact",
        "month",
        "year",
        "exact",
    ]
    assert shown.persons()[1][2] == "11"


def test_the_list_sorts_as_people_sort(filled: Window) -> None:
    if i18n.language() == "ar":
        assert filled.rows() == ["أيت باها", "باهي", "الفاسي"]
    else:
        assert filled.rows() == ["Aït Baha", "Bahi", "El Fassi"]


@pytest.mark.parametrize("words", ["yass", "BAHA yas", "ياس", "ايت ياسين"])
def test_a_part_of_a_name_in_either_script_opens_the_family(
    qtbot: QtBot, filled: Window, words: str
) -> None:
    filled.page.list.setFocus()
    qtbot.keyClick(filled.page.list, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert filled.box.hasFocus()
    press(qtbot, words)
    qtbot.waitUntil(filled.box.popup.isVisible)
    press(qtbot, ENTER)
    assert not filled.box.popup.isVisible()
    assert filled.page.state()["family_id"] == 3
    table = filled.page.record.persons
    name = str(table.currentIndex().siblingAtColumn(0).data())
    assert name.startswith(("Yassine", "ياسين"))


def test_nothing_found_is_said_and_escape_leaves(qtbot: QtBot, filled: Window) -> None:
    filled.box.setFocus()
    press(qtbot, "zzz")
    qtbot.waitUntil(filled.box.popup.isVisible)
    assert filled.box.popup.nothing.isVisible()
    press(qtbot, ENTER, DOWN, ESCAPE)
    assert not filled.box.popup.isVisible()
    assert filled.box.text() == ""


def test_a_change_is_told_in_the_history_and_undo_takes_it_back(
    qtbot: QtBot, filled: Window
) -> None:
    filled.page.open(family_id=3, person_id=2)
    filled.page.record.persons.setFocus()
    press(qtbot, ENTER)
    form = form_of(filled.page)
    assert form is not None
    form.fields["school"].set_raw("Ibn Battuta")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    arrow = "←" if i18n.language() == "ar" else "→"
    qtbot.waitUntil(lambda: f"Al Massira {arrow} Ibn Battuta" in filled.words())
    assert "Khadija" in filled.words()
    assert "Ibn Battuta" in filled.persons()[1][3]
    filled.desk.undo()
    qtbot.waitUntil(lambda: "Al Massira" in filled.persons()[1][3])
    undone = i18n._("undone by {name}, {date}").partition("{")[0].strip()
    qtbot.waitUntil(lambda: undone in filled.words())


def test_a_telephone_says_whose_it_is_and_whether_to_call(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_telephone.emit(None)
    press(qtbot, "0612345678", TAB, TAB, TAB, TAB, "Rokia", TAB, "sa sœur", ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    qtbot.waitUntil(lambda: i18n.labelled("Rokia", "06 12 34 56 78") in filled.words())
    for words in ("do not call", "leave no message"):
        assert i18n._(words) in filled.words()
    assert i18n.labelled(i18n._("may know of it"), "sa sœur") in filled.words()


def test_an_empty_centre_says_what_to_do(qtbot: QtBot, window: Callable[[str], Window]) -> None:
    shown = window("fr")
    assert i18n._("No family yet. Open the first file.") in shown.words()


def test_a_removed_telephone_comes_back_by_undo(qtbot: QtBot, filled: Window) -> None:
    filled.desk.office.do(actions.add_telephone, 3, "0612345678", "Rokia", is_safe=True)
    filled.page.open(family_id=3)
    filled.page.record.edit_telephone.emit(1)
    form = form_of(filled.page)
    assert form is not None
    qtbot.mouseClick(form.findChild(QPushButton, "remove"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: filled.desk.ask(queries.family_card, 3).telephones == ())
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    filled.desk.undo()
    qtbot.waitUntil(lambda: "06 12 34 56 78" in filled.words())


def test_a_click_chooses_a_person_and_two_or_the_pencil_edit(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    table = filled.page.record.persons
    left = Qt.MouseButton.LeftButton

    def spot(row: int, column: int) -> QPoint:
        return table.visualRect(table.people.index(row, column)).center()

    qtbot.mouseClick(table.viewport(), left, pos=spot(1, 0))
    assert form_of(filled.page) is None
    assert table.currentIndex().row() == 1
    qtbot.mouseDClick(table.viewport(), left, pos=spot(1, 0))
    form = form_of(filled.page)
    assert form is not None
    assert form.typed()["given_name"] == "Yassine"
    press(qtbot, ESCAPE)
    assert table.currentIndex().row() == 1
    pencil = table.people.index(2, 5)
    assert pencil.data(Qt.ItemDataRole.ToolTipRole)
    assert pencil.data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.mouseClick(table.viewport(), left, pos=spot(2, 5))
    form = form_of(filled.page)
    assert form is not None
    assert form.typed()["given_name"] == "Salma"
