"""The centre's clock: instants in UTC, days in Morocco."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


def in_taroudant(at: datetime) -> datetime:
    """An instant on the wall clock in Taroudant; SQLite gives instants back without saying UTC."""
    from zoneinfo import ZoneInfo

    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(ZoneInfo("Africa/Casablanca"))


@dataclass(frozen=True)
class Clock:
    """The time as the centre sees it; `held_at` stops it, for papers that must repeat."""

    held_at: datetime | None = None

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        return self.held_at or datetime.now(UTC)

    def local(self) -> datetime:
        """This instant on the wall clock in Taroudant."""
        return in_taroudant(self.now())

    def today(self) -> date:
        """The day in Taroudant."""
        return self.local().date()
