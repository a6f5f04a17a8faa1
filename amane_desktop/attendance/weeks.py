"""ISO weeks: how one is written, and which days stand in it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal

WORKING_DAYS = 6


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def working_days(monday: date) -> tuple[date, ...]:
    """Monday to Saturday."""
    return tuple(monday + timedelta(days=n) for n in range(WORKING_DAYS))


def parse_week(text: str) -> date:
    """The Monday of a week written as 2026-W48; refuses what is no week."""
    written = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text.strip(), re.IGNORECASE)
    try:
        if written is None:
            raise ValueError
        return date.fromisocalendar(int(written[1]), int(written[2]), 1)
    except ValueError:
        message = _("There is no week “{week}”: write it as 2026-W48.").format(week=text[:20])
        raise Refusal(message, "week") from None


def week_to_print(today: date) -> date:
    """The Monday of the week whose rosters are wanted: this one, from Thursday the next."""
    return monday_of(today) + timedelta(days=7 if today.weekday() >= 3 else 0)
