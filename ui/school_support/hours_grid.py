"""The colour grid: every group's sessions of a week, to take hold of and put elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from amane_desktop.attendance.week_plan import PlanBlock, WeekPlan
from amane_desktop.i18n import _
from ui.school_support.hours_layout import STEP, Place, Sheet, clock, hours_shown, lanes_of
from ui.school_support.hours_painting import GUTTER, HEAD, GridPainter
from ui.school_support.plan_words import block_words

_EDGE = 6
_NEW_MINUTES = 120
_NOTHING = WeekPlan((), ())


class HoursGrid(QWidget):
    """Days as columns, hours as rows; `put` tells where a block was put, and saves nothing."""

    chosen = Signal(object)
    put = Signal(object, object)
    taken_out = Signal(object)
    wanted = Signal(object)
    kept = Signal()
    left = Signal()

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self.setObjectName("hoursGrid")
        self.setAccessibleName(_("Timetable of all groups"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(330)
        self._may_edit = may_edit
        self.plan = _NOTHING
        self.group_id: int | None = None
        self.current: PlanBlock | None = None
        self.ghost: Place | None = None
        self._lanes: list[tuple[int, int]] = []
        self._held: tuple[QPointF, str] | None = None

    def show_plan(self, plan: WeekPlan, group_id: int | None = None) -> None:
        """Show a week; one group's blocks stand out, if one is given."""
        kept = None if self.current is None else _key(self.current)
        self.plan, self.group_id, self.ghost = plan, group_id, None
        self._lanes = lanes_of([place_of(block) for block in plan.blocks])
        self.current = next((b for b in plan.blocks if _key(b) == kept), None)
        self.update()

    def choose(self, block: PlanBlock | None) -> None:
        """Take a block as the current one."""
        self.current, self.ghost = block, None
        self.chosen.emit(block)
        self.update()

    def show_ghost(self, place: Place | None) -> None:
        """Show where the current block, or a new one, would stand."""
        self.ghost = place
        self.update()

    def sheet(self) -> Sheet:
        """The ruled area, as wide as the window lets it be."""
        places = [place_of(block) for block in self.plan.blocks]
        first, last = hours_shown([*places, *([self.ghost] if self.ghost else [])])
        is_turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (0, GUTTER) if is_turned else (GUTTER, 0)
        area = QRectF(self.rect()).adjusted(left + 0.5, HEAD + 0.5, -right - 0.5, -0.5)
        days = tuple(day.day for day in self.plan.days)
        return Sheet(area, days, first, last, is_turned)

    def rect_of(self, n: int, sheet: Sheet) -> QRectF:
        """Where the nth block stands."""
        return sheet.rect(place_of(self.plan.blocks[n]), *self._lanes[n])

    def sizeHint(self) -> QSize:
        return QSize(900, 460)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.plan.days:
            return
        with QPainter(self) as painter:
            GridPainter(self, painter).paint()

    def _block_at(self, point: QPointF) -> PlanBlock | None:
        sheet = self.sheet()
        for n, block in enumerate(self.plan.blocks):
            if self.rect_of(n, sheet).contains(point):
                return block
        return None

    def _grip(self, point: QPointF) -> str:
        """What of the current block is under the point: its start, its end, or all of it."""
        sheet = self.sheet()
        rect = next(
            self.rect_of(n, sheet)
            for n, block in enumerate(self.plan.blocks)
            if block is self.current
        )
        if point.y() > rect.bottom() - _EDGE:
            return "end"
        return "start" if point.y() < rect.top() + _EDGE else "all"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the block under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton or not self.plan.days:
            return
        self.choose(self._block_at(event.position()))
        if self.current is not None and self._may_edit:
            self._held = event.position(), self._grip(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the block follow the mouse, by quarters of an hour."""
        if self._held is None or self.current is None:
            self._show_grip(event.position())
            return
        sheet, (since, grip) = self.sheet(), self._held
        place = place_of(self.current)
        by = sheet.minutes_at(event.position().y()) - sheet.minutes_at(since.y())
        if grip == "all":
            days = sheet.days
            by_days = days.index(sheet.day_at(event.position())) - days.index(place.day)
            moved = place.shifted(days, by_days, by)
        else:
            moved = place.stretched(by, at_start=grip == "start")
        self.show_ghost(None if moved == place else moved)

    def _show_grip(self, point: QPointF) -> None:
        block = self._block_at(point)
        is_edge = block is not None and block is self.current and self._grip(point) != "all"
        shape = Qt.CursorShape.SizeVerCursor if is_edge else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the block where it is."""
        self._held = None
        if self.ghost is not None and self.current is not None:
            self.put.emit(self.current, self.ghost)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A session is wanted where nothing stands."""
        if self._may_edit and self.plan.days and self._block_at(event.position()) is None:
            sheet = self.sheet()
            start = sheet.minutes_at(event.position().y())
            self.want(sheet.day_at(event.position()), start)

    def want(self, day: date, start: int) -> None:
        """Ask for a new session on a day at an hour."""
        self.current = None
        self.show_ghost(Place(day, clock(start), clock(start + _NEW_MINUTES)))
        self.wanted.emit(self.ghost)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose a block; with Ctrl they carry it, with Shift they stretch it."""
        key, keys = Qt.Key(event.key()), Qt.Key
        if key in (keys.Key_Left, keys.Key_Right, keys.Key_Up, keys.Key_Down):
            self._arrow(key, event.modifiers())
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.kept.emit()
        elif key == keys.Key_Escape:
            self.show_ghost(None)
            self.left.emit()
        elif key == keys.Key_Delete and self.current is not None and self._may_edit:
            self.taken_out.emit(self.current)
        elif key == keys.Key_Insert and self._may_edit and self.plan.days:
            place = None if self.current is None else place_of(self.current)
            day = self.plan.days[0].day if place is None else place.day
            end = 10 * 60 if place is None else place.end.hour * 60 + place.end.minute
            self.want(day, end)
        else:
            super().keyPressEvent(event)

    def _arrow(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        is_turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        forward = Qt.Key.Key_Left if is_turned else Qt.Key.Key_Right
        across = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        by = 1 if key in (forward, Qt.Key.Key_Down) else -1
        if self.current is None or not modifiers & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self._go(by, across=across)
            return
        if not self._may_edit:
            return
        place = self.ghost or place_of(self.current)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            place = place if across else place.stretched(by * STEP)
        else:
            days = self.sheet().days
            place = place.shifted(days, by if across else 0, 0 if across else by * STEP)
        self.show_ghost(place)
        self.put.emit(self.current, place)

    def _go(self, by: int, *, across: bool) -> None:
        """Choose the next block, or the nearest one of another day."""
        blocks = self.plan.blocks
        if not blocks:
            return
        if self.current is None:
            self.choose(blocks[0])
            return
        at = blocks.index(self.current)
        if not across:
            self.choose(blocks[min(max(at + by, 0), len(blocks) - 1)])
            return
        place = place_of(self.current)
        there = [b for b in blocks if b.slot.day == place.day + timedelta(days=by)]
        near = sorted(
            there,
            key=lambda b: (
                b.slot.start != place.start,
                b.group.id != blocks[at].group.id,
                b.slot.start,
            ),
        )
        if near:
            self.choose(near[0])

    def event(self, event: QEvent) -> bool:
        """Tell of the block under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self._block_at(QPointF(event.pos())) if self.plan.days else None
            words = "" if block is None else block_words(block, self.plan)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def place_of(block: PlanBlock) -> Place:
    """Where a block stands."""
    return Place(block.slot.day, block.slot.start, block.slot.end)


def _key(block: PlanBlock) -> tuple[object, ...]:
    return block.group.id, block.slot.day, block.slot.start
