"""The whole way once, as a person goes it: first start, discover, mark, print, lock, again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.attendance.models import Mark
from ui import theme
from ui.main_window import MainWindow
from ui.school_support.marks import letter_of
from ui.school_support.week_model import FIRST_SESSION, WeekModel
from ui.widgets.document_preview import DocumentPreview

KEYS = {
    "fr": {"all": "t", "absent": "a", "excused": "e"},
    "ar": {"all": "ج", "absent": "غ", "excused": "م"},
}
PATIENCE = 20_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on an empty PC."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    i18n.set_language("fr")
    theme.turn(app)
    window = MainWindow(tmp_path / "centre")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.finish()
    i18n.set_language("fr")
    theme.turn(app)


def find(window: QWidget, name: str, kind: type[QWidget] = QPushButton) -> QWidget:
    shown = [widget for widget in window.findChildren(kind, name) if widget.isVisible()]
    assert len(shown) == 1, name
    return shown[0]


def until(qtbot: QtBot, holds: Callable[[], object]) -> None:
    def check() -> None:
        assert holds()

    qtbot.waitUntil(check, timeout=PATIENCE)


def type_letter(widget: QWidget, letter: str) -> None:
    """Press a key that types a letter of any script (QTest knows Latin ones only)."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def week(window: MainWindow) -> tuple[QTableView, WeekModel]:
    grid = find(window, "weekGrid", QTableView)
    assert isinstance(grid, QTableView)
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
    qtbot.mouseClick(find(window, f"language_{lang}"), Qt.MouseButton.LeftButton)
    turned = Qt.LayoutDirection.RightToLeft if lang == "ar" else Qt.LayoutDirection.LeftToRight
    assert window.layoutDirection() == turned
    qtbot.mouseClick(find(window, "discover"), Qt.MouseButton.LeftButton)
    until(qtbot, lambda: window.workplace)

    # The week: one column all present but two, the last of which is undone.
    qtbot.keyClick(window, "3", Qt.KeyboardModifier.ControlModifier)
    grid, model = week(window)
    qtbot.mouseClick(find(window, "previousWeek"), Qt.MouseButton.LeftButton)
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
    qtbot.mouseClick(find(window, "printRosters"), Qt.MouseButton.LeftButton)
    until(qtbot, lambda: window.findChild(DocumentPreview))
    preview = window.findChild(DocumentPreview)
    qtbot.mouseClick(find(preview, "savePdf"), Qt.MouseButton.LeftButton)
    assert paper.read_bytes().startswith(b"%PDF")
    preview.close()
    with qtbot.waitActive(window):
        window.activateWindow()

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
