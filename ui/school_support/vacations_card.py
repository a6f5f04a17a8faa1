"""School holidays: from which day to which, and whether the centre is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from amane_desktop.attendance import school_holidays as holidays
from amane_desktop.attendance.school_holidays import SchoolHolidayLine
from amane_desktop.i18n import _
from amane_desktop.people.names import in_reader_script
from ui.school_support.spans_card import Span, SpansCard, days_words
from ui.tasks import Desk
from ui.widgets.day_field import DayField
from ui.widgets.fields import FlagField
from ui.widgets.forms import Form, Values

_AHEAD = timedelta(days=400)


class VacationsCard(SpansCard):
    """The school holidays from now on."""

    def __init__(self, desk: Desk) -> None:
        empty = _("None is written down yet. The ministry gives the dates each year.")
        super().__init__(desk, _("School holidays"), empty)
        self.offer(_("Add school holidays"), "addVacation", partial(self._write, None))
        self.refresh()

    def refresh(self) -> None:
        """Show the newest state."""
        today = self.desk.office.clock.today()
        found = self.desk.ask(holidays.school_holidays, today, today + _AHEAD)
        self.show_spans([self._span(line) for line in found])

    def _span(self, line: SchoolHolidayLine) -> Span:
        closed = _("the centre is closed") if line.is_closed else _("the centre is open")
        remove = holidays.remove_school_holiday
        return Span(
            in_reader_script(line.name, line.name_ar),
            f"{days_words(line.first_day, line.last_day)} · {closed}",
            partial(self._write, line),
            partial(self.desk.do, remove, line.id, line.version),
        )

    def _write(self, line: SchoolHolidayLine | None) -> None:
        self.write(VacationForm(self.desk, line))


class VacationForm(Form):
    """Names and days of school holidays."""

    accent = "school"

    def __init__(self, desk: Desk, line: SchoolHolidayLine | None) -> None:
        title = _("Add school holidays") if line is None else _("Change school holidays")
        super().__init__(desk, title)
        self._line = line
        today = desk.office.clock.today()
        self.add_name("name", _("Name in Latin letters"), _("Name in Arabic"), row=0)
        self.add("first_day", DayField(_("First day"), today), row=1)
        self.add("last_day", DayField(_("Last day"), today), row=1, column=1)
        self.add("is_closed", FlagField(_("The centre is closed on these days")), row=2)

    def kept(self) -> Values:
        """What is kept of the holidays."""
        line = self._line
        if line is None:
            today = self.desk.office.clock.today()
            last = (today + timedelta(days=7)).isoformat()
            days = {"first_day": today.isoformat(), "last_day": last}
            return {"name": "", "name_ar": "", **days, "is_closed": False}
        return {
            "name": line.name,
            "name_ar": line.name_ar,
            "first_day": line.first_day.isoformat(),
            "last_day": line.last_day.isoformat(),
            "is_closed": line.is_closed,
        }

    def newest(self) -> Values | None:
        """The holidays as they are now."""
        assert self._line is not None
        first, last = self._line.first_day - _AHEAD, self._line.last_day + _AHEAD
        found = self.desk.ask(holidays.school_holidays, first, last)
        self._line = next((each for each in found if each.id == self._line.id), None)
        return None if self._line is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the holidays, or change them."""
        values: dict[str, Any] = dict(self.typed())
        for key in ("first_day", "last_day"):
            values[key] = date.fromisoformat(values[key])
        if self._line is None:
            return holidays.add_school_holiday, values
        which = {"holiday_id": self._line.id, "version": self._line.version}
        return holidays.change_school_holiday, which | values
