"""Looking inside a backup: found, compared, fetched back, and nothing left when it closes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.people import actions
from amane_desktop.people.queries import FamilyCard, family_card
from amane_desktop.storage.backup.layout import Found, found_in
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.backup.snapshot import write_snapshot
from tests.conftest import PASSWORD
from tests.storage.backed_up import FRIDAY
from tests.ui.conftest import Opens
from tests.ui.visit import click, come_forward, find, seen, until
from ui.backup.inside import InsideWindow, look_inside
from ui.backup.page import BackupPage
from ui.families.page import FamiliesPage
from ui.tasks import Desk


def snapshot(desk: Desk) -> Found:
    """What a snapshot of this moment holds."""
    folder = desk.office.folder / "snapshots"
    source = desk.office.vault.source("0" * 16, "Khadija")
    return write_snapshot(source, folder, Progress(), FRIDAY, "hours")


def card_of(desk: Desk) -> FamilyCard:
    card = desk.ask(family_card, 1)
    assert card is not None
    return card


@pytest.fixture
def found(desk: Desk) -> Found:
    """Friday's backup; since then the Aït Bahas have another address and no telephone."""
    office = desk.office
    office.do(actions.add_family, "Aït Baha", "أيت باها", "Lastah")
    office.do(actions.add_person, 1, "Yassine", "Aït Baha")
    office.do(actions.add_telephone, 1, "0612345678", "Fatima", is_safe=True)
    office.do(actions.add_family, "Bouzid", "بوزيد")
    office.do(actions.add_person, 2, "Salma", "Bouzid")
    found = snapshot(desk)
    card = card_of(desk)
    office.do(actions.change_family, 1, card.version, "Aït Baha", "أيت باها", "Elsewhere")
    office.do(actions.remove_telephone, 1, 1)
    return found


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith("inside-")]


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """What the window stands before."""
    place = QWidget()
    place.resize(1366, 728)
    qtbot.addWidget(place)
    come_forward(qtbot, place)
    return place


def opened(qtbot: QtBot, desk: Desk, found: Found, place: QWidget) -> InsideWindow:
    """The window on the backup, once its families stand there."""
    look_inside(desk, found, place)
    (window,) = place.findChildren(InsideWindow)
    until(qtbot, lambda: seen(window, "findInside", QLineEdit))
    until(qtbot, lambda: window.families.families.ids)
    return window


