"""The grid of the week: a pill for each mark, and the keyboard that sets them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from amane_desktop.attendance.models import Mark
from amane_desktop.i18n import _
from ui.school_support.marks import (
    digit_of_key,
    is_all_present,
    is_history,
    is_note,
    mark_of_key,
)
from ui.school_support.week_cells import WeekCells
from ui.school_support.week_model import FIRST_SESSION, LEVEL, NAME, WeekModel

# As many as a group of hundreds needs.
_DIGITS = 3
_ROW, _NAME_WIDTH, _LEVEL_WIDTH, _NARROWEST = 33, 190, 104, 64


class WeekGrid(QTableView):
    """Children down, sessions across; letters mark, Space goes on, T marks the column.

    Digits go to the row of that number, in the column where one stands.
    """

    marked = Signal(QModelIndex, object)
    column_present = Signal(int)
    week_present = Signal()
    note_wanted = Signal(QModelIndex)
    history_wanted = Signal(QModelIndex)
    unannounced_wanted = Signal()
    group_wanted = Signal(int)
    # A row's number as far as it is typed, and whether there is such a row.
    number_typed = Signal(str, bool)

    def __init__(self, model: WeekModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("weekGrid")
        self.setAccessibleName(_("Attendance of the week"))
        self.setModel(model)
        self._model = model
        self._number = ""
        self.setItemDelegate(WeekCells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        rows.setFixedWidth(34)
        columns = self.horizontalHeader()
        columns.setFixedHeight(46)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setMinimumSectionSize(40)
        columns.setHighlightSections(False)
        rows.setHighlightSections(False)
        self.totals = _Totals(model, self)
        self.horizontalScrollBar().valueChanged.connect(self.totals.horizontalScrollBar().setValue)
        model.modelReset.connect(self._fit)
        self.doubleClicked.connect(self._cycle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the width among the sessions, and keep names whole."""
        sessions = self._model.columnCount() - FIRST_SESSION
        if sessions < 0:
            return
        self.setColumnWidth(NAME, _NAME_WIDTH)
        self.setColumnWidth(LEVEL, _LEVEL_WIDTH)
        room = self.viewport().width() - _NAME_WIDTH - _LEVEL_WIDTH
        width = min(96, max(_NARROWEST, room // sessions)) if sessions else 0
        for column in range(FIRST_SESSION, FIRST_SESSION + sessions):
            self.setColumnWidth(column, width)
        for column in range(self._model.columnCount()):
            self.totals.setColumnWidth(column, self.columnWidth(column))
        last = self._model.rowCount() - 1
        for row in range(last + 1):
            self.setRowHidden(row, row == last)
            self.totals.setRowHidden(row, row != last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        is_plain = not held & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        is_keypad = bool(held & Qt.KeyboardModifier.KeypadModifier)
        digit = digit_of_key(event.text(), is_keypad=is_keypad) if is_plain else ""
        if digit:
            self._type_number(self._number + digit)
        elif self._number and event.key() == Qt.Key.Key_Backspace:
            self._type_number(self._number[:-1])
        elif self._number and event.key() == Qt.Key.Key_Escape:
            self._type_number("")
        else:
            is_lost = self._number and self._model.row_of(int(self._number)) is None
            self._type_number("")
            # What is meant for a row that is not there marks no other.
            is_marking = mark_of_key(event.text()) or event.key() == Qt.Key.Key_Delete
            if not (is_lost and is_marking):
                self._act(event, is_plain=is_plain)

    def _act(self, event: QKeyEvent, *, is_plain: bool) -> None:
        index, text, key = self.currentIndex(), event.text(), event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        is_chord = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_chord and (step := steps.get(Qt.Key(key))) is not None:
            self.group_wanted.emit(step)
        elif text == "+" and is_plain:
            self.unannounced_wanted.emit()
        elif self._model.cell(index) is None or not is_plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self._model.columnCount() - 1
            self.setCurrentIndex(
                index.siblingAtColumn(FIRST_SESSION if key == Qt.Key.Key_Home else last)
            )
        elif key == Qt.Key.Key_F9:
            self.week_present.emit()
        elif key == Qt.Key.Key_Space:
            self._next(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.marked.emit(index, None)
        elif key == Qt.Key.Key_F2 or is_note(text):
            self.note_wanted.emit(index)
        elif key == Qt.Key.Key_F3 or is_history(text):
            self.history_wanted.emit(index)
        elif (mark := mark_of_key(text)) is not None:
            self.marked.emit(index, mark)
        elif is_all_present(text):
            self.column_present.emit(index.column())
        else:
            super().keyPressEvent(event)

    def _type_number(self, number: str) -> None:
        """Go to the row of a number as far as it is typed."""
        if not number and not self._number:
            return
        self._number = number[-_DIGITS:]
        row = self._model.row_of(int(self._number)) if self._number else None
        if row is not None:
            column = max(self.currentIndex().column(), FIRST_SESSION)
            self.setCurrentIndex(self._model.index(row, column))
        self.number_typed.emit(self._number, row is not None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._type_number("")
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._type_number("")
        super().mousePressEvent(event)

    def _next(self, index: QModelIndex) -> None:
        """The child below; after the last one, the first of the next session."""
        below = index.siblingAtRow(index.row() + 1)
        if self._model.cell(below) is None:
            below = self._model.index(0, index.column() + 1)
        if self._model.cell(below) is not None:
            self.setCurrentIndex(below)

    def _cycle(self, index: QModelIndex) -> None:
        """By mouse: present, absent, excused, late, and away again."""
        if self._model.cell(index) is None:
            return
        order: list[Mark | None] = [None, *Mark]
        found = self._model.mark(index)
        at = order.index(found.mark if found else None)
        self.marked.emit(index, order[(at + 1) % len(order)])


class _Totals(QTableView):
    """The last row of the week, which stays in sight below the grid."""

    def __init__(self, model: WeekModel, grid: WeekGrid) -> None:
        super().__init__()
        self.setObjectName("weekTotals")
        self.setModel(model)
        self.setItemDelegate(WeekCells(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(grid.horizontalScrollMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setMinimumSectionSize(40)
        columns.hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        rows.setFixedWidth(34)
        self.setFixedHeight(_ROW + 2)
