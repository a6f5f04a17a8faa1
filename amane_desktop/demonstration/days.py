"""Working days of invented work."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

_FRIDAY = 4


def working_day(day: date) -> date:
    """The day itself, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def add_days(today: date, days: int | None) -> date | None:
    """So many days from today; none where none is told."""
    return None if days is None else today + timedelta(days=days)


def day_between(random: Random, first: date, last: date) -> date:
    """A working day from one to the other; the first where there is none between."""
    return max(
        first, working_day(first + timedelta(days=random.randint(0, max(0, (last - first).days))))
    )
