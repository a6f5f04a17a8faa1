"""How the cells of the week are drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui import theme
from ui.school_support.mark_pill import COLOURS, draw_mark
from ui.school_support.marks import letter_of
from ui.school_support.week_model import FIRST_SESSION, LEVEL, WeekModel
from ui.school_support.week_rows import Standing

Index = QModelIndex | QPersistentModelIndex
_QUIET = (Standing.GUEST, Standing.GONE, Standing.PAUSED)
_PILL = QSize(34, 22)


class WeekCells(QStyledItemDelegate):
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
        row = model.row(index.row())
        quiet = index.column() == LEVEL or (row is not None and row.standing in _QUIET)
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
        elif found is None and model.is_paused(index):
            painter.setPen(QColor(theme.SECONDARY))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, "–")
        elif found is None:
            painter.setPen(QPen(QColor(theme.HAIRLINE), 1))
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        else:
            draw_mark(painter, pill, found.mark, letter_of(found.mark))
            if found.note:
                self._note(painter, pill, COLOURS[found.mark][0])
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
