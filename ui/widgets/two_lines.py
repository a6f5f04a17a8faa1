"""A row of two lines, drawn: a name in bold, and beneath it what tells it from its like."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme

_Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """Draws DisplayRole over UserRole from the leading side; no widget per row.

    A name with nothing beneath it stands in the middle; what cannot be chosen is grey; an icon
    (DecorationRole) stands before both.
    """

    HEIGHT = 56

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Rows are of one height."""
        return QSize(0, self.HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw both lines, cut short with an ellipsis where there is no room."""
        rect: QRect = option.rect
        painter.save()
        painter.setLayoutDirection(option.direction)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
        inner = rect.adjusted(14, 7, -14, -7)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            at = QRect(inner.topLeft(), QSize(_ICON, inner.height()))
            icon.paint(painter, QStyle.visualRect(option.direction, inner, at))
            past = inner.adjusted(_ICON + _GAP, 0, 0, 0)
            inner = QStyle.visualRect(option.direction, inner, past)
        half = QSize(inner.width(), inner.height() // 2)
        name, beneath = (index.data(r) for r in (Qt.ItemDataRole.DisplayRole, _BENEATH))
        upper = QRect(inner.topLeft(), half) if beneath else inner
        _draw(painter, option, upper, str(name), is_bold=True)
        lower = QRect(inner.left(), inner.top() + half.height(), half.width(), half.height())
        _draw(painter, option, lower, str(beneath or ""), is_bold=False)
        painter.restore()


_BENEATH = Qt.ItemDataRole.UserRole
_ICON, _GAP = 14, 10


def _draw(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str, *, is_bold: bool
) -> None:
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    painter.setFont(font)
    is_plain = is_bold and bool(option.state & QStyle.StateFlag.State_Enabled)
    painter.setPen(theme.colour("ink" if is_plain else "secondary"))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(rect, leading | Qt.AlignmentFlag.AlignVCenter, shown)
