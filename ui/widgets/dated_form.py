"""A form with days that may be left empty, but are exact where they are given."""

from __future__ import annotations

from datetime import date

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.dates import Precision, typed_date
from ui.widgets.forms import Form
from ui.widgets.next_day_field import NextDayField
from ui.widgets.past_day_field import PastDayField


class DatedForm(Form):
    """Adds days, and reads them or refuses them at their field."""

    def add_day(self, key: str, label: str, *, row: int, column: int = 0) -> None:
        """Put a day into the form."""
        self.add(key, PastDayField(label, self.desk.office.clock.today), row=row, column=column)

    def day(self, key: str) -> date | None:
        """The day that was typed; refuses at its field what is no exact day."""
        field = self.fields[key]
        assert isinstance(field, PastDayField)
        if field.is_no_date():
            raise Refusal(_("Give the exact day (like 3/9/2025), or leave this empty."), key)
        return field.day()

    def day_told(self, key: str) -> date:
        """The day that was typed; refuses none at all as well."""
        day = self.day(key)
        if day is None:
            raise Refusal(_("Say since which day."), key)
        return day

    def add_next_day(self, key: str, label: str, *, row: int, column: int = 0) -> None:
        """Put a day to come into the form."""
        self.add(key, NextDayField(label, self.desk.office.clock.today), row=row, column=column)

    def next_day(self, key: str) -> date | None:
        """The day to come that was typed; refuses at its field what is no exact day."""
        field = self.fields[key]
        assert isinstance(field, NextDayField)
        if field.is_no_date():
            raise Refusal(_("Give the exact day (like 3/9/2025), or leave this empty."), key)
        return field.day()

    def today(self) -> str:
        """Today, as the field writes it."""
        return typed_date(self.desk.office.clock.today(), Precision.EXACT)
