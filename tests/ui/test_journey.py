"""The whole way once, as a person goes it: first start, discover, mark, print, lock, again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from amane_desktop.attendance.models import Mark
from tests.ui.visit import click, come_forward, find, type_letter, until
from ui.main_window import MainWindow
from ui.school_support.marks import letter_of
from ui.school_support.week_model import FIRST_SESSION, WeekModel
from ui.widgets.document_preview import DocumentPreview

KEYS = {
    "fr": {"all": "t", "absent": "a", "excused": "e"},
    "ar": {"all": "ج", "absent": "غ", "excused": "م"},
}


def week(window: MainWindow) -> tuple[QTableView, WeekModel]:
    grid = find(window, "weekGrid", QTableView)
    model = grid.model()
    assert isinstance(model, WeekModel)
    return grid, model


def marks(model: WeekModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount() - 1)]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_from_an_empty_pc_to_rosters_and_back(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
) -> None:
    # First start: the language, then the demonstration centre.
    click(qtbot, window, f"language_{lang}")
    turned = Qt.LayoutDirection.RightToLeft if lang == "ar" else Qt.LayoutDirection.LeftToRight
    assert window.layoutDirection() == turned
    click(qtbot, window, "discover")
    until(qtbot, lambda: window.workplace)

    # The week: one column all present but two, the last of which is undone.
    qtbot.keyClick(window, "3", Qt.KeyboardModifier.ControlModifier)
    grid, model = week(window)
    click(qtbot, window, "previousWeek")
    until(qtbot, lambda: model.sheet is not None)
    column = _empty_column(qtbot, window, model)
    grid.setFocus()
    grid.setCurrentIndex(model.index(0, column))
    type_letter(grid, KEYS[lang]["all"])
    present = letter_of(Mark.PRESENT)
    until(qtbot, lambda: set(marks(model, column)) == {present})
    for row, key in ((1, "absent"), (2, "excused")):
        grid.setCurrentIndex(model.index(row, column))
        type_letter(grid, KEYS[lang][key])
        assert marks(model, column)[row] == letter_of(Mark(key)), "shown at once"
    saved = window.workplace
    assert saved is not None
    absent = letter_of(Mark.ABSENT)
    until(qtbot, lambda: _kept(saved, model, column, 2) == Mark.EXCUSED)
    qtbot.keyClick(grid, "z", Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: marks(model, column)[:3] == [present, absent, present])
    assert model.present(column) == model.rowCount() - 2

    # Next week's rosters: a preview, saved as a PDF.
    paper = tmp_path / "roster.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(paper), ""))
    click(qtbot, window, "printRosters")
    until(qtbot, lambda: window.findChild(DocumentPreview))
    preview = window.findChild(DocumentPreview)
    click(qtbot, preview, "savePdf")
    assert paper.read_bytes().startswith(b"%PDF")
    preview.close()
    come_forward(qtbot, window)

    # Lock: nothing of it is shown; then everything is there again.
    qtbot.keyClick(window, "l", Qt.KeyboardModifier.ControlModifier)
    assert window.workplace is None
    assert window.findChild(QTableView, "weekGrid") is None or not grid.isVisible()
    password = find(window, "password", QLineEdit)
    qtbot.keyClicks(password, "amane-demo-2026")
    qtbot.keyClick(password, Qt.Key.Key_Return)
    until(qtbot, lambda: window.workplace)
    _grid, again = week(window)
    assert marks(again, column)[:3] == [present, absent, present]


def _empty_column(qtbot: QtBot, window: MainWindow, model: WeekModel) -> int:
    """A session of the week that is open and has no mark: the marks of one are taken away."""
    column = next(
        column
        for column in range(FIRST_SESSION, model.columnCount())
        if (slot := model.slot(column)) is not None and slot.closure is None
    )
    grid = find(window, "weekGrid", QTableView)
    for row in range(model.rowCount() - 1):
        grid.setCurrentIndex(model.index(row, column))
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
    until(qtbot, lambda: set(marks(model, column)) == {""})
    return column


def _kept(workplace: object, model: WeekModel, column: int, row: int) -> Mark | None:
    """The mark that the file holds, asked of the office itself."""
    from amane_desktop.attendance.queries import week as week_query

    sheet, child, slot = model.sheet, model.child(row), model.slot(column)
    assert sheet is not None and child is not None and slot is not None
    kept = workplace.desk.ask(week_query, sheet.group.id, sheet.monday)  # type: ignore[attr-defined]
    found = kept.marks.get((child.person_id, slot.day, slot.start))
    return found.mark if found else None
