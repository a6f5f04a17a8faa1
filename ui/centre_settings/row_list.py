"""Rows above a form: chosen, opened by Enter, removed by Delete, moved by Alt and an arrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW_HEIGHT = 36


class Rows(QAbstractTableModel):
    """Cells of text under headings; a faint row is there and not in use."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self.headings = headings
        self.cells: Sequence[Sequence[str]] = ()
        self._faint: Sequence[bool] = ()

    def put(self, cells: Sequence[Sequence[str]], faint: Sequence[bool]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.cells, self._faint = cells, faint
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """As many rows as were put."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """As many as there are headings."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell's text, in ink or faint."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and self._faint[index.row()]:
            return theme.colour("secondary")
        return None

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings, from the leading side as the cells are."""
        if side != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return self.headings[section] if role == Qt.ItemDataRole.DisplayRole else None


class RowList(QTableView):
    """A table of whole rows; the first columns share what the last ones leave."""

    opened = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(self, name: str, headings: Sequence[str], *, wide: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows = Rows(headings)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setStyleSheet("QTableView::item, QHeaderView::section { padding: 0 14px; }")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in range(len(headings)):
            stretches = column < wide
            header.setSectionResizeMode(
                column,
                QHeaderView.ResizeMode.Stretch
                if stretches
                else QHeaderView.ResizeMode.ResizeToContents,
            )
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    @property
    def row(self) -> int:
        """The chosen row; -1 when none is."""
        chosen = self.selectionModel().selectedRows()
        return chosen[0].row() if chosen else -1

    def choose(self, row: int) -> None:
        """Choose a row, and see it."""
        row = min(row, self.rows.rowCount() - 1)
        if row >= 0:
            # Not by `selectRow`: it looks for a column at the edge, where Arabic has none.
            self.setCurrentIndex(self.rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, remove by Delete, move by Alt and an arrow."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
