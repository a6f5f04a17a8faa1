"""All persons whom the reader sees, in one table: filtered, sorted, in the columns one likes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.i18n import _, ngettext
from amane_desktop.office.preferences import keep_preference, preference
from amane_desktop.office.work import Change
from amane_desktop.people.listing import (
    COLUMNS,
    PersonFilter,
    person_columns,
    person_ids,
    person_rows,
)
from ui import theme
from ui.families.people_filter import PeopleFilter
from ui.families.people_model import Words
from ui.families.people_table import ROW, PeopleTable
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState, flat_button, line_label
from ui.widgets.clipboard import copy_rows
from ui.widgets.column_picker import ColumnPicker
from ui.widgets.list_export import ShownList, export_button
from ui.widgets.paged import take_in_place

_KEY, _FIXED = "persons", "name"
_USUAL = ("name", "age", "kinship", "family", "school", "level", "neighbourhood")
_KINDS = {"family", "person", "enrolment", "attendance", "listed_value"}


class PeopleView(QWidget):
    """The table under its bar; its `filter` stands where the page puts it."""

    # The family and the person that were chosen.
    opened = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._asked, self._person_id = desk, 0, None
        self._ids: tuple[int, ...] = ()
        self._kept: dict[str, Any] = desk.ask(preference, _KEY)
        self._may_read = desk.ask(person_columns)
        liked = self._kept.get("columns", _USUAL)
        self._columns = tuple(key for key in liked if key in self._may_read) or (_FIXED,)
        column, is_falling = self._kept.get("order", (_FIXED, False))
        self._order = (column if column in self._may_read else _FIXED, bool(is_falling))
        self.filter = PeopleFilter(desk, self._kept.get("filters", {}))
        self.filter.changed.connect(self._filtered)
        self.filter.kept_changed.connect(lambda kept: self._keep(filters=kept))
        self.table = PeopleTable(desk, self._kept.get("widths", {}))
        self.table.opened.connect(self._open)
        self.table.copied.connect(self.copy)
        self.table.sorting.connect(self._sort_by)
        self.table.moved.connect(self._show_columns)
        self.table.widened.connect(lambda widths: self._keep(widths=widths))
        self.table.show_columns(self._columns)
        self.table.show_order(self._order[0], is_falling=self._order[1])
        self._make_states()
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(theme.GAP)
        column_.addLayout(self._make_bar())
        column_.addWidget(self._stack, 1)

    def _make_bar(self) -> QHBoxLayout:
        self._count = line_label("secondary")
        self._count.setObjectName("personCount")
        self._sort = flat_button(_("Sort"), "mdi6.sort")
        self._sort.setObjectName("sortPersons")
        self._sort.setMenu(QMenu(self._sort))
        self._sort.menu().aboutToShow.connect(self._fill_sort_menu)
        self._picker = ColumnPicker(self)
        self._picker.picked.connect(self._show_columns)
        self._picker.widened.connect(self.table.widen)
        pick = flat_button(_("Columns"), "mdi6.table-column")
        pick.setObjectName("pickColumns")
        titles = {key: _(COLUMNS[key].title) for key in self._may_read}
        pick.clicked.connect(lambda: self._picker.open_under(pick, titles, self._columns, _FIXED))
        copy = flat_button(_("Copy"), "mdi6.content-copy")
        copy.setObjectName("copyPersons")
        copy.setToolTip(_("Copy the chosen rows for a spreadsheet (Ctrl+C; Ctrl+A chooses all)"))
        copy.clicked.connect(self.copy)
        export = export_button(self._desk, "exportPersons", self._shown)
        export.setText(_("Take out"))
        bar = QHBoxLayout()
        bar.addWidget(line_label("subject", _("Persons")))
        bar.addWidget(self._count)
        bar.addStretch()
        for button in (self._sort, pick, copy, export):
            bar.addWidget(button)
        return bar

    def _make_states(self) -> None:
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        self._nobody = EmptyState(
            _("Nobody here fits the filter. Clear it to see all open files."),
            _("Clear the filter"),
        )
        self._nobody.button.clicked.connect(self.filter.reset)
        self._none = EmptyState(_("No person yet. Add a family, then its persons."))
        self._stack = QStackedWidget()
        for widget in (card, self._nobody, self._none):
            self._stack.addWidget(widget)

    def refresh(self, change: Change | None = None) -> None:
        """Ask for the persons anew, beside the window; the table stands until they come."""
        if change is not None and not change.kinds & _KINDS:
            return
        self._asked += 1
        asked, wanted, (column, is_falling) = self._asked, self.filter.wanted(), self._order

        def read() -> tuple[tuple[int, ...], Words]:
            ids = self._desk.ask(person_ids, wanted, column, is_falling=is_falling)
            return ids, Words(self._desk)

        def show(answer: tuple[tuple[int, ...], Words]) -> None:
            if asked == self._asked:
                self._show(wanted, *answer)

        self._desk.read(self, read, show)

    def copy(self) -> None:
        """Copy the chosen rows, as they are shown, for a spreadsheet."""
        ids, columns, words = self.table.chosen_ids(), self._columns, self.table.people.words
        if not ids:
            self._desk.notice.emit(_("Choose rows first; Ctrl+A chooses all."))
            return

        def read() -> list[list[str]]:
            return self._cells(ids, columns, words)

        def put(cells: list[list[str]]) -> None:
            copy_rows(cells)
            told = ngettext("{n} row copied", "{n} rows copied", len(cells))
            self._desk.notice.emit(told.format(n=len(cells)))

        self._desk.read(self, read, put)

    def _shown(self) -> ShownList:
        """All that is listed, in the columns that are shown."""
        ids, columns, words = self._ids, self._columns, self.table.people.words
        headings = [_(COLUMNS[column].title) for column in columns]
        return ShownList(_("Persons"), headings, lambda: self._cells(ids, columns, words))

    def _cells(self, ids: Sequence[int], columns: Sequence[str], words: Words) -> list[list[str]]:
        rows = {row.id: row for row in self._desk.ask(person_rows, ids)}
        there = (rows[number] for number in ids if number in rows)
        return [[words.of(row, column) for column in columns] for row in there]

    def state(self) -> dict[str, Any]:
        """What must outlive a change of language: the filter, and who is chosen."""
        return {"wanted": self.filter.wanted(), "person_id": self.table.current_id()}

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        self.filter.show_filter(state["wanted"])
        self._person_id = state["person_id"]

    def _show(self, wanted: PersonFilter, ids: tuple[int, ...], words: Words) -> None:
        self._ids, self.table.wanted, self.table.people.words = ids, wanted, words
        take_in_place(self.table, self.table.people, ids, ROW)
        if self._person_id is not None:
            self.table.point_at(self._person_id)
            self._person_id = None
        told = ngettext("{n} person", "{n} persons", len(ids))
        self._count.setText(told.format(n=len(ids)))
        shown = self._nobody if wanted != PersonFilter() else self._none
        self._stack.setCurrentIndex(0) if ids else self._stack.setCurrentWidget(shown)

    def _filtered(self, _wanted: PersonFilter) -> None:
        self.refresh()

    def _open(self, person_id: int) -> None:
        row = self.table.people.row(self.table.people.place_of(person_id))
        if row is not None:
            self.opened.emit(row.family_id, person_id)

    def _fill_sort_menu(self) -> None:
        menu = self._sort.menu()
        menu.clear()
        key, is_falling = self._order
        columns, directions = QActionGroup(menu), QActionGroup(menu)
        for column in self._columns:
            action = _choice(menu, columns, _(COLUMNS[column].title), is_on=column == key)
            action.triggered.connect(lambda _on, c=column: self._sort_by_column(c, self._order[1]))
        menu.addSeparator()
        for words, falling in ((_("Rising"), False), (_("Falling"), True)):
            action = _choice(menu, directions, words, is_on=falling == is_falling)
            action.triggered.connect(lambda _on, f=falling: self._sort_by_column(self._order[0], f))

    def _sort_by(self, column: str) -> None:
        """Sort by a title that was clicked; the second time the other way round."""
        key, is_falling = self._order
        self._sort_by_column(column, column == key and not is_falling)

    def _sort_by_column(self, column: str, is_falling: bool) -> None:
        self._order = (column, is_falling)
        self.table.show_order(column, is_falling=is_falling)
        self._keep(order=list(self._order))
        self.refresh()

    def _show_columns(self, columns: tuple[str, ...]) -> None:
        person_id = self.table.current_id()
        self._columns = columns
        self.table.show_columns(columns)
        self.table.show_order(self._order[0], is_falling=self._order[1])
        self.table.point_at(person_id)
        self._keep(columns=list(columns))

    def _keep(self, **values: Any) -> None:
        self._kept = self._kept | values
        self._desk.do(keep_preference, _KEY, self._kept)


def _choice(menu: QMenu, group: QActionGroup, words: str, *, is_on: bool) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(is_on)
    group.addAction(action)
    return action
