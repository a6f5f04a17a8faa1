"""Who houses and signs, what one is to another, who moves where: by keyboard, in two languages."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.people import actions
from amane_desktop.people.memberships import stays
from amane_desktop.people.queries import family_card
from amane_desktop.people.relationships import say_relationship
from amane_desktop.people.ties import Tie, family_ties
from tests.ui.families.visit import DOWN, ENTER, ESCAPE, TAB, Window, choose, form_of, press, said
from ui.families.together import GuardianshipCard
from ui.widgets.forms import Form
from ui.widgets.person_picker import PersonPicker

BAHI, AIT_BAHA = 2, 3
FATIMA, YASSINE, SALMA = 1, 2, 3


@pytest.fixture
def home(filled: Window) -> Window:
    """The mother with two children, and a grandmother in another family."""
    office = filled.desk.office
    for person, name, name_ar, kinship, born in (
        (FATIMA, "Fatima", "فاطمة", "mother", date(1990, 1, 1)),
        (YASSINE, "Yassine", "ياسين", "son", date(2012, 1, 1)),
        (SALMA, "Salma", "سلمى", "daughter", date(2015, 1, 1)),
    ):
        told = {"kinship": kinship, "sex": "m" if kinship == "son" else "f", "birth_date": born}
        office.do(actions.change_person, person, 1, name, "Aït Baha", name_ar, "أيت باها", **told)
    office.do(actions.add_person, BAHI, "Roqaya", "Bahi", "رقية", "باهي", sex="f")
    filled.page.open(family_id=AIT_BAHA)
    return filled


def ties(window: Window, family: int = AIT_BAHA) -> list[tuple[int, str, int]]:
    told: tuple[Tie, ...] = window.desk.office.ask(family_ties, family)
    return [(tie.person.id, tie.kind, tie.other.id) for tie in told]


def open_form(qtbot: QtBot, window: Window, button: str) -> Form:
    found = window.page.record.findChild(QPushButton, button)
    assert found is not None and found.isVisible()
    found.setFocus()
    press(qtbot, ENTER)
    form = form_of(window.page)
    assert form is not None
    return form


def saved(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: form_of(window.page) is None)


def look_for(qtbot: QtBot, form: Form, field: str, words: str) -> None:
    """Go to the last line of the list, and take the first one found by these words."""
    box = form.fields[field].editor
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    picker = form.findChild(PersonPicker)
    assert picker is not None
    picker.line.setText(words)
    qtbot.keyClick(picker.line, ENTER)


def guardians(window: Window) -> str:
    card = window.page.record.together.guardians
    buttons = [b.text() for b in card.findChildren(QPushButton) if b.isVisible()]
    labels = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    return "\n".join(buttons + labels)


def test_who_houses_is_said_of_all_children_at_once(qtbot: QtBot, home: Window) -> None:
    form = open_form(qtbot, home, "addGuardian")
    choose(qtbot, form, "person_id", str(FATIMA))
    choose(qtbot, form, "kind", "houses")
    choose(qtbot, form, "other_id", "children")
    press(qtbot, TAB, "attestation 7", TAB, "1/9/2024", ENTER)
    saved(qtbot, home)
    assert ties(home) == [(FATIMA, "houses", YASSINE), (FATIMA, "houses", SALMA)]
    shown = guardians(home)
    assert "01/09/2024" in shown and "attestation 7" in shown
    mother = home.persons()[0][1]
    assert ("gardienne" if i18n.language() == "fr" else "الحاضنة") in mother


def test_a_grandmother_of_another_family_may_sign(qtbot: QtBot, home: Window) -> None:
    form = open_form(qtbot, home, "addGuardian")
    look_for(qtbot, form, "person_id", "roqaya")
    choose(qtbot, form, "kind", "signs")
    choose(qtbot, form, "other_id", str(SALMA))
    press(qtbot, ENTER)
    saved(qtbot, home)
    assert ties(home) == [(4, "signs", SALMA)] == ties(home, BAHI)
    name = "Roqaya" if i18n.language() == "fr" else "رقية"
    assert name in guardians(home)


def test_a_parent_is_said_seen_drawn_changed_and_taken_back(qtbot: QtBot, home: Window) -> None:
    form = open_form(qtbot, home, "addRelationship")
    choose(qtbot, form, "person_id", str(FATIMA))
    choose(qtbot, form, "kind", "parent")
    choose(qtbot, form, "other_id", "children")
    press(qtbot, ENTER)
    saved(qtbot, home)
    drawing = home.page.record.together.household.drawing
    rows = [drawing.layout_.places[n].row for n in (FATIMA, YASSINE, SALMA)]
    assert rows == [0, 1, 1]
    told = drawing.accessibleDescription()
    assert ("mère de" if i18n.language() == "fr" else "أم ") in told
    assert ("frère de" if i18n.language() == "fr" else "أخ ") in told
    everything = home.page.record.findChild(QPushButton, "allThatWasSaid")
    assert everything is not None
    everything.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    card = home.page.record.together.household
    edits = [b for b in card.findChildren(QPushButton) if "Yassine" in b.accessibleName()]
    edits += [b for b in card.findChildren(QPushButton) if "ياسين" in b.accessibleName()]
    edits[0].setFocus()
    press(qtbot, ENTER)
    form = form_of(home.page)
    assert form is not None
    remove = form.findChild(QPushButton, "remove")
    assert remove is not None
    remove.setFocus()
    press(qtbot, ENTER)
    saved(qtbot, home)
    assert ties(home) == [(FATIMA, "parent", SALMA)]
    home.desk.undo()
    qtbot.waitUntil(lambda: len(ties(home)) == 2)


def test_what_is_missing_or_refused_stands_at_its_field(qtbot: QtBot, home: Window) -> None:
    form = open_form(qtbot, home, "addRelationship")
    press(qtbot, ENTER)
    assert said(form.fields["person_id"], "error")
    choose(qtbot, form, "person_id", str(SALMA))
    choose(qtbot, form, "kind", "parent")
    choose(qtbot, form, "other_id", str(FATIMA))
    press(qtbot, TAB, TAB, "9/2024", ENTER)
    assert said(form.fields["first_day"], "error")
    press(qtbot, *(Qt.Key.Key_Backspace,) * 6, ENTER)
    qtbot.waitUntil(lambda: bool(said(form.fields["other_id"], "error")))
    assert ties(home) == []


def test_a_child_moves_to_the_grandmother_and_the_record_says_so(
    qtbot: QtBot, home: Window
) -> None:
    form = open_form(qtbot, home, "moveSomeone")
    choose(qtbot, form, "person_id", str(SALMA))
    look_for(qtbot, form, "family_id", "bahi")
    form.fields["day"].setFocus()
    press(qtbot, *(Qt.Key.Key_Backspace,) * 10, "1/9/2026")
    choose(qtbot, form, "kinship", "granddaughter")
    press(qtbot, ENTER)
    saved(qtbot, home)
    assert len(home.persons()) == 2
    words = home.words()
    assert ("a vécu ici jusqu'au 1er" if i18n.language() == "fr" else "إلى غاية 1") in words
    lived = home.desk.office.ask(stays, BAHI)
    assert [s.kinship for s in lived if s.family_id == BAHI][-1] == "granddaughter"


def test_a_family_left_empty_says_what_to_do(qtbot: QtBot, home: Window) -> None:
    home.page.open(family_id=BAHI)
    form = open_form(qtbot, home, "moveSomeone")
    choose(qtbot, form, "person_id", "4")
    look_for(qtbot, form, "family_id", "aït baha")
    press(qtbot, ENTER)
    saved(qtbot, home)
    assert home.persons() == []
    asked = "Plus personne ne vit ici." if i18n.language() == "fr" else "لم يعد أحد يعيش هنا"
    assert asked in home.words()


def test_a_picker_left_by_escape_leaves_the_choice(qtbot: QtBot, home: Window) -> None:
    form = open_form(qtbot, home, "addGuardian")
    choose(qtbot, form, "person_id", str(FATIMA))
    box = form.fields["person_id"].editor
    qtbot.keyClick(box, Qt.Key.Key_End)
    picker = form.findChild(PersonPicker)
    assert picker is not None
    qtbot.keyClick(picker.line, ESCAPE)
    assert form.fields["person_id"].raw() == str(FATIMA)
    qtbot.keyClick(box, DOWN)
    assert form.fields["person_id"].raw() == str(YASSINE)


def test_nothing_is_drawn_that_was_not_told(home: Window) -> None:
    home.desk.office.do(say_relationship, FATIMA, "parent", (YASSINE,))
    home.page.open(family_id=AIT_BAHA)
    drawing = home.page.record.together.household.drawing
    assert set(drawing.layout_.places) == {FATIMA, YASSINE, SALMA}
    assert drawing.layout_.places[SALMA].column >= drawing.layout_.tied
    described = drawing.accessibleDescription().splitlines()
    assert len(described) == 3
    middles = [drawing.centre(n).x() for n in (FATIMA, SALMA)]
    assert (middles[0] > middles[1]) == (i18n.language() == "ar")


def test_who_sees_a_part_of_the_family_is_shown_no_empty_guardians(
    qtbot: QtBot, home: Window
) -> None:
    whole = home.desk.ask(family_card, AIT_BAHA)
    assert whole is not None
    today, card = home.desk.office.clock.today(), GuardianshipCard()
    qtbot.addWidget(card)

    card.show_ties(whole, (), today)
    assert card.has_children
    card.show_ties(replace(whole, is_whole=False), (), today)
    assert not card.has_children
