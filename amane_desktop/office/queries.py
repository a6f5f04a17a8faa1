"""What every page shows of the centre itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class CentreCard:
    """The centre's name and address in both scripts, whether it is invented, when it locks."""

    name: str
    name_ar: str
    address: str
    address_ar: str
    is_demonstration: bool
    idle_minutes: int
    version: int


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
    )
