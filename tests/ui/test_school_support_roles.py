"""School support shows each role what it may do, and no button that would be refused."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions, marking, queries
from amane_desktop.attendance.models import Mark
from amane_desktop.people import actions as people
from tests.rows import families_of, work_as
from tests.ui.visit import support_page, type_letter, until
from ui.school_support.family_card import SchoolSupportCard
from ui.school_support.page import SchoolSupportPage
from ui.tasks import Desk

TODAY = date(2026, 11, 25)
PRINT = {"otherPapers", "printRosters"}
EDIT = {"addGroup", "editGroup", "enrolChild", "endGroup", "saveTimetable", "closeDay"}
EDIT |= {"addHour", "addRamadan", "addSeason", "carryOver", "addVacation"}
LOOK = {"chip_week", "chip_groups", "chip_timetable", "chip_door"}
# In words: who prints, who sees to groups and timetable, who marks.
OFFERED = {
    Role.DIRECTOR: LOOK | PRINT | EDIT,
    Role.SOCIAL_WORKER: LOOK | PRINT | EDIT,
    Role.TEACHER: LOOK | PRINT | EDIT,
    Role.ADMINISTRATOR: LOOK | PRINT,
    Role.VOLUNTEER: {"chip_week", "chip_door"},
}
MARKS = {Role.DIRECTOR, Role.SOCIAL_WORKER, Role.TEACHER, Role.VOLUNTEER}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    family = desk.office.do(people.add_family, "Bouzid", "")
    child = desk.office.do(people.add_person, family, "Yassine", "Bouzid", level="4AEP")
    group = desk.office.do(actions.add_group, "Atlas", "", from_=date(2026, 9, 7))
    desk.office.do(actions.enrol_child, group, child, from_=date(2026, 9, 7))
    return desk


def page_for(qtbot: QtBot, desk: Desk, role: Role) -> SchoolSupportPage:
    work_as(desk.office, role)
    return support_page(qtbot, desk)


def offered(page: SchoolSupportPage) -> set[str]:
    """The named buttons that can be reached in one of the views."""
    seen = set()
    for number in range(3):
        if page.chips.chip(number).isHidden():
            continue
        page.chips.show_view(number)
        for view in range(3 if number == 2 else 1):
            page.timetable.chips.show_view(view)
            buttons = (b for b in page.findChildren(QPushButton) if b.isVisible())
            seen |= {b.objectName() for b in buttons} & (LOOK | PRINT | EDIT)
    return seen


@pytest.mark.parametrize("role", Role)
def test_a_role_is_offered_what_it_may_do(qtbot: QtBot, desk: Desk, role: Role) -> None:
    assert offered(page_for(qtbot, desk, role)) == OFFERED[role]


@pytest.mark.parametrize("role", Role)
def test_only_who_may_mark_does_by_key(qtbot: QtBot, desk: Desk, role: Role) -> None:
    page = page_for(qtbot, desk, role)
    page.open(group_id=1, day=TODAY)
    refused: list[str] = []
    desk.notice.connect(refused.append)
    type_letter(page.week.grid, "a")
    if role in MARKS:
        until(qtbot, lambda: page.week.grid.currentIndex().data() == "A")
        until(qtbot, lambda: _mark(desk) == Mark.ABSENT)
    # What is done next comes after whatever the key has queued.
    work_as(desk.office, Role.DIRECTOR)
    with qtbot.waitSignal(desk.saved):
        desk.do(marking.mark_all_present, 1, TODAY, time(15))
    assert (_mark(desk) == Mark.ABSENT) == (role in MARKS)
    assert refused == []


def _mark(desk: Desk) -> Mark | None:
    sheet = desk.ask(queries.week, 1, date(2026, 11, 23))
    assert sheet is not None
    found = next(
        (m for (_p, day, at), m in sheet.marks.items() if (day, at.hour) == (TODAY, 10)), None
    )
    return None if found is None else found.mark


def test_who_sees_today_alone_is_not_told_that_no_child_is_in_a_group(
    qtbot: QtBot, desk: Desk
) -> None:
    (family,) = families_of(desk.office)
    work_as(desk.office, Role.VOLUNTEER)
    card = SchoolSupportCard(desk)
    qtbot.addWidget(card)

    card.show_family(family.id)

    assert card.isHidden()
