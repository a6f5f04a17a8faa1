"""Who may be there already stands beside the form; two records are laid side by side and merged."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.i18n import _
from amane_desktop.people import actions
from amane_desktop.people.models import Person
from amane_desktop.people.person_card import person_card
from amane_desktop.people.relationships import say_relationship
from tests.rows import rows_of
from tests.ui.families.visit import TAB, Window, begin_family, press, said
from tests.ui.visit import click, find, until
from ui.families.family_form import FamilyForm
from ui.families.merge_form import MergeForm
from ui.families.person_form import PersonForm
from ui.families.telephone_form import TelephoneForm
from ui.widgets.forms import Form

BORN = date(2014, 3, 9)


@pytest.fixture
def twice(filled: Window) -> Window:
    """Yassine Aït Baha (person 2) is there a second time, in the family Bahi."""
    office = filled.desk.office
    office.do(actions.add_person, 2, "Yassin", "Ait Baha", "", "", birth_date=BORN, level="5AEP")
    return filled


def names(window: Window) -> list[str]:
    return [row["given_name"] for row in rows_of(window.desk.office, Person)]


def write(qtbot: QtBot, form: Form, key: str, text: str) -> None:
    line = form.fields[key].editor
    assert isinstance(line, QLineEdit)
    line.clear()
    qtbot.keyClicks(line, text)


def person_form(window: Window, row_id: int | None) -> PersonForm:
    window.page.open(family_id=3)
    window.page.record.edit_person.emit(row_id)
    assert window.page.forms.form is not None
    form = window.page.forms.form
    assert isinstance(form, PersonForm)
    return form


def test_who_is_there_already_is_shown_while_typing_and_opened_without_losing_it(
    qtbot: QtBot, filled: Window
) -> None:
    form = person_form(filled, None)
    write(qtbot, form, "given_name", "Yasin")
    until(qtbot, form.same.isVisible)
    write(qtbot, form, "given_name", "Zouhair")
    until(qtbot, lambda: not form.same.isVisible())
    write(qtbot, form, "given_name", "Yasin")
    until(qtbot, form.same.isVisible)
    click(qtbot, filled, "openSame")
    assert filled.page.record.isVisible()
    again = person_form(filled, None)
    assert again.typed()["given_name"] == "Yasin"


def test_two_records_are_compared_and_merged_and_parted_by_undo(
    qtbot: QtBot, twice: Window
) -> None:
    form = person_form(twice, 2)
    write(qtbot, form, "given_name", "Yassine ")
    until(qtbot, form.same.isVisible)
    click(qtbot, twice, "compareSame")
    assert twice.page.forms.form is not None
    merge = twice.page.forms.form
    assert isinstance(merge, MergeForm)
    other = find(twice, "given_name_1", QRadioButton)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Space)
    assert find(twice, "level_1", QRadioButton).isChecked()
    with qtbot.waitSignal(merge.saved):
        qtbot.keyClick(merge, Qt.Key.Key_Return)
    assert sorted(names(twice)) == ["Fatima", "Salma", "Yassin"]
    kept = next(row for row in rows_of(twice.desk.office, Person) if row["id"] == 2)
    assert (kept["given_name_ar"], kept["level"], kept["birth_date"]) == ("ياسين", "5AEP", BORN)
    with qtbot.waitSignal(twice.desk.notice):
        twice.desk.undo()
    assert sorted(names(twice)) == ["Fatima", "Salma", "Yassin", "Yassine"]


def test_without_another_record_nothing_is_merged(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3, person_id=2)
    panel = filled.page.record.person
    panel.show_person(2)
    panel.merge.emit(2)
    assert filled.page.forms.form is not None
    merge = filled.page.forms.form
    assert isinstance(merge, MergeForm)
    qtbot.keyClick(merge, Qt.Key.Key_Return)
    assert merge.is_saving is False and len(names(filled)) == 3
    merge.choose(2)
    assert not [w for w in merge.findChildren(QRadioButton) if w.isVisible()]
    qtbot.keyClick(merge, Qt.Key.Key_Escape)
    assert filled.page.record.isVisible()


def test_every_button_of_a_hint_says_whom_it_is_about(qtbot: QtBot, filled: Window) -> None:
    form = person_form(filled, None)
    write(qtbot, form, "given_name", "Salma")
    until(qtbot, form.same.isVisible)
    hints = find(filled, "samePersons", QWidget)
    said = [button.accessibleName() for button in hints.findChildren(QPushButton)]
    assert said and all("Salma" in text or "سلمى" in text for text in said)


def merge_form(window: Window, kept: int, other: int) -> MergeForm:
    window.page.open(family_id=3)
    window.page.record.person.merge.emit(kept)
    form = window.page.forms.form
    assert isinstance(form, MergeForm)
    form.choose(other)
    return form


def test_what_both_have_is_told_before_it_is_merged(qtbot: QtBot, twice: Window) -> None:
    office = twice.desk.office
    for person, note in ((2, "Aime le dessin"), (4, "Vient avec Omar")):
        card = office.ask(person_card, person)
        assert card is not None
        names = (card.given_name, card.family_name, card.given_name_ar, card.family_name_ar)
        office.do(actions.change_person, person, card.version, *names, notes=note)
    merge_form(twice, 2, 4)
    words = twice.words()
    assert "Aime le dessin\nVient avec Omar" in words and _("Both texts stay.") in words
    ends = _("Living with the {family} family ends today and stays in the history.")
    assert any(ends.format(family=name) in words for name in ("Bahi", "باهي"))


def test_who_is_told_as_the_mother_is_not_merged_with_her_daughter(
    qtbot: QtBot, filled: Window
) -> None:
    filled.desk.office.do(say_relationship, 1, "parent", (3,))
    form = merge_form(filled, 1, 3)
    (reason,) = [w.text() for w in form.findChildren(QLabel) if "(" in w.text() and w.isVisible()]
    assert "Salma" in reason or "سلمى" in reason
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert said(form.fields["other_id"], "error") == reason
    assert len(names(filled)) == 3 and not form.is_saving


def test_a_family_of_the_same_address_is_shown_before_it_is_entered_again(
    qtbot: QtBot, filled: Window
) -> None:
    filled.desk.office.do(actions.change_family, 3, 1, "Aït Baha", "أيت باها", "12, Lastah")
    begin_family(qtbot, filled)
    form = filled.page.forms.form
    assert isinstance(form, FamilyForm)
    write(qtbot, form, "name", "Ait Baha")
    write(qtbot, form, "address", "Lastah 12")
    until(qtbot, form.same.isVisible)
    assert _("the same address") in filled.words()
    form.fields["neighbourhood"].editor.setFocus()
    press(qtbot, TAB)
    assert filled.focusWidget() is find(filled, "openSame", QPushButton)
    press(qtbot, Qt.Key.Key_Space)
    assert filled.page.record.isVisible() and len(filled.persons()) == 3
    begin_family(qtbot, filled)
    again = filled.page.forms.form
    assert again is not None and again.typed()["name"] == "Ait Baha"


def test_another_family_with_the_number_is_shown_beside_it(qtbot: QtBot, filled: Window) -> None:
    filled.desk.office.do(actions.add_telephone, 2, "0612345678", is_safe=True)
    filled.page.open(family_id=3)
    filled.page.record.edit_telephone.emit(None)
    form = filled.page.forms.form
    assert isinstance(form, TelephoneForm)
    write(qtbot, form, "number", "+212 6 12 34 56 78")
    until(qtbot, form.same.isVisible)
    click(qtbot, filled, "openSame")
    assert filled.page.record.isVisible() and filled.persons() == []
