"""A list of any length: it knows the numbers of all rows, and fetches those that are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication

Index = QModelIndex | QPersistentModelIndex
_PAGE, _MOST_PAGES = 64, 24


class Numbered(Protocol):
    """A row that knows its number."""

    @property
    def id(self) -> int:
        """The number."""


Row = TypeVar("Row", bound=Numbered)


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows by their place; the pages that were looked at last are kept, and no others."""

    def __init__(self, fetch: Callable[[Sequence[int]], Iterable[Row]]) -> None:
        super().__init__()
        self.ids: tuple[int, ...] = ()
        self._fetch = fetch
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """One column, unless a table has more."""
        return 1

    def row(self, place: int) -> Row | None:
        """The row at this place; None when it is gone meanwhile."""
        page = place // _PAGE
        if page not in self._pages:
            some = self.ids[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = {row.id: row for row in self._fetch(some)}
            if len(self._pages) > _MOST_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(self.ids[place])

    def id_at(self, place: int) -> int | None:
        """The number of the row at this place."""
        return self.ids[place] if 0 <= place < len(self.ids) else None

    def place_of(self, row_id: int | None) -> int:
        """Where the row stands; -1 when it is not in the list."""
        return self.ids.index(row_id) if row_id in self.ids else -1

    def take(self, ids: tuple[int, ...]) -> None:
        """Take the numbers anew, and forget the rows."""
        if ids == self.ids:
            self._pages.clear()
            if ids:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(ids) - 1, self.columnCount() - 1)
                )
            return
        self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        self.endResetModel()


def take_in_place(
    view: QAbstractItemView, model: PagedModel[Row], ids: tuple[int, ...], height: int
) -> None:
    """Let the model take the rows; what is current, selected and seen stays where it was.

    `height` is that of a row; what the view tells its listeners is not told meanwhile.
    """
    if ids == model.ids:
        model.take(ids)
        return
    chosen = view.selectionModel()
    current = model.id_at(view.currentIndex().row())
    selected = {model.id_at(place) for place in selected_places(view)}
    bar, anchor = view.verticalScrollBar(), _anchor(view)
    seen, offset = model.id_at(anchor), bar.value() - anchor * height
    view.blockSignals(True)
    model.take(ids)
    view.doItemsLayout()
    place = model.place_of(current)
    if place >= 0:
        flag = QItemSelectionModel.SelectionFlag.NoUpdate
        chosen.setCurrentIndex(model.index(place, 0), flag)
    chosen.select(_ranges(model, selected), QItemSelectionModel.SelectionFlag.Select)
    place = model.place_of(seen)
    if place >= 0:
        bar.setValue(place * height + offset)
    view.blockSignals(False)


def selected_places(view: QAbstractItemView) -> list[int]:
    """The places of the selected rows, in order."""
    ranges = view.selectionModel().selection().toList()
    return sorted({place for r in ranges for place in range(r.top(), r.bottom() + 1)})


def _anchor(view: QAbstractItemView) -> int:
    """The row that should stand still: the current one if it is seen, or the first seen."""
    current = view.currentIndex()
    if current.isValid() and view.viewport().rect().intersects(view.visualRect(current)):
        return current.row()
    return view.indexAt(QPoint(view.viewport().width() // 2, 1)).row()


def _ranges(model: PagedModel[Row], ids: set[int | None]) -> QItemSelection:
    selection, first = QItemSelection(), -1
    last_column = model.columnCount() - 1
    for place in range(len(model.ids) + 1) if ids else ():
        is_in = place < len(model.ids) and model.ids[place] in ids
        if is_in and first < 0:
            first = place
        elif not is_in and first >= 0:
            selection.select(model.index(first, 0), model.index(place - 1, last_column))
            first = -1
    return selection


class TypedLetters:
    """Letters that are typed in quick succession are one beginning."""

    def __init__(self) -> None:
        self._letters, self._since = "", QElapsedTimer()

    def after(self, typed: str) -> str:
        """The beginning, now that this was typed too."""
        is_late = self._since.isValid() and self._since.elapsed() > _pause()
        self._letters = typed if is_late else self._letters + typed
        self._since.start()
        return self._letters


def _pause() -> int:
    return QApplication.keyboardInputInterval() * 2
