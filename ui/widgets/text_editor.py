"""A text with line numbers, as files are written; lines with a fault are marked."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui import theme

_AWAY = 8


class TextEditor(QPlainTextEdit):
    """Runs from the left in every language: what is written is a file, whoever reads it."""

    def __init__(self) -> None:
        super().__init__()
        self._faulty: Collection[int] = ()
        self._numbers = _Numbers(self)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(theme.POINTS)
        self.setFont(font)
        self.setStyleSheet(
            f"QPlainTextEdit {{ font-family: '{font.family()}', '{theme.FAMILY}'; }}"
        )
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().setDefaultTextOption(option)
        self.setTabChangesFocus(True)
        self.blockCountChanged.connect(lambda _n: self._make_room())
        self.updateRequest.connect(self._follow)
        self._make_room()

    def mark_lines(self, lines: Collection[int]) -> None:
        """Mark lines, counted from 1; those before are no longer marked."""
        self._faulty = frozenset(lines)
        marks = []
        for number in self._faulty:
            block = self.document().findBlockByNumber(number - 1)
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(QColor(theme.DANGER_GROUND))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(block)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def go_to_line(self, number: int) -> None:
        """Put the cursor at a line, and take the keyboard."""
        block = self.document().findBlockByNumber(max(0, number - 1))
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()
        self.setFocus()

    @property
    def line(self) -> int:
        """At which line the cursor is."""
        return self.textCursor().blockNumber() + 1

    def numbers_width(self) -> int:
        """How wide the numbers are."""
        digits = len(str(max(99, self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * _AWAY

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the numbers be as tall as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(
            QRect(inside.left(), inside.top(), self.numbers_width(), inside.height())
        )

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines that are seen."""
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), QColor(theme.PAGE))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        width, height = self._numbers.width() - _AWAY, self.fontMetrics().height()
        at_end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        while block.isValid() and top <= event.rect().bottom():
            number = block.blockNumber() + 1
            ink = theme.DANGER if number in self._faulty else theme.SECONDARY
            painter.setPen(QColor(ink))
            painter.drawText(0, int(top), width, height, at_end, str(number))
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)

    def _follow(self, rect: QRect, moved: int) -> None:
        if moved:
            self._numbers.scroll(0, moved)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())


class _Numbers(QWidget):
    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_numbers(event)
