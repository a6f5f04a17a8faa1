"""The table of the day at the door: big marks beside each child, set by mouse or by key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from amane_desktop.attendance.mark_letters import MARKS
from amane_desktop.i18n import _, is_rtl
from ui import theme
from ui.school_support.door_model import FIRST_MARK, LEVEL, NAME, DoorModel
from ui.school_support.mark_pill import COLOURS, draw_mark
from ui.school_support.marks import is_all_present, is_note, mark_of_key

Index = QModelIndex | QPersistentModelIndex
_ROW, _MARK_WIDTH, _LEVEL_WIDTH = 36, 128, 120


class _Rows(QStyledItemDelegate):
    """Draws headings in bold, and each mark as a button that says whether it is set."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, DoorModel)
        found = model.row(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_heading = found is None or found.child is None
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(
            option.rect,
            QColor(theme.PAGE if is_heading else theme.SELECTED if is_current else theme.CARD),
        )
        if index.column() >= FIRST_MARK and not is_heading:
            self._mark(painter, QRectF(option.rect).adjusted(4, 4, -4, -4), model, index)
        else:
            self._words(painter, option, index, is_heading=is_heading)
        painter.restore()

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, is_heading: bool
    ) -> None:
        font = QFont(painter.font())
        font.setBold(is_heading)
        painter.setFont(font)
        painter.setPen(QColor(theme.SECONDARY if index.column() == LEVEL else theme.INK))
        side = Qt.AlignmentFlag.AlignRight if is_rtl() else Qt.AlignmentFlag.AlignLeft
        room = option.rect.adjusted(10, 0, -10, 0)
        words = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, room.width()
        )
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, words)

    def _mark(self, painter: QPainter, pill: QRectF, model: DoorModel, index: Index) -> None:
        mark, found = MARKS[index.column() - FIRST_MARK], model.mark(index.row())
        if found is None or found.mark is not mark:
            painter.setPen(QPen(QColor(theme.HAIRLINE), 1))
            painter.drawRoundedRect(pill, 4, 4)
            painter.setPen(QColor(theme.SECONDARY))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, index.data())
            return
        draw_mark(painter, pill, mark, index.data())
        if found.note:
            at = pill.topLeft() if is_rtl() else pill.topRight()
            painter.setBrush(QColor(COLOURS[mark][0]))
            painter.setPen(QPen(QColor(theme.CARD), 1))
            painter.drawEllipse(at, 3.5, 3.5)


class DoorTable(QTableView):
    """Up and down go from child to child; a letter or a click marks, Escape goes to the name."""

    marked = Signal(int, object)
    session_present = Signal(int)
    note_wanted = Signal(int)
    unannounced_wanted = Signal(int)
    name_wanted = Signal()

    def __init__(self, model: DoorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doorTable")
        self.setAccessibleName(_("Day at the door"))
        self.setModel(model)
        self._model = model
        self.setItemDelegate(_Rows(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        columns = self.horizontalHeader()
        columns.hide()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(LEVEL, _LEVEL_WIDTH)
        for column in range(FIRST_MARK, FIRST_MARK + len(MARKS)):
            self.setColumnWidth(column, _MARK_WIDTH)
        model.modelReset.connect(self._span_headings)
        self.clicked.connect(self._click)

    def _span_headings(self) -> None:
        self.clearSpans()
        for row in range(self._model.rowCount()):
            found = self._model.row(row)
            if found is not None and found.child is None:
                self.setSpan(row, 0, 1, self._model.columnCount())

    def go_to(self, row: int) -> None:
        """Stand on a child."""
        self.setCurrentIndex(self._model.index(row, NAME))
        self.scrollTo(self._model.index(row, NAME))

    def _click(self, index: QModelIndex) -> None:
        """A click sets a mark, and one on the mark that is set takes it away."""
        if index.column() < FIRST_MARK:
            return
        mark, found = MARKS[index.column() - FIRST_MARK], self._model.mark(index.row())
        is_set = found is not None and found.mark is mark
        self.marked.emit(index.row(), None if is_set else mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, text, key = self.currentIndex().row(), event.text(), event.key()
        is_chord = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if key == Qt.Key.Key_Escape or text == "/":
            self.name_wanted.emit()
        elif is_chord or row < 0:
            super().keyPressEvent(event)
        elif (mark := mark_of_key(text)) is not None:
            self.marked.emit(row, mark)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.marked.emit(row, None)
        elif is_all_present(text):
            self.session_present.emit(row)
        elif key == Qt.Key.Key_F2 or is_note(text):
            self.note_wanted.emit(row)
        elif text == "+":
            self.unannounced_wanted.emit(row)
        else:
            super().keyPressEvent(event)
