"""A list of the journal on the leading side, and beside it what is chosen in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QStackedWidget, QWidget

from amane_desktop.i18n import isolate, ngettext
from amane_desktop.office.audit import AuditFilter
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState
from ui.widgets.paged import Index, PagedModel, Row, take_in_place
from ui.widgets.two_lines import TwoLines

TwoTexts = tuple[str, str]
_AT_ONCE = 500


class Lines(PagedModel[Row]):
    """Lines by their place, each told in two texts."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Iterable[Row]],
        tell: Callable[[Row], TwoTexts],
    ) -> None:
        super().__init__(fetch)
        self._tell = tell

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Both lines; a screen reader reads them as one."""
        line = self.row(index.row())
        upper, beneath = self._tell(line) if line is not None else ("", "")
        told = {
            Qt.ItemDataRole.DisplayRole: upper,
            Qt.ItemDataRole.UserRole: beneath,
            Qt.ItemDataRole.AccessibleTextRole: f"{upper} · {beneath}",
        }
        return told.get(Qt.ItemDataRole(role))

    def read_all(self, cells: Callable[[Row], list[str]]) -> list[list[str]]:
        """Every line in cells, to be taken out; runs beside the window."""
        parts = (self.ids[at : at + _AT_ONCE] for at in range(0, len(self.ids), _AT_ONCE))
        return [cells(line) for part in parts for line in self._fetch(part)]


class Detail(Card):
    """What is shown of the chosen line; `left` when the keyboard wants back to the list."""

    left = Signal()

    def show_entry(self, number: int | None) -> None:
        """Show the line of this number, or nothing."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Let the keyboard go on to what can be done with it."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Entries(QWidget):
    """Lines that are fetched as they come into view, however many there are."""

    counted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        detail: Detail,
        ask: Callable[[AuditFilter], tuple[int, ...]],
        model: Lines[Any],
        *,
        nothing: str,
    ) -> None:
        super().__init__()
        self._desk, self._ask, self.detail = desk, ask, detail
        self._asked = 0
        self.number: int | None = None
        self.model = model
        self.model.setParent(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.selectionModel().currentRowChanged.connect(self._moved)
        self.list.activated.connect(lambda _index: detail.take_focus())
        detail.left.connect(self.list.setFocus)
        self.setFocusProxy(self.list)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        self._body = QStackedWidget()
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(card, 1)
        across.addWidget(detail, 1)
        self._body.addWidget(both)
        self._body.addWidget(EmptyState(nothing))
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)

    def show_wanted(self, wanted: AuditFilter) -> None:
        """Ask for what fits, beside the window; the list stands until it comes."""
        self._asked += 1
        asked = self._asked

        def show(ids: tuple[int, ...]) -> None:
            if asked == self._asked:
                self._show(ids)

        self._desk.read(self, lambda: self._ask(wanted), show)

    def _show(self, ids: tuple[int, ...]) -> None:
        take_in_place(self.list, self.model, ids, TwoLines.HEIGHT)
        self._body.setCurrentIndex(0 if ids else 1)
        words = ngettext("{n} line", "{n} lines", len(ids))
        self.counted.emit(words.format(n=isolate(f"{len(ids):,}".replace(",", "\u202f"))))
        place = max(self.model.place_of(self.number), 0)
        if ids and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.model.index(place, 0))
        self.number = self.model.id_at(place)
        self.detail.show_entry(self.number)

    def _moved(self, index: QModelIndex) -> None:
        number = self.model.id_at(index.row())
        if number is not None and not self.list.signalsBlocked():
            self.number = number
            self.detail.show_entry(number)
