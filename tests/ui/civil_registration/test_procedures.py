"""Procedures: read by all who see dossiers, changed by the director with faults at their line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.civil_registration.change_procedures import change_procedure
from amane_desktop.civil_registration.procedure_versions import procedure_in_force, procedures
from tests.rows import work_as
from tests.ui.visit import click, come_forward, seen, until
from ui.civil_registration.procedures import ProceduresView
from ui.tasks import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
CODE = "late_with_marriage_act"


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> ProceduresView:
    i18n.set_language("fr")
    view = ProceduresView(desk)
    desk.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1320, 600)
    come_forward(qtbot, view)
    view.show_procedure(CODE)
    return view


def said(view: ProceduresView) -> str:
    labels = view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def title(desk: Desk, code: str = CODE) -> str:
    return desk.ask(procedure_in_force, code).procedure.title.fr


def put(view: ProceduresView, before: str, after: str) -> None:
    text = view.editor.text.toPlainText()
    assert before in text
    view.editor.text.setPlainText(text.replace(before, after, 1))


def test_papers_steps_and_sources_are_read_with_what_is_to_confirm(view: ProceduresView) -> None:
    assert "Certificat de non-inscription" in said(view)
    assert "https://crighoud.blogspot.com" in said(view)
    assert "à confirmer" in said(view)


def test_a_fault_is_shown_at_its_line_and_the_old_version_stays_in_force(
    qtbot: QtBot, desk: Desk, view: ProceduresView
) -> None:
    before = desk.ask(procedure_in_force, CODE).text
    click(qtbot, view, "procedure_edit")
    put(view, "issuer: hospital", "issuer: hospitall")
    text = view.editor.text.toPlainText()
    wrong = text[: text.index("hospitall")].count("\n") + 1
    qtbot.keyClick(view.editor.text, Qt.Key.Key_Return, CONTROL)
    until(qtbot, lambda: view.editor.text.line == wrong)
    assert "hospitall" in view.editor.faults.item(0).text()
    assert desk.ask(procedure_in_force, CODE).text == before
    qtbot.keyClick(view.editor, Qt.Key.Key_Escape)
    click(qtbot, view, "procedure_edit")
    assert "hospitall" in view.editor.text.toPlainText()


def test_faults_are_told_while_one_types(qtbot: QtBot, desk: Desk, view: ProceduresView) -> None:
    click(qtbot, view, "procedure_edit")
    put(view, "number: 1", "number: 1\n  loop")
    until(qtbot, lambda: view.editor.faults.count() > 0 and view.editor.faults.isVisible())


def test_a_new_version_is_put_in_force_and_taken_back(
    qtbot: QtBot, desk: Desk, view: ProceduresView
) -> None:
    click(qtbot, view, "procedure_edit")
    put(view, '"Enregistrement tardif, avec acte de mariage"', '"Enregistrement tardif (I)"')
    qtbot.keyClick(view.editor.text, Qt.Key.Key_Return, CONTROL)
    until(qtbot, lambda: title(desk) == "Enregistrement tardif (I)")
    until(qtbot, lambda: "modifiée par le centre" in said(view))
    click(qtbot, view, "procedure_shipped")
    until(qtbot, lambda: title(desk) == "Enregistrement tardif, avec acte de mariage")


def test_a_copy_becomes_a_procedure_of_the_centres_own(
    qtbot: QtBot, desk: Desk, view: ProceduresView
) -> None:
    click(qtbot, view, "procedure_copy")
    put(view, '"Enregistrement tardif, avec acte de mariage"', '"Une autre démarche"')
    click(qtbot, view, "putInForce")
    until(qtbot, lambda: "Une autre démarche" in [p.title.fr for p in desk.ask(procedures)])
    until(qtbot, lambda: view.line is not None and view.line.title.fr == "Une autre démarche")


def test_somebody_elses_change_is_said_before_it_is_overwritten(
    qtbot: QtBot, desk: Desk, view: ProceduresView
) -> None:
    click(qtbot, view, "procedure_edit")
    put(view, '"Enregistrement tardif, avec acte de mariage"', '"La mienne"')
    other = desk.ask(procedure_in_force, CODE).text.replace("avec acte de mariage", "la sienne", 1)
    desk.office.do(change_procedure, CODE, 1, other)
    view.editor.save()
    until(qtbot, lambda: "entre-temps" in view.editor._said.text())
    assert "la sienne" in title(desk)
    view.editor.save()
    until(qtbot, lambda: title(desk) == "La mienne")


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SOCIAL_WORKER, Role.ADMINISTRATOR])
def test_all_who_see_dossiers_read_them_and_the_director_alone_is_offered_to_change_them(
    qtbot: QtBot, desk: Desk, role: Role
) -> None:
    i18n.set_language("fr")
    work_as(desk.office, role)
    view = ProceduresView(desk)
    qtbot.addWidget(view)
    view.resize(1320, 600)
    come_forward(qtbot, view)
    view.show_procedure(CODE)
    until(qtbot, lambda: "Certificat de non-inscription" in said(view))
    for name in ("procedure_edit", "procedure_copy"):
        assert bool(seen(view, name, QPushButton)) == (role is Role.DIRECTOR)
    view._do("edit")
    assert view._is_editing == (role is Role.DIRECTOR)
