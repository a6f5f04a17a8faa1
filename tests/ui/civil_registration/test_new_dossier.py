"""A new dossier, opened by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.procedure_versions import procedure_in_force
from amane_desktop.civil_registration.queries import dossier
from tests.civil_registration.dossiers import family
from tests.ui.visit import click, come_forward, until
from ui.civil_registration.new_dossier import CHOOSE, HAND, WHOM, NewDossierView
from ui.tasks import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> NewDossierView:
    i18n.set_language("fr")
    family(desk.office, "Bahi", children=2)
    view = NewDossierView(desk)
    desk.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1320, 600)
    come_forward(qtbot, view)
    return view


def said(view: NewDossierView) -> str:
    labels = view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def shown(view: NewDossierView) -> int:
    return view._pages.currentIndex()


def answer(qtbot: QtBot, view: NewDossierView, **answers: str) -> None:
    """Press the digit of each answer; of what is not told, the first one's."""
    while shown(view) == HAND:
        question = view.hand._question
        assert question is not None
        codes = [each.code for each in question.answers]
        digit = codes.index(answers.get(question.id, codes[0])) + 1
        qtbot.keyClick(view.hand.answers, str(digit))


def test_a_dossier_is_opened_by_keyboard_from_a_name_to_the_record(
    qtbot: QtBot, desk: Desk, view: NewDossierView
) -> None:
    view.begin()
    qtbot.keyClicks(view.whom.line, "enfant 1")
    until(qtbot, lambda: view.whom.hits.code == 2)
    qtbot.keyClick(view.whom.line, Qt.Key.Key_Return)
    assert view.whom.chosen() == [2]
    qtbot.keyClick(view.whom.persons, "3")
    qtbot.keyClick(view.whom.persons, Qt.Key.Key_Return)
    assert shown(view) == HAND
    answer(qtbot, view, registered="no", within_delay="no", foreign_papers="no")
    assert shown(view) == CHOOSE
    assert view.choose.procedure == "late_with_marriage_act"
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view.choose.list, Qt.Key.Key_Return, CONTROL)
    record = desk.ask(dossier, opened.args[0])
    assert record is not None
    assert [person.person_id for person in record.persons] == [2, 3]
    assert record.responsible_id == desk.office.signed_in.id
    assert {line.question: line.answer for line in record.answers}["registered"] == "no"


def test_legal_advice_is_named_before_anything_else_is_said(
    qtbot: QtBot, desk: Desk, view: NewDossierView
) -> None:
    view.begin(1, (2,))
    view.hand.by_hand.emit()
    rows = view.choose.list.all_codes()
    view.choose.list.setCurrentRow(rows.index("paternity_recognition"))
    labels = [view.choose._told.itemAt(n).widget() for n in range(view.choose._told.count())]
    first = labels[0]
    assert isinstance(first, QLabel) and first.property("role") == "news"
    view.choose.list.setCurrentRow(rows.index("late_with_marriage_act"))
    labels = [view.choose._told.itemAt(n).widget() for n in range(view.choose._told.count())]
    first = labels[0]
    assert isinstance(first, QLabel) and first.property("role") == "strong"


def test_backspace_and_a_click_on_what_was_said_ask_again(
    qtbot: QtBot, desk: Desk, view: NewDossierView
) -> None:
    view.begin(1, (2,))
    view.whom.done.emit()
    qtbot.keyClick(view.hand.answers, "2")
    second = view.hand._question
    assert second is not None and second.id == "who"
    qtbot.keyClick(view.hand.answers, Qt.Key.Key_Backspace)
    question = view.hand._question
    assert question is not None and question.id == "registered" and not view.draft.answers
    assert view.hand.answers.code == "no"
    qtbot.keyClick(view.hand.answers, Qt.Key.Key_Backspace)
    assert shown(view) == WHOM


def test_a_question_left_open_keeps_its_papers(
    qtbot: QtBot, desk: Desk, view: NewDossierView
) -> None:
    view.begin(1, (2,))
    view.whom.done.emit()
    click(qtbot, view, "skipQuestion")
    assert "registered" not in view.draft.answers and view.draft.skipped == ["registered"]
    assert shown(view) == CHOOSE and view.choose.list.count() >= 20


def test_what_was_said_waits_until_one_comes_back(
    qtbot: QtBot, desk: Desk, view: NewDossierView
) -> None:
    view.begin(1, (2,))
    view.whom.done.emit()
    qtbot.keyClick(view.hand.answers, "2")
    click(qtbot, view, "leaveNewDossier")
    again = NewDossierView(desk)
    qtbot.addWidget(again)
    again.begin(1)
    assert again.draft.answers == {"registered": "no"} and again.draft.persons == [2]
    question = again.hand._question
    assert question is not None and question.id == "who"


def test_a_second_dossier_of_the_same_kind_is_refused_where_one_chose_for_whom(
    qtbot: QtBot, desk: Desk, view: NewDossierView
) -> None:
    desk.office.do(open_dossier, 1, (2,), "rnp", {})
    view.begin(1, (2,), "rnp")
    view.open_it()
    until(qtbot, lambda: shown(view) == WHOM)
    assert "EC-2026-001" in view.whom._error.text()


def test_what_follows_from_an_unknown_birth_is_said(
    qtbot: QtBot, desk: Desk, view: NewDossierView
) -> None:
    view.begin(1, (2,), "birth_in_time")
    assert shown(view) == CHOOSE
    told = [label for label in view.choose.findChildren(QLabel) if label.property("role") == "news"]
    assert any("Enfant 1" in label.text() for label in told)


def test_what_is_often_needed_before_is_named(
    qtbot: QtBot, desk: Desk, view: NewDossierView
) -> None:
    view.begin(1, (2,), "late_mother_declares")
    first = desk.ask(procedure_in_force, "late_mother_declares").procedure.needs_first
    assert first
    assert desk.ask(procedure_in_force, first[0]).procedure.title.fr in said(view)
