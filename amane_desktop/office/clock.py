"""The centre's clock: instants in UTC, days in Morocco."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Clock:
    """The time as the centre sees it; `held_at` stops it, for papers that must repeat."""

    held_at: datetime | None = None

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        return self.held_at or datetime.now(UTC)

    def local(self) -> datetime:
        """This instant on the wall clock in Taroudant."""
        from zoneinfo import ZoneInfo

        return self.now().astimezone(ZoneInfo("Africa/Casablanca"))

    def today(self) -> date:
        """The day in Taroudant."""
        return self.local().date()
