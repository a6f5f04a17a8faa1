"""Birth dates as people type them, know them and read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amane_desktop.i18n import N_, _, format_date, ngettext

EARLIEST = date(1900, 1, 1)
_ABOUT = re.compile(r"^(?:~|≈|vers|environ|about|نحو|حوالي)\s*", re.IGNORECASE)
_YEARS = re.compile(
    r"^(\d{1,3})\s*(?:ans?|years?|سنوات|سنة|سنين|أعوام|عاما|عام)(?: old)?$", re.IGNORECASE
)
_OLDEST = 120
_SEPARATORS = re.compile(r"[\s/.\-,،]+")


class Precision(StrEnum):
    """How well a date is known."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    ESTIMATE = "estimate"


PRECISIONS: dict[str, str] = {
    Precision.EXACT: N_("exact day"),
    Precision.MONTH: N_("month only"),
    Precision.YEAR: N_("year only"),
    Precision.ESTIMATE: N_("estimate"),
}


@dataclass(frozen=True)
class KnownDate:
    """A date with its precision; a month begins on its first day, a year on 1 January.

    `estimated_on` is the day on which somebody's age was estimated, where it was.
    """

    day: date
    precision: Precision
    estimated_on: date | None = None


def read_date(text: str, today: date) -> KnownDate | None:
    """What was typed (3/9/15, 2015-09-03, 9/2015, 2015, ~2015, ~10) as a date; None if it is none.

    A small number behind *about*, or before *years*, is an age as it is estimated today.
    """
    text = text.strip()
    is_estimate = _ABOUT.match(text) is not None
    text = _ABOUT.sub("", text)
    if (age := _read_age(text, is_estimate)) is not None:
        return KnownDate(date(today.year - age, 1, 1), Precision.ESTIMATE, today)
    parts = [p for p in _SEPARATORS.split(text) if p]
    if not 1 <= len(parts) <= 3 or not all(p.isdecimal() and len(p) <= 4 for p in parts):
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    try:
        return _read_parts(parts, today, is_estimate)
    except ValueError:
        return None


def _read_age(text: str, is_estimate: bool) -> int | None:
    """The age in years that was typed; None when it is none, or nobody's."""
    words = _YEARS.match(text)
    digits = words[1] if words else text
    if not (words or is_estimate) or not digits.isdecimal() or len(digits) > 3:
        return None
    return int(digits) if int(digits) <= _OLDEST else None


def _read_parts(parts: list[str], today: date, is_estimate: bool) -> KnownDate | None:
    year_text = parts[-1]
    precision = [Precision.YEAR, Precision.MONTH, Precision.EXACT][len(parts) - 1]
    if len(year_text) not in (2, 4) or (len(parts) == 1 and len(year_text) != 4):
        return None
    if any(len(part) > 2 for part in parts[:-1]):
        return None
    numbers = [int(part) for part in reversed(parts)]
    month_and_day = [*numbers[1:], 1, 1][:2]
    if len(year_text) == 2:
        century = today.year // 100 * 100
        # A child born in 15 was born in 2015; nobody is born in the future.
        numbers[0] += century
        if (numbers[0], *month_and_day) > (today.year, today.month, today.day):
            numbers[0] -= 100
    day = date(numbers[0], *month_and_day)
    return KnownDate(day, Precision.ESTIMATE if is_estimate else precision)


def typed_date(day: date | None, precision: str) -> str:
    """The date as one would type it, for a form."""
    if day is None:
        return ""
    if precision == Precision.EXACT:
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    if precision == Precision.MONTH:
        return f"{day.month:02}/{day.year:04}"
    return f"{'~' if precision == Precision.ESTIMATE else ''}{day.year:04}"


def shown_date(day: date | None, precision: str) -> str:
    """The date in the reader's language, no more exact than it is known."""
    if day is None:
        return ""
    if precision == Precision.EXACT:
        return format_date(day, "long")
    if precision == Precision.MONTH:
        # The long form stands as day, month, year in all our languages.
        return format_date(day, "long").split(" ", 1)[1]
    if precision == Precision.ESTIMATE:
        return _("about {year}").format(year=day.year)
    return str(day.year)


def age_in_years(day: date, today: date) -> int:
    """Completed years since the day."""
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def shown_age(day: date | None, precision: str, today: date) -> str:
    """The age in the reader's language: months for the smallest, *about* where it is not sure.

    Nothing of a birth that lies ahead, as it does where the PC's clock was set back.
    """
    if day is None or day > today:
        return ""
    years = age_in_years(day, today)
    if precision in (Precision.YEAR, Precision.ESTIMATE):
        return _("about {age}").format(age=years)
    return str(years) if years >= 2 else _months(day, today)


def age_in_words(day: date | None, precision: str, today: date) -> str:
    """The age with its unit, where no column says that it is one."""
    if day is None or day > today:
        return ""
    years = age_in_years(day, today)
    words = ngettext("{n} year", "{n} years", years).format(n=years)
    if precision in (Precision.YEAR, Precision.ESTIMATE):
        return _("about {age}").format(age=words)
    return words if years >= 2 else _months(day, today)


def _months(day: date, today: date) -> str:
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return ngettext("{n} month", "{n} months", months).format(n=months)
