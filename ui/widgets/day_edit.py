"""A day that is known exactly: typed in figures, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDateEdit, QWidget

from ui.widgets.calendar import month_calendar, qdate


class DayEdit(QDateEdit):
    """Shows 24/11/2026 in every language, the day first."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # An Arabic locale would turn the parts of a date round.
        self.setLocale(QLocale("fr_MA"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setDisplayFormat("dd/MM/yyyy")
        self.setCalendarPopup(True)
        self.setCalendarWidget(month_calendar(day))
        self.set_day(day)

    @property
    def day(self) -> date:
        """The day that is shown."""
        day: Any = self.date().toPython()
        assert isinstance(day, date)
        return day

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(qdate(day))
