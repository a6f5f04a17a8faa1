"""Nothing is cut off at 1366 by 768, in any language."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.attendance.weeks import monday_of
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.demonstration.create import create
from amane_desktop.office.centre import open_centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF
from amane_desktop.office.values import LISTS
from amane_desktop.people.queries import family_card
from tests.ui.backup.steps import make_known
from tests.ui.backup.sticks import Sticks
from tests.ui.conftest import Opens
from tests.ui.test_sign_in import sign_in
from tests.ui.visit import click, come_forward, find, seen, support_page, until
from ui.backup.page import BackupPage
from ui.civil_registration.doing import DOSSIER_FORMS
from ui.civil_registration.page import CivilRegistrationPage
from ui.civil_registration.paper_forms import PAPER_FORMS
from ui.civil_registration.record import DossierRecordView
from ui.importing.page import ImportPage
from ui.journal.page import JournalPage
from ui.main_window import MainWindow
from ui.school_support.rosters import print_button_text
from ui.tasks import Desk
from ui.widgets.form_sheet import FormSheet

# What is left of 1366 by 768 beside the title bar and the task bar.
SCREEN = (1366, 700)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layout") / "demonstration"
    create(folder, families=40, today=date(2026, 11, 24))
    return folder.with_name("centre")


def cut_off(window: QWidget) -> list[str]:
    """The texts that have less room than they need."""
    found = []
    for kind in (QLabel, QPushButton):
        for widget in window.findChildren(kind):
            text = widget.text()
            if not widget.isVisible() or not text or widget.minimumWidth() == 1:
                # A label that may shrink (minimum width 1) says so with an ellipsis or a tooltip.
                continue
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            needed = widget.sizeHint()
            high = widget.heightForWidth(widget.width()) if wraps else needed.height()
            if (not wraps and needed.width() > widget.width() + 1) or high > widget.height() + 1:
                found.append(f"{text!r} needs {needed.width()}×{high}, has {widget.size()}")
    return found


def beyond_the_edge(window: QWidget) -> list[str]:
    return [
        widget.text()
        for widget in window.findChildren(QPushButton)
        if widget.isVisible()
        and not window.rect().contains(
            widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
        )
        and widget.visibleRegion().isEmpty() is False
    ]


def nameless(window: QWidget) -> list[str]:
    """What the keyboard comes to and a screen reader could say nothing of."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and isinstance(
            widget, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView | QAbstractSpinBox
        )
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def look(window: MainWindow, what: str) -> None:
    QApplication.processEvents()
    assert (window.width(), window.height()) == SCREEN, what
    assert cut_off(window) == [], what
    assert beyond_the_edge(window) == [], what
    assert nameless(window) == [], what


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("day", [24, 26])
def test_the_week_fits_whatever_week_is_to_be_printed(
    qtbot: QtBot, opens: Opens, demonstration: Path, lang: str, day: int
) -> None:
    """From Thursday on the filled button says more."""
    i18n.set_language(lang)
    clock = Clock(datetime(2026, 11, day, 12, tzinfo=UTC))
    folder = demonstration.with_name("demonstration")
    desk = Desk(open_centre(folder, DEMO_STAFF, DEMO_PASSWORD, clock))
    page = support_page(qtbot, desk)
    page.resize(*SCREEN)
    QApplication.processEvents()
    button = find(page, "printRosters", QPushButton)
    assert print_button_text(clock.today(), monday_of(clock.today())) == button.text()
    assert cut_off(page) == [] and page.width() == SCREEN[0]
    desk.close()


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_page_fits(qtbot: QtBot, opens: Opens, demonstration: Path, lang: str) -> None:
    window = opens(demonstration)
    window.resize(*SCREEN)
    window.set_language(lang)
    look(window, "sign-in")
    sign_in(qtbot, window, "amane-demo-2026")
    until(qtbot, lambda: window.workplace)
    workplace = window.workplace
    assert workplace is not None
    look(window, "today")
    workplace.go("families", {"family_id": 3})
    until(qtbot, find(window, "familyCount", QLabel).text)
    look(window, "a family")
    find(window, "list_persons", QPushButton).click()
    until(qtbot, find(window, "personCount", QLabel).text)
    look(window, "persons")
    workplace.go("families", {"add": True})
    look(window, "a new family")
    for chip in ("week", "groups", "timetable", "schools"):
        workplace.go("school_support", {})
        find(window, f"chip_{chip}", QPushButton).click()
        look(window, chip)
    for chip in ("hours", "days"):
        workplace.go("school_support", {})
        find(window, "chip_timetable", QPushButton).click()
        find(window, f"chip_{chip}", QPushButton).click()
        look(window, chip)
    look_at_schools(window)
    look_at_dossiers(qtbot, window)
    workplace.go("school_support", {"add_group": True})
    look(window, "a new group")
    workplace.go("staff", {})
    look(window, "staff")
    click(qtbot, window, "addStaff")
    look(window, "a new staff member")
    for section in ("centre", "staff", "lock", "years", "backup", *LISTS):
        workplace.go("settings", {"section": section})
        look(window, f"settings: {section}")
    workplace.go("journal", {})
    journal = workplace.page("journal")
    assert isinstance(journal, JournalPage)
    until(qtbot, lambda: journal.done.model.ids)
    look(window, "journal")
    look_at_an_import(qtbot, window, demonstration.with_name("liste.csv"))
    look_at_the_backup(qtbot, window, demonstration.with_name(f"sticks-{lang}"))