def choose(qtbot: QtBot, window: InsideWindow, words: str) -> None:
    """Look for somebody; the first family that is found is shown."""
    field = find(window, "findInside", QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    until(
        qtbot,
        lambda: seen(window, "fetchAll", QCheckBox) or seen(window, "recordToday", QPushButton),
    )


def test_one_thing_is_found_ticked_fetched_and_seen_in_the_record(
    qtbot: QtBot, desk: Desk, found: Found, place: QWidget
) -> None:
    window = opened(qtbot, desk, found, place)
    choose(qtbot, window, "yassine")
    ticks = {tick.text(): tick for tick in seen(window, "fetchPiece", QCheckBox)}
    (telephone,) = (tick for words, tick in ticks.items() if "06 12 34 56 78" in words)
    fetch = find(window, "fetchBack", QPushButton)
    assert not fetch.isEnabled()
    telephone.setFocus()
    qtbot.keyClick(telephone, Qt.Key.Key_Space)
    assert fetch.isEnabled()
    qtbot.keyClick(fetch, Qt.Key.Key_Return)
    until(qtbot, lambda: card_of(desk).telephones)
    assert card_of(desk).address == "Elsewhere"
    page = FamiliesPage(desk)
    qtbot.addWidget(page)
    page.open(family_id=1)
    assert any("06 12 34 56 78" in label for label in _words(page))
    until(qtbot, lambda: len(seen(window, "fetchPiece", QCheckBox)) == 1)


def test_all_is_fetched_and_undone_in_the_window(
    qtbot: QtBot, desk: Desk, found: Found, place: QWidget
) -> None:
    window = opened(qtbot, desk, found, place)
    choose(qtbot, window, "yassine")
    find(window, "fetchAll", QCheckBox).click()
    find(window, "fetchBack", QPushButton).click()
    until(qtbot, lambda: card_of(desk).address == "Lastah" and card_of(desk).telephones)
    until(qtbot, lambda: not seen(window, "fetchPiece", QCheckBox))
    find(window, "undoFetching", QPushButton).click()
    until(qtbot, lambda: card_of(desk).address == "Elsewhere")
    until(qtbot, lambda: len(seen(window, "fetchPiece", QCheckBox)) == 2)


def test_then_and_now_stand_beside_each_other(
    qtbot: QtBot, desk: Desk, found: Found, place: QWidget
) -> None:
    window = opened(qtbot, desk, found, place)
    choose(qtbot, window, "yassine")
    words = " ".join(_words(window))
    assert "Lastah" in words and "Elsewhere" in words
    assert "vendredi 27 novembre 2026" in words


def test_the_families_that_differ_can_be_listed_alone(
    qtbot: QtBot, desk: Desk, found: Found, place: QWidget
) -> None:
    window = opened(qtbot, desk, found, place)
    only = find(window, "onlyChanged", QPushButton)
    until(qtbot, only.isEnabled)
    assert set(window.families.families.ids) == {1, 2}
    only.click()
    assert window.families.families.ids == (1,)


def test_closing_leaves_nothing_of_it(
    qtbot: QtBot, desk: Desk, folder: Path, found: Found, place: QWidget
) -> None:
    window = opened(qtbot, desk, found, place)
    assert left_in(folder)
    window.reject()
    until(qtbot, lambda: left_in(folder) == [])


def test_locking_the_screen_takes_it_away(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    office.do(actions.add_family, "Aït Baha", "", "Lastah")
    window.open(office, folder)
    workplace = window.workplace
    assert workplace is not None
    found = snapshot(workplace.desk)
    look_inside(workplace.desk, found, workplace)
    until(qtbot, lambda: left_in(folder))
    workplace.lock_wanted.emit()
    assert not [w for w in window.findChildren(InsideWindow) if w.isVisible()]
    until(qtbot, lambda: left_in(folder) == [])


def test_a_backup_of_other_keys_is_opened_by_a_password_of_its_time(
    qtbot: QtBot, desk: Desk, tmp_path: Path, place: QWidget
) -> None:
    other = tmp_path / "other"
    centre.create(other, name="Centre", name_ar="", director="Salma", password="autre mot de passe")
    elsewhere = centre.open_centre(other, "Salma", "autre mot de passe")
    elsewhere.do(actions.add_family, "Bouzid", "")
    source = elsewhere.vault.source("0" * 16, "Salma")
    found = write_snapshot(source, other / "snapshots", Progress(), FRIDAY, "hours")
    elsewhere.close()
    assert found_in(other / "snapshots") == (found,)
    look_inside(desk, found, place)
    (window,) = place.findChildren(InsideWindow)
    until(qtbot, lambda: seen(window, "insideSecret", QLineEdit))
    line = find(window, "insideSecret", QLineEdit)
    for secret in ("faux", "autre mot de passe"):
        assert line.text() == ""
        qtbot.keyClicks(line, secret)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        until(qtbot, lambda: window.pages.currentWidget() is not window._waiting)
        assert any("n'ouvre pas" in words for words in _words(window))
    until(qtbot, lambda: seen(window, "findInside", QLineEdit))


def test_in_arabic_it_says_what_it_is(
    qtbot: QtBot, desk: Desk, found: Found, place: QWidget
) -> None:
    i18n.set_language("ar")
    window = opened(qtbot, desk, found, place)
    choose(qtbot, window, "yassine")
    words = " ".join(_words(window))
    assert "للاطلاع فقط" in words and "في النسخة الاحتياطية" in words


def _words(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel)]


def test_the_page_of_backups_leads_inside(qtbot: QtBot, desk: Desk, found: Found) -> None:
    page = BackupPage(desk)
    page.resize(1366, 680)
    qtbot.addWidget(page)
    come_forward(qtbot, page)
    until(qtbot, lambda: page.snapshots.list.count())
    page.snapshots.list.setCurrentRow(0)
    click(qtbot, page, "insideSnapshot")
    until(qtbot, lambda: page.findChildren(InsideWindow))
    (window,) = page.findChildren(InsideWindow)
    until(qtbot, lambda: seen(window, "findInside", QLineEdit))
    window.reject()
