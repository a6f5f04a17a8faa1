"""The director's settings, from the menu on, by keyboard and in both languages."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot
from sqlalchemy import update
from sqlalchemy.orm import Session

from amane_desktop.attendance.school_years import school_years
from amane_desktop.i18n import _
from amane_desktop.office import centre
from amane_desktop.office.logo import centre_logo
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.office.values import listed
from amane_desktop.people.actions import add_family
from amane_desktop.people.models import Family
from tests.conftest import PASSWORD
from tests.ui.conftest import Opens
from tests.ui.test_staff import choose_in_menu, opened
from tests.ui.visit import click, find, type_letter, until
from ui.centre_settings.centre_section import CentreSection
from ui.centre_settings.page import SettingsPage
from ui.main_window import MainWindow
from ui.sign_in import SignInPage
from ui.workplace import Workplace

ALT = Qt.KeyboardModifier.AltModifier


def with_family_in(folder: Path, **columns: str) -> None:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    family = office.do(add_family, "Aït Baha", "", "")
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        session.execute(update(Family).where(Family.id == family).values(**columns))
    office.close()


def settings(
    qtbot: QtBot, window: MainWindow, section: str, words: str = "Réglages"
) -> tuple[Workplace, SettingsPage]:
    workplace = opened(qtbot, window)
    choose_in_menu(workplace, words)
    page = workplace.page("settings")
    assert isinstance(page, SettingsPage)
    page.open(section)
    return workplace, page


def names(office: Office, list_: str) -> list[str]:
    return [line.name for line in office.ask(listed, list_)]


def at() -> QLineEdit:
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    return line


def type_words(words: str) -> None:
    for letter in words:
        type_letter(at(), letter)


@pytest.mark.parametrize(
    ("lang", "words", "typed", "also"),
    [
        ("fr", "Réglages", "Chez une amie", "لدى صديقة"),
        ("ar", "الإعدادات", "لدى صديقة", "Chez une amie"),
    ],
)
def test_a_value_is_added_and_moved_by_keyboard(
    qtbot: QtBot, opens: Opens, folder: Path, lang: str, words: str, typed: str, also: str
) -> None:
    window = opens(folder)
    window.set_language(lang)
    workplace, _page = settings(qtbot, window, "housing", words)
    office = workplace.desk.office
    table = find(window, "values", QTableView)
    table.setFocus()
    while not (isinstance(QApplication.focusWidget(), QLineEdit)):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    type_words(typed)
    qtbot.keyClick(at(), Qt.Key.Key_Tab)
    type_words(also)
    qtbot.keyClick(at(), Qt.Key.Key_Return)
    until(qtbot, lambda: "Chez une amie" in names(office, "housing"))
    until(qtbot, lambda: table.model().rowCount() == 8)
    assert office.ask(listed, "housing")[-1].name_ar == "لدى صديقة"
    until(qtbot, lambda: isinstance(QApplication.focusWidget(), QLineEdit) and at().text() == "")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    until(qtbot, lambda: names(office, "housing")[-3] == "Chez une amie")


def test_words_are_changed_from_the_list_and_the_list_goes_on(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace, _page = settings(qtbot, window, "language")
    table = find(window, "values", QTableView)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert at().text() == "Tachelhit"
    type_words(" (soussi)")
    qtbot.keyClick(at(), Qt.Key.Key_Return)
    office = workplace.desk.office
    until(qtbot, lambda: names(office, "language")[1] == "Tachelhit (soussi)")
    until(qtbot, table.hasFocus)
    assert table.model().index(1, 0).data() == "Tachelhit (soussi)"


def test_a_value_in_use_is_offered_no_more_instead_of_deleted(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    with_family_in(folder, housing="owned")
    window = opens(folder)
    workplace, page = settings(qtbot, window, "housing")
    office = workplace.desk.office
    table = find(window, "values", QTableView)
    assert table.model().index(0, 2).data() == "1"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    told = "1 fiche a cette valeur"
    until(qtbot, lambda: any(told in w.text() for w in page.findChildren(QLabel) if w.isVisible()))
    assert names(office, "housing")[0] == "Logement propre"
    click(qtbot, window, "retireValue")
    until(qtbot, lambda: office.ask(listed, "housing")[0].is_retired)
    until(qtbot, lambda: table.model().index(0, 3).data() == "n'est plus proposée")
    click(qtbot, window, "retireValue")
    until(qtbot, lambda: not office.ask(listed, "housing")[0].is_retired)


def test_the_bar_and_the_sign_in_page_follow_the_centres_name(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace, page = settings(qtbot, window, "centre")
    qtbot.keyClick(page.list, Qt.Key.Key_Tab)
    assert at().text() == "Centre Amane"
    at().selectAll()
    type_words("Maison Amane")
    qtbot.keyClick(at(), Qt.Key.Key_Return)
    shown = lambda: [w.text() for w in workplace.findChildren(QLabel) if w.isVisible()]  # noqa: E731
    until(qtbot, lambda: "Maison Amane" in shown())
    window.lock()
    (door,) = window.findChildren(SignInPage)
    assert any("Maison Amane" in w.text() for w in door.findChildren(QLabel))


@pytest.mark.parametrize(
    ("section", "other"), [("origin", "years"), ("centre", "follow_up"), ("follow_up", "backup")]
)
def test_what_is_half_typed_survives_another_section_and_another_language(
    qtbot: QtBot, opens: Opens, folder: Path, section: str, other: str
) -> None:
    window = opens(folder)
    _workplace, page = settings(qtbot, window, section)
    form = page.section(section)
    form.form.focus_first()  # type: ignore[attr-defined]
    type_words("Par un voisin")
    page.open(other)
    typed_before = _("This was typed before and is not saved yet.")
    assert typed_before not in [w.text() for w in page.findChildren(QLabel) if w.isVisible()]
    window.set_language("ar")
    assert window.workplace is not None
    again = window.workplace.page("settings")
    assert isinstance(again, SettingsPage) and again.key == other
    again.open(section)
    lines = [line.text() for line in again.findChildren(QLineEdit) if line.isVisible()]
    assert any("Par un voisin" in line for line in lines)


def test_a_school_year_is_added_as_proposed_and_deleted(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace, _page = settings(qtbot, window, "years")
    office = workplace.desk.office
    click(qtbot, window, "save")
    until(qtbot, lambda: office.ask(school_years))
    (year,) = office.ask(school_years)
    assert (year.first_day.month, year.last_day.month) == (9, 6)
    table = find(window, "schoolYears", QTableView)
    until(qtbot, lambda: table.model().rowCount() == 1 and table.hasFocus())
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    until(qtbot, lambda: not office.ask(school_years))


def test_the_logo_is_kept_and_taken_away(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    workplace, page = settings(qtbot, window, "centre")
    section = page.section("centre")
    assert isinstance(section, CentreSection)
    office = workplace.desk.office
    section.logo.chosen.emit(EXAMPLE)
    until(qtbot, lambda: office.ask(centre_logo))
    section.logo.chosen.emit(b"no picture")
    shown = lambda: [w.text() for w in section.findChildren(QLabel) if w.isVisible()]  # noqa: E731
    until(qtbot, lambda: any("image" in text and "JPEG" in text for text in shown()))
    assert office.ask(centre_logo), "the one before stays"
    section.logo.removed.emit()
    until(qtbot, lambda: not office.ask(centre_logo))
