"""The school years: from which day to which, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from amane_desktop.attendance import school_years as years
from amane_desktop.attendance.school_years import SchoolYearLine
from amane_desktop.i18n import _, format_date
from ui.centre_settings.rows_section import RowsSection
from ui.tasks import Desk
from ui.widgets.day_field import DayField
from ui.widgets.forms import Form, Values


class YearsSection(RowsSection):
    """The years above, the form for one at their foot."""

    kinds, subject = frozenset({"school_year"}), "years"

    def __init__(self, desk: Desk) -> None:
        headings = [_("School year"), _("First day"), _("Last day"), ""]
        super().__init__(desk, _("School years"), headings, wide=3)
        self._years: tuple[SchoolYearLine, ...] = ()
        self.table.setObjectName("schoolYears")
        self.table.removed.connect(self._remove)
        self.add_change_button()
        self.add_button("removeRow", _("Delete"), self._remove)
        self.begin()

    def refresh(self) -> None:
        """Show the years as they are now."""
        self._years = self.desk.ask(years.school_years)
        cells = [
            [
                line.name,
                format_date(line.first_day),
                format_date(line.last_day),
                _("current") if line.is_current else "",
            ]
            for line in self._years
        ]
        self.put(self._years, cells, [False] * len(cells))

    def make(self, key: int | None) -> Form | None:
        """The form for a year, or for the one that comes next."""
        line = next((line for line in self._years if line.id == key), None)
        if line is None and key is not None:
            return None
        return YearForm(self.desk, line, _next(self._years, self.desk.office.clock.today()))

    def after_saving(self) -> None:
        """Go back to the years."""
        self.leave()

    def _remove(self) -> None:
        self.do_to_chosen(years.remove_school_year)


class YearForm(Form):
    """A year's first and last day."""

    accent = "neutral"

    def __init__(
        self, desk: Desk, line: SchoolYearLine | None, proposed: tuple[date, date]
    ) -> None:
        super().__init__(desk, _("Add a school year") if line is None else line.name)
        self._line, self._proposed = line, proposed
        self.add("first_day", DayField(_("First day"), proposed[0]), row=0)
        self.add("last_day", DayField(_("Last day"), proposed[1]), row=0, column=1)

    def kept(self) -> Values:
        """What is kept of the year; of a new one, what is likely."""
        line = self._line
        first, last = (line.first_day, line.last_day) if line else self._proposed
        return {"first_day": first.isoformat(), "last_day": last.isoformat()}

    def newest(self) -> Values | None:
        """The year as it is now."""
        assert self._line is not None
        lines = {line.id: line for line in self.desk.ask(years.school_years)}
        self._line = lines.get(self._line.id)
        return None if self._line is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the year, or change it."""
        days = {key: date.fromisoformat(str(raw)) for key, raw in self.typed().items()}
        if self._line is None:
            return years.add_school_year, days
        return years.change_school_year, {
            "year_id": self._line.id,
            "version": self._line.version,
            **days,
        }


def _next(lines: tuple[SchoolYearLine, ...], today: date) -> tuple[date, date]:
    """September to June: this school year, or the one after the last that is known."""
    year = today.year if today.month >= 7 else today.year - 1
    if lines:
        year = max(year, (lines[0].last_day + timedelta(days=1)).year)
    return date(year, 9, 1), date(year + 1, 6, 30)
