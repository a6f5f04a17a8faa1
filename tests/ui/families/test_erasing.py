"""The director erases a person and a family: by the menu, after the file number was typed."""

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.i18n import format_date
from amane_desktop.office.backup_drives import add_drive, note_backup
from amane_desktop.office.drafts import half_typed
from amane_desktop.office.snapshots import Why, take_snapshot
from amane_desktop.office.still_held import still_held
from amane_desktop.people import queries
from amane_desktop.storage.backup.progress import Progress
from tests.rows import protect, work_as
from tests.ui.families.visit import ENTER, ESCAPE, Window, form_of, press, said
from tests.ui.visit import find
from ui import theme
from ui.families.looks_card import LooksCard
from ui.families.page import FamiliesPage
from ui.widgets.forms import Form


def choose_in_menu(page: FamiliesPage, number: int) -> Form:
    (menu,) = page.record.findChildren(QMenu, "eraseMenu")
    menu.actions()[number].trigger()
    form = form_of(page)
    assert form is not None
    return form


def number_of(window: Window) -> str:
    card = window.desk.ask(queries.family_card, 3)
    assert card is not None
    return card.line.file_number


def test_a_family_is_erased_once_its_number_is_typed(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    number = number_of(filled)
    form = choose_in_menu(filled.page, -1)
    assert number in filled.words()
    for name in ("Salma", "Yassine", "Fatima"):
        assert name in filled.words() or "سلمى" in filled.words()
    press(qtbot, "2026-9999", ENTER)
    qtbot.waitUntil(lambda: bool(said(form.fields["typed"], "error")))
    assert len(filled.rows()) == 3
    form.fields["typed"].set_raw("")
    press(qtbot, number, ENTER)
    qtbot.waitUntil(lambda: len(filled.rows()) == 2 and form_of(filled.page) is None)
    assert filled.desk.ask(queries.family_card, 3) is None


def test_a_person_is_erased_and_the_record_shows_the_others(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    number = number_of(filled)
    choose_in_menu(filled.page, 0)
    press(qtbot, number, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert len(filled.persons()) == 2


def test_the_form_says_which_backups_hold_it_and_until_when(filled: Window) -> None:
    office = filled.desk.office
    office.do(note_backup, office.do(add_drive, "0" * 16, "Clé bleue", ""), True, {})
    take_snapshot(office, Why.CLOSING, Progress())
    filled.page.open(family_id=3)
    choose_in_menu(filled.page, -1)
    (_blue, here) = office.ask(still_held)
    assert "Clé bleue" in filled.words()
    assert format_date(here.until) in filled.words()


def test_what_was_typed_to_erase_is_not_kept(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    choose_in_menu(filled.page, -1)
    press(qtbot, number_of(filled), ESCAPE)
    assert choose_in_menu(filled.page, -1).typed() == {"typed": ""}
    assert filled.desk.ask(half_typed, "families/erase/3/-") is None


@pytest.mark.parametrize("filled", ["fr"], indirect=True)
def test_who_looked_is_folded_until_it_is_asked_for(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    (card,) = filled.page.record.findChildren(LooksCard)
    assert not card.isVisible()
    protect(filled.desk.office, 3)
    filled.page.refresh()
    filled.page.refresh()
    # (the record, however often the page is drawn; no person of it was opened)
    assert card.isVisible() and card.more.text() == "1 consultation"
    assert "Khadija · dossier" not in filled.words()
    card.more.click()
    qtbot.waitUntil(lambda: "Khadija · dossier de la famille" in filled.words())


@pytest.mark.parametrize("filled", ["fr"], indirect=True)
def test_who_may_not_erase_is_offered_nothing(qtbot: QtBot, filled: Window) -> None:

    office = filled.desk.office
    work_as(office, Role.SOCIAL_WORKER)
    page = FamiliesPage(filled.desk)
    qtbot.addWidget(page)
    page.show()
    page.open(family_id=3)
    (menu,) = page.record.findChildren(QMenu, "eraseMenu")
    button = menu.parentWidget()
    assert button is not None and not button.isVisible()


def test_what_erases_is_red_and_what_saves_is_not(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)

    def is_red(name: str) -> bool:
        picture = find(filled, name, QPushButton).grab().toImage()
        dots = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
        }
        return theme.DANGER.lower() in dots

    assert is_red("erase")
    choose_in_menu(filled.page, -1)
    assert is_red("save")
    filled.page.add_family()
    assert not is_red("save")
