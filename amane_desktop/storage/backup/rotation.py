"""Which older backups go: 7 days, 4 weeks and 12 months are kept, and never less than the last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

_DAYS, _WEEKS, _MONTHS = 7, 4, 12


def to_remove(
    moments: Collection[datetime], now: datetime, newest: datetime | None = None
) -> frozenset[datetime]:
    """The backups that no day, week or month needs; the days are those of `now`'s time zone.

    Of each of the last 7 days, 4 weeks and 12 months that have one, the newest is kept. What is
    dated after `now` was made by a clock that went wrong, or goes wrong now: it is kept, and
    takes no other's place. `newest`, the one just written, stays whatever it is called.
    """
    past = sorted((m for m in moments if m <= now), reverse=True)
    kept = set(past[:1]) | {m for m in moments if m > now}
    if newest is not None:
        kept.add(newest)
    zone = now.tzinfo
    for number, span in ((_DAYS, _day), (_WEEKS, _week), (_MONTHS, _month)):
        spans: dict[date, datetime] = {}
        for moment in past:
            spans.setdefault(span(moment.astimezone(zone).date()), moment)
        kept |= set(list(spans.values())[:number])
    return frozenset(moments) - kept


def _day(day: date) -> date:
    return day


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)