def look_at_the_backup(qtbot: QtBot, window: MainWindow, slots: Path) -> None:
    workplace = window.workplace
    assert workplace is not None
    workplace.desk.backups.drives = sticks = Sticks(slots / "drawer", slots / "slots")
    workplace.go("backup", {})
    look(window, "no stick is in")
    sticks.plug_in("KINGSTON")
    click(qtbot, window, "useDrive")
    look(window, "a new stick")
    click(qtbot, window, "close")
    page = workplace.page("backup")
    assert isinstance(page, BackupPage)
    make_known(qtbot, page, f"Clé {slots.name}", "chez la directrice")
    click(qtbot, window, "backUp")
    click(qtbot, window, "putAway")
    sticks.plug_in("KINGSTON")
    until(qtbot, lambda: seen(window, "checkBackup", QPushButton))
    look(window, "a known stick")
    page.drives.change(page.now.at_hand.known[-1])
    look(window, "what is said of a stick")


def look_at_dossiers(qtbot: QtBot, window: MainWindow) -> None:
    workplace = window.workplace
    assert workplace is not None
    office = workplace.desk.office
    card = office.ask(family_card, 3)
    assert card is not None
    persons = tuple(person.id for person in card.persons[:3])
    number = office.do(open_dossier, 3, persons, "late_without_marriage_act", {})
    workplace.go("civil_registration", {})
    page = workplace.page("civil_registration")
    assert isinstance(page, CivilRegistrationPage)
    until(qtbot, lambda: page.dossiers.lines)
    look(window, "no dossier chosen")
    workplace.go("civil_registration", {"dossier_id": number})
    record = page.dossiers.record
    assert record.record is not None
    find(window, f"step_{record.record.steps[1].code}", QPushButton).click()
    look(window, "a dossier")
    bar = record.verticalScrollBar()
    for place in range(0, bar.maximum(), 400):
        bar.setValue(place)
        look(window, f"a dossier from {place}")
    look_at_sheets(record, window)
    find(window, "dossiers_by_step", QPushButton).click()
    look(window, "the board")
    office.undo_last()
    come_forward(qtbot, window)


def look_at_sheets(record: DossierRecordView, window: MainWindow) -> None:
    doing, shown = record.doing, record.record
    assert shown is not None
    paper, step = shown.papers[0], shown.steps[0]
    for what in PAPER_FORMS:
        doing.with_paper(what, paper)
        look_at_sheet(what)
    for what in ("change", "done", "skip", "appointment", "judgment"):
        doing.with_paper(what, paper) if what == "change" else doing.with_step(what, step)
        look_at_sheet(what)
    for what in DOSSIER_FORMS:
        doing.with_dossier(what)
        look_at_sheet(what)
    doing.change_expense(None)
    look_at_sheet("an expense")
    doing.change_note(None)
    look_at_sheet("a note")


def look_at_sheet(what: str) -> None:
    QApplication.processEvents()
    QApplication.processEvents()
    (sheet,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, FormSheet))
    assert cut_off(sheet) == [], what
    assert beyond_the_edge(sheet) == [], what
    assert nameless(sheet) == [], what
    sheet.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def look_at_schools(window: MainWindow) -> None:
    for button, what in (("editSchool", "a school"), ("moveUp", "the year's end")):
        assert window.workplace is not None
        window.workplace.go("school_support", {})
        find(window, "chip_schools", QPushButton).click()
        find(window, button, QPushButton).click()
        look(window, what)


def look_at_an_import(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    assert window.workplace is not None
    window.workplace.go("importing", {})
    look(window, "a spreadsheet to choose")
    path.write_text("Prénom;Nom;Né le;Tél\nYassine;Aït Baha;en hiver;0612\n", encoding="utf-8")
    page = window.workplace.page("importing")
    assert isinstance(page, ImportPage)
    page.read(path)
    until(qtbot, page.columns.go_on.isVisible)
    look(window, "a spreadsheet's columns")
    page.columns.go_on.click()
    until(qtbot, page.preview.isVisible)
    look(window, "what a spreadsheet brings")


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_first_start_fits(window: MainWindow, lang: str) -> None:
    window.resize(*SCREEN)
    look(window, "languages")
    find(window, f"language_{lang}", QPushButton).click()
    look(window, "choice")
    find(window, "ourCentre", QPushButton).click()
    look(window, "our centre")
    answers = (("name", "Amane"), ("director", "Khadija"), ("password", "quatre mots faciles"))
    for key, text in answers:
        find(window, f"centre_{key}", QLineEdit).setText(text)
    find(window, "goOn", QPushButton).click()
    look(window, "address and logo")


def test_nothing_is_cut_off_at_twice_the_size() -> None:
    """The scale of the screen is told before Qt starts, so all of this runs once more beside it."""
    if os.environ.get("QT_SCALE_FACTOR"):
        return
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__]
    done = subprocess.run(run, env={**os.environ, "QT_SCALE_FACTOR": "2"}, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()[-3000:]
