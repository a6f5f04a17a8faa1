"""The timetable: the week of all groups, a group's weekly hours, holidays and periods."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import planning, queries
from amane_desktop.attendance.planned import PLAN_KINDS
from amane_desktop.attendance.timetable import WeeklyHour, set_timetable
from amane_desktop.attendance.weeks import WORKING_DAYS, monday_of
from amane_desktop.i18n import _, format_date
from amane_desktop.office.drafts import HalfTyped
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Change
from ui import theme
from ui.drafts import QUIET_MS, form_key
from ui.school_support.plan_view import PlanView
from ui.school_support.special_days import DAY_KINDS, SpecialDays
from ui.school_support.titles import group_title
from ui.tasks import Desk
from ui.widgets.basics import Card, line_label, plain_button, primary_button
from ui.widgets.chips import Chips
from ui.widgets.choice import Choice
from ui.widgets.day_edit import DayEdit
from ui.widgets.hours_text import read_time

# The hours of a group as they are typed: begins, ends, and whether on each day.
Typed = list[tuple[str, str, list[bool]]]
_NEW_HOUR = ("10:00", "12:00", [False] * WORKING_DAYS)


class TimetableView(QWidget):
    """The week of all groups, the weekly hours of one, and the days that are not as others."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan, self.hours, self.days = PlanView(desk), HoursCard(desk), SpecialDays(desk)
        self.chips = Chips(
            ("plan", _("All groups"), self.plan),
            ("hours", _("Hours of a group"), self.hours),
            ("days", _("Holidays and periods"), self.days),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.chips)
        column.addWidget(self.chips.views, 1)

    def refresh(self, change: Change | None = None) -> None:
        """Show what is new."""
        if change is None or change.kinds & (PLAN_KINDS - {"group_session"}):
            self.plan.refresh()
        if change is None or change.kinds & {"timetable_slot", "child_group"}:
            self.hours.refresh()
        if change is None or change.kinds & DAY_KINDS:
            self.days.refresh()

    def state(self) -> dict[str, Any]:
        """What is typed and not saved, and where the reader was."""
        self.hours.remember()
        return {"view": self.chips.shown, "plan": self.plan.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show again what was typed."""
        self.hours.show_group()
        self.chips.show_view(state["view"])
        self.plan.restore(state["plan"])


class HoursCard(Card):
    """A line for each hour with a box for each day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._group = Choice()
        self._group.setObjectName("timetableGroup")
        self._group.setAccessibleName(_("Group"))
        self._grid = QGridLayout()
        self._lines: list[tuple[QLineEdit, QLineEdit, list[QCheckBox]]] = []
        self._shown: int | None = None
        self._kept: Typed = []
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.remember)
        today = desk.office.clock.today()
        monday = monday_of(today) + timedelta(days=7)
        self._from = DayEdit(monday)
        self._from.setAccessibleName(_("In force from"))
        self._error = line_label("error")
        self._save = primary_button(_("Save the timetable"), theme.accent("school"))
        self._save.setObjectName("saveTimetable")
        more = plain_button(_("Add a session"), "mdi6.plus")
        more.clicked.connect(lambda: self._add_line(*_NEW_HOUR))
        self._may_edit = desk.may(Permission.EDIT_GROUPS)
        self.body.addWidget(line_label("title", _("Weekly hours")))
        self.body.addWidget(self._group)
        self.body.addLayout(self._grid)
        self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._error)
        self.body.addStretch()
        since = line_label("secondary", _("In force from"))
        foot = QHBoxLayout()
        foot.addWidget(since)
        foot.addWidget(self._from)
        foot.addStretch()
        foot.addWidget(self._save)
        if not self._may_edit:
            for change in (more, since, self._from, self._save):
                change.hide()
        self.body.addLayout(foot)
        self._group.activated.connect(self._choose)
        self._save.clicked.connect(self._keep)
        self.refresh()

    def refresh(self) -> None:
        """Show the groups and the chosen one's hours; what is typed and not saved stays."""
        self.remember()
        kept = self._group.currentData()
        self._group.clear()
        for group in self._desk.ask(queries.groups):
            self._group.addItem(group_title(group), group.id)
        self._group.setCurrentIndex(max(0, self._group.findData(kept)))
        self.show_group()

    def _choose(self, _at: int) -> None:
        self.remember()
        self.show_group()

    def remember(self) -> None:
        """Keep what was typed for the group that is shown, until it is saved."""
        if self._shown is not None:
            typed = self._typed()
            draft = HalfTyped({"hours": self._kept}, {"hours": typed})
            self._desk.drafts.keep(_key(self._shown), None if typed == self._kept else draft)

    def _typed(self) -> Typed:
        return [
            (start.text(), end.text(), [box.isChecked() for box in boxes])
            for start, end, boxes in self._lines
        ]

    def show_group(self) -> None:
        """Show the chosen group's hours, or what was typed over them."""
        for line in self._lines:
            for widget in (line[0], line[1], *line[2]):
                widget.deleteLater()
        self._lines.clear()
        self._heads()
        self._shown = group_id = self._group.currentData()
        self._error.setText("")
        self._save.setEnabled(group_id is not None)
        if group_id is None:
            return
        found = self._desk.ask(planning.timetable, group_id, self._from.day)
        self._kept = [
            (f"{start:%H:%M}", f"{end:%H:%M}", _on_days(found, start, end))
            for start, end in sorted({(hour.start, hour.end) for hour in found})
        ]
        draft = self._desk.drafts.of(_key(group_id))
        for start, end, days in self._kept if draft is None else draft.typed["hours"]:
            self._add_line(start, end, days)
        if draft is not None:
            self._error.setText(_("This was typed before and is not saved yet."))

    def _heads(self) -> None:
        if self._grid.itemAtPosition(0, 0) is not None:
            return
        self._grid.addWidget(line_label("secondary", _("Begins")), 0, 0)
        self._grid.addWidget(line_label("secondary", _("Ends")), 0, 1)
        for n in range(WORKING_DAYS):
            self._grid.addWidget(line_label("secondary", _weekday(n)), 0, 2 + n)

    def _add_line(self, start: str, end: str, days: list[bool]) -> None:
        row = len(self._lines) + 1
        edits = [QLineEdit(at) for at in (start, end)]
        boxes = [QCheckBox() for _day in days]
        for column, edit in enumerate(edits):
            edit.setMaximumWidth(90)
            edit.setReadOnly(not self._may_edit)
            edit.textEdited.connect(lambda _text: self._quiet.start())
            edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            edit.setAccessibleName([_("Begins"), _("Ends")][column])
            self._grid.addWidget(edit, row, column)
        for n, box in enumerate(boxes):
            box.setChecked(days[n])
            box.setAccessibleName(_weekday(n))
            box.setEnabled(self._may_edit)
            box.clicked.connect(lambda _checked: self._quiet.start())
            self._grid.addWidget(box, row, 2 + n)
        self._lines.append((edits[0], edits[1], boxes))

    def _keep(self) -> None:
        self._error.setText("")
        try:
            hours = tuple(
                WeeklyHour(n + 1, read_time(start.text()), read_time(end.text()))
                for start, end, boxes in self._lines
                for n, box in enumerate(boxes)
                if box.isChecked()
            )
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._desk.do(
            set_timetable,
            self._group.currentData(),
            hours,
            self._from.day,
            done=partial(self._saved, self._group.currentData()),
            refused=self._refuse,
        )

    def _saved(self, group_id: int, _nothing: object) -> None:
        self._desk.drafts.keep(_key(group_id), None)
        if self._shown == group_id:
            self._kept = self._typed()
        self._error.setText("")
        self._desk.notice.emit(_("The timetable is saved."))

    def _refuse(self, refusal: Refusal) -> None:
        self._error.setText(refusal.message)


def _key(group_id: int) -> str:
    return form_key("school_support", "timetable", group_id)


def _on_days(hours: tuple[WeeklyHour, ...], start: time, end: time) -> list[bool]:
    days = {hour.weekday for hour in hours if (hour.start, hour.end) == (start, end)}
    return [n + 1 in days for n in range(WORKING_DAYS)]


def _weekday(n: int) -> str:
    """The nth day of the week, Monday first."""
    return format_date(date(2024, 1, 1) + timedelta(days=n), "weekday")
