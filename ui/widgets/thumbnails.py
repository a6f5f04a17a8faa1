"""Small pictures of a paper's pages, to go from one to another."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.widgets import named
from ui.widgets.pdf_pages import PdfPages

WIDTH = 96
_NUMBER_HEIGHT = 24
_GAP = 8

Index = QModelIndex | QPersistentModelIndex


class _Numbers(QAbstractListModel):
    """The numbers of the pages."""

    def __init__(self, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = count

    def rowCount(self, parent: Index | None = None) -> int:
        return self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return str(index.row() + 1) if role == Qt.ItemDataRole.DisplayRole else None


class _Picture(QStyledItemDelegate):
    """Draws a page and its number; pages that nobody scrolls to are never rendered."""

    def __init__(self, pages: PdfPages, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages = pages
        self._pictures: dict[int, QImage] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = self._pages.sizes[index.row()]
        tall = size.height() * WIDTH / size.width()
        return QSize(WIDTH + 2 * _GAP, round(tall) + _NUMBER_HEIGHT + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, QListView)
        picture = self._picture(index.row(), view.devicePixelRatioF())
        size = picture.deviceIndependentSize()
        box: QRectF = QRectF(option.rect)
        place = QRectF(box.center().x() - size.width() / 2, box.top() + _GAP, *size.toTuple())
        palette = view.palette()
        here = view.currentIndex().row() == index.row()
        painter.save()
        painter.drawImage(place.topLeft(), picture)
        painter.setPen(
            QPen(palette.color(QPalette.ColorRole.WindowText), 2)
            if here
            else QPen(theme.colour("hairline"), 1)
        )
        painter.drawRect(place.adjusted(-1, -1, 1, 1))
        font = painter.font()
        font.setBold(here)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        number = QRectF(box.left(), place.bottom() + 2, box.width(), _NUMBER_HEIGHT - 2)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()

    def _picture(self, row: int, ratio: float) -> QImage:
        if row not in self._pictures:
            scale = WIDTH / self._pages.sizes[row].width()
            self._pictures[row] = self._pages.picture(row, scale, ratio)
        return self._pictures[row]


class Thumbnails(QListView):
    """A column of small pages; `clicked` tells which to show."""

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "thumbnails")
        self.setModel(_Numbers(len(pages), self))
        self.setItemDelegate(_Picture(pages, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFixedWidth(WIDTH + 2 * _GAP + 24)
        self.setStyleSheet("QListView { background: transparent; }")

    def mark(self, page: int) -> None:
        """Show which page is read now."""
        self.setCurrentIndex(self.model().index(page, 0))
        self.viewport().update()
