"""A field for a day that is past and known exactly, or is left empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from amane_desktop.people.dates import KnownDate, Precision, shown_date
from ui.widgets.date_field import DateField
from ui.widgets.fields import BirthField


class PastDayField(BirthField):
    """A day as it was typed; a month or a year alone is no day."""

    def __init__(self, label: str, today: Callable[[], date]) -> None:
        super().__init__(label, today, _PastDay)

    def day(self) -> date | None:
        """The day; None when nothing was typed, or no day."""
        known = self.value()
        return known.day if known else None


class _PastDay(DateField):
    def hint(self) -> str:
        return "3/9/2025"

    def value(self) -> KnownDate | None:
        known = super().value()
        return known if known is not None and known.precision == Precision.EXACT else None

    def in_words(self, known: KnownDate) -> tuple[str, ...]:
        return (shown_date(known.day, known.precision),)
