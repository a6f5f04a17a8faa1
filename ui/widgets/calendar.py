"""Calendars: a month at a time, Monday first, in the reader's language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from amane_desktop.i18n import is_rtl, language
from ui import theme

_LOCALES = {
    "fr": QLocale(QLocale.Language.French, QLocale.Country.Morocco),
    "ar": QLocale(QLocale.Language.Arabic, QLocale.Country.Morocco),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
_CALENDAR = f"""
    #qt_calendar_navigationbar {{ background: {theme.CARD}; }}
    QToolButton {{ background: transparent; border: none; padding: 4px 8px; font-weight: 600; }}
    QToolButton:hover {{ background: {theme.MUTED}; border-radius: 6px; }}
    QToolButton::menu-indicator {{ image: none; }}
    QSpinBox {{ min-width: 70px; }}
    QTableView {{ selection-background-color: {theme.accent("neutral")};
        selection-color: {theme.CARD}; }}
"""


def month_calendar(selected: date) -> QCalendarWidget:
    """A calendar in the window's look that shows a day's month."""
    month = QCalendarWidget()
    month.setLocale(_LOCALES[language()])
    month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    month.setSelectedDate(qdate(selected))
    # A weekend is nothing dangerous, so it is not red.
    quiet = QTextCharFormat()
    quiet.setForeground(theme.colour("secondary"))
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        month.setWeekdayTextFormat(weekend, quiet)
    month.setStyleSheet(_CALENDAR)
    return month


class CalendarPopup(QFrame):
    """A calendar under a field, closed by Escape or a choice."""

    chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        selected: date,
        *,
        earliest: date | None = None,
        latest: date | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self.month = month_calendar(selected)
        if earliest is not None:
            self.month.setMinimumDate(qdate(earliest))
        if latest is not None:
            self.month.setMaximumDate(qdate(latest))
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.month)

    def show_under(self, line: QWidget) -> None:
        """Open along the line's leading edge."""
        self.adjustSize()
        x = line.width() - self.width() if is_rtl() else 0
        self.move(line.mapToGlobal(QPoint(x, line.height() + 2)))
        self.show()
        self.month.setFocus()

    def _take(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()


def qdate(day: date) -> QDate:
    """The day as Qt writes it."""
    return QDate(day.year, day.month, day.day)
