"""Birthdays: only of dates that are known to the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def birthday_among(born: date | None, precision: str, days: Iterable[date]) -> date | None:
    """The one of the days that is a birthday; of 29 February, the 28th in other years."""
    if born is None or precision != "exact":
        return None
    return next((day for day in days if day > born and _in_year(born, day.year) == day), None)


def _in_year(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
