"""The table of persons: chosen, sorted and copied by keyboard as by hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from amane_desktop.i18n import _
from amane_desktop.people.listing import PersonFilter, first_person
from ui.families.people_model import PeopleModel
from ui.tasks import Desk
from ui.widgets.paged import TypedLetters, selected_places

ROW = 34
_STEP, _NARROWEST = 16, 48
_WIDTHS = {
    "name": 190,
    "other_name": 180,
    "age": 76,
    "sex": 80,
    "kinship": 120,
    "family": 130,
    "file_number": 110,
    "school": 170,
    "level": 120,
    "school_class": 90,
    "neighbourhood": 150,
    "state": 110,
}


class _Header(QHeaderView):
    """The titles; it tells when a hand lets go of them, be it of an edge."""

    let_go = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was dragged stands now."""
        super().mouseReleaseEvent(event)
        self.let_go.emit()


class PeopleTable(QTableView):
    """The persons; Enter or a double click opens one, Ctrl+C copies the chosen rows."""

    opened = Signal(int)
    copied = Signal()
    # A title was clicked; the columns were moved.
    sorting = Signal(str)
    moved = Signal(tuple)
    # Columns were made wider or narrower: all widths that are not the usual ones.
    widened = Signal(dict)

    def __init__(self, desk: Desk, widths: Mapping[str, int]) -> None:
        super().__init__()
        self._widths = {c: widths.get(c, usual) for c, usual in _WIDTHS.items()}
        self._desk, self._letters = desk, TypedLetters()
        self.wanted = PersonFilter()
        self.people = PeopleModel(desk)
        self.people.setParent(self)
        self.setModel(self.people)
        self.setAccessibleName(_("Persons"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = _Header()
        self.setHorizontalHeader(header)
        header.setAccessibleName(_("Columns"))
        header.setMinimumSectionSize(_NARROWEST)
        header.setHighlightSections(False)
        header.setFixedHeight(ROW + 2)
        header.setStretchLastSection(True)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(lambda n: self.sorting.emit(self.people.columns[n]))
        header.sectionMoved.connect(self._moved)
        header.let_go.connect(self._take_widths)
        self.setStyleSheet(
            "QTableView::item { padding: 0 10px; } QHeaderView::section { padding: 2px 14px; }"
        )
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_columns(self, columns: tuple[str, ...]) -> None:
        """Show these columns, in this order."""
        self.people.show_columns(columns)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, self._widths[column])

    def widen(self, column: str, steps: int) -> None:
        """Make a column some steps wider or, below nought, narrower."""
        if column in self.people.columns:
            place = self.people.columns.index(column)
            width = max(_NARROWEST, self.columnWidth(place) + steps * _STEP)
            self.setColumnWidth(place, width)
            self._take_widths()

    def show_order(self, column: str, *, is_falling: bool) -> None:
        """Show by what the list is sorted, where that column is shown."""
        columns = self.people.columns
        place = columns.index(column) if column in columns else -1
        order = Qt.SortOrder.DescendingOrder if is_falling else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, order)

    def chosen_ids(self) -> tuple[int, ...]:
        """The selected persons, in the list's order."""
        return tuple(self.people.ids[place] for place in selected_places(self))

    def current_id(self) -> int | None:
        """The person of the current row."""
        return self.people.id_at(self.currentIndex().row())

    def point_at(self, person_id: int | None) -> None:
        """Make a person current, and bring the row into view."""
        place = self.people.place_of(person_id)
        if place >= 0:
            self.setCurrentIndex(self.people.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; the rest walks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last person, not along the row."""
        last = self.people.rowCount() - 1
        column = max(0, self.currentIndex().column())
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self.people.index(0, column)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self.people.index(last, column)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Go to the first person whose name begins so, however long the list is."""
        letters = self._letters.after(search)
        self.point_at(self._desk.ask(first_person, letters, self.wanted))

    def _open(self, place: int) -> None:
        person_id = self.people.id_at(place)
        if person_id is not None:
            self.opened.emit(person_id)

    def _take_widths(self) -> None:
        """Tell the widths, if one changed; the last column has what the others leave."""
        now = {c: self.columnWidth(n) for n, c in enumerate(self.people.columns[:-1])}
        if now != {column: self._widths[column] for column in now}:
            self._widths |= now
            self.widened.emit({c: w for c, w in self._widths.items() if w != _WIDTHS[c]})

    def _moved(self, _section: int, old: int, new: int) -> None:
        header = self.horizontalHeader()
        columns = list(self.people.columns)
        columns.insert(new, columns.pop(old))
        header.blockSignals(True)
        header.moveSection(new, old)
        header.blockSignals(False)
        self.moved.emit(tuple(columns))
