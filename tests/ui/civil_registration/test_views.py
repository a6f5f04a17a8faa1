"""The page's views: by chip, over the page, and back with what was half-typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.civil_registration.change_procedures import change_procedure
from amane_desktop.civil_registration.procedure_versions import procedure_in_force
from amane_desktop.civil_registration.queries import dossier
from tests.civil_registration.dossiers import opened
from tests.ui.civil_registration.conftest import Shows
from tests.ui.visit import click, find, until
from ui.civil_registration.compare_versions import CompareVersions
from ui.civil_registration.move_dossier import MoveDossierView
from ui.civil_registration.new_dossier import open_new_dossier
from ui.civil_registration.page import CivilRegistrationPage
from ui.tasks import Desk

CODE = "rnp"


def said(page: CivilRegistrationPage) -> str:
    labels = page.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def newer(desk: Desk) -> None:
    """A paper less, another name, and a new step."""
    text = desk.ask(procedure_in_force, CODE).text
    title = desk.ask(procedure_in_force, CODE).procedure.title.fr
    desk.office.do(change_procedure, CODE, 1, text.replace(f'"{title}"', '"Registre (RNP)"', 1))


def test_ctrl_n_begins_a_dossier_and_escape_comes_back_to_the_list(
    qtbot: QtBot, desk: Desk, shows: Shows
) -> None:
    opened(desk.office)
    page = shows().page
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, page.new_dossier.isVisible)
    until(qtbot, page.new_dossier.whom.line.hasFocus)
    qtbot.keyClick(page.new_dossier.whom.line, Qt.Key.Key_Escape)
    until(qtbot, page.dossiers.isVisible)


def test_ctrl_n_needs_no_keyboard_within_the_page(qtbot: QtBot, desk: Desk, shows: Shows) -> None:
    window = shows()
    window.box.setFocus()
    qtbot.keyClick(window.box, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, window.page.new_dossier.isVisible)


def test_a_dossier_begun_from_elsewhere_is_shown_once_it_is_open(
    qtbot: QtBot, desk: Desk, shows: Shows
) -> None:
    record = opened(desk.office)
    page = shows().page
    persons = [person.person_id for person in record.persons]
    open_new_dossier(desk, record.family_id, persons, CODE)
    until(qtbot, page.new_dossier.isVisible)
    page.new_dossier.open_it()
    until(qtbot, lambda: page.dossiers.isVisible() and "EC-2026-002" in said(page))


def test_each_chip_shows_its_view_made_when_it_is_first_wanted(
    qtbot: QtBot, desk: Desk, shows: Shows
) -> None:
    page = shows().page
    for name in ("fetch", "figures", "counters", "procedures"):
        qtbot.mouseClick(find(page, f"chip_{name}", QPushButton), Qt.MouseButton.LeftButton)
        until(qtbot, page.view(name).isVisible)
    kept = page.state()
    again = CivilRegistrationPage(desk)
    qtbot.addWidget(again)
    again.restore(kept)
    assert again.chips.shown == page.chips.shown


def test_what_is_half_said_outlives_a_change_of_language(
    qtbot: QtBot, desk: Desk, shows: Shows
) -> None:
    record = opened(desk.office)
    page = shows().page
    page.open(new_dossier={"family_id": record.family_id, "persons": [2]})
    page.new_dossier.whom.done.emit()
    qtbot.keyClick(page.new_dossier.hand.answers, "2")
    kept = page.state()
    i18n.set_language("fr")
    again = CivilRegistrationPage(desk)
    qtbot.addWidget(again)
    again.restore(kept)
    assert again.new_dossier.draft.answers == {"registered": "no"}


def test_a_dossier_moves_to_the_newer_version_after_a_look(
    qtbot: QtBot, desk: Desk, shows: Shows
) -> None:
    record = opened(desk.office, CODE)
    newer(desk)
    page = shows().page
    desk.go("civil_registration", dossier_id=record.id, show="moving")
    view = page.findChild(MoveDossierView)
    assert view is not None
    until(qtbot, lambda: find(page, "moveDossier", QPushButton).isEnabled())
    click(qtbot, page, "moveDossier")

    def title() -> str:
        shown = desk.ask(dossier, record.id)
        assert shown is not None
        return shown.procedure.title.fr

    until(qtbot, lambda: title() == "Registre (RNP)")
    until(qtbot, page.dossiers.isVisible)


def test_the_director_sees_what_the_centre_changed(qtbot: QtBot, desk: Desk, shows: Shows) -> None:
    newer(desk)
    page = shows().page
    page.open(view="procedures")
    view = page.view("procedures")
    view.show_procedure(CODE)  # type: ignore[attr-defined]
    click(qtbot, page, "procedure_compare")
    compare = page.findChild(CompareVersions)
    assert compare is not None
    until(qtbot, lambda: "Registre (RNP)" in said(page))
    qtbot.keyClick(compare, Qt.Key.Key_Escape)
    until(qtbot, lambda: not compare.isVisible())
