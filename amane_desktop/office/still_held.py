"""Which backups still hold what is erased now, and until when."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.clock import in_taroudant
from amane_desktop.office.registry import query
from amane_desktop.office.snapshots import LONGEST
from amane_desktop.office.upkeep import BackupDrive, Upkeep, UpkeepKind
from amane_desktop.office.work import Reading
from amane_desktop.storage.backup.layout import found_in


@dataclass(frozen=True)
class StillHeld:
    """A drive by its name, or this PC where it has none; at the latest it is gone after `until`.

    A drive's oldest backups go as newer ones are made: of twelve months the last one is kept.
    """

    drive: str
    until: date


@query(Permission.ERASE, {})
def still_held(reading: Reading) -> tuple[StillHeld, ...]:
    """Every place where a backup stands that was made before now, as far as Amane knows."""
    good = select(BackupDrive.name, func.max(Upkeep.at)).join(
        Upkeep, Upkeep.drive_id == BackupDrive.id
    )
    good = good.where(Upkeep.kind == UpkeepKind.BACKUP, Upkeep.is_good)
    rows = reading.session.execute(good.group_by(BackupDrive.id).order_by(BackupDrive.name))
    held = [StillHeld(name, _a_year_later(in_taroudant(at).date())) for name, at in rows]
    if found := found_in(reading.vault.snapshots):
        held.append(StillHeld("", in_taroudant(found[0].made_at + LONGEST).date()))
    return tuple(held)


def _a_year_later(day: date) -> date:
    """The end of the same month a year later."""
    year, month = day.year + 1, day.month
    return date(year, month, monthrange(year, month)[1])
