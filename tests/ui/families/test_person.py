"""A person's page and form: what is known, what folds, what is typed and by whom."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.people import actions
from amane_desktop.people.dates import Precision
from amane_desktop.people.person_card import PersonCard, person_card
from tests.rows import as_role
from tests.ui.families.visit import (
    ENTER,
    ESCAPE,
    TAB,
    TODAY,
    Window,
    choose,
    form_of,
    press,
    said,
)
from ui.families.person_form import PersonForm
from ui.tasks import Desk
from ui.widgets.section import Section

NAMES = ("Yassine", "Aït Baha", "ياسين", "أيت باها")


@pytest.fixture
def form(qtbot: QtBot, filled: Window) -> PersonForm:
    """The form of Yassine, opened by keyboard."""
    filled.page.open(family_id=3, person_id=2)
    press(qtbot, ENTER)
    opened = form_of(filled.page)
    assert isinstance(opened, PersonForm)
    return opened


def card(window: Window, person: int = 2) -> PersonCard:
    shown = window.desk.ask(person_card, person)
    assert shown is not None
    return shown


def sections(form: PersonForm) -> list[Section]:
    return [section for section in form.findChildren(Section) if section.isVisible()]


def test_a_folded_section_is_opened_and_filled_in_by_keyboard(
    qtbot: QtBot, filled: Window, form: PersonForm
) -> None:
    form.birth.setFocus()
    press(qtbot, TAB)
    heading = QApplication.focusWidget()
    assert isinstance(heading, QPushButton) and heading.text() == i18n._("Birth and papers")
    assert not form.fields["birth_place"].isVisible()
    press(qtbot, ENTER, TAB, "Taroudant", TAB, TAB, "jc 123456", TAB, "j١٣٠٠١٢٣٤٥", ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    told = card(filled).told
    assert (told["birth_place"], told["cin"], told["massar"]) == (
        "Taroudant",
        "JC123456",
        "J130012345",
    )
    qtbot.waitUntil(lambda: "J130012345" in filled.words())


def test_what_is_refused_opens_its_section(qtbot: QtBot, filled: Window, form: PersonForm) -> None:
    form.fields["massar"].set_raw("ت123456789")
    assert not form.fields["massar"].isVisible()
    form.fields["given_name"].setFocus()
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: not form.is_saving)
    assert form.fields["massar"].isVisible() and form.fields["massar"].editor.hasFocus()
    assert said(form.fields["massar"], "error")
    assert card(filled).told["massar"] == ""


def test_what_somebody_else_wrote_opens_its_section(
    qtbot: QtBot, filled: Window, form: PersonForm
) -> None:
    filled.desk.office.do(actions.change_person, 2, 1, *NAMES, must_not_fetch="Hassan")
    form.fields["school"].set_raw("Ibn Battuta")
    form.save()
    door = form.fields["must_not_fetch"]
    qtbot.waitUntil(door.isVisible)
    assert "Hassan" in said(door, "news") and form.typed()["must_not_fetch"] == "Hassan"
    form.save()
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    told = card(filled).told
    assert (told["school"], told["must_not_fetch"]) == ("Ibn Battuta", "Hassan")


@pytest.mark.parametrize("typed", ["~10", "vers 10 ans", "10 سنوات"])
def test_an_age_is_kept_as_an_estimate_of_today(
    qtbot: QtBot, filled: Window, form: PersonForm, typed: str
) -> None:
    form.birth.setFocus()
    press(qtbot, typed, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    told = card(filled).told
    kept = (told["birth_date"], told["birth_precision"], told["birth_estimated_on"])
    assert kept == (date(2016, 1, 1), Precision.ESTIMATE, date(2026, 11, 24))


def test_the_day_of_an_estimate_outlives_other_changes(qtbot: QtBot, filled: Window) -> None:
    estimate = {"birth_date": date(2016, 1, 1), "birth_precision": "estimate"}
    day = date(2026, 3, 2)
    filled.desk.office.do(actions.change_person, 2, 1, *NAMES, **estimate, birth_estimated_on=day)
    filled.page.open(family_id=3, person_id=2)
    press(qtbot, ENTER)
    form = form_of(filled.page)
    assert form is not None and form.typed()["birth_date"] == "~2016"
    form.fields["school"].set_raw("Ibn Battuta")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert card(filled).told["birth_estimated_on"] == day
    assert card(filled).told["school"] == "Ibn Battuta"


def test_lines_are_written_and_saved_by_keyboard(
    qtbot: QtBot, filled: Window, form: PersonForm
) -> None:
    note = form.fields["safety_note"]
    section = next(s for s in form.findChildren(Section) if s.isAncestorOf(note))
    section.heading.setFocus()
    press(qtbot, Qt.Key.Key_Space, TAB, "Asthme", ENTER, "spray bleu")
    qtbot.keyClick(QApplication.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert card(filled).told["safety_note"] == "Asthme\nspray bleu"


def test_text_runs_as_its_script_does(form: PersonForm) -> None:
    own = form.layoutDirection()
    school = form.fields["school"].editor
    for typed, runs in (
        ("مدرسة المسيرة", Qt.LayoutDirection.RightToLeft),
        ("12 École", Qt.LayoutDirection.LeftToRight),
        ("", own),
    ):
        form.fields["school"].set_raw(typed)
        assert school.layoutDirection() == runs


def test_the_page_tells_what_is_known_and_no_more(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3, person_id=3)
    words = filled.words()
    assert i18n._("Place of birth") not in words and i18n._("At the door") not in words
    assert "—" not in words
    filled.desk.office.do(
        actions.change_person,
        2,
        1,
        *NAMES,
        must_not_fetch="Hassan B.",
        may_fetch="Rokia",
        safety_note="spray bleu",
        nationality="ma",
        health_cover="amo-tadamon",
    )
    filled.page.open(family_id=3, person_id=2)
    ours = {"fr": ("Marocaine", "AMO Tadamon"), "ar": ("مغربية", "أمو تضامن")}
    told = ("Hassan B.", "Rokia", "spray bleu", *ours[i18n.language()])
    qtbot.waitUntil(lambda: all(word in filled.words() for word in told))
    door = filled.page.record.person.door
    assert said(door, "danger").endswith("Hassan B.\u2069")


def test_the_page_has_the_persons_history_and_edits(qtbot: QtBot, filled: Window) -> None:
    filled.desk.office.do(actions.change_person, 2, 1, *NAMES, civil_status="in_progress")
    filled.page.open(family_id=3, person_id=2)
    panel = filled.page.record.person
    heading = panel.findChild(Section, "personHistory").heading
    heading.setFocus()
    arrow = "←" if i18n.language() == "ar" else "→"
    change = f"— {arrow} {i18n._('in progress')}"
    qtbot.waitUntil(lambda: filled.words().count(change) == 1)  # (in the family's history)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: filled.words().count(change) == 2)
    edit = panel.findChild(QPushButton, "editPerson")
    edit.setFocus()
    press(qtbot, ENTER)
    form = form_of(filled.page)
    assert form is not None and form.typed()["given_name"] == "Yassine"
    press(qtbot, ESCAPE)
    assert panel.isVisible()


def test_an_administrator_changes_all_but_what_is_not_theirs_to_read(
    qtbot: QtBot, filled: Window
) -> None:
    office = filled.desk.office
    told = {"notes": "for social workers", "health_cover": "amo-tadamon"}
    office.do(actions.change_person, 2, 1, *NAMES, **told)
    theirs = Window(Desk(as_role(office, Role.ADMINISTRATOR)))
    qtbot.addWidget(theirs)
    theirs.show()
    theirs.page.open(family_id=3, person_id=2)
    assert "for social workers" not in theirs.words() and "AMO" not in theirs.words()
    theirs.page.record.edit_person.emit(2)
    form = form_of(theirs.page)
    assert isinstance(form, PersonForm)
    assert not {"notes", "health_cover"} & set(form.fields)
    assert i18n._("Notes") not in [section.heading.text() for section in sections(form)]
    form.fields["cin"].set_raw("JC1")
    form.save()
    qtbot.waitUntil(lambda: form_of(theirs.page) is None)
    assert told.items() <= card(filled).told.items()
    assert card(filled).told["cin"] == "JC1"
    theirs.desk.close()


def test_a_teacher_sees_no_empty_column_and_no_pencil(qtbot: QtBot, filled: Window) -> None:
    table = filled.page.record.persons
    filled.page.open(family_id=3)
    assert table.isColumnHidden(1) and not table.isColumnHidden(5)
    filled.desk.office.do(actions.change_person, 2, 1, *NAMES, kinship="son")
    filled.page.open(family_id=3)
    assert not table.isColumnHidden(1)
    table.show_persons(table.people.persons, TODAY.today(), {}, is_editable=False)
    assert table.isColumnHidden(5)


def test_a_name_is_proposed_in_the_other_script_and_taken_by_a_key_alone(
    qtbot: QtBot, filled: Window
) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(None)
    form = form_of(filled.page)
    assert form is not None
    typed, proposed = ("Rachid", "رشيد") if i18n.language() == "fr" else ("رشيد", "Rachid")
    there = "given_name_ar" if i18n.language() == "fr" else "given_name"
    line = form.fields[there].editor
    press(qtbot, typed)
    qtbot.waitUntil(lambda: line.placeholderText() == proposed)
    assert form.typed()[there] == ""
    press(qtbot, TAB, TAB)
    assert form.typed()[there] == ""
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert form.typed()[there] == proposed
    assert line.placeholderText() != proposed
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: len(filled.persons()) == 4)
    added = card(filled, 4)
    assert (added.given_name, added.given_name_ar) == ("Rachid", "رشيد")


def test_a_proposal_that_nobody_takes_is_not_saved(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(None)
    form = form_of(filled.page)
    assert form is not None
    form.fields["given_name"].setFocus()
    press(qtbot, "Rachid")
    take = form.fields["given_name_ar"].findChild(QPushButton, "takeProposal")
    qtbot.waitUntil(take.isVisible)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: len(filled.persons()) == 4)
    assert card(filled, 4).given_name_ar == ""


def test_the_page_has_the_persons_own_number(qtbot: QtBot, filled: Window) -> None:
    for person, number in ((2, "0612345678"), (None, "0698765432")):
        filled.desk.office.do(
            actions.add_telephone, 3, number, "Yassine", is_safe=False, person_id=person
        )
    filled.page.open(family_id=3, person_id=2)
    words = f"06 12 34 56 78 ({i18n._('do not call')})"
    qtbot.waitUntil(lambda: words in filled.words())
    assert f"06 98 76 54 32 ({i18n._('do not call')})" not in filled.words()


@pytest.mark.parametrize(
    ("field", "typed"), [("given_name", "ياسين"), ("given_name_ar", "Yassine")]
)
def test_the_wrong_keyboard_is_told_and_nothing_is_proposed(
    qtbot: QtBot, filled: Window, field: str, typed: str
) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(None)
    form = form_of(filled.page)
    assert form is not None
    form.fields[field].setFocus()
    press(qtbot, typed)
    qtbot.waitUntil(lambda: bool(said(form.fields[field], "error")))
    takes = form.findChildren(QPushButton, "takeProposal")
    assert not any(take.isVisible() for take in takes)
    press(qtbot, Qt.Key.Key_Backspace)
    assert not said(form.fields[field], "error")


def test_the_school_of_an_adult_is_folded_until_something_stands_there(
    qtbot: QtBot, filled: Window, form: PersonForm
) -> None:
    form.discard()
    form.fields["school"].set_raw("")
    assert form.fields["level"].isVisible()
    choose(qtbot, form, "kinship", "mother")
    assert not form.fields["level"].isVisible()
    choose(qtbot, form, "kinship", "daughter")
    assert form.fields["level"].isVisible()
    form.birth.setFocus()
    press(qtbot, "12/3/1990", TAB)
    assert not form.fields["level"].isVisible()
    filled.desk.office.do(actions.change_person, 1, 1, "Fatima", "", school="", kinship="mother")
    filled.desk.office.do(actions.change_person, 3, 1, "Salma", "", kinship="aunt")
    for person, is_seen in ((1, False), (3, True)):
        form.keep_draft()
        filled.page.open(family_id=3, person_id=person)
        press(qtbot, ENTER)
        opened = form_of(filled.page)
        assert opened is not None and opened.fields["school"].isVisible() == is_seen
