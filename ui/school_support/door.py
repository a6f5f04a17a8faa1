"""The day at the door: every group of a day on one page, for whoever stands there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import marking
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.planned import PLAN_KINDS
from amane_desktop.i18n import _, format_date
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Change
from amane_desktop.school_support.door import day_at_door, door_words
from ui import theme
from ui.school_support.door_model import DoorModel
from ui.school_support.door_panel import DoorPanel
from ui.school_support.door_table import DoorTable
from ui.school_support.guest import ask_who_came
from ui.school_support.legend import Legend
from ui.school_support.note_box import NoteBox
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState, plain_button
from ui.widgets.calendar import CalendarPopup

_KINDS = PLAN_KINDS | {"enrolment", "attendance", "person", "telephone"}


class DoorView(QWidget):
    """A day's sessions with their children; type a name, then a letter for the mark."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = desk.office.clock.today()
        self._is_stale = True
        self._model = DoorModel(self)
        self.table, self.panel = DoorTable(self._model), DoorPanel()
        self.name = QLineEdit()
        self.name.setObjectName("doorName")
        self.name.setPlaceholderText(_("A part of the name, then Enter"))
        self.name.setAccessibleName(_("Find a child of this day"))
        self.name.setClearButtonEnabled(True)
        self.name.addAction(
            theme.icon("mdi6.magnify", theme.SECONDARY), QLineEdit.ActionPosition.LeadingPosition
        )
        self._empty = EmptyState("")
        self._legend = Legend.of_the_door()
        self.setFocusProxy(self.name)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._back = plain_button("", "mdi6.chevron-left", mirrored=True)
        self._forward = plain_button("", "mdi6.chevron-right", mirrored=True)
        self._title = plain_button("", "mdi6.calendar-blank-outline")
        for button, name, words in (
            (self._back, "previousDay", _("Previous day")),
            (self._forward, "nextDay", _("Next day")),
            (self._title, "dayTitle", _("Choose a day in the calendar")),
        ):
            button.setObjectName(name)
            button.setToolTip(words)
            button.setAccessibleName(words)
        bar = QHBoxLayout()
        bar.setSpacing(10)
        for widget in (self._back, self._title, self._forward):
            bar.addWidget(widget)
        bar.addSpacing(10)
        bar.addWidget(self.name, 1)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.addWidget(self.table)
        card.body.addWidget(self._empty)
        across = QHBoxLayout()
        across.setSpacing(theme.GAP)
        across.addWidget(card, 1)
        across.addWidget(self.panel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addLayout(bar)
        rows.addLayout(across, 1)
        rows.addWidget(self._legend)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.show_day(self._day - timedelta(days=1)))
        self._forward.clicked.connect(lambda: self.show_day(self._day + timedelta(days=1)))
        self._title.clicked.connect(self._open_calendar)
        self.name.textChanged.connect(self._find)
        self.name.returnPressed.connect(self._go_down)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.name, self._go_down)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        QShortcut(QKeySequence.StandardKey.Find, self, self._go_up)
        self.table.name_wanted.connect(self._go_up)
        self.table.selectionModel().currentChanged.connect(lambda _to, _from: self._tell())
        if self._desk.may(Permission.MARK_ATTENDANCE):
            self.table.marked.connect(self._mark)
            self.table.session_present.connect(self._mark_session)
            self.table.note_wanted.connect(self._write_note)
            self.table.unannounced_wanted.connect(self._add_unannounced)
        else:
            self._legend.hide()
        if not self._desk.may(Permission.SEE_OTHER_DAYS):
            self._back.hide()
            self._forward.hide()
            self._title.setEnabled(False)

    def refresh(self, change: Change | None = None) -> None:
        """Show the newest state, now or when the view comes up."""
        if change is not None and not change.kinds & _KINDS:
            return
        self._is_stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._load()

    def show_day(self, day: date) -> None:
        """Show another day, of every child."""
        self._day = day
        self.name.clear()
        self._load()

    def _load(self) -> None:
        self._is_stale = False
        if not self._desk.may(Permission.SEE_OTHER_DAYS):
            self._day = self._desk.office.clock.today()
        self._title.setText(format_date(self._day, "full"))
        sessions = self._desk.ask(day_at_door, self._day)
        kept = self._model.row(self.table.currentIndex().row())
        self._model.show(sessions)
        place = kept.place if kept else None
        row = None if place is None else self._model.row_at(place)
        if row is not None and row != self.table.currentIndex().row():
            self.table.go_to(row)
        self._say_if_empty()
        self._tell()

    def _say_if_empty(self) -> None:
        """Say why the page would be blank: there is no session, or nobody has that name."""
        has_rows, is_searched = self._model.rowCount() > 0, bool(self.name.text().strip())
        self._empty.words.setText(
            _("Nobody is found here.") if is_searched else _("No group meets on this day.")
        )
        self.table.setVisible(has_rows)
        self._empty.setVisible(not has_rows)

    def _tell(self) -> None:
        row = self._model.row(self.table.currentIndex().row())
        words = None
        if row is not None and row.child is not None:
            words = self._desk.ask(door_words, row.child.person_id)
        self.panel.show_child(row, words)

    def _find(self, words: str) -> None:
        self._model.find(words)
        first = self._model.first_child()
        self._say_if_empty()
        if words and first is not None:
            self.table.go_to(first)
        elif first is None:
            self._tell()

    def _go_down(self) -> None:
        """From the name to the child that was found."""
        first = self._model.first_child()
        if first is None:
            return
        if not self.table.currentIndex().isValid():
            self.table.go_to(first)
        self.table.setFocus()

    def _go_up(self) -> None:
        """To the name of the next child."""
        self.name.clear()
        self.name.setFocus()

    def _open_calendar(self) -> None:
        popup = CalendarPopup(self, self._day)
        popup.chosen.connect(self.show_day)
        popup.show_under(self._title)

    def _mark(self, row: int, mark: Mark | None) -> None:
        found = self._model.row(row)
        if found is None or (place := found.place) is None:
            return
        group_id, start, person_id = place
        self._model.set_pending(place, mark)

        def refused(refusal: Refusal) -> None:
            self._model.settle(place)
            self._desk.notice.emit(refusal.message)

        self._desk.do(
            marking.mark_child,
            group_id,
            person_id,
            self._day,
            start,
            mark,
            done=lambda _result: self._model.settle(place),
            refused=refused,
        )

    def _mark_session(self, row: int) -> None:
        found = self._model.row(row)
        if found is not None and (place := found.place) is not None:
            self._desk.do(marking.mark_all_present, place[0], self._day, place[1])

    def _write_note(self, row: int) -> None:
        found, mark = self._model.row(row), self._model.mark(row)
        if found is None or (place := found.place) is None:
            return
        if mark is None:
            self._desk.notice.emit(_("Mark the child first, then write the note."))
            return
        group_id, start, person_id = place
        rect = self.table.visualRect(self._model.index(row, 0))
        box = NoteBox(mark.note, self.table.viewport(), rect)
        box.written.connect(
            lambda text: self._desk.do(
                marking.note_attendance, group_id, person_id, self._day, start, text
            )
        )
        box.open()

    def _add_unannounced(self, row: int) -> None:
        found = self._model.row(row)
        if found is not None:
            session = found.at.session
            taken = frozenset(child.person_id for child in found.at.children)
            ask_who_came(self._desk, self, session.group.id, session.slot, taken)

    def state(self) -> dict[str, Any]:
        """What to show again after the window was made anew."""
        return {"day": self._day}

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown before."""
        self._day = state["day"]
        self.refresh()
