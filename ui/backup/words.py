"""Times, days and shares as staff say them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from amane_desktop.i18n import (
    _,
    format_date,
    in_its_own_direction,
    isolate,
    language,
    ngettext,
    size_in_words,
)


def share_in_words(done: int, total: int) -> str:
    """How much of how much has been written or read."""
    so_far, whole = (in_its_own_direction(size_in_words(size)) for size in (done, total))
    return _("{done} of {total}").format(done=so_far, total=whole)


def time_left_in_words(seconds: float) -> str:
    """How long it still takes, no finer than one can know."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("less than a minute left")
    return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)


def when_in_words(at: datetime) -> str:
    """A day with its weekday, and the time on the wall clock in Taroudant."""
    local = at.astimezone(ZoneInfo("Africa/Casablanca"))
    clock = f"{local.hour} h {local:%M}" if language() == "fr" else f"{local:%H:%M}"
    return _("{date}, {time}").format(date=format_date(local.date(), "full"), time=isolate(clock))


def day_in_words(at: datetime, today: date) -> str:
    """The day alone: today, yesterday, or its date."""
    day = at.astimezone(ZoneInfo("Africa/Casablanca")).date()
    ago = (today - day).days
    if ago == 0:
        return _("today")
    return _("yesterday") if ago == 1 else format_date(day, "long")


def days_ago_in_words(days: int) -> str:
    """How long ago a day was."""
    if days < 1:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
