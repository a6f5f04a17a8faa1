"""A field for a day to come, known exactly, or left empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from amane_desktop.i18n import format_date
from amane_desktop.people.dates import KnownDate, Precision, read_date
from ui.widgets.calendar import CalendarPopup
from ui.widgets.date_field import DateField
from ui.widgets.fields import BirthField


class NextDayField(BirthField):
    """A day as it was typed; a month or a year alone is no day."""

    def __init__(self, label: str, today: Callable[[], date]) -> None:
        super().__init__(label, today, _NextDay)

    def day(self) -> date | None:
        """The day; None when nothing was typed, or no day."""
        known = self.value()
        return known.day if known else None


class _NextDay(DateField):
    def hint(self) -> str:
        return "18/12/2026"

    def value(self) -> KnownDate | None:
        # Read as of the century's end: a year in two figures is one to come.
        today = self._today()
        known = read_date(self.line.text(), date(today.year // 100 * 100 + 99, 12, 31))
        return known if known is not None and known.precision == Precision.EXACT else None

    def in_words(self, known: KnownDate) -> tuple[str, ...]:
        return (format_date(known.day, "full"),)

    def open_calendar(self) -> None:
        known, today = self.value(), self._today()
        popup = CalendarPopup(self, known.day if known else today, earliest=today)
        popup.chosen.connect(self._choose)
        popup.show_under(self.line)

    def _understand(self) -> None:
        known = self.value()
        self._understood.setText(" · ".join(self.in_words(known)) if known else "")
        self._understood.setVisible(known is not None)
