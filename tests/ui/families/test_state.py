"""A family's state, protection and neighbourhood, told and shown in French and in Arabic."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import amane_desktop.rooms  # noqa: F401  (what there is to take part in)
from amane_desktop import i18n
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.timetable import WeeklyHour
from amane_desktop.people import actions, queries
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.states import close_family
from tests.ui.families.visit import ENTER, TAB, Window, choose, form_of, press, said
from tests.ui.visit import click, until
from ui.families.telephone_card import TelephoneCard


def card(window: Window) -> FamilyCard:
    shown = window.desk.ask(queries.family_card, 3)
    assert shown is not None
    return shown


def enrol_yassine(window: Window) -> None:
    """Put the second child of the family into a group that meets today, a Tuesday."""
    hours = (WeeklyHour(2, time(10), time(12)),)
    group = window.desk.office.do(
        groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 7), timetable=hours
    )
    window.desk.office.do(groups.enrol_child, group, 2, from_=date(2026, 9, 7))


def test_a_file_is_closed_by_keyboard_and_what_goes_on_is_told(
    qtbot: QtBot, filled: Window
) -> None:
    enrol_yassine(filled)
    filled.page.open(family_id=3)
    click(qtbot, filled, "editState")
    form = form_of(filled.page)
    assert form is not None
    press(qtbot, ENTER)
    assert said(form.fields["state"], "error") == i18n._("Say what becomes of the file.")
    assert not form.fields["reason"].isVisible()
    choose(qtbot, form, "state", "closed")
    form.fields["state"].edited.emit()
    going_on = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    atlas = "أطلس" if i18n.language() == "ar" else "Atlas"
    assert any(f"({atlas})" in text for text in going_on)
    press(qtbot, ENTER)
    until(qtbot, lambda: said(form.fields["reason"], "error"))
    choose(qtbot, form, "reason", "moved")
    press(qtbot, ENTER)
    until(qtbot, lambda: form_of(filled.page) is None)
    until(qtbot, lambda: card(filled).state.state == "closed")  # type: ignore[union-attr]
    month = "نونبر 2026" if i18n.language() == "ar" else "novembre 2026"
    until(qtbot, lambda: i18n._("closed since {month}").format(month=month) in filled.words())
    assert ("غادرت المدينة" if i18n.language() == "ar" else "A quitté la ville") in filled.words()
    button = filled.findChild(QPushButton, "editState")
    assert button.text() == i18n._("Reopen")


def test_a_closed_file_is_reopened_in_two_keys(qtbot: QtBot, filled: Window) -> None:
    filled.desk.office.do(close_family, 3, card(filled).version, "moved")
    filled.page.open(family_id=3)
    click(qtbot, filled, "editState")
    press(qtbot, ENTER)
    until(qtbot, lambda: card(filled).state.state == "open")  # type: ignore[union-attr]


def test_a_family_is_protected_in_its_form_and_the_record_says_so(
    qtbot: QtBot, filled: Window
) -> None:
    filled.page.open(family_id=3)
    protected = i18n._("protected")
    assert protected not in filled.words().split("\n")
    click(qtbot, filled, "editFamily")
    form = form_of(filled.page)
    assert form is not None
    choose(qtbot, form, "responsible_id", "1")
    form.fields["is_protected"].editor.setFocus()
    press(qtbot, Qt.Key.Key_Space, ENTER)
    until(qtbot, lambda: form_of(filled.page) is None)
    facts = card(filled).facts
    assert (facts.told["is_protected"], facts.responsible) == (True, "Khadija")
    until(qtbot, lambda: protected in filled.words().split("\n"))
    assert i18n.labelled(i18n._("Responsible"), "Khadija") in filled.words()


def test_a_new_neighbourhood_is_typed_and_joins_the_list(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    click(qtbot, filled, "editFamily")
    form = form_of(filled.page)
    assert form is not None
    press(qtbot, TAB, TAB, TAB, "Douar Tamast")
    hint = i18n._("Not in the list yet: it is added when you save.")
    assert any(label.text() == hint and label.isVisible() for label in form.findChildren(QLabel))
    press(qtbot, ENTER)
    until(qtbot, lambda: form_of(filled.page) is None)
    until(qtbot, lambda: "Douar Tamast" in filled.words())
    assert card(filled).facts.told["neighbourhood"] != ""


def test_a_listed_neighbourhood_is_known_as_it_is_typed(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    click(qtbot, filled, "editFamily")
    form = form_of(filled.page)
    assert form is not None
    press(qtbot, TAB, TAB, TAB, "لاسطاح" if i18n.language() == "ar" else "lastah")
    assert form.typed()["neighbourhood"] == "lastah"


def test_who_comes_today_is_told_beside_the_person(filled: Window) -> None:
    filled.page.open(family_id=3)
    assert filled.page.record.persons.isColumnHidden(4)
    enrol_yassine(filled)
    filled.page.open(family_id=3)
    table = filled.page.record.persons
    assert not table.isColumnHidden(4)
    told = [str(table.people.index(row, 4).data()) for row in range(3)]
    assert sum("10:00–12:00" in words for words in told) == 1


def test_a_telephone_of_a_person_is_told_by_name_with_the_warning_first(filled: Window) -> None:
    filled.desk.office.do(actions.add_telephone, 3, "0612345678", is_safe=False, person_id=1)
    filled.page.open(family_id=3)
    name = "فاطمة" if i18n.language() == "ar" else "Fatima"

    telephones = filled.page.findChild(TelephoneCard)
    QApplication.processEvents()

    def place(words: str) -> int:
        labels = (label for label in telephones.findChildren(QLabel) if label.isVisible())
        found = next(label for label in labels if words in label.text())
        return found.mapTo(filled, found.rect().center()).x()

    warning, number = place(i18n._("do not call")), place("06 12 34 56 78")
    assert name in filled.words()
    assert warning > number if i18n.language() == "ar" else warning < number
