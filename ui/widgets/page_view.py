"""Pages one below the other, zoomed and scrolled; only those in sight are drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui import theme
from ui.widgets.pdf_pages import POINTS_PER_INCH

SMALLEST, LARGEST = 0.25, 4.0
_STEP = 1.2
_GAP = 20
_KEPT_PICTURES = 6


class Pages(Protocol):
    """What is shown: the sizes of its pages in points, and a picture of each."""

    @property
    def sizes(self) -> Sequence[QSizeF]: ...

    def __len__(self) -> int: ...

    def picture(self, number: int, scale: float, ratio: float = 1.0, /) -> QImage: ...


class PageView(QAbstractScrollArea):
    """The pages of a document; `zoom` 1.0 is the size of the paper."""

    zoomed = Signal(float)
    page_changed = Signal(int)

    def __init__(self, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._pictures: OrderedDict[tuple[int, float, float], QImage] = OrderedDict()
        self._fit: Callable[[], None] | None = self.fit_width
        self._page = 0
        self.zoom = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    @property
    def scale(self) -> float:
        """Logical pixels for one point of the paper."""
        return self.zoom * self.logicalDpiX() / POINTS_PER_INCH

    @property
    def page(self) -> int:
        """The page that is read now, counted from 0."""
        return self._page

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._zoom_to(self.zoom * _STEP)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._zoom_to(self.zoom / _STEP)

    def fit_width(self) -> None:
        """Make the widest page fill the view, now and when the window changes."""
        self._fit = self.fit_width
        widest = max(size.width() for size in self._pages.sizes)
        room = self.viewport().width() - 2 * _GAP
        self._set_zoom(room / (widest * self.logicalDpiX() / POINTS_PER_INCH), QPointF())

    def fit_page(self) -> None:
        """Make the widest and the tallest page fit whole, now and when the window changes."""
        self._fit = self.fit_page
        sizes, room = self._pages.sizes, self.viewport().size()
        across = (room.width() - 2 * _GAP) / max(size.width() for size in sizes)
        down = (room.height() - 2 * _GAP) / max(size.height() for size in sizes)
        self._set_zoom(min(across, down) / (self.logicalDpiX() / POINTS_PER_INCH), QPointF())

    def redraw(self) -> None:
        """Draw anew: the pages have other pictures now, or were turned."""
        self._pictures.clear()
        self._set_bars()
        self.viewport().update()

    def show_page(self, number: int) -> None:
        """Bring a page to the top of the view."""
        self.verticalScrollBar().setValue(int(self._top(number) - _GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width filled, if it was."""
        if self._fit is not None:
            self._fit()
        else:
            self._set_bars()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom round the pointer with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turns = event.angleDelta().y() / 120
            self._zoom_to(self.zoom * _STEP**turns, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("hairline")))
        for number in range(len(self._pages)):
            place = self._place(number)
            if place.intersects(QRectF(self.viewport().rect())):
                painter.fillRect(place, Qt.GlobalColor.white)
                painter.drawImage(place.topLeft(), self._picture(number))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        self._fit = None
        centre = QPointF(self.viewport().rect().center())
        self._set_zoom(zoom, around or centre)

    def _set_zoom(self, zoom: float, around: QPointF) -> None:
        before = self.zoom
        self.zoom = min(max(zoom, SMALLEST), LARGEST)
        down = self.verticalScrollBar().value() + around.y()
        self._set_bars()
        self.verticalScrollBar().setValue(int(down * self.zoom / before - around.y()))
        self.viewport().update()
        self.zoomed.emit(self.zoom)

    def _set_bars(self) -> None:
        viewport = self.viewport()
        last = len(self._pages) - 1
        tall = self._top(last) + self._pages.sizes[last].height() * self.scale + _GAP
        wide = max(size.width() for size in self._pages.sizes) * self.scale + 2 * _GAP
        for bar, whole, seen in (
            (self.verticalScrollBar(), tall, viewport.height()),
            (self.horizontalScrollBar(), wide, viewport.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(whole - seen)))

    def _top(self, number: int) -> float:
        above = sum(size.height() for size in self._pages.sizes[:number])
        return _GAP * (number + 1) + above * self.scale

    def _place(self, number: int) -> QRectF:
        """Where a page stands in the view, on whole pixels so that it stays crisp."""
        size = self._pages.sizes[number] * self.scale
        across = self.horizontalScrollBar()
        hidden = across.value()
        if self.isRightToLeft():
            hidden = across.maximum() - hidden
        left = max(self.viewport().width(), across.maximum() + self.viewport().width()) / 2
        left -= size.width() / 2 + hidden
        top = self._top(number) - self.verticalScrollBar().value()
        return QRectF(round(left), round(top), size.width(), size.height())

    def _picture(self, number: int) -> QImage:
        key = (number, self.scale, self.devicePixelRatioF())
        if key not in self._pictures:
            self._pictures[key] = self._pages.picture(*key)
            if len(self._pictures) > _KEPT_PICTURES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]

    def _tell_page(self) -> None:
        middle = self.viewport().height() / 2
        tops = [self._place(number).top() for number in range(len(self._pages))]
        page = max(number for number, top in enumerate(tops) if number == 0 or top <= middle)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
