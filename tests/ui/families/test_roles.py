"""The families page of each role: what one does not see is left out, never told as missing."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions as groups
from amane_desktop.people import actions
from amane_desktop.people.relationships import say_relationship
from tests.rows import protect, work_as
from tests.ui.families.visit import Window, press
from tests.ui.visit import click, until
from ui.families.telephone_card import TelephoneCard
from ui.families.together import HouseholdCard
from ui.tasks import Desk

AGE = 2


@pytest.fixture
def family(desk: Desk) -> int:
    """A mother with her telephone, and a child in a group."""
    office = desk.office
    family = office.do(actions.add_family, "Bahi", "باهي")
    mother = office.do(actions.add_person, family, "Fatima", "", birth_date=date(1990, 1, 1))
    child = office.do(actions.add_person, family, "Salma", "", birth_date=date(2016, 1, 1))
    office.do(actions.add_telephone, family, "0612345678", is_safe=True, person_id=mother)
    group = office.do(groups.add_group, "Atlas", "", from_=date(2026, 9, 7))
    office.do(groups.enrol_child, group, child, from_=date(2026, 9, 7))
    return family


def opened(desk: Desk, window: Callable[[str], Window], role: Role, family: int) -> Window:
    work_as(desk.office, role)
    shown = window("ar")
    shown.page.open(family_id=family)
    return shown


@pytest.mark.parametrize("role", [Role.TEACHER, Role.ADMINISTRATOR])
def test_what_is_kept_from_a_role_is_not_told_as_missing(
    desk: Desk, window: Callable[[str], Window], family: int, role: Role
) -> None:
    protect(desk.office, family)
    shown = opened(desk, window, role, family)
    record = shown.page.record
    for card in (TelephoneCard, HouseholdCard):
        assert record.findChild(card).isHidden(), card
    table = record.findChild(QTableView)
    assert table.isColumnHidden(AGE) and not table.isColumnHidden(0)


def test_a_teacher_reads_whose_a_number_is_and_sees_nobody_but_the_child(
    desk: Desk, window: Callable[[str], Window], family: int
) -> None:
    desk.office.do(say_relationship, 1, "houses", (2,))
    shown = opened(desk, window, Role.TEACHER, family)
    card = shown.page.record.findChild(TelephoneCard)
    assert any("Fatima" in label.text() for label in card.findChildren(QLabel))
    table = shown.page.record.findChild(QTableView)
    assert table.model().rowCount() == 1


def test_who_may_not_add_a_family_is_not_told_to(
    qtbot: QtBot, desk: Desk, window: Callable[[str], Window], family: int
) -> None:
    for role, is_told in ((Role.TEACHER, False), (Role.ADMINISTRATOR, True)):
        work_as(desk.office, role)
        shown = window("fr")
        until(qtbot, lambda shown=shown: "Choisissez une famille" in shown.words())
        assert ("ajoutez" in shown.words()) == is_told


def test_a_child_alone_is_drawn_as_no_household(
    desk: Desk, window: Callable[[str], Window], family: int
) -> None:
    shown = opened(desk, window, Role.TEACHER, family)
    assert shown.page.record.findChild(HouseholdCard).isHidden()
    shown = opened(desk, window, Role.DIRECTOR, family)
    assert not shown.page.record.findChild(HouseholdCard).isHidden()


def test_who_sees_children_in_groups_counts_children_and_no_states_of_files(
    qtbot: QtBot, desk: Desk, window: Callable[[str], Window], family: int
) -> None:
    shown = opened(desk, window, Role.TEACHER, family)
    model = shown.page.list.families
    until(qtbot, lambda: model.index(0, 0).data(Qt.ItemDataRole.UserRole) == "طفل واحد")
    assert shown.page.findChild(QComboBox, "familyStates").isHidden()


def test_the_other_script_begins_where_the_page_begins(
    desk: Desk, window: Callable[[str], Window], family: int
) -> None:
    shown = opened(desk, window, Role.TEACHER, family)
    (line,) = (label for label in shown.page.record.findChildren(QLabel) if "Bahi" in label.text())
    assert line.alignment() & Qt.AlignmentFlag.AlignRight


def test_closing_a_form_goes_back_to_its_button_and_opens_nobody(
    qtbot: QtBot, desk: Desk, window: Callable[[str], Window], family: int
) -> None:
    shown = opened(desk, window, Role.DIRECTOR, family)
    shown.page.list.setFocus()
    shown.page._chosen(family)
    button = shown.page.record.findChild(QPushButton, "editFamily")
    button.setFocus()
    shown.page.record.persons.clearSelection()
    click(qtbot, shown, "editFamily")
    until(qtbot, lambda: not button.isVisible())
    press(qtbot, Qt.Key.Key_Escape)
    until(qtbot, button.hasFocus)
