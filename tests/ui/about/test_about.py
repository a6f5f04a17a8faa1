"""The page About and help: for everybody, by keyboard, and before the door when nothing opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from amane_desktop import build, i18n
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre
from amane_desktop.office.staff import add_staff_member
from tests.conftest import PASSWORD
from tests.ui.conftest import Opens
from tests.ui.test_layout import SCREEN, cut_off, nameless
from tests.ui.test_sign_in import sign_in
from tests.ui.test_staff import choose_in_menu
from tests.ui.visit import click, find, seen, until
from ui.about.licences_sheet import LicencesSheet
from ui.about.report_sheet import ReportSheet
from ui.about.sheet import AboutSheet
from ui.guide.window import GuideWindow
from ui.main_window import MainWindow
from ui.workplace import Workplace


def signed_in(qtbot: QtBot, window: MainWindow, folder: Path, role: Role) -> Workplace:
    name = "Khadija"
    if role is not Role.DIRECTOR:
        name = role.value
        office = centre.open_centre(folder, "Khadija", PASSWORD)
        office.do(add_staff_member, name, role, PASSWORD)
        office.close()
    window.open(centre.open_centre(folder, name, PASSWORD), folder)
    assert window.workplace is not None
    return window.workplace


def report(qtbot: QtBot, parent: QWidget) -> ReportSheet:
    """The report, once it stands there."""
    click(qtbot, parent, "makeReport")
    (sheet,) = parent.findChildren(ReportSheet)
    until(qtbot, find(sheet, "saveReport", QPushButton).isEnabled)
    return sheet


@pytest.mark.parametrize("role", Role)
def test_everybody_finds_it_in_their_menu(
    qtbot: QtBot, opens: Opens, folder: Path, role: Role
) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window, folder, role)
    choose_in_menu(workplace, "À propos et aide")
    assert build.version() in find(window, "version", QLabel).text()
    checks = role in (Role.DIRECTOR, Role.ADMINISTRATOR)
    assert bool(seen(window, "goToCheck", QPushButton)) is checks
    text = report(qtbot, workplace).text.toPlainText()
    assert ("journal_action" in text) is (role not in (Role.TEACHER, Role.VOLUNTEER))
    assert "Centre Amane" not in text and "Khadija" not in text


def test_the_guide_opens_at_what_to_do_when_something_fails(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    click(qtbot, window, "aboutAndHelp")
    for place in ("before the door", "signed in"):
        click(qtbot, window, "openGuide")
        guide = next(shown for shown in window.findChildren(GuideWindow) if shown.isVisible())
        assert "ne marche pas" in find(guide, "guideText", QTextBrowser).toPlainText(), place
        guide.close()
        if place == "before the door":
            click(qtbot, window, "closeAbout")
            signed_in(qtbot, window, folder, Role.VOLUNTEER).go("about", {})


def test_it_leads_to_the_check_that_there_is(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window, folder, Role.DIRECTOR)
    workplace.go("about", {})
    click(qtbot, window, "goToCheck")
    find(window, "checkNow", QPushButton)


def test_the_report_is_made_read_and_saved_by_keyboard(
    qtbot: QtBot,
    opens: Opens,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window, folder, Role.DIRECTOR)
    workplace.go("about", {})
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    (sheet,) = workplace.findChildren(ReportSheet)
    save = find(sheet, "saveReport", QPushButton)
    until(qtbot, save.hasFocus)
    files = iter((tmp_path / "nowhere" / "r.txt", tmp_path / "report"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(next(files)), ""))
    qtbot.keyClick(save, Qt.Key.Key_Return)
    assert "pas été enregistré" in find(sheet, "reportNote", QLabel).text()
    qtbot.keyClick(save, Qt.Key.Key_Return)
    saved = (tmp_path / "report.txt").read_text("utf-8-sig")
    assert saved == sheet.text.toPlainText() and "SQLCipher" in saved


def test_locking_takes_the_report_away(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window, folder, Role.DIRECTOR)
    workplace.go("about", {})
    report(qtbot, workplace)
    window.lock()
    assert not seen(window, "reportText", QPlainTextEdit)


def test_the_licences_are_read_one_by_one(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    signed_in(qtbot, window, folder, Role.VOLUNTEER).go("about", {})
    click(qtbot, window, "seeLicences")
    (sheet,) = window.findChildren(LicencesSheet)
    parts = find(sheet, "licenceParts", QListWidget)
    until(qtbot, parts.hasFocus)
    text = find(sheet, "licenceText", QPlainTextEdit)
    names = [parts.item(row).text() for row in range(parts.count())]
    for row, name in enumerate(names):
        assert text.toPlainText(), name
        assert row == parts.currentRow()
        qtbot.keyClick(parts, Qt.Key.Key_Down)
    assert any("SQLCipher" in name for name in names)


@pytest.mark.parametrize("lost", ["amane.db", "keyring.json", "sign-in.json"])
def test_a_centre_that_does_not_open_has_its_report(
    qtbot: QtBot, opens: Opens, folder: Path, lost: str
) -> None:
    (folder / lost).write_bytes(b"\x00" * 5000)
    window = opens(folder)
    if lost != "sign-in.json":
        sign_in(qtbot, window)
        until(qtbot, lambda: seen(window, "restoreCentre", QPushButton))
    click(qtbot, window, "aboutAndHelp")
    (sheet,) = window.findChildren(AboutSheet)
    text = report(qtbot, sheet).text.toPlainText()
    assert "CentreBroken" in text and ("keyring.json" in text) is (lost == "keyring.json")
    assert "Centre ouvert : non" in text and "5 Ko" in text
    assert "Khadija" not in text and "Centre Amane" not in text


def test_it_is_there_before_anybody_has_signed_in(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    click(qtbot, window, "aboutAndHelp")
    (sheet,) = window.findChildren(AboutSheet)
    assert not seen(sheet, "goToCheck", QPushButton)
    made = report(qtbot, sheet)
    assert "Centre ouvert : non" in made.text.toPlainText()
    made.reject()
    click(qtbot, sheet, "closeAbout")
    assert window.focusWidget() is find(window, "password", QWidget), "ready for typing"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_nothing_is_cut_off(qtbot: QtBot, opens: Opens, folder: Path, lang: str) -> None:
    window = opens(folder)
    window.resize(*SCREEN)
    window.set_language(lang)
    workplace = signed_in(qtbot, window, folder, Role.DIRECTOR)
    workplace.go("about", {})
    QApplication.processEvents()
    assert cut_off(window) == [] and nameless(window) == []
    for sheet in (report(qtbot, workplace), *_licences(qtbot, window)):
        QApplication.processEvents()
        assert cut_off(sheet) == [] and nameless(sheet) == []
        assert sheet.width() <= SCREEN[0] and sheet.height() <= SCREEN[1]


def _licences(qtbot: QtBot, window: MainWindow) -> list[LicencesSheet]:
    click(qtbot, window, "seeLicences")
    return list(window.findChildren(LicencesSheet))
