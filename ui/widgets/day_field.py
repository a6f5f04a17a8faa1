"""A field for a day that is known exactly."""

from __future__ import annotations

from datetime import date

from amane_desktop.i18n import format_date
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field, Raw


class DayField(Field):
    """A day, kept as 2026-11-24 while it is a draft."""

    def __init__(self, label: str, day: date) -> None:
        self._edit = DayEdit(day)
        super().__init__(label, self._edit)
        self._edit.userDateChanged.connect(lambda _day: self.edited.emit())

    def raw(self) -> Raw:
        """The day."""
        return self._edit.day.isoformat()

    def set_raw(self, raw: Raw) -> None:
        """Put the day."""
        self._edit.set_day(date.fromisoformat(str(raw)))

    def shown(self, raw: Raw) -> str:
        """The day as it is written in a sentence."""
        return format_date(date.fromisoformat(str(raw))) if raw else ""
