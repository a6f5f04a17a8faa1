"""The week as rows and columns: children, sessions, marks, and a row of totals."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.planned import WeekSlot
from amane_desktop.attendance.printed import PrintedLine
from amane_desktop.attendance.queries import CellMark, WeekSheet
from amane_desktop.attendance.week_parts import WeekChild
from amane_desktop.i18n import _, format_date, isolate, language
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script, sheet_names
from ui.school_support.marks import letter_of, mark_name
from ui.school_support.week_rows import (
    Standing,
    WeekRow,
    rows_in_order,
    standing_told,
    standing_words,
)

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, date, time]
NAME, LEVEL, FIRST_SESSION = 0, 1, 2
CAME = (Mark.PRESENT, Mark.LATE)


def hours(start: time, end: time) -> str:
    """Two wall-clock times, without minutes that are nought."""
    return isolate(f"{_hour(start)}–{_hour(end)}")


def _hour(at: time) -> str:
    return f"{at.hour}:{at.minute:02}" if at.minute else f"{at.hour}"


def child_name(child: WeekChild) -> str:
    """A child's name as this screen's reader reads it, as it is sorted."""
    return in_reader_script(*sheet_names(child))


class WeekModel(QAbstractTableModel):
    """A week's sheet; marks that are on their way to the file are shown already."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: WeekSheet | None = None
        self._rows: tuple[WeekRow, ...] = ()
        self._pending: dict[Cell, Mark | None] = {}

    @property
    def sheet(self) -> WeekSheet | None:
        """The week that is shown."""
        return self._sheet

    def show(self, sheet: WeekSheet | None, printed: PrintedLine | None = None) -> None:
        """Show another state of the week, perhaps in the order of a printed sheet.

        What is on its way stays on top.
        """
        rows = () if sheet is None else rows_in_order(sheet.children, printed)
        is_same = (
            sheet is not None
            and self._sheet is not None
            and rows == self._rows
            and sheet.slots == self._sheet.slots
            and sheet.group.id == self._sheet.group.id
        )
        if is_same:
            self._sheet = sheet
            self._redraw()
            return
        self.beginResetModel()
        self._sheet, self._rows = sheet, rows
        self.endResetModel()

    def set_pending(self, cell: Cell, mark: Mark | None) -> None:
        """Show a mark before it is saved."""
        self._pending[cell] = mark
        self._redraw()

    def settle(self, cell: Cell) -> None:
        """A mark arrived, or was refused: what the file says counts again."""
        self._pending.pop(cell, None)
        self._redraw()

    def _redraw(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def row(self, row: int) -> WeekRow | None:
        """What stands in a row; None for the totals."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def child(self, row: int) -> WeekChild | None:
        """The child of a row; None for the totals."""
        found = self.row(row)
        return None if found is None else found.child

    def row_of(self, number: int) -> int | None:
        """The place of the row with that number; None when there is none."""
        return next((at for at, row in enumerate(self._rows) if row.number == number), None)

    def slot(self, column: int) -> WeekSlot | None:
        """The session of a column."""
        if self._sheet is None or not 0 <= column - FIRST_SESSION < len(self._sheet.slots):
            return None
        return self._sheet.slots[column - FIRST_SESSION]

    def cell(self, index: Index) -> Cell | None:
        """The child, day and hour of a place where a mark can stand."""
        child, slot = self.child(index.row()), self.slot(index.column())
        return None if child is None or slot is None else (child.person_id, slot.day, slot.start)

    def mark(self, index: Index) -> CellMark | None:
        """What stands at a place, saved or on its way."""
        cell = self.cell(index)
        return None if cell is None else self._mark_at(cell)

    def _mark_at(self, cell: Cell) -> CellMark | None:
        saved = self._sheet.marks.get(cell) if self._sheet else None
        if cell not in self._pending:
            return saved
        mark = self._pending[cell]
        return None if mark is None else CellMark(mark, saved.note if saved else "")

    def is_paused(self, index: Index) -> bool:
        """Whether the child does not come to a session for a while, so that no mark is wanted."""
        child, slot = self.child(index.row()), self.slot(index.column())
        return child is not None and slot is not None and child.is_paused(slot.day)

    def present(self, column: int) -> int | None:
        """How many came to a session; None while nobody is marked."""
        slot = self.slot(column)
        if slot is None:
            return None
        marks = [self._mark_at((row.child.person_id, slot.day, slot.start)) for row in self._rows]
        if not any(marks):
            return None
        return sum(1 for found in marks if found is not None and found.mark in CAME)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if self._sheet is None or parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if self._sheet is None or parent.isValid():
            return 0
        return FIRST_SESSION + len(self._sheet.slots)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.cell(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            row = self.row(section)
            return "" if row is None else str(row.number)
        slot = self.slot(section)
        if slot is None:
            return _("Child") if section == NAME else _("Level")
        return f"{format_date(slot.day, 'weekday_short')}\n{hours(slot.start, slot.end)}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._hint(index)
        return None

    def _text(self, index: Index) -> str:
        child = self.child(index.row())
        if index.column() == NAME:
            if child is None:
                return _("Present")
            # A sign, not a colour alone, tells who came without being enrolled.
            is_guest = self._standing(index) is Standing.GUEST
            return f"+ {child_name(child)}" if is_guest else child_name(child)
        if index.column() == LEVEL:
            words = standing_words(self._standing(index))
            return words or ("" if child is None else level_name(child.level, language()))
        if child is None:
            present = self.present(index.column())
            return "" if present is None else str(present)
        found = self.mark(index)
        return "" if found is None else letter_of(found.mark)

    def _standing(self, index: Index) -> Standing:
        row = self.row(index.row())
        return Standing.ENROLLED if row is None else row.standing

    def _hint(self, index: Index) -> str:
        slot, found = self.slot(index.column()), self.mark(index)
        if slot is not None and slot.closure is not None:
            return slot.closure.told()
        if index.column() <= LEVEL:
            return standing_told(self._standing(index))
        if found is None:
            return _("pauses") if self.is_paused(index) else ""
        return f"{mark_name(found.mark)} · {found.note}" if found.note else mark_name(found.mark)
