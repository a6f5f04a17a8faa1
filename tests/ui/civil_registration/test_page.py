"""The page of civil registration: the list, the record and the board."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.checklists.papers import receive_paper
from amane_desktop.civil_registration.course import rest_dossier
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from tests.civil_registration.dossiers import TODAY, finish, gather, later, opened
from tests.ui.civil_registration import fill
from tests.ui.civil_registration.conftest import Shows
from tests.ui.civil_registration.visit import (
    DOWN,
    ENTER,
    RIGHT,
    choose_in_menu,
    menu_words,
    opened_sheet,
    press,
    sheet,
)
from tests.ui.visit import click, find, seen, until
from ui.tasks import Desk


def test_an_empty_page_says_what_to_do_next(shows: Shows) -> None:
    window = shows()
    assert "No dossier yet" in window.words()
    assert seen(window, "newDossier", QPushButton)


def test_the_list_tells_of_each_dossier_what_matters_most(desk: Desk, shows: Shows) -> None:
    one = opened(desk.office)
    two = opened(desk.office, children=3)
    opened(desk.office)
    life = one.papers[1]
    desk.office.do(receive_paper, life.id, life.version, TODAY, valid_until=later(6))
    desk.office.do(rest_dossier, two.id, two.version, until=later(30))
    desk.office.do(add_dossier_appointment, 3, later(2), kind="errand")
    assert shows().listed() == [
        ("Enfant 1 Aït Baha", "0 / 3", "EC-2026-003", "appointment on 26 November"),
        ("Siblings Aït Baha (3)", "0 / 5", "EC-2026-002", "to take up on 24 December"),
        ("Enfant 1 Aït Baha", "1 / 3", "EC-2026-001", "expires in 6 days"),
    ]


def test_moving_along_the_list_shows_each_record(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    opened(desk.office)
    opened(desk.office, children=3)
    window = shows()
    window.view.list.setFocus()
    press(qtbot, DOWN)
    until(qtbot, lambda: "EC-2026-001" in window.words())
    assert window.papers()[0] == ("Avis de naissance", "Hospital", "Still needed", "")
    press(qtbot, ENTER)
    assert window.record.papers.hasFocus()
    desk.go("civil_registration", dossier_id=2)
    assert "Siblings Aït Baha (3)" in window.words()
    assert [row[0] for row in window.papers()][:3] == [
        f"Avis de naissance · Enfant {n} Aït Baha" for n in (1, 2, 3)
    ]


def test_a_paper_is_received_by_keyboard(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    opened(desk.office)
    window = shows()
    window.page.open(dossier_id=1)
    press(qtbot, DOWN, ENTER)
    assert menu_words()[:2] == ["Received…", "Asked for…"]
    press(qtbot, ENTER)
    form = opened_sheet(qtbot)
    assert form.fields["day"].raw() == "24/11/2026"
    press(qtbot, ENTER)
    until(qtbot, lambda: sheet() is None)
    until(qtbot, lambda: window.papers()[1][2] == "Received on 24 November")
    assert window.papers()[1][3] == "24 February 2027"
    until(qtbot, lambda: window.listed()[0][1] == "1 / 3")


def test_what_is_refused_stands_at_its_field(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    record = opened(desk.office)
    window = shows()
    window.page.open(dossier_id=1)
    window.record.doing.with_paper("receive", record.papers[0])
    form = opened_sheet(qtbot)
    form.fields["day"].set_raw("25/11/2026")
    press(qtbot, ENTER)
    until(qtbot, lambda: "This day is still to come." in fill.said(form))
    assert window.papers()[0][2] == "Still needed"


def test_two_people_at_one_paper_minutes_apart(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    record = opened(desk.office)
    window = shows()
    window.page.open(dossier_id=1)
    paper = record.papers[0]
    window.record.doing.with_paper("ask", paper)
    form = opened_sheet(qtbot)
    desk.office.do(receive_paper, paper.id, paper.version, TODAY)
    press(qtbot, ENTER)
    until(qtbot, lambda: "Received on 24 November" in fill.said(form))
    assert window.papers()[0][2] == "Received on 24 November"


def test_the_board_has_a_column_for_each_kind_of_step(
    desk: Desk, shows: Shows, qtbot: QtBot
) -> None:

    finish(desk.office, gather(desk.office, opened(desk.office)))
    opened(desk.office)
    window = shows()
    click(qtbot, window, "dossiers_by_step")
    assert window.columns() == {"gather": ["EC-2026-002"], "submit": ["EC-2026-001"]}
    window.view.board.focus_first()
    press(qtbot, RIGHT, ENTER)
    assert window.view.dossier_id == 1 and not window.view.is_board
    assert window.record.isVisible()


def test_filters_hold_for_the_list_and_the_board(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    gather(desk.office, opened(desk.office))
    opened(desk.office)
    window = shows()
    click(qtbot, window, "dossiers_to_collect")
    assert [row[2] for row in window.listed()] == ["EC-2026-002"]
    click(qtbot, window, "dossiers_by_step")
    assert window.columns() == {"gather": ["EC-2026-002"]}
    window.view.filters.words.setText("zzz")
    until(qtbot, lambda: "No dossier fits." in window.words())
    window.view._nothing.button.click()
    assert window.columns() == {"gather": ["EC-2026-002", "EC-2026-001"]}


def test_the_box_finds_a_dossier_by_its_number(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    opened(desk.office)
    window = shows()
    window.box.setFocus()
    qtbot.keyClicks(window.box, "EC-2026-001")
    qtbot.keyClick(window.box, ENTER)
    until(qtbot, lambda: window.view.dossier_id == 1)
    assert "Essai" in window.words()


def test_a_step_is_done_and_opened_again(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    gather(desk.office, opened(desk.office))
    window = shows()
    window.page.open(dossier_id=1)
    button = find(window, "step_gather", QPushButton)
    button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    click(qtbot, window, "step_done")
    opened_sheet(qtbot)
    press(qtbot, ENTER)
    until(qtbot, lambda: sheet() is None)
    until(qtbot, lambda: "Done on 24 November 2026" in window.words())
    click(qtbot, window, "step_again")
    until(qtbot, lambda: "Done on 24 November 2026" not in window.words())


def test_the_list_comes_to_the_dossier_that_was_asked_for(
    desk: Desk, shows: Shows, qtbot: QtBot
) -> None:
    for _n in range(20):
        opened(desk.office)
    window = shows()
    window.view.lines = None
    window.view.list.take((), None)
    window.page.open(dossier_id=1)
    window.view.refresh()
    window.settle(qtbot)
    place = window.view.list.visualRect(window.view.list.currentIndex())
    assert window.listed()[window.view.list.currentIndex().row()][2] == "EC-2026-001"
    assert window.view.list.viewport().rect().contains(place)


def test_more_of_a_paper_stands_under_the_table(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    opened(desk.office)
    window = shows()
    window.page.open(dossier_id=1)
    press(qtbot, DOWN, ENTER)
    choose_in_menu(qtbot, "More of this paper, and its scans")
    assert window.record.paper.scans.hasFocus()
    assert "valid for 3 months" in window.words()
