"""A list is taken out from its own page by one button, as its reader sees it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import amane_desktop.rooms  # noqa: F401
from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions as groups
from amane_desktop.office import staff
from amane_desktop.office.leaving import leaving_folder
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from tests.rows import protect, work_as
from tests.ui.visit import find, type_letter, until
from ui.centre_settings.page import SettingsPage
from ui.families.page import FamiliesPage
from ui.journal.page import JournalPage
from ui.school_support.page import SchoolSupportPage
from ui.staff.page import StaffPage
from ui.tasks import Desk
from ui.widgets.page import Page

SEPTEMBER = date(2026, 9, 7)
TAKES_LISTS = {Role.DIRECTOR, Role.ADMINISTRATOR}


@pytest.fixture(params=["fr", "ar"])
def desk(request: pytest.FixtureRequest, qtbot: QtBot, office: Office) -> Iterator[Desk]:
    """Two families, the second protected, each with a child in one group."""
    i18n.set_language(request.param)
    group = office.do(groups.add_group, "Atlas", "أطلس", from_=SEPTEMBER)
    for name, name_ar in (("Bahi", "باهي"), ("Chafik", "شفيق")):
        family = office.do(actions.add_family, name, name_ar)
        child = office.do(
            actions.add_person, family, "Aya", name, "آية", name_ar, level="4AEP", school="Massira"
        )
        office.do(groups.enrol_child, group, child, from_=SEPTEMBER)
    protect(office, 2)
    office.do(staff.add_staff_member, "Omar", Role.TEACHER, "trois mots pour lui")
    desk = Desk(office)
    yield desk
    desk.hush()
    desk.close()


def shown(qtbot: QtBot, page: Page) -> Page:
    qtbot.addWidget(page)
    page.resize(1366, 680)
    page.show()
    return page


def taken_out(qtbot: QtBot, page: Page, name: str) -> list[list[str]]:
    """Press the button by keyboard; the rows of the file that is there then."""
    button = find(page, name, QPushButton)
    button.setFocus()
    with qtbot.waitSignal(page.desk.notice) as told:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    (path,) = leaving_folder().iterdir()
    assert str(path) in told.args[0]
    return cells(path, page.desk.office.signed_in.name)


def cells(path: Path, by: str) -> list[list[str]]:
    """The first sheet's rows below their headings."""
    sheet, word = load_workbook(path).worksheets
    assert by in word["A1"].value and path.stem[:-11] in word["A1"].value
    rows = [[cell.value or "" for cell in row] for row in sheet.rows]
    assert all(len(row) == len(rows[0]) for row in rows)
    return rows[1:]


def in_words(latin: str, arabic: str) -> str:
    return arabic if i18n.language() == "ar" else latin


def test_families_come_with_number_both_names_and_members(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, FamiliesPage(desk))
    until(qtbot, lambda: page.list.families.rowCount() == 2)
    rows = taken_out(qtbot, page, "exportFamilies")
    assert [row[0] for row in rows] == ["2026-0001", "2026-0002"]
    assert [row[1] for row in rows] == [in_words("Bahi", "باهي"), in_words("Chafik", "شفيق")]
    assert [row[2] for row in rows] == [in_words("باهي", "Bahi"), in_words("شفيق", "Chafik")]
    assert [row[3] for row in rows] == ["1", "1"]


def test_an_administrator_takes_out_no_more_of_a_protected_family_than_its_name(
    qtbot: QtBot, desk: Desk
) -> None:
    work_as(desk.office, Role.ADMINISTRATOR, 2)
    page = shown(qtbot, FamiliesPage(desk))
    until(qtbot, lambda: page.list.families.rowCount() == 2)
    _seen, hidden = taken_out(qtbot, page, "exportFamilies")
    assert hidden[:2] == ["", in_words("Chafik", "شفيق")]
    for path in leaving_folder().iterdir():
        path.unlink()
    page = shown(qtbot, SchoolSupportPage(desk))
    page.chips.show_view(1)
    _seen, hidden = taken_out(qtbot, page, "exportChildren")
    assert hidden[:2] == [in_words("Chafik Aya", "شفيق آية"), ""]


def test_groups_and_a_group_s_children_each_are_a_list(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, SchoolSupportPage(desk))
    page.chips.show_view(1)
    (group,) = taken_out(qtbot, page, "exportGroups")
    assert (group[0], group[4]) == (in_words("Atlas", "أطلس"), "2")
    for path in leaving_folder().iterdir():
        path.unlink()
    rows = taken_out(qtbot, page, "exportChildren")
    assert [row[0] for row in rows] == [
        in_words("Bahi Aya", "باهي آية"),
        in_words("Chafik Aya", "شفيق آية"),
    ]
    assert {row[2] for row in rows} == {i18n.format_date(SEPTEMBER)}
    assert {row[3] for row in rows} == {""}


def test_staff_with_what_each_is(qtbot: QtBot, desk: Desk) -> None:
    rows = taken_out(qtbot, shown(qtbot, StaffPage(desk)), "exportStaff")
    assert [row[0] for row in rows] == ["Khadija", "Omar"]
    assert i18n._(staff.ROLES[Role.TEACHER]) in rows[1][1]


def test_a_list_of_values_as_its_table_shows_it(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, SettingsPage(desk))
    page.open("neighbourhood")
    table = page.section("neighbourhood").table.rows
    rows = taken_out(qtbot, page, "exportRows")
    assert len(rows) == table.rowCount() > 3
    assert rows[0][:2] == [table.index(0, n).data() for n in range(2)]


def test_the_entries_of_the_journal_that_are_shown(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, JournalPage(desk))
    model = page.done.model
    until(qtbot, lambda: model.ids)
    everything = len(model.ids)
    for letter in in_words("chafik", "شفيق"):
        type_letter(page.filters.words.editor, letter)
    until(qtbot, lambda: 0 < len(model.ids) < everything)
    rows = taken_out(qtbot, page, "exportJournal")
    assert len(rows) == len(model.ids)
    assert {row[1] for row in rows} == {"Khadija"}
    assert all(in_words("Chafik", "شفيق") in row[2] for row in rows)


def test_of_an_empty_list_nothing_is_written(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, FamiliesPage(desk))
    until(qtbot, lambda: page.list.families.rowCount() == 2)
    page.list.show_states(("closed",))
    until(qtbot, lambda: page.list.families.rowCount() == 0)
    with qtbot.waitSignal(desk.notice) as told:
        find(page, "exportFamilies", QPushButton).click()
    assert told.args == [i18n._("This list is empty: there is nothing to take out.")]
    assert not leaving_folder().exists()


@pytest.mark.parametrize("role", Role)
def test_who_may_not_take_lists_out_sees_no_button(qtbot: QtBot, desk: Desk, role: Role) -> None:
    work_as(desk.office, role)
    families, support = shown(qtbot, FamiliesPage(desk)), shown(qtbot, SchoolSupportPage(desk))
    support.chips.show_view(1)
    buttons = (*families.findChildren(QPushButton), *support.findChildren(QPushButton))
    offered = {b.objectName() for b in buttons if b.objectName().startswith("export")}
    lists = {"Families", "Persons", "Groups", "Children", "FollowUp"}
    assert offered == {f"export{list_}" for list_ in lists}
    hidden = {b.objectName() for b in buttons if b.objectName() in offered and b.isHidden()}
    assert hidden == (set() if role in TAKES_LISTS else offered)
