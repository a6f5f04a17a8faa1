"""A date that is typed as one pleases, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, is_rtl, language
from amane_desktop.people.dates import (
    EARLIEST,
    KnownDate,
    Precision,
    age_in_words,
    read_date,
    shown_date,
    typed_date,
)
from ui import theme
from ui.widgets.basics import line_label, plain_button

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


class DateField(QWidget):
    """A line for 3/9/15, 9/2015, 2015 or ~2015, that says beneath how it understands it."""

    edited = Signal()

    def __init__(self, label: str, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.line = QLineEdit()
        # Figures and the sign for *about* stay in their order in an Arabic window.
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if is_rtl():
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setPlaceholderText(_("3/9/15, 9/2015, 2015 or ~2015"))
        self.line.setAccessibleName(label)
        self.line.textChanged.connect(self._understand)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self._pick = plain_button("", "mdi6.calendar-month-outline")
        self._pick.setToolTip(_("Pick a day (Alt+Down)"))
        self._pick.setAccessibleName(_("Pick a day"))
        self._pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pick.clicked.connect(self.open_calendar)
        self._understood = line_label("secondary")
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._understood)
        self.setFocusProxy(self.line)
        self._understand()

    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put into the line what was typed before."""
        self.line.setText(text)

    def value(self) -> KnownDate | None:
        """The date as it is understood; None when the line is empty or no date."""
        return read_date(self.line.text(), self._today())

    def is_no_date(self) -> bool:
        """Whether something stands in the line that is not a date."""
        return bool(self.line.text().strip()) and self.value() is None

    def open_calendar(self) -> None:
        """Show the calendar under the line; choosing a day writes it."""
        popup = _Calendar(self, self.value(), self._today())
        popup.chosen.connect(self._choose)
        popup.show_under(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down, as a list opens."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _choose(self, day: date) -> None:
        self.line.setText(typed_date(day, Precision.EXACT))
        self.line.setFocus()
        self.edited.emit()

    def _understand(self) -> None:
        known = self.value()
        words: tuple[str, ...] = ()
        if known is not None and EARLIEST <= known.day <= self._today():
            age = age_in_words(known.day, known.precision, self._today())
            words = (shown_date(known.day, known.precision), age)
        self._understood.setText(" · ".join(words))
        self._understood.setVisible(bool(words))


class _Calendar(QFrame):
    """A month at a time, Monday first, closed by Escape or a choice."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, known: KnownDate | None, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self.month = QCalendarWidget()
        self.month.setLocale(_LOCALES[language()])
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setMaximumDate(_qdate(today))
        self.month.setMinimumDate(_qdate(EARLIEST))
        self.month.setSelectedDate(_qdate(known.day if known else today))
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        # A weekend is nothing dangerous, so it is not red.
        quiet = QTextCharFormat()
        quiet.setForeground(theme.colour("secondary"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(weekend, quiet)
        self.month.setStyleSheet(_CALENDAR)
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


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
