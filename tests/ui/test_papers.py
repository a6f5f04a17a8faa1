"""The papers of the week, as they are opened from its menu; and what is kept of those that left."""

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.attendance import actions, marking
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.printed import last_printed
from amane_desktop.people import actions as people
from tests.printing import paper
from tests.ui.visit import click, support_page, until
from ui.school_support.letter_form import LetterForm
from ui.school_support.page import SchoolSupportPage
from ui.tasks import Desk
from ui.widgets.day_edit import DayEdit
from ui.widgets.document_preview import DocumentPreview

MONDAY = date(2026, 11, 23)


@pytest.fixture
def children(desk: Desk) -> tuple[int, int]:
    """Two children in one group, the first of them marked on Monday."""
    group = desk.office.do(actions.add_group, "Atlas", "أطلس", from_=date(2026, 9, 1))
    family = desk.office.do(people.add_family, "Bouzid", "بوزيد")
    aya, omar = (
        desk.office.do(people.add_person, family, name, "Bouzid") for name in ("Aya", "Omar")
    )
    for child in (omar, aya):
        desk.office.do(actions.enrol_child, group, child, from_=date(2026, 11, 1))
    desk.office.do(marking.mark_child, group, aya, MONDAY, time(10), Mark.PRESENT)
    return aya, omar


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, children: tuple[int, int]) -> SchoolSupportPage:
    return support_page(qtbot, desk)


def open_paper(qtbot: QtBot, page: SchoolSupportPage, number: int) -> DocumentPreview:
    button = page.findChild(QPushButton, "otherPapers")
    button.menu().aboutToShow.emit()
    button.menu().actions()[number].trigger()
    until(qtbot, lambda: [p for p in page.findChildren(DocumentPreview) if p.isVisible()])
    return next(p for p in page.findChildren(DocumentPreview) if p.isVisible())


def save(
    qtbot: QtBot, preview: DocumentPreview, path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    click(qtbot, preview, "savePdf")
    preview.close()
    return paper.text(path.read_bytes())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "lun 23"),
        (2, "Listes des groupes"),
        (3, "Registre · novembre 2026"),
        (4, "Registre · novembre 2026"),
        (5, "mercredi 25 novembre 2026"),
    ],
)
def test_each_paper_of_the_menu_opens(
    qtbot: QtBot,
    page: SchoolSupportPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    preview = open_paper(qtbot, page, number)
    text = save(qtbot, preview, tmp_path / "paper.pdf", monkeypatch)
    assert words in text or words == preview.windowTitle()
    assert ("Bouzid Aya" in text) == (number != 1), "only the blank sheet has no names"


def test_the_order_of_a_sheet_that_left_is_kept_and_a_look_keeps_nothing(
    qtbot: QtBot,
    desk: Desk,
    page: SchoolSupportPage,
    children: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_paper(qtbot, page, 0).close()
    assert desk.ask(last_printed, 1, MONDAY) is None
    save(qtbot, open_paper(qtbot, page, 0), tmp_path / "sheet.pdf", monkeypatch)
    until(qtbot, lambda: desk.ask(last_printed, 1, MONDAY))
    printed = desk.ask(last_printed, 1, MONDAY)
    assert printed is not None and printed.person_ids == children


def test_a_letter_is_written_for_the_child_on_whose_row_one_stands(
    qtbot: QtBot, page: SchoolSupportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.week.grid.setFocus()
    button = page.findChild(QPushButton, "otherPapers")
    button.menu().aboutToShow.emit()
    button.menu().actions()[-1].trigger()
    form = next(f for f in page.findChildren(LetterForm) if f.isVisible())
    last = form.findChild(DayEdit, "letterLast")
    last.set_day(date(2025, 1, 1))
    click(qtbot, form, "look")
    error = form.findChild(QLabel, "error")
    assert error.isVisible() and error.text() and form.focusWidget() is last
    last.set_day(date(2026, 11, 25))
    click(qtbot, form, "look")
    until(qtbot, lambda: [p for p in page.findChildren(DocumentPreview) if p.isVisible()])
    preview = next(p for p in page.findChildren(DocumentPreview) if p.isVisible())
    text = " ".join(save(qtbot, preview, tmp_path / "l.pdf", monkeypatch).split())
    assert "Aya Bouzid" in text and "1 séance sur 1" in text
