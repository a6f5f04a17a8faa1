"""The forms of families, persons and telephones, filled in as a hand does."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.i18n import is_rtl
from amane_desktop.office.keepsakes import Draft
from amane_desktop.people import actions, queries
from tests.rows import rows_of
from tests.ui.families.visit import (
    DOWN,
    ENTER,
    ESCAPE,
    TAB,
    Window,
    begin_family,
    choose,
    form_of,
    press,
    said,
)
from tests.ui.visit import until
from ui.families.page import FamiliesPage
from ui.widgets.date_field import DateField


def test_a_wrong_date_is_told_at_its_field_and_what_was_typed_stays(
    qtbot: QtBot, filled: Window
) -> None:
    filled.page.open(family_id=3)
    filled.page.record.persons.setFocus()
    filled.page.record.persons.point_at(1)
    press(qtbot, ENTER)
    form = form_of(filled.page)
    assert form is not None
    for typed in ("31/2/15", "12/2099"):
        form.fields["given_name"].set_raw("Fatna")
        form.fields["birth_date"].set_raw(typed)
        form.fields["birth_date"].setFocus()
        press(qtbot, ENTER)
        qtbot.waitUntil(lambda: not form.is_saving)
        assert said(form.fields["birth_date"], "error")
        assert form.typed()["birth_date"] == typed
        assert form.typed()["given_name"] == "Fatna"
    form.fields["birth_date"].set_raw("9/1992")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert filled.desk.ask(queries.family_card, 3).persons[0].given_name == "Fatna"


def test_a_change_meanwhile_is_shown_field_by_field(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(2)
    form = form_of(filled.page)
    assert form is not None
    form.fields["given_name"].set_raw("Yassin")
    form.fields["school"].set_raw("Ibn Battuta")
    names = ("Yassine", "Aït Baha", "ياسين", "أيت باها")
    newer = {"school": "Mohammed V", "level": "5AEP"}
    filled.desk.office.do(actions.change_person, 2, 1, *names, **newer)
    form.save()
    qtbot.waitUntil(lambda: not form.is_saving)
    assert "Mohammed V" in said(form.fields["school"], "news")
    assert said(form.fields["level"], "news")
    assert not said(form.fields["given_name"], "news")
    assert form.typed()["school"] == "Ibn Battuta"
    assert form.typed()["given_name"] == "Yassin"
    assert form.typed()["level"] == "5AEP"
    form.save()
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    kept = next(p for p in filled.desk.ask(queries.family_card, 3).persons if p.id == 2)
    assert (kept.given_name, kept.school, kept.level) == ("Yassin", "Ibn Battuta", "5AEP")


def test_what_was_typed_outlives_leaving_and_a_change_of_language(
    qtbot: QtBot, filled: Window
) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.fields["address"].set_raw("Derb Lalla Aïcha")
    with qtbot.waitSignal(filled.desk.notice):
        press(qtbot, ESCAPE)
    assert form_of(filled.page) is None
    filled.page.record.edit_family.emit()
    assert form_of(filled.page).typed()["address"] == "Derb Lalla Aïcha"
    again = FamiliesPage(filled.desk)
    qtbot.addWidget(again)
    again.restore(filled.page.state())
    assert form_of(again).typed()["address"] == "Derb Lalla Aïcha"
    form_of(again).discard()
    assert form_of(again).typed()["address"] == ""


def test_a_form_that_is_left_while_it_saves_loses_nothing(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.fields["address"].set_raw("Derb Lalla Aïcha")
    press(qtbot, ENTER, ESCAPE)
    qtbot.waitUntil(lambda: "Derb Lalla Aïcha" in filled.words())
    qtbot.waitUntil(lambda: rows_of(filled.desk.office, Draft) == [])
    filled.page.record.edit_family.emit()
    again = form_of(filled.page)
    assert again is not None
    assert again.draft() is None


def test_a_draft_meets_what_was_changed_since(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.fields["address"].set_raw("Lastah")
    press(qtbot, ESCAPE)
    filled.desk.office.do(actions.change_family, 3, 1, "Aït Baha", "أيت باها", "Tamsgout")
    filled.page.record.edit_family.emit()
    again = form_of(filled.page)
    assert again is not None
    assert again.typed()["address"] == "Lastah"
    assert "Tamsgout" in said(again.fields["address"], "news")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert filled.desk.ask(queries.family_card, 3).address == "Lastah"


def test_a_date_is_picked_from_a_calendar_that_begins_on_monday(
    qtbot: QtBot, filled: Window
) -> None:
    field = DateField("Birth date", filled.desk.office.clock.today)
    qtbot.addWidget(field)
    field.set_text("9/2015")
    field.open_calendar()
    month = field.findChild(QCalendarWidget)
    assert month.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert (month.yearShown(), month.monthShown()) == (2015, 9)
    with qtbot.waitSignal(field.edited):
        month.clicked.emit(QDate(2015, 9, 3))
    assert field.text() == "03/09/2015"
    known = field.value()
    assert known is not None
    assert (known.day, known.precision) == (date(2015, 9, 3), "exact")


def test_the_longest_names_do_not_widen_the_window(qtbot: QtBot, filled: Window) -> None:
    long, long_ar = "W" * 80, "ض" * 80
    family = filled.desk.office.do(actions.add_family, long, long_ar, "W" * 200)
    filled.desk.office.do(
        actions.add_person, family, long, long, long_ar, long_ar, school="W" * 200
    )
    filled.desk.office.do(
        actions.add_telephone, family, "0612345678", long, is_safe=True, note="W" * 200
    )
    filled.page.open(family_id=family)
    qtbot.waitUntil(lambda: "06 12 34 56 78" in filled.words())
    assert filled.minimumSizeHint().width() <= 1100
    filled.page.record.edit_person.emit(filled.page.record.persons.people.persons[0].id)
    assert filled.minimumSizeHint().width() <= 1100


def test_the_keyboard_goes_from_the_list_to_a_persons_form(qtbot: QtBot, filled: Window) -> None:
    filled.page.list.setFocus()
    filled.page.list.select(3)
    press(qtbot, ENTER, DOWN, ENTER)
    form = form_of(filled.page)
    assert form is not None
    assert form.typed()["given_name"] == "Yassine"


def test_tab_goes_from_the_last_field_to_the_buttons(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_telephone.emit(None)
    press(qtbot, "0612345678", *[TAB] * 7)
    names = []
    for _n in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        press(qtbot, TAB)
    assert names == ["save", "close"]
    form = form_of(filled.page)
    assert form is not None
    assert not form.isAncestorOf(QApplication.focusWidget())
    form.fields["is_safe"].setFocus()
    press(qtbot, TAB, ESCAPE)
    filled.page.record.edit_telephone.emit(None)
    press(qtbot, *[TAB] * 9)
    assert QApplication.focusWidget().objectName() == "discard"


def test_the_sex_goes_with_the_kinship_unless_it_was_chosen(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3, person_id=1)
    filled.page.record.edit_person.emit(1)
    form = form_of(filled.page)
    assert form is not None
    for kinship, sex in (("mother", "f"), ("father", "m"), ("aunt", "f")):
        choose(qtbot, form, "kinship", kinship)
        assert form.typed()["sex"] == sex
    choose(qtbot, form, "sex", "m")
    choose(qtbot, form, "kinship", "mother")
    assert form.typed()["sex"] == "m"
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: not form.is_saving)
    assert said(form.fields["sex"], "error")
    assert form.fields["sex"].editor.hasFocus()
    choose(qtbot, form, "sex", "f")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    mother = filled.desk.ask(queries.family_card, 3).persons[0]
    assert (mother.kinship, mother.sex) == ("mother", "f")


def test_a_missing_name_is_asked_for_in_the_readers_own_script(
    qtbot: QtBot, filled: Window
) -> None:
    begin_family(qtbot, filled)
    form = form_of(filled.page)
    assert form is not None
    press(qtbot, TAB, TAB, ENTER)
    qtbot.waitUntil(lambda: not form.is_saving)
    own = "name_ar" if i18n.language() == "ar" else "name"
    assert said(form.fields[own], "error")
    assert form.fields[own].editor.hasFocus()
    assert form.fields[own].editor.placeholderText()


@pytest.mark.parametrize(
    ("typed", "offered"), [("ecole ibn", "École Ibn Battuta"), ("ابن ب", "مدرسة إبن بطوطة")]
)
def test_a_school_is_completed_from_those_in_use(
    qtbot: QtBot, filled: Window, typed: str, offered: str
) -> None:
    names = ("Aya", "Aït Baha", "آية", "أيت باها")
    for school in ("École Ibn Battuta", "مدرسة إبن بطوطة"):
        filled.desk.office.do(actions.add_person, 3, *names, school=school)
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(2)
    form = form_of(filled.page)
    assert form is not None
    line = form.fields["school"].editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    press(qtbot, typed)
    popup = line.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, DOWN)
    qtbot.keyClick(popup, ENTER)
    assert line.text() == offered
    assert form_of(filled.page) is form
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert offered in filled.persons()[1][3]


def test_enter_keeps_a_new_school_though_others_are_offered(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(2)
    form = form_of(filled.page)
    assert form is not None
    line = form.fields["school"].editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    press(qtbot, "Massira")
    popup = line.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert filled.persons()[1][3] == "Massira"


@pytest.mark.parametrize("height", [560, 700])
def test_the_buttons_of_a_long_form_stay_in_sight_and_its_last_field_is_reached(
    qtbot: QtBot, filled: Window, height: int
) -> None:
    filled.resize(1100, height)
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(None)
    form = filled.page.forms.form
    assert form is not None
    for heading in form.findChildren(QPushButton):
        if heading.property("role") == "section":
            heading.click()
    save, last = form.findChild(QPushButton, "save"), list(form.fields.values())[-1]
    for widget in (save, last):
        form.look_at.emit(last)
        until(qtbot, lambda w=widget: w.visibleRegion().boundingRect().size() == w.size())


def test_a_new_family_is_the_one_that_the_list_shows_as_open(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    begin_family(qtbot, filled)
    if is_rtl():
        press(qtbot, TAB)
    press(qtbot, "Alami", ENTER)
    families = filled.page.list.families
    until(qtbot, lambda: families.id_at(filled.page.list.currentIndex().row()) == 4)
    until(qtbot, lambda: "given_name" in getattr(form_of(filled.page), "fields", {}))
