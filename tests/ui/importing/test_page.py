"""A spreadsheet is chosen, its columns set right, looked at, and taken in."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.i18n import _
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.models import Person
from tests.rows import rows_of
from tests.ui.visit import until
from ui.importing.page import ImportPage
from ui.tasks import Desk

ROWS = (
    ("Prénom", "Nom", "Né le", "Divers"),
    ("Yassine", "Aït Baha", "3/9/15", "A"),
    ("Salma", "Aït Baha", "au printemps", "B"),
    ("Omar", "El Fassi", "2012", "C"),
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "liste.xlsx")
    return tmp_path / "liste.xlsx"


@pytest.fixture(params=["fr", "ar"])
def page(request: pytest.FixtureRequest, qtbot: QtBot, office: Office) -> Iterator[ImportPage]:
    i18n.set_language(request.param)
    family = office.do(actions.add_family, "Ait Baha", "")
    office.do(actions.add_person, family, "Yassine", "Ait Baha", birth_date=date(2015, 9, 3))
    desk = Desk(office)
    page = ImportPage(desk)
    qtbot.addWidget(page)
    page.show()
    yield page
    desk.hush()
    desk.close()


@pytest.fixture
def shown(qtbot: QtBot, page: ImportPage, sheet: Path) -> ImportPage:
    """The page with the sheet's columns."""
    page.read(sheet)
    until(qtbot, lambda: page.columns.go_on.isVisible())
    return page


def looked_at(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.mouseClick(page.columns.go_on, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: page.preview.isVisible())


def cells(page: ImportPage, column: int) -> list[str]:
    model = page.preview.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def names(office: Office) -> list[str]:
    return [row["given_name"] for row in rows_of(office, Person)]


def test_columns_are_proposed_and_set_right_by_hand(shown: ImportPage) -> None:
    assert shown.columns.columns() == {0: "given_name", 1: "family_name", 2: "birth_date"}
    choice = shown.columns._choices[3]
    choice.setCurrentIndex(choice.findData("notes"))
    assert shown.columns.columns()[3] == "notes"


def test_what_wants_a_look_stands_first_and_is_kept_only_at_the_end(
    qtbot: QtBot, shown: ImportPage, office: Office
) -> None:
    looked_at(qtbot, shown)
    assert cells(shown, 0) == ["2", "3", "4"]
    assert "Ait Baha" in cells(shown, 4)[0]
    assert i18n._("unclear") in cells(shown, 4)[1] and "au printemps" in cells(shown, 4)[1]
    assert names(office) == ["Yassine"]
    told: list[str] = []
    shown.desk.went.connect(lambda page, _where: told.append(page))
    shown.desk.notice.connect(told.append)
    with qtbot.waitSignal(shown.desk.went):
        qtbot.mouseClick(shown.preview.take_in, Qt.MouseButton.LeftButton)
    assert names(office) == ["Yassine", "Salma", "Omar"]
    until(qtbot, lambda: len(told) == 2)
    taken = i18n.ngettext("{n} person was taken in.", "{n} persons were taken in.", 2).format(n=2)
    assert told == ["families", taken], "a notice goes with the page it was given on"


def test_who_is_there_already_can_be_made_all_the_same(
    qtbot: QtBot, shown: ImportPage, office: Office
) -> None:
    looked_at(qtbot, shown)
    model = shown.preview.model
    assert model.setData(
        model.index(0, 4), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole
    )
    with qtbot.waitSignal(shown.desk.went):
        qtbot.mouseClick(shown.preview.take_in, Qt.MouseButton.LeftButton)
    assert names(office).count("Yassine") == 2


def test_stopped_on_the_way_nothing_is_taken_in(
    qtbot: QtBot, shown: ImportPage, office: Office
) -> None:
    looked_at(qtbot, shown)
    with office._writer:  # somebody else is saving
        qtbot.mouseClick(shown.preview.take_in, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(shown.running.stop, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: shown.preview.error.text())
    assert names(office) == ["Yassine"]
    assert shown.preview.take_in.isEnabled()


@pytest.mark.parametrize(
    ("beginning", "length", "said"),
    [
        (b"no workbook", 11, "This is no spreadsheet, or it is damaged."),
        (b"PK", 300_000_000, "This file is too large: 50 MB at most."),
        (
            bytes.fromhex("D0CF11E0A1B11AE1"),
            600,
            "This spreadsheet has a password. Save it without one, then take it in.",
        ),
    ],
    ids=["no workbook", "300 MB", "with a password"],
)
def test_what_cannot_be_read_is_said_on_the_page_and_another_one_chosen(
    qtbot: QtBot, page: ImportPage, sheet: Path, beginning: bytes, length: int, said: str
) -> None:
    bad = sheet.with_name("autre.xlsx")
    bad.write_bytes(beginning)
    os.truncate(bad, length)
    page.read(bad)
    until(qtbot, lambda: page.columns.error.text())
    assert page.columns.error.text() == _(said) != said
    assert not page.columns.go_on.isVisible()
    page.read(sheet)
    until(qtbot, lambda: page.columns.go_on.isVisible())
    assert not page.columns.error.text()
