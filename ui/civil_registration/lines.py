"""Dossiers in a list or on the board: a row of four words each, drawn, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from amane_desktop.civil_registration.board import DossierLine
from amane_desktop.i18n import isolate
from ui import theme
from ui.civil_registration.words import count_in_words, news_of, title_of
from ui.widgets.paged import Index

LINE = Qt.ItemDataRole.UserRole
HEIGHT = 56


class DossierLines(QAbstractListModel):
    """The dossiers that are shown, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[DossierLine] = ()

    def take(self, lines: Sequence[DossierLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def place_of(self, dossier_id: int | None) -> int:
        """Where a dossier stands; -1 when it is not shown."""
        return next((n for n, line in enumerate(self.lines) if line.id == dossier_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, all words for a screen reader, or the line itself."""
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(line.shown_name, line.persons)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return " · ".join(words_of(line))
        return None


def words_of(line: DossierLine) -> tuple[str, str, str, str]:
    """The name, the papers, the number, and what matters most now."""
    count = count_in_words(line.ready, line.due)
    name = title_of(line.shown_name, line.persons)
    return name, count, isolate(line.number), news_of(line)[0]


class DossierRow(QStyledItemDelegate):
    """Draws a dossier's four words: the name and number, and facing them its papers and news."""

    def __init__(self, *, is_card: bool = False) -> None:
        super().__init__()
        self._is_card = is_card

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height."""
        return QSize(0, HEIGHT + (8 if self._is_card else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row; what has no room is cut with an ellipsis."""
        line = index.data(LINE)
        name, count, number, news = words_of(line)
        presses = news_of(line)[1]
        painter.save()
        painter.setLayoutDirection(option.direction)
        rect = self._ground(painter, option)
        inner = rect.adjusted(12, 7, -12, -7)
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), half)
        side = Qt.AlignmentFlag
        papers, whose = (count, "secondary", False), (name, "ink", True)
        _two(painter, option, upper, papers, other=whose, kept_side=side.AlignRight)
        which = (number, "secondary", False)
        told = (news, "waiting" if presses else "secondary", False)
        _two(painter, option, lower, which, other=told, kept_side=side.AlignLeft)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QRect:
        rect = QRect(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if self._is_card:
            rect.adjust(0, 0, 0, -8)
            painter.setPen(theme.colour("secondary" if is_chosen else "hairline"))
            painter.setBrush(theme.colour("chosen_dossier" if is_chosen else "card"))
            painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 6, 6)
        elif is_chosen:
            painter.fillRect(rect, theme.colour("chosen_dossier"))
        return rect


_Word = tuple[str, str, bool]
_BETWEEN = 8


def _two(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    kept: _Word,
    *,
    other: _Word,
    kept_side: Qt.AlignmentFlag,
) -> None:
    """Draw a word at each end; the kept one is never cut, the other has the room that is left."""
    room = _draw(painter, option, rect, kept, kept_side)
    is_leading = kept_side == Qt.AlignmentFlag.AlignLeft
    cut = room + _BETWEEN if room else 0
    rest = rect.adjusted(cut if is_leading else 0, 0, 0 if is_leading else -cut, 0)
    side = Qt.AlignmentFlag.AlignRight if is_leading else Qt.AlignmentFlag.AlignLeft
    _draw(painter, option, QStyle.visualRect(option.direction, rect, rest), other, side)


def _draw(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    word: _Word,
    side: Qt.AlignmentFlag,
) -> int:
    text, ink, is_bold = word
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    aligned = QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, aligned, shown)
    return metrics.horizontalAdvance(shown)
