"""How the colour grid is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from amane_desktop.attendance.week_plan import PlanBlock, PlanDay
from amane_desktop.i18n import format_date, isolate
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.school_support.hours_layout import Place
from ui.school_support.plan_words import block_name, day_words
from ui.school_support.week_model import hours

if TYPE_CHECKING:
    from ui.school_support.hours_grid import HoursGrid

GUTTER, HEAD = 52, 44
# A name that has less than this around it is written along the side of its block.
_MARGIN = 14


class GridPainter:
    """Draws one grid: ruled hours, heads of days, blocks, and where one would be put."""

    def __init__(self, grid: HoursGrid, painter: QPainter) -> None:
        self._grid, self._painter = grid, painter
        self._sheet = grid.sheet()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self) -> None:
        """All of it, from the back to the front."""
        self._rule()
        for day in self._grid.plan.days:
            self._day(day)
        current = None
        for n, block in enumerate(self._grid.plan.blocks):
            rect = self._grid.rect_of(n, self._sheet)
            self._block(block, rect)
            current = rect if block is self._grid.current else current
        if current is not None and self._grid.hasFocus():
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(theme.colour("ink"), 2))
            self._painter.drawRoundedRect(current.adjusted(-1, -1, 1, 1), 5, 5)
        if self._grid.ghost is not None:
            self._ghost(self._grid.ghost)

    def _rule(self) -> None:
        painter, sheet = self._painter, self._sheet
        painter.fillRect(self._grid.rect(), theme.colour("card"))
        left, right = sheet.area.left(), sheet.area.right()
        gutter = QRectF(right + 4, 0, GUTTER - 8, 20) if sheet.is_turned else None
        gutter = gutter or QRectF(4, 0, GUTTER - 8, 20)
        for at in range(sheet.first, sheet.last + 1, 60):
            y = sheet.y(at)
            painter.setPen(QPen(theme.colour("hairline"), 1))
            painter.drawLine(int(left), int(y), int(right), int(y))
            if at < sheet.last:
                painter.setPen(theme.colour("secondary"))
                gutter.moveTop(y)
                painter.drawText(
                    gutter, Qt.AlignmentFlag.AlignHCenter, isolate(f"{at // 60}:{at % 60:02}")
                )

    def _day(self, day: PlanDay) -> None:
        painter, column = self._painter, self._sheet.column(day.day)
        told = day_words(day)
        noon = self._sheet.y(13 * 60)
        for closure, top, bottom in (
            (day.morning, column.top(), noon),
            (day.afternoon, noon, column.bottom()),
        ):
            if closure is not None:
                closed = QRectF(column.left(), top, column.width(), bottom - top)
                painter.fillRect(closed, theme.colour("page"))
                hatched = QBrush(theme.colour("hairline"), Qt.BrushStyle.BDiagPattern)
                painter.fillRect(closed, hatched)
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.drawLine(column.topLeft(), column.bottomLeft())
        head = QRectF(column.left() + 4, 2, column.width() - 8, HEAD / 2)
        name = f"{format_date(day.day, 'weekday')} {isolate(f'{day.day:%d/%m}')}"
        self._write(head, name, theme.colour("ink"), is_bold=True)
        if told:
            head.moveTop(HEAD / 2)
            self._write(head, told, theme.colour("waiting"))

    def _block(self, block: PlanBlock, rect: QRectF) -> None:
        painter = self._painter
        is_held = block.slot.closure is None
        is_quiet = self._grid.group_id not in (None, block.group.id)
        hue = QColor(theme.group_colour(block.group.colour))
        ground = QColor(hue)
        ground.setAlpha(18 if is_quiet or not is_held else 60)
        painter.setPen(QPen(hue if not is_quiet else theme.colour("hairline"), 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 4, 4)
        if not is_held:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(theme.colour("secondary"), Qt.BrushStyle.BDiagPattern))
            painter.setOpacity(0.35)
            painter.drawRoundedRect(rect, 4, 4)
            painter.setOpacity(1)
        elif not is_quiet:
            self._bar(rect, hue)
        self._words(block, rect, is_quiet=is_quiet)
        if block.same_room or block.same_teacher:
            self._warn(rect)

    def _bar(self, rect: QRectF, hue: QColor) -> None:
        bar = QRectF(rect.left(), rect.top(), 4, rect.height())
        if self._sheet.is_turned:
            bar.moveRight(rect.right())
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(hue)
        self._painter.drawRoundedRect(bar, 2, 2)

    def _words(self, block: PlanBlock, rect: QRectF, *, is_quiet: bool) -> None:
        ink = theme.colour("secondary" if is_quiet or block.slot.closure else "ink")
        name = block_name(block)
        if rect.width() < self._grid.fontMetrics().horizontalAdvance(name) + _MARGIN:
            self._along_its_side(rect, name, ink)
            return
        room = rect.adjusted(7, 3, -5, -2)
        lines = (
            (name, True),
            (hours(block.slot.start, block.slot.end), False),
            (in_reader_script(block.group.room, block.group.room_ar), False),
            (in_reader_script(block.group.teacher, block.group.teacher_ar), False),
        )
        height = self._painter.fontMetrics().lineSpacing()
        for at, (text, is_bold) in enumerate(lines):
            line = QRectF(room.left(), room.top() + at * height, room.width(), height)
            is_whole = self._grid.fontMetrics().horizontalAdvance(text) <= line.width()
            if text and line.bottom() <= rect.bottom() and (is_whole or at == 0):
                self._write(line, text, ink, is_bold=is_bold, is_leading=True)

    def _along_its_side(self, rect: QRectF, text: str, ink: QColor) -> None:
        painter = self._painter
        painter.save()
        painter.translate(rect.center())
        painter.rotate(-90)
        along = QRectF(-rect.height() / 2, -rect.width() / 2, rect.height(), rect.width())
        self._write(along.adjusted(4, 0, -4, 0), text, ink)
        painter.restore()

    def _warn(self, rect: QRectF) -> None:
        dot = QRectF(0, 0, 12, 12)
        dot.moveCenter(rect.topRight() if not self._sheet.is_turned else rect.topLeft())
        dot.translate(8 if self._sheet.is_turned else -8, 8)
        painter = self._painter
        painter.setPen(QPen(theme.colour("card"), 1))
        painter.setBrush(theme.colour("waiting"))
        painter.drawEllipse(dot)
        font = QFont(painter.font())
        font.setBold(True)
        font.setPointSizeF(7.5)
        painter.save()
        painter.setFont(font)
        painter.setPen(theme.colour("card"))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, "!")
        painter.restore()

    def _ghost(self, place: Place) -> None:
        painter, rect = self._painter, self._sheet.rect(place)
        accent = QColor(theme.accent("school"))
        ground = QColor(accent)
        ground.setAlpha(40)
        painter.setBrush(ground)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, 4, 4)
        self._write(rect, hours(place.start, place.end), accent, is_bold=True)

    def _write(
        self,
        rect: QRectF,
        text: str,
        ink: QColor,
        *,
        is_bold: bool = False,
        is_leading: bool = False,
    ) -> None:
        painter = self._painter
        font = QFont(self._grid.font())
        font.setBold(is_bold)
        painter.setFont(font)
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if self._sheet.is_turned else Qt.AlignmentFlag.AlignLeft
        align = (
            side | Qt.AlignmentFlag.AlignAbsolute if is_leading else Qt.AlignmentFlag.AlignHCenter
        )
        fitted = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(rect.width())
        )
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, fitted)
