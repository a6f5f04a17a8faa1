"""A short list to choose from by number: press 2, or go there by the arrows and press Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui import theme
from ui.widgets import named

_Index = QModelIndex | QPersistentModelIndex
_CODE, _BENEATH = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole
_LOW, _TALL, _KEY, _GAP = 42, 58, 24, 12


class Option(NamedTuple):
    """One of the choices: its code, its words, and what is said beneath."""

    code: object
    words: str
    beneath: str = ""


class NumberedList(QListWidget):
    """Choosing is told by `taken`; with `is_ticked` several are ticked, and Enter says `done`.

    Without `has_numbers` another line has the keyboard, and digits are typed there.
    """

    taken = Signal(object)
    done = Signal()
    ticked = Signal()

    def __init__(
        self,
        name: str,
        *,
        is_ticked: bool = False,
        takes_at_once: bool = True,
        has_numbers: bool = True,
    ) -> None:
        super().__init__()
        named(self, name)
        self.is_ticked, self._takes_at_once = is_ticked, takes_at_once
        self.has_numbers = has_numbers
        self.setItemDelegate(_Numbered(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._clicked)

    def show_options(self, options: Sequence[Option], chosen: object = None) -> None:
        """Show other choices; the one of this code is current, else the first."""
        self.blockSignals(True)
        self.clear()
        for option in options:
            item = QListWidgetItem(option.words)
            item.setToolTip(option.words)
            item.setData(_BENEATH, option.beneath)
            item.setData(_CODE, option.code)
            if self.is_ticked:
                item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        codes = [option.code for option in options]
        self.blockSignals(False)
        self.setCurrentRow(codes.index(chosen) if chosen in codes else 0)

    @property
    def code(self) -> object:
        """The code of the current choice; None without any."""
        item = self.currentItem()
        return None if item is None else item.data(_CODE)

    def all_codes(self) -> list[object]:
        """The codes of all choices."""
        return [self.item(row).data(_CODE) for row in range(self.count())]

    def codes(self) -> list[object]:
        """The codes that are ticked, in their order."""
        items = [self.item(row) for row in range(self.count())]
        return [i.data(_CODE) for i in items if i.checkState() == Qt.CheckState.Checked]

    def tick(self, codes: Sequence[object]) -> None:
        """Tick these codes and no other."""
        for row in range(self.count()):
            item = self.item(row)
            is_in = item.data(_CODE) in codes
            item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)

    def height_needed(self) -> int:
        """As tall as all rows are."""
        return sum(self.sizeHintForRow(row) for row in range(self.count())) + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose; Enter takes the current one, Space ticks it."""
        digit = event.text()
        if digit.isdecimal() and len(digit) == 1 and 0 < int(digit) <= self.count():
            self.setCurrentRow(int(digit) - 1)
            if self.is_ticked:
                self._turn()
            elif self._takes_at_once:
                self.taken.emit(self.code)
        elif event.key() == Qt.Key.Key_Space and self.is_ticked:
            self._turn()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            if self.is_ticked:
                self.done.emit()
            else:
                self.taken.emit(self.code)
        else:
            super().keyPressEvent(event)

    def _clicked(self, item: QListWidgetItem) -> None:
        if self.is_ticked:
            self._turn()
        elif self._takes_at_once:
            self.taken.emit(item.data(_CODE))

    def _turn(self) -> None:
        item = self.currentItem()
        if item is not None:
            is_on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
            self.ticked.emit()


class _Numbered(QStyledItemDelegate):
    """Draws the number as a key, the tick where there is one, and one or two lines."""

    def __init__(self, list_: NumberedList) -> None:
        super().__init__(list_)
        self._list = list_

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, _TALL if index.data(_BENEATH) else _LOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
        inner = rect.adjusted(12, 0, -12, 0)
        if self._list.has_numbers and index.row() < 9:
            inner = self._draw_number(painter, option, inner, str(index.row() + 1))
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            inner = self._draw_tick(painter, option, inner, index)
        self._draw_words(painter, option, inner, index)
        painter.restore()

    def _draw_number(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, number: str
    ) -> QRect:
        box = QRect(inner.left(), inner.center().y() - _KEY // 2, _KEY, _KEY)
        box = QStyle.visualRect(option.direction, inner, box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("muted"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(theme.colour("secondary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        return _past(option, inner, _KEY)

    def _draw_tick(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, index: _Index
    ) -> QRect:
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        is_on = state == Qt.CheckState.Checked
        name = "mdi6.checkbox-marked" if is_on else "mdi6.checkbox-blank-outline"
        icon = theme.icon(name, theme.GOOD if is_on else theme.SECONDARY)
        box = QRect(inner.left(), inner.center().y() - 10, 20, 20)
        icon.paint(painter, QStyle.visualRect(option.direction, inner, box))
        return _past(option, inner, 20)

    def _draw_words(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, index: _Index
    ) -> None:
        words, beneath = str(index.data(Qt.ItemDataRole.DisplayRole)), index.data(_BENEATH)
        upper = inner.adjusted(0, 6, 0, -inner.height() // 2) if beneath else inner
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if beneath else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        _draw(painter, option, upper, words)
        if beneath:
            painter.setFont(QFont(option.font))
            painter.setPen(theme.colour("secondary"))
            _draw(painter, option, inner.adjusted(0, inner.height() // 2, 0, -6), str(beneath))


def _past(option: QStyleOptionViewItem, inner: QRect, width: int) -> QRect:
    return QStyle.visualRect(option.direction, inner, inner.adjusted(width + _GAP, 0, 0, 0))


def _draw(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(rect, leading | Qt.AlignmentFlag.AlignVCenter, shown)
