"""The list of persons, used by keyboard in French and in Arabic."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office.preferences import preference
from amane_desktop.people import actions
from tests.ui.families.visit import DOWN, ENTER, ESCAPE, Window, press
from tests.ui.visit import click, find, until
from ui.families.people import PeopleView
from ui.tasks import Desk
from ui.widgets.column_picker import ColumnPicker

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TOLD = (
    ("Fatima", "فاطمة", date(1990, 1, 1), "f", ""),
    ("Omar", "عمر", date(2015, 1, 1), "m", "=HYPERLINK()"),
    ("Yassine", "ياسين", date(2013, 1, 1), "m", "Al Massira"),
    ("Zineb", "زينب", date(2019, 1, 1), "f", "Al Massira"),
)


@pytest.fixture(params=["fr", "ar"])
def people(
    request: pytest.FixtureRequest, qtbot: QtBot, desk: Desk, window: Callable[[str], Window]
) -> Window:
    """Four persons of two families, in the table."""
    for name, name_ar in (("Bahi", "باهي"), ("Chafik", "شفيق")):
        desk.office.do(actions.add_family, name, name_ar)
    for n, (given, given_ar, born, sex, school) in enumerate(TOLD):
        family, surname, surname_ar = ((1, "Bahi", "باهي"), (2, "Chafik", "شفيق"))[n // 3]
        known = {"birth_date": born, "sex": sex, "school": school}
        desk.office.do(actions.add_person, family, given, surname, given_ar, surname_ar, **known)
    shown = window(request.param)
    click(qtbot, shown, "list_persons")
    until(qtbot, lambda: view_of(shown).table.people.rowCount() == len(TOLD))
    return shown


def view_of(window: Window) -> PeopleView:
    return window.page.findChildren(PeopleView)[0]


def given_names(window: Window) -> str:
    """The persons in the table by their Latin given names, in order."""
    model = view_of(window).table.people
    rows = [model.row(place) for place in range(model.rowCount())]
    return " ".join(row.given_name for row in rows if row is not None)


def titles(window: Window) -> list[str]:
    model = view_of(window).table.people
    horizontal = Qt.Orientation.Horizontal
    return [str(model.headerData(n, horizontal)) for n in range(model.columnCount())]


def choose_in_menu(qtbot: QtBot, menu: QMenu, words: str) -> None:
    action = next(action for action in menu.actions() if action.text() == words)
    menu.setActiveAction(action)
    qtbot.keyClick(menu, ENTER)


def sort_menu(qtbot: QtBot, window: Window) -> QMenu:
    button = find(window, "sortPersons", QPushButton)
    menu = button.menu()
    menu.popup(button.mapToGlobal(QPoint(0, 0)))
    until(qtbot, menu.isVisible)
    return menu


def pick_columns(qtbot: QtBot, window: Window) -> ColumnPicker:
    button = find(window, "pickColumns", QPushButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    picker = window.page.findChildren(ColumnPicker)[0]
    until(qtbot, picker.isVisible)
    return picker


def test_everybody_stands_there_by_name_in_the_reader_s_script(people: Window) -> None:
    order = "Fatima Omar Yassine Zineb" if i18n.language() == "fr" else "Omar Fatima Yassine Zineb"
    assert given_names(people) == order
    first = view_of(people).table.people.index(0, 0).data()
    assert first == ("Bahi Fatima" if i18n.language() == "fr" else "باهي عمر")
    assert i18n.ngettext("{n} person", "{n} persons", 4).format(n=4) in people.words()


def test_arrows_home_end_and_letters_lead_through_the_table(qtbot: QtBot, people: Window) -> None:
    table = view_of(people).table
    assert table.hasFocus()
    press(qtbot, DOWN, DOWN)
    assert table.currentIndex().row() == 1
    press(qtbot, Qt.Key.Key_End)
    assert table.currentIndex().row() == 3
    press(qtbot, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    press(qtbot, "ch" if i18n.language() == "fr" else "شف")
    assert table.currentIndex().row() == 3


def test_enter_opens_the_family_at_that_person(qtbot: QtBot, people: Window) -> None:
    press(qtbot, DOWN, Qt.Key.Key_End, ENTER)
    assert people.page.state()["family_id"] == 2
    assert people.page.record.isVisible()
    current = people.page.record.persons.currentIndex()
    assert str(current.siblingAtColumn(0).data()).startswith(("Zineb", "زينب"))
    click(qtbot, people, "list_persons")
    assert view_of(people).table.currentIndex().row() == 3, "the place is kept"


def test_a_title_sorts_and_a_second_click_turns_it_round(qtbot: QtBot, people: Window) -> None:
    header = view_of(people).table.horizontalHeader()
    column = titles(people).index(i18n._("Age"))
    place = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    until(qtbot, lambda: given_names(people) == "Zineb Omar Yassine Fatima")
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    until(qtbot, lambda: given_names(people) == "Fatima Yassine Omar Zineb")


def test_the_menu_sorts_by_keyboard_and_is_remembered(qtbot: QtBot, people: Window) -> None:
    choose_in_menu(qtbot, sort_menu(qtbot, people), i18n._("Age"))
    until(qtbot, lambda: given_names(people) == "Zineb Omar Yassine Fatima")
    choose_in_menu(qtbot, sort_menu(qtbot, people), i18n._("Falling"))
    until(qtbot, lambda: given_names(people) == "Fatima Yassine Omar Zineb")
    kept = people.desk.office.ask
    until(qtbot, lambda: kept(preference, "persons").get("order") == ["age", True])


def test_columns_are_shown_hidden_and_moved_by_keyboard(qtbot: QtBot, people: Window) -> None:
    before = titles(people)
    assert before[:2] == [i18n._("Person"), i18n._("Age")]
    picker = pick_columns(qtbot, people)
    columns = picker.list
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    assert titles(people) == before, "the name is always shown"
    qtbot.keyClick(columns, DOWN)
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    assert titles(people) == [t for t in before if t != i18n._("Age")]
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    qtbot.keyClick(columns, DOWN, ALT)
    assert titles(people)[1:3] == [before[2], before[1]]
    qtbot.keyClick(columns, ESCAPE)
    until(qtbot, lambda: not picker.isVisible())
    kept = people.desk.office.ask
    until(qtbot, lambda: kept(preference, "persons").get("columns", [])[1:3] == ["kinship", "age"])
    again = PeopleView(people.desk)
    qtbot.addWidget(again)
    assert again.table.people.columns[1:3] == ("kinship", "age")


def test_a_moved_title_moves_its_column(qtbot: QtBot, people: Window) -> None:
    before = titles(people)
    view_of(people).table.horizontalHeader().moveSection(1, 2)
    assert titles(people) == [before[0], before[2], before[1], *before[3:]]


def width_of(view: PeopleView, column: str) -> int:
    return view.table.columnWidth(view.table.people.columns.index(column))


def kept_width(window: Window, column: str) -> int | None:
    widths: dict[str, int] = window.desk.office.ask(preference, "persons").get("widths", {})
    return widths.get(column)


def test_a_width_that_was_dragged_is_there_again(qtbot: QtBot, people: Window) -> None:
    header = view_of(people).table.horizontalHeader()
    usual = width_of(view_of(people), "age")
    column = titles(people).index(i18n._("Age"))
    is_turned = i18n.language() == "ar"
    edge = header.sectionViewportPosition(column) + (1 if is_turned else usual - 1)
    there = edge + (-50 if is_turned else 50)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(header.viewport(), left, pos=QPoint(edge, 10))
    qtbot.mouseMove(header.viewport(), QPoint(there, 10))
    qtbot.mouseRelease(header.viewport(), left, pos=QPoint(there, 10))
    wider = width_of(view_of(people), "age")
    assert wider == usual + 50
    until(qtbot, lambda: kept_width(people, "age") == wider)
    again = PeopleView(people.desk)
    qtbot.addWidget(again)
    assert width_of(again, "age") == wider
    assert kept_width(people, "name") is None, "what was not touched stays as usual"


def test_keys_make_a_column_wider_and_narrower(qtbot: QtBot, people: Window) -> None:
    usual = width_of(view_of(people), "age")
    picker = pick_columns(qtbot, people)
    qtbot.keyClick(picker.list, DOWN)
    qtbot.keyClicks(picker.list, "++")
    wider = width_of(view_of(people), "age")
    assert wider > usual
    until(qtbot, lambda: kept_width(people, "age") == wider)
    qtbot.keyClicks(picker.list, "-" * 9)
    narrowest = width_of(view_of(people), "age")
    assert 0 < narrowest < usual
    # Hidden and shown again, a column is as wide as it was.
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    assert width_of(view_of(people), "age") == narrowest
    until(qtbot, lambda: kept_width(people, "age") == narrowest)


def test_a_filter_is_kept_by_name_and_chosen_again(qtbot: QtBot, people: Window) -> None:
    find(people, "filter_age_from", QLineEdit).setFocus()
    press(qtbot, "6")
    find(people, "filter_age_to", QLineEdit).setFocus()
    press(qtbot, "15")
    box = find(people, "filter_sex", QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert box.currentData() == "m"
    until(qtbot, lambda: sorted(given_names(people).split()) == ["Omar", "Yassine"])
    find(people, "keepFilter", QPushButton).setFocus()
    press(qtbot, ENTER, "Nos garçons", ENTER)
    names = find(people, "keptFilters", QComboBox)
    assert names.currentText() == "Nos garçons"
    click(qtbot, people, "clearFilter")
    until(qtbot, lambda: len(given_names(people).split()) == 4)
    names.setFocus()
    qtbot.keyClick(names, Qt.Key.Key_End)
    until(qtbot, lambda: len(given_names(people).split()) == 2)
    kept = people.desk.office.ask
    until(qtbot, lambda: "Nos garçons" in kept(preference, "persons").get("filters", ()))
    click(qtbot, people, "removeFilter")
    until(qtbot, lambda: kept(preference, "persons").get("filters") == {})


def test_a_filter_that_nobody_fits_says_how_to_go_on(qtbot: QtBot, people: Window) -> None:
    find(people, "filter_age_from", QLineEdit).setFocus()
    press(qtbot, "99")
    words = i18n._("Nobody here fits the filter. Clear it to see all open files.")
    until(qtbot, lambda: words in people.words())
    buttons = people.page.findChildren(QPushButton)
    button = next(b for b in buttons if b.text() == i18n._("Clear the filter") and b.isVisible())
    button.setFocus()
    press(qtbot, ENTER)
    until(qtbot, lambda: len(given_names(people).split()) == 4)


def test_chosen_rows_are_copied_and_never_become_a_formula(qtbot: QtBot, people: Window) -> None:
    table = view_of(people).table
    table.setFocus()
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(table, Qt.Key.Key_C, CONTROL)
    until(qtbot, clipboard.text)
    lines = [line.split("\t") for line in clipboard.text().split("\n")]
    assert [len(line) for line in lines] == [len(titles(people))] * 4
    school = titles(people).index(i18n._("School"))
    assert sorted(line[school] for line in lines)[:2] == ["", "'=HYPERLINK()"]
    html = clipboard.mimeData().html()
    assert html.count("<tr>") == 4
    assert ">'=HYPERLINK()<" in html.replace("&#x27;", "'")
    names = ("Bahi Fatima", "باهي فاطمة")
    assert any(line[0] in names for line in lines)


def test_a_change_elsewhere_keeps_place_selection_and_rows(qtbot: QtBot, people: Window) -> None:
    table = view_of(people).table
    yassine = next(n for n in table.people.ids if n == 3)
    table.point_at(yassine)
    people.desk.office.do(actions.add_person, 1, "Aya", "Bahi", "آية", "باهي")
    until(qtbot, lambda: len(table.people.ids) == 5)
    assert table.current_id() == yassine
    assert table.chosen_ids() == (yassine,)
    people.desk.undo()
    until(qtbot, lambda: len(table.people.ids) == 4)
    assert (table.current_id(), table.chosen_ids()) == (yassine, (yassine,))


def test_a_row_that_changed_is_read_anew(qtbot: QtBot, people: Window) -> None:
    known = {"birth_date": date(2013, 1, 1), "sex": "m", "school": "Ibn Battuta"}
    people.desk.office.do(actions.change_person, 3, 1, "Yassine", "Bahi", "ياسين", "باهي", **known)
    model = view_of(people).table.people
    column = titles(people).index(i18n._("School"))
    place = model.place_of(3)
    until(qtbot, lambda: model.index(place, column).data() == "Ibn Battuta")


def test_every_control_has_a_name_that_a_screen_reader_says(people: Window) -> None:
    for kind in (QPushButton, QComboBox, QLineEdit):
        for widget in people.page.findChildren(kind):
            if widget.isVisible():
                told = widget.accessibleName() or getattr(widget, "text", str)()
                assert told, widget.objectName()
