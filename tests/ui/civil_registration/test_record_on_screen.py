"""The record of a dossier on the office PC's screen: what has room, and what is cut how."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.checklists.papers import paper_not_needed
from amane_desktop.civil_registration.course import change_dossier, close_dossier
from amane_desktop.office.staff import add_staff_member
from tests.civil_registration.dossiers import TODAY, opened
from tests.conftest import PASSWORD
from tests.ui.civil_registration.conftest import Shows
from tests.ui.civil_registration.visit import plain
from tests.ui.visit import click, find, until
from ui import theme
from ui.civil_registration.step_row import StepRow
from ui.tasks import Desk
from ui.widgets.one_line import OneLine

NAMES = ("Gather", "Submit", "Hearing", "Judgment", "A certificate with a long name", "Entry")


def row_of(qtbot: QtBot, width: int) -> tuple[StepRow, list[QPushButton]]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)  # how wide a name is hangs on its letters
    row, buttons = StepRow(), [QPushButton() for _name in NAMES]
    qtbot.addWidget(row)
    row.take(list(zip(buttons, NAMES, strict=True)))
    row.resize(width, 40)
    row.show()
    return row, buttons


def test_all_steps_say_their_names_where_there_is_room(qtbot: QtBot) -> None:
    row, buttons = row_of(qtbot, 1600)
    row.name_first(0)
    assert tuple(button.text() for button in buttons) == NAMES


def test_the_steps_that_come_first_keep_their_names_in_one_row(qtbot: QtBot) -> None:
    row, buttons = row_of(qtbot, 490)
    row.name_first(0)
    shown = [button.text() for button in buttons]
    assert shown[:2] == ["Gather", "Submit"] and shown[3:5] == ["", ""]
    row.name_first(3, 5)
    shown = [button.text() for button in buttons]
    assert (shown[3], shown[5], shown[4]) == ("Judgment", "Entry", "")
    until(qtbot, lambda: all(button.geometry().right() < row.width() for button in buttons))


def test_steps_that_are_shown_anew_are_as_wide_as_their_names(qtbot: QtBot) -> None:
    row, _old = row_of(qtbot, 610)
    buttons = [QPushButton() for _name in NAMES]
    for button in buttons:
        button.setMinimumWidth(1)
    row.take(list(zip(buttons, NAMES, strict=True)))
    row.name_first(0)
    assert buttons[4].text().endswith("…")
    until(qtbot, lambda: all(b.width() >= b.sizeHint().width() > 1 for b in buttons))


def test_a_long_name_of_the_step_that_comes_now_is_cut_with_an_ellipsis(qtbot: QtBot) -> None:
    row, buttons = row_of(qtbot, 550)
    row.name_first(4)
    assert buttons[4].text().startswith("A cert") and buttons[4].text().endswith("…")
    row.resize(1600, 40)
    assert buttons[4].text() == NAMES[4]


def test_a_name_too_long_for_the_head_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    label = OneLine("subject")
    qtbot.addWidget(label)
    label.setText("Fatima Ez-Zahra Aït Baha El Idrissi")
    label.resize(120, 30)
    assert label.shown().startswith("Fatima") and label.shown().endswith("…")
    label.resize(2000, 30)
    assert label.shown() == label.text()


def test_the_responsible_is_named_in_the_readers_script(desk: Desk, shows: Shows) -> None:
    record = opened(desk.office)
    told = ("Salma", "social_worker", PASSWORD)
    staff_id = desk.office.do(add_staff_member, *told, name_ar="سلمى")
    desk.office.do(change_dossier, record.id, record.version, responsible_id=staff_id)
    i18n.set_language("ar")
    window = shows()
    window.page.open(dossier_id=1)
    about = plain(find(window, "dossierAbout", QLabel).text())
    assert "سلمى" in about and "Salma" not in about


def test_what_came_out_well_does_not_look_like_a_worry(desk: Desk, shows: Shows) -> None:
    for number, outcome in ((1, "registered"), (2, "abandoned")):
        record = opened(desk.office)
        desk.office.do(close_dossier, number, record.version, outcome, TODAY, why="c'est fini")
    window = shows()
    for number, role in ((1, "pill-good"), (2, "pill-waiting"), (1, "pill-good")):
        window.page.open(dossier_id=number)
        assert find(window, "dossierState", QLabel).property("role") == role


def test_papers_that_are_not_needed_wait_behind_a_button(
    desk: Desk, shows: Shows, qtbot: QtBot
) -> None:
    paper = opened(desk.office).papers[0]
    desk.office.do(paper_not_needed, paper.id, paper.version, "il y a mieux")
    window = shows()
    window.page.open(dossier_id=1)
    assert "Avis de naissance" not in [row[0] for row in window.papers()]
    click(qtbot, window, "notNeeded")
    until(qtbot, lambda: window.papers()[0][0] == "Avis de naissance")


def test_the_scans_of_a_paper_have_room_in_arabic(desk: Desk, shows: Shows) -> None:
    opened(desk.office)
    i18n.set_language("ar")
    window = shows()
    window.page.open(dossier_id=1)
    header = window.record.papers.horizontalHeader()
    assert header.sectionSize(5) >= header.sectionSizeHint(5)
