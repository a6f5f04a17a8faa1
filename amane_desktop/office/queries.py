"""What every page shows of the centre itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.registry import query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading

# So much a clock may be set right without a word.
_CLOCKS_DIFFER = timedelta(hours=2)


@dataclass(frozen=True)
class CentreCard:
    """The centre's name and address in both scripts, whether it is invented, when it locks.

    `later_work` is the day of the last work where it lies ahead: the PC's clock was set back.
    """

    name: str
    name_ar: str
    address: str
    address_ar: str
    is_demonstration: bool
    idle_minutes: int
    version: int
    later_work: date | None


@query(Permission.SEE_CENTRE, {})
def centre_card(reading: Reading) -> CentreCard:
    """The centre as the top of the window names it."""
    settings = reading.session.scalars(select(CentreSettings)).one()
    return CentreCard(
        settings.name,
        settings.name_ar,
        settings.address,
        settings.address_ar,
        settings.is_demonstration,
        settings.idle_minutes,
        settings.version,
        _later_work(reading),
    )


def _later_work(reading: Reading) -> date | None:
    work = select(JournalAction.at).where(JournalAction.name != "create_centre")
    kept = reading.session.scalar(work.order_by(JournalAction.id.desc()).limit(1))
    at = kept and kept.replace(tzinfo=UTC)
    if at is None or at <= reading.clock.now() + _CLOCKS_DIFFER:
        return None
    return at.astimezone(reading.clock.local().tzinfo).date()
