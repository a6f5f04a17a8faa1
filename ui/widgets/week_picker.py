"""Choosing a week: one step back, one forward, or a day in a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.i18n import _, week_title
from ui.widgets.basics import plain_button
from ui.widgets.calendar import CalendarPopup


class WeekPicker(QWidget):
    """The week's number and days between two arrows."""

    changed = Signal(object)

    def __init__(self, monday: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.monday = monday
        self._back = plain_button("", icon="mdi6.chevron-left", mirrored=True)
        self._forward = plain_button("", icon="mdi6.chevron-right", mirrored=True)
        self._title = plain_button("", icon="mdi6.calendar-blank-outline")
        self._back.setObjectName("previousWeek")
        self._forward.setObjectName("nextWeek")
        self._title.setObjectName("weekTitle")
        for button, words in (
            (self._back, _("Previous week")),
            (self._forward, _("Next week")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._title.setToolTip(_("Choose a week in the calendar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self._back, self._title, self._forward):
            row.addWidget(button)
        self._back.clicked.connect(lambda: self._go(self.monday - timedelta(days=7)))
        self._forward.clicked.connect(lambda: self._go(self.monday + timedelta(days=7)))
        self._title.clicked.connect(self._open_calendar)
        self.set_monday(monday)

    def set_monday(self, monday: date) -> None:
        """Show a week, without a word to listeners."""
        self.monday = monday
        self._title.setText(week_title(monday))

    def _go(self, monday: date) -> None:
        self.set_monday(monday)
        self.changed.emit(monday)

    def _open_calendar(self) -> None:
        popup = CalendarPopup(self, self.monday)
        popup.chosen.connect(lambda day: self._go(day - timedelta(days=day.weekday())))
        popup.show_under(self._title)
