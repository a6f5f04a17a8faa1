"""What is done with a dossier on its page: sheets, menus, files that are dropped."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.checklists.papers import receive_paper
from amane_desktop.civil_registration.words import Outcome, State
from amane_desktop.people.scan_lines import scans
from tests.civil_registration.dossiers import TODAY, gather, opened, shown
from tests.ui.civil_registration import fill
from tests.ui.civil_registration.conftest import Shows
from tests.ui.civil_registration.visit import (
    ENTER,
    ESCAPE,
    DossierWindow,
    choose_in_menu,
    opened_sheet,
    press,
    sheet,
)
from tests.ui.families.test_scans import a_picture, drop
from tests.ui.visit import click, find, seen, until
from ui.tasks import Desk
from ui.widgets.scan_forms import AddScans


def begin(desk: Desk, shows: Shows) -> DossierWindow:
    """The page with a dossier that is shown."""
    opened(desk.office)
    window = shows()
    window.page.open(dossier_id=1)
    return window


def test_a_paper_is_not_needed_for_a_reason(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    window = begin(desk, shows)
    press(qtbot, ENTER)
    choose_in_menu(qtbot, "Not needed…")
    form = opened_sheet(qtbot)
    form.save()
    until(qtbot, lambda: "Say why it is not needed." in fill.said(form))
    fill.fields(form, reason="The court has it")
    form.save()
    until(qtbot, lambda: seen(window, "notNeeded", QPushButton))
    click(qtbot, window, "notNeeded")
    assert "Not needed" in [paper[2] for paper in window.papers()]
    assert "The court has it" in [paper.reason for paper in shown(desk.office, 1).papers]
    until(qtbot, lambda: window.listed()[0][1] == "0 / 2")


def test_a_paper_is_handed_in_and_its_original_left(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    window = begin(desk, shows)
    paper = shown(desk.office, 1).papers[0]
    desk.office.do(receive_paper, paper.id, paper.version, TODAY)
    until(qtbot, lambda: seen(window, "paper_entrust", QPushButton))
    click(qtbot, window, "paper_entrust")
    opened_sheet(qtbot)
    press(qtbot, ENTER)
    until(qtbot, lambda: "The original has been at the centre since" in window.words())
    click(qtbot, window, "paper_hand_in")
    form = opened_sheet(qtbot)
    fill.fields(form, place="Annexe Lastah")
    form.save()
    until(qtbot, lambda: window.papers()[0][2] == "Handed in on 24 November")
    assert shown(desk.office, 1).papers[0].handed_in_at == "Annexe Lastah"


def test_a_paper_of_the_staffs_own_is_added_and_taken_off(
    desk: Desk, shows: Shows, qtbot: QtBot
) -> None:
    window = begin(desk, shows)
    click(qtbot, window, "addPaper")
    form = opened_sheet(qtbot)
    fill.fields(form, name="Lettre de l'imam", authority="other", cost="12,50")
    form.save()
    until(qtbot, lambda: window.papers()[-1][0] == "Lettre de l'imam")
    paper = shown(desk.office, 1).papers[-1]
    assert paper.cost == 1250
    window.record.papers.point_at(paper.id)
    click(qtbot, window, "paper_remove")
    until(qtbot, lambda: len(window.papers()) == 4)


def test_expenses_and_notes_are_written_down(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    window = begin(desk, shows)
    click(qtbot, window, "addExpense")
    form = opened_sheet(qtbot)
    fill.fields(form, amount="120", what="Timbre")
    form.save()
    until(qtbot, lambda: "120 DH, of which the centre paid 120 DH" in window.words())
    click(qtbot, window, "addNote")
    form = opened_sheet(qtbot)
    fill.fields(form, text="Rappeler le guichet lundi")
    form.save()
    until(qtbot, lambda: "Rappeler le guichet lundi" in window.words())
    click(qtbot, window, "note_1")
    form = opened_sheet(qtbot)
    find(form, "removeLine", QPushButton).click()
    until(qtbot, lambda: "No note yet." in window.words())


def test_what_is_half_typed_waits(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    window = begin(desk, shows)
    click(qtbot, window, "addNote")
    form = opened_sheet(qtbot)
    fill.fields(form, text="Rappeler")
    press(qtbot, ESCAPE)
    until(qtbot, lambda: sheet() is None)
    click(qtbot, window, "addNote")
    assert opened_sheet(qtbot).fields["text"].raw() == "Rappeler"
    press(qtbot, ESCAPE)


def test_a_dossier_is_closed_and_opened_again(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    window = begin(desk, shows)
    window.record.doing.with_dossier("close")
    form = opened_sheet(qtbot)
    fill.fields(form, outcome=Outcome.MOVED.value)
    form.save()
    until(qtbot, lambda: "The family moved away" in window.words())
    assert shown(desk.office, 1).state == State.CLOSED
    until(qtbot, lambda: window.listed() == [])
    find(window, "moreOfDossier", QPushButton).click()
    choose_in_menu(qtbot, "Open it again")
    until(qtbot, lambda: shown(desk.office, 1).state == State.OPEN)
    until(qtbot, lambda: window.listed())


def test_a_judgment_of_tomorrow_is_refused_at_its_field(
    desk: Desk, shows: Shows, qtbot: QtBot
) -> None:
    window = begin(desk, shows)
    window.record.doing.with_step("judgment", None)
    form = opened_sheet(qtbot)
    fill.fields(form, court="Tribunal de Taroudant", judgment_on="25/11/2026")
    form.save()
    until(qtbot, lambda: "this day has not come yet" in fill.said(form))
    fill.fields(form, judgment_on="23/11/2026", judgment_number="911")
    form.save()
    until(qtbot, lambda: "Judgment: 911" in window.words())


def test_an_appointment_stands_as_the_next_errand(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    window = begin(desk, shows)
    click(qtbot, window, "addAppointment")
    form = opened_sheet(qtbot)
    fill.fields(form, day="25/11/2026", time="9h", place="Annexe Lastah")
    form.save()
    until(qtbot, lambda: "Wednesday 25 November, 09:00" in window.words())
    assert "Annexe Lastah" in window.words()


def test_a_scan_dropped_on_a_paper_hangs_on_it(
    desk: Desk, shows: Shows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = begin(desk, shows)
    paper = shown(desk.office, 1).papers[0]
    window.record.papers.point_at(paper.id)
    drop(window.record.paper.scans, a_picture(tmp_path / "avis.png"))
    form = opened_sheet(qtbot)
    assert isinstance(form, AddScans)
    until(qtbot, lambda: all(tile.is_read for tile in form.files._tiles))
    fill.fields(form, kind="identity")
    form.save()
    until(qtbot, lambda: len(desk.ask(scans, ("required_paper", paper.id))) == 1)
    until(qtbot, lambda: shown(desk.office, 1).papers[0].scans == 1)


def test_undo_from_the_history_brings_a_paper_back(desk: Desk, shows: Shows, qtbot: QtBot) -> None:
    gather(desk.office, opened(desk.office))
    window = shows()
    window.page.open(dossier_id=1)
    assert window.papers()[2][2] == "Received on 24 November"
    desk.undo()
    until(qtbot, lambda: window.papers()[2][2] == "Still needed")
