"""The week: who came, marked by keyboard, and the rosters to print."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import marking, queries
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.planned import PLAN_KINDS
from amane_desktop.attendance.printed import last_printed
from amane_desktop.attendance.weeks import monday_of
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Change
from ui.school_support.cell_line import CellLine, as_printed_chip
from ui.school_support.group_colour import dot_icon
from ui.school_support.guest import ask_who_came
from ui.school_support.history_box import show_history
from ui.school_support.late_band import LateBand
from ui.school_support.legend import Legend
from ui.school_support.note_box import NoteBox
from ui.school_support.rosters import RosterButtons, Standing
from ui.school_support.titles import group_title
from ui.school_support.week_grid import WeekGrid
from ui.school_support.week_model import FIRST_SESSION, WeekModel
from ui.school_support.week_notes import WeekNotes
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState
from ui.widgets.choice import Choice
from ui.widgets.week_picker import WeekPicker

KINDS = PLAN_KINDS | {"enrolment", "attendance", "person"}


class WeekView(QWidget):
    """One group's week, with the group and the week to choose."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_stale = False
        self._groups = Choice()
        self._groups.setObjectName("groupPicker")
        self._groups.setAccessibleName(_("Group"))
        self._groups.setMinimumWidth(210)
        self._groups.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self._week = WeekPicker(monday_of(desk.office.clock.today()))
        self._rosters = RosterButtons(desk, self)
        self._model = WeekModel(self)
        self.grid = WeekGrid(self._model)
        self.setFocusProxy(self.grid)
        self._empty = EmptyState(_("No group yet."), _("Add the first group"))
        self._legend, self._notes = Legend.of_the_week(), WeekNotes(desk)
        self._late = LateBand()
        self._line = CellLine(self.grid)
        self._as_printed = as_printed_chip()
        self._as_printed.toggled.connect(lambda _on: self._load())
        QShortcut(Qt.Key.Key_F4, self, self._toggle_order)
        self._lay_out()
        self._empty.button.clicked.connect(lambda: desk.go("school_support", add_group=True))
        self._groups.activated.connect(lambda _at: self._load())
        self._week.changed.connect(lambda _monday: self._show_week())
        self.grid.history_wanted.connect(self._show_history)
        self.grid.group_wanted.connect(self._step_group)
        if desk.may(Permission.MARK_ATTENDANCE):
            self.grid.marked.connect(self._mark)
            self.grid.week_present.connect(self._mark_week)
            self.grid.column_present.connect(self._mark_column)
            self.grid.note_wanted.connect(self._write_note)
            self.grid.unannounced_wanted.connect(self._add_unannounced)
        else:
            self._legend.hide()
        if not desk.may(Permission.SEE_OTHER_DAYS):
            self._rosters.hide()
        if not desk.may(Permission.EDIT_GROUPS):
            self._empty.button.hide()
        self.refresh()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        bar.addWidget(self._groups)
        bar.addWidget(self._week)
        bar.addStretch()
        bar.addWidget(self._rosters)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.setSpacing(0)
        card.body.addWidget(self.grid)
        card.body.addWidget(self.grid.totals)
        card.body.addWidget(self._empty)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addLayout(bar)
        rows.addWidget(self._notes)
        rows.addWidget(self._late)
        rows.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._line, 1)
        foot.addWidget(self._as_printed)
        rows.addLayout(foot)
        rows.addWidget(self._legend)

    @property
    def group_id(self) -> int | None:
        """The group that is shown."""
        chosen = self._groups.currentData()
        return None if chosen is None else int(chosen)

    def refresh(self, change: Change | None = None) -> None:
        """Show the newest state, if the change touches what is shown."""
        if change is not None and not change.kinds & KINDS:
            return
        if change is not None and not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        self._notes.forget(change)
        if change is None or "child_group" in change.kinds:
            self._list_groups()
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _list_groups(self) -> None:
        kept = self.group_id
        self._groups.clear()
        # A group that is over still has its old weeks.
        day = min(self._week.monday, self._desk.office.clock.today())
        for group in self._desk.ask(queries.groups, day):
            self._groups.addItem(dot_icon(group.colour), group_title(group), group.id)
        self._groups.setCurrentIndex(max(0, self._groups.findData(kept)))

    def _show_week(self) -> None:
        self._list_groups()
        self._load()

    def _load(self) -> None:
        group_id, monday = self.group_id, self._week.monday
        sheet = printed = None
        if group_id is not None:
            sheet = self._desk.ask(queries.week, group_id, monday)
            printed = self._desk.ask(last_printed, group_id, monday)
        self._as_printed.setVisible(printed is not None)
        self._notes.show_week(monday)
        before = self.grid.currentIndex()
        at = (before.row(), before.column())
        self._model.show(sheet, printed if self._as_printed.isChecked() else None)
        if self._model.child(0) is not None and not self.grid.currentIndex().isValid():
            column = at[1] if at[1] >= FIRST_SESSION else self._column_of_today()
            row = min(max(at[0], 0), self._model.rowCount() - 2)
            self.grid.setCurrentIndex(self._model.index(row, column))
        self._line.show_cell()
        is_marking = sheet is not None and self._desk.may(Permission.MARK_ATTENDANCE)
        self._late.show_week(monday, self._desk.office.clock.today(), is_marking=is_marking)
        for part in (self.grid, self.grid.totals, self._line):
            part.setVisible(sheet is not None)
        self._empty.setVisible(sheet is None)
        self._rosters.show_week(None if sheet is None else sheet.group, monday, self._standing)

    def _standing(self) -> Standing:
        """The day of the cell in which one stands, or the first; and the child of its row."""
        at = self.grid.currentIndex()
        slot = self._model.slot(at.column())
        return self._week.monday if slot is None else slot.day, self._model.child(at.row())

    def _column_of_today(self) -> int:
        """The session to mark: today's that is not over yet, its last one, or the week's first."""
        now = self._desk.office.clock.local()
        found = FIRST_SESSION
        for column in range(FIRST_SESSION, self._model.columnCount()):
            slot = self._model.slot(column)
            if slot is not None and slot.day == now.date():
                found = column
                if slot.end > now.time():
                    break
        return found

    def show_session(self, group_id: int, day: date, start: time | None) -> None:
        """Open a group's week at a session, or at a day's first one."""
        self._week.set_monday(monday_of(day))
        self._list_groups()
        self._groups.setCurrentIndex(max(0, self._groups.findData(group_id)))
        self._load()
        for column in range(FIRST_SESSION, self._model.columnCount()):
            slot = self._model.slot(column)
            if slot is not None and slot.day == day and start in (None, slot.start):
                self.grid.setCurrentIndex(self._model.index(0, column))
                break
        self.grid.setFocus()

    def _mark(self, index: QModelIndex, mark: Mark | None) -> None:
        cell, group_id = self._model.cell(index), self.group_id
        if cell is None or group_id is None:
            return
        self._model.set_pending(cell, mark)
        person_id, day, start = cell

        def refused(refusal: Refusal) -> None:
            self._model.settle(cell)
            self._desk.notice.emit(refusal.message)

        self._desk.do(
            marking.mark_child,
            group_id,
            person_id,
            day,
            start,
            mark,
            done=lambda _result: self._model.settle(cell),
            refused=refused,
        )

    def _mark_column(self, column: int) -> None:
        slot, group_id = self._model.slot(column), self.group_id
        if slot is not None and group_id is not None:
            self._desk.do(marking.mark_all_present, group_id, slot.day, slot.start)

    def _toggle_order(self) -> None:
        if self._as_printed.isVisible():
            self._as_printed.toggle()

    def _mark_week(self) -> None:
        group_id = self.group_id
        if group_id is not None:
            self._desk.do(marking.mark_week_present, group_id, self._week.monday)

    def _step_group(self, step: int) -> None:
        """The group below or above in the list, from its first row."""
        at = self._groups.currentIndex() + step
        if not 0 <= at < self._groups.count():
            return
        self._groups.setCurrentIndex(at)
        self._load()
        if self._model.child(0) is not None:
            self.grid.setCurrentIndex(self.grid.currentIndex().siblingAtRow(0))

    def _show_history(self, index: QModelIndex) -> None:
        cell, group_id = self._model.cell(index), self.group_id
        if cell is None or group_id is None:
            return
        title = self._line.told(index)

        def place() -> QModelIndex:
            at = self.grid.currentIndex()
            return at if self._model.cell(at) == cell else QModelIndex()

        show_history(self._desk, self.grid, place, title, (group_id, *cell))

    def _write_note(self, index: QModelIndex) -> None:
        cell, found, group_id = self._model.cell(index), self._model.mark(index), self.group_id
        if cell is None or group_id is None:
            return
        if found is None:
            self._desk.notice.emit(_("Mark the child first, then write the note."))
            return
        person_id, day, start = cell
        box = NoteBox(found.note, self.grid.viewport(), self.grid.visualRect(index))
        box.written.connect(
            lambda text: self._desk.do(
                marking.note_attendance, group_id, person_id, day, start, text
            )
        )
        box.open()

    def _add_unannounced(self) -> None:
        column = max(self.grid.currentIndex().column(), FIRST_SESSION)
        slot, group_id = self._model.slot(column), self.group_id
        if slot is None or group_id is None:
            return
        children = self._model.sheet.children if self._model.sheet else ()
        taken = frozenset(child.person_id for child in children if child.is_enrolled(slot.day))
        ask_who_came(self._desk, self.grid, group_id, slot, taken)

    def state(self) -> dict[str, Any]:
        """What to show again after the window was made anew."""
        index = self.grid.currentIndex()
        return {
            "group_id": self.group_id,
            "monday": self._week.monday,
            "cell": (index.row(), index.column()),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown before."""
        self._week.set_monday(state["monday"])
        self._list_groups()
        self._groups.setCurrentIndex(max(0, self._groups.findData(state.get("group_id"))))
        self._load()
        self.grid.setCurrentIndex(self._model.index(*state["cell"]))
