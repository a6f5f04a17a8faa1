"""The line above a week that tells its holidays and closed days."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from amane_desktop.attendance.week_plan import days_of_week
from amane_desktop.office.work import Change
from ui.school_support.plan_words import week_words
from ui.tasks import Desk
from ui.widgets.basics import let_shrink

_KINDS = {"day_exception", "public_holiday", "school_holiday", "timetable_period"}


class WeekNotes(QLabel):
    """Asks once for a week, until something of it changes; hidden where nothing is to be told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("weekNotes")
        self.setProperty("role", "secondary")
        let_shrink(self)
        self._desk = desk
        self._shown: date | None = None

    def forget(self, change: Change | None) -> None:
        """Ask again, if the change touches the calendar."""
        if change is None or change.kinds & _KINDS:
            self._shown = None

    def show_week(self, monday: date) -> None:
        """Tell of a week."""
        if monday != self._shown:
            self._shown = monday
            words = week_words(self._desk.ask(days_of_week, monday))
            self.setText(words)
            self.setVisible(bool(words) and self.parent() is not None)
