"""The grid of the week: a pill for each mark, and the keyboard that sets them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from amane_desktop.attendance.models import Mark
from amane_desktop.i18n import _
from ui import theme
from ui.school_support.marks import is_all_present, is_note, letter_of, mark_of_key
from ui.school_support.week_model import FIRST_SESSION, LEVEL, NAME, WeekModel

Index = QModelIndex | QPersistentModelIndex
_PILL = QSize(34, 22)
_ROW, _NAME_WIDTH, _LEVEL_WIDTH, _NARROWEST = 33, 190, 104, 64
# Ink and ground of each mark: an absence is dark, not red.
_COLOURS = {
    Mark.PRESENT: (theme.GOOD, theme.GOOD_GROUND),
    Mark.ABSENT: (theme.CARD, theme.ACCENTS["neutral"]),
    Mark.EXCUSED: (theme.SECONDARY, theme.MUTED),
    Mark.LATE: (theme.WAITING, theme.WAITING_GROUND),
}


class _Cells(QStyledItemDelegate):
    """Draws marks as pills, closed hours hatched, and the totals in bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, WeekModel)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if model.cell(index) is None:
            self._text(painter, rect, model, index)
        else:
            self._cell(painter, rect, model, index)
        painter.restore()

    def _text(self, painter: QPainter, rect: QRect, model: WeekModel, index: Index) -> None:
        child = model.child(index.row())
        is_total = child is None
        font = QFont(painter.font())
        font.setBold(is_total)
        painter.setFont(font)
        quiet = index.column() == LEVEL or (child is not None and child.is_guest)
        painter.setPen(QColor(theme.SECONDARY if quiet and not is_total else theme.INK))
        text = index.data()
        centred = index.column() >= FIRST_SESSION
        leading = Qt.AlignmentFlag.AlignRight if _is_turned(self) else Qt.AlignmentFlag.AlignLeft
        align = Qt.AlignmentFlag.AlignHCenter if centred else leading
        room = rect.adjusted(6, 0, -6, 0)
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, flags, fitted)

    def _cell(self, painter: QPainter, rect: QRect, model: WeekModel, index: Index) -> None:
        slot, found = model.slot(index.column()), model.mark(index)
        pill = QRectF(0, 0, _PILL.width(), _PILL.height())
        pill.moveCenter(QRectF(rect).center())
        if slot is not None and slot.closure is not None and found is None:
            painter.fillRect(rect, QColor(theme.PAGE))
            painter.fillRect(rect, QBrush(QColor(theme.HAIRLINE), Qt.BrushStyle.BDiagPattern))
        elif found is None:
            painter.setPen(QPen(QColor(theme.HAIRLINE), 1))
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        else:
            ink, ground = _COLOURS[found.mark]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(pill, 4, 4)
            font = QFont(painter.font())
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, letter_of(found.mark))
            if found.note:
                self._note(painter, pill, ink)
        if self._is_current(index):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ACCENTS["school"]), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -2, -2), 2, 2)

    def _note(self, painter: QPainter, pill: QRectF, ink: str) -> None:
        at = pill.topLeft() if _is_turned(self) else pill.topRight()
        painter.setBrush(QColor(ink))
        painter.setPen(QPen(QColor(theme.CARD), 1))
        painter.drawEllipse(at, 3.5, 3.5)

    def _is_current(self, index: Index) -> bool:
        view = self.parent()
        assert isinstance(view, QTableView)
        current = view.currentIndex()
        here = (index.row(), index.column())
        return view.hasFocus() and (current.row(), current.column()) == here


def _is_turned(delegate: QStyledItemDelegate) -> bool:
    view = delegate.parent()
    assert isinstance(view, QWidget)
    return view.layoutDirection() == Qt.LayoutDirection.RightToLeft


class WeekGrid(QTableView):
    """Children down, sessions across; letters mark, Space goes on, T marks the column."""

    marked = Signal(QModelIndex, object)
    column_present = Signal(int)
    note_wanted = Signal(QModelIndex)
    unannounced_wanted = Signal()

    def __init__(self, model: WeekModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("weekGrid")
        self.setAccessibleName(_("Attendance of the week"))
        self.setModel(model)
        self._model = model
        self.setItemDelegate(_Cells(self))
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
        index, text = self.currentIndex(), event.text()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if text == "+" and plain:
            self.unannounced_wanted.emit()
        elif self._model.cell(index) is None or not plain:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._next(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.marked.emit(index, None)
        elif event.key() == Qt.Key.Key_F2 or is_note(text):
            self.note_wanted.emit(index)
        elif (mark := mark_of_key(text)) is not None:
            self.marked.emit(index, mark)
        elif is_all_present(text):
            self.column_present.emit(index.column())
        else:
            super().keyPressEvent(event)

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
        self.setItemDelegate(_Cells(self))
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
