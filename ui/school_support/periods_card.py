"""Seasons and Ramadan: their days, and the hours at which the groups meet in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from amane_desktop.attendance import periods
from amane_desktop.attendance.periods import PeriodLine
from amane_desktop.attendance.planned import RAMADAN, SEASON
from amane_desktop.attendance.school_years import school_years
from amane_desktop.attendance.timetable import carry_over_timetable
from amane_desktop.i18n import _, format_date
from amane_desktop.office.errors import Refusal
from amane_desktop.people.names import in_reader_script
from ui.school_support.spans_card import Span, SpansCard, days_words
from ui.school_support.week_model import hours
from ui.tasks import Desk
from ui.widgets.day_field import DayField
from ui.widgets.fields import TextField
from ui.widgets.forms import Form, Values
from ui.widgets.hours_text import read_time

# In the month of fasting the day begins later, and ends well before sunset.
_RAMADAN_HOURS = {
    (time(10), time(12)): (time(10), time(11, 30)),
    (time(15), time(17)): (time(13, 30), time(15)),
}


class PeriodsCard(SpansCard):
    """The periods that are not over."""

    def __init__(self, desk: Desk) -> None:
        empty = _("The ordinary hours hold all year. Ramadan or a season can have others.")
        super().__init__(desk, _("Ramadan and seasons"), empty)
        self.offer(_("Ramadan"), "addRamadan", partial(self._add, RAMADAN))
        self.offer(_("A season"), "addSeason", partial(self._add, SEASON))
        self.offer(_("Next school year"), "carryOver", self._carry_over)
        self.refresh()

    def refresh(self) -> None:
        """Show the newest state."""
        today = self.desk.office.clock.today()
        self.show_spans([self._span(line) for line in self.desk.ask(periods.periods, today)])

    def _span(self, line: PeriodLine) -> Span:
        return Span(
            in_reader_script(line.name, line.name_ar),
            days_words(line.first_day, line.last_day),
            lambda: self.write(PeriodForm(self.desk, line)),
            partial(self.desk.do, periods.remove_period, line.id, line.version),
        )

    def _add(self, kind: str) -> None:
        self.write(NewPeriodForm(self.desk, kind))

    def _carry_over(self) -> None:
        self.write(NextYearForm(self.desk))


class PeriodForm(Form):
    """A period's names and days."""

    accent = "school"

    def __init__(self, desk: Desk, line: PeriodLine) -> None:
        super().__init__(desk, _("Change the period"))
        self._line: PeriodLine | None = line
        _add_span(self, desk.office.clock.today())

    def kept(self) -> Values:
        """What is kept of the period."""
        assert self._line is not None
        return {
            "name": self._line.name,
            "name_ar": self._line.name_ar,
            "first_day": self._line.first_day.isoformat(),
            "last_day": self._line.last_day.isoformat(),
        }

    def newest(self) -> Values | None:
        """The period as it is now."""
        assert self._line is not None
        found = self.desk.ask(periods.periods, self.desk.office.clock.today())
        self._line = next((each for each in found if each.id == self._line.id), None)
        return None if self._line is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Change the period."""
        assert self._line is not None
        which = {"period_id": self._line.id, "version": self._line.version}
        return periods.change_period, which | _span_of(self)


class NewPeriodForm(Form):
    """A new period, with what becomes of each hour at which the groups ordinarily meet."""

    accent = "school"

    def __init__(self, desk: Desk, kind: str) -> None:
        is_ramadan = kind == RAMADAN
        super().__init__(desk, _("The hours of Ramadan") if is_ramadan else _("A season"))
        self._kind = kind
        today = desk.office.clock.today()
        self._days = desk.ask(periods.next_ramadan, today) if is_ramadan else None
        _add_span(self, today)
        day = self._days[0] if self._days else today
        self._usual = desk.ask(periods.usual_hours, day)
        for n, (start, end) in enumerate(self._usual):
            label = _("{hours} becomes").format(hours=hours(start, end))
            field = TextField(label, direction="ltr")
            self.add(f"hours_{n}", field, row=2 + n // 2, column=n % 2)

    def kept(self) -> Values:
        """What is proposed; nothing is kept yet."""
        today = self.desk.office.clock.today()
        first, last = self._days or (today, today + timedelta(days=90))
        is_ramadan = self._kind == RAMADAN
        names = {"name": "Ramadan", "name_ar": "رمضان"} if is_ramadan else {}
        put = _RAMADAN_HOURS if is_ramadan else {}
        texts = {f"hours_{n}": _text(put.get(each, each)) for n, each in enumerate(self._usual)}
        days = {"first_day": first.isoformat(), "last_day": last.isoformat()}
        return {"name": "", "name_ar": "", **names, **days, **texts}

    def begin(self, key: str = "") -> None:
        """Say that the moon decides."""
        super().begin(key)
        if self._days:
            self.say(_("The days are an estimate: the moon may shift them by a day."))

    def newest(self) -> Values | None:
        """Nothing is kept of it yet."""
        return None

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the period with its hours."""
        put = {}
        for n, each in enumerate(self._usual):
            put[each] = _read_hours(str(self.typed()[f"hours_{n}"]), f"hours_{n}")
        return periods.add_period, _span_of(self) | {"kind": self._kind, "hours": put}


class NextYearForm(Form):
    """From which day the ordinary hours hold again, after the school year has ended."""

    accent = "school"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("The same hours in the next school year"))
        years = desk.ask(school_years)
        self._year = next((year for year in years if year.is_current), None)
        self.add("from_", DayField(_("In force from"), desk.office.clock.today()), row=0)

    def begin(self, key: str = "") -> None:
        """Say what becomes of the hours of this year."""
        super().begin(key)
        if self._year is not None:
            words = _("The hours of this year end on {day}; groups that have ended are left out.")
            self.say(words.format(day=format_date(self._year.last_day)))

    def kept(self) -> Values:
        """The first Monday after the first week of September."""
        last = None if self._year is None else self._year.last_day
        first = date((last or self.desk.office.clock.today()).year, 9, 8)
        return {"from_": (first + timedelta(days=-first.weekday() % 7)).isoformat()}

    def newest(self) -> Values | None:
        """Nothing is kept of it."""
        return None

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Take the timetable over."""
        if self._year is None:
            raise Refusal(_("Write down this school year first, among the centre's settings."))
        values = {"year_id": self._year.id, "from_": date.fromisoformat(str(self.typed()["from_"]))}
        return carry_over_timetable, values


def _add_span(form: Form, today: date) -> None:
    form.add_name("name", _("Name in Latin letters"), _("Name in Arabic"), row=0)
    form.add("first_day", DayField(_("First day"), today), row=1)
    form.add("last_day", DayField(_("Last day"), today), row=1, column=1)


def _span_of(form: Form) -> dict[str, Any]:
    typed = form.typed()
    days = {key: date.fromisoformat(str(typed[key])) for key in ("first_day", "last_day")}
    return {"name": typed["name"], "name_ar": typed["name_ar"], **days}


def _text(each: tuple[time, time]) -> str:
    return " – ".join(f"{at:%H:%M}" for at in each)


def _read_hours(text: str, field: str) -> tuple[time, time]:
    """Two hours as they are typed, with a dash between them."""
    parts = re.split(r"\s*[-–—]\s*", text.strip())
    if len(parts) != 2:
        raise Refusal(_("Write two hours, as 10:00 – 11:30."), field)
    try:
        return read_time(parts[0]), read_time(parts[1])
    except Refusal as refusal:
        raise Refusal(refusal.message, field) from None
