"""Legal delays: until when, by which rule, and what follows where a date is not known."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from amane_desktop.checklists.standing import months_later
from amane_desktop.civil_registration.procedures import Delay
from amane_desktop.i18n import Text, _, format_date
from amane_desktop.people.dates import Precision


class Unknown(StrEnum):
    """Why a delay has no day to be counted from."""

    BIRTH = "birth"
    ESTIMATE = "estimate"
    STEP = "step"


def last_day(delay: Delay, start: date) -> date:
    """The last day of a delay that begins on the day after its start."""
    return months_later(start, delay.months) + timedelta(days=delay.days)


@dataclass(frozen=True)
class DelayLine:
    """A legal delay of a step: its last day lies between `earliest` and `latest`.

    They are one day where the start is known to the day, and None where nothing can be counted
    (`unknown` says why). `person_id` is whose birth it counts from; `rule` is the rule in words.
    """

    rule: Text
    certainty: str
    person_id: int | None
    earliest: date | None
    latest: date | None
    unknown: str = ""

    def is_past(self, today: date) -> bool | None:
        """Whether it has run out; None where that is not known."""
        if self.earliest is None or self.latest is None:
            return None
        if self.latest < today:
            return True
        return False if self.earliest >= today else None

    def told(self, today: date) -> str:
        """The last day in words, or what follows from a date that is not known."""
        if self.earliest is None or self.latest is None:
            return _WHY[Unknown(self.unknown)]()
        if self.earliest == self.latest:
            words = _("ran out on {day}") if self.is_past(today) else _("until {day}")
            return words.format(day=format_date(self.latest))
        if self.is_past(today):
            words = _("ran out, whatever the day of birth: on {day} at the latest")
            return words.format(day=format_date(self.latest))
        words = _("the day of birth is not known: to be safe, until {day}")
        if self.is_past(today) is None:
            words = _("the day of birth is not known: it may have run out since {day}")
        return words.format(day=format_date(self.earliest))


_WHY = {
    Unknown.BIRTH: lambda: _(
        "The birth date is not known, so the delay cannot be counted: a certificate of age says"
        " more."
    ),
    Unknown.ESTIMATE: lambda: _(
        "The year of birth is an estimate, so the delay cannot be counted: a certificate of age"
        " says more."
    ),
    Unknown.STEP: lambda: _("counted from a step that is not done yet"),
}


def delay_since(delay: Delay, start: date | None) -> DelayLine:
    """The delay from a day that is known, or from a step that is not done yet."""
    if start is None:
        return DelayLine(delay.rule, delay.certainty, None, None, None, Unknown.STEP)
    last = last_day(delay, start)
    return DelayLine(delay.rule, delay.certainty, None, last, last)


def delay_since_birth(delay: Delay, person_id: int, born: date | None, precision: str) -> DelayLine:
    """The delay from a birth that is known to the day, to the month, to the year, or not at all."""
    if born is None or precision == Precision.ESTIMATE:
        unknown = Unknown.BIRTH if born is None else Unknown.ESTIMATE
        return DelayLine(delay.rule, delay.certainty, person_id, None, None, unknown)
    last_born = born
    if precision == Precision.MONTH:
        last_born = born.replace(day=monthrange(born.year, born.month)[1])
    elif precision == Precision.YEAR:
        last_born = date(born.year, 12, 31)
    earliest, latest = last_day(delay, born), last_day(delay, last_born)
    return DelayLine(delay.rule, delay.certainty, person_id, earliest, latest)
