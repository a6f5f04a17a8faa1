"""The yearly rehearsal: a backup restored into a throw-away centre, as it would be after a fire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.errors import NotWhole
from amane_desktop.office.inside import apart_in
from amane_desktop.office.office import Office
from amane_desktop.office.registry import action, query
from amane_desktop.office.restore_choice import choose
from amane_desktop.office.restoring import restore
from amane_desktop.office.upkeep import Upkeep, UpkeepKind, note
from amane_desktop.office.work import Reading, Work
from amane_desktop.storage.backup.layout import Found
from amane_desktop.storage.backup.progress import Progress

_EVERY = timedelta(days=365)
# A centre that has just begun has other things to do.
_FIRST = timedelta(days=30)


@dataclass(frozen=True)
class Rehearsals:
    """When a restore was last rehearsed with success (UTC), and whether it is time for one."""

    at: datetime | None
    is_due: bool


@dataclass(frozen=True)
class Rehearsed:
    """What stood in the throw-away centre, by table, and how many photos and papers it lacked."""

    counts: Mapping[str, int]
    missing: int


@query(Permission.BACK_UP, {})
def rehearsals(reading: Reading) -> Rehearsals:
    """Once a year, and a month after the first backup."""
    session, now = reading.session, reading.clock.now()
    last = session.scalar(_good(UpkeepKind.REHEARSAL, newest=True))
    first = session.scalar(_good(UpkeepKind.BACKUP, newest=False))
    since, patience = (last, _EVERY) if last is not None else (first, _FIRST)
    is_due = since is not None and now - since.replace(tzinfo=UTC) > patience
    return Rehearsals(last and last.replace(tzinfo=UTC), is_due)


@action("", Permission.RESTORE, {"drive_id": 1, "is_good": True}, is_journalled=False)
def note_rehearsal(work: Work, drive_id: int | None, is_good: bool) -> None:
    """Keep that a restore was rehearsed from a drive, and what came of it."""
    note(work, UpkeepKind.REHEARSAL, is_good=is_good, told={}, drive_id=drive_id)


def rehearse(
    office: Office, found: Found, secret: str, progress: Progress, drive_id: int | None = None
) -> Rehearsed:
    """Restore with what one would have after a fire: the drive, and a password or the code.

    The centre that is open is not touched, and nothing of the other is left. Called on a thread of
    its own; raises Refusal where the backup does not restore, or Cancelled.
    """
    office.allowed(Permission.RESTORE)
    try:
        with apart_in(office.folder) as apart:
            choice = choose(found, apart / "centre", secret)
            told = restore(choice, progress, office.clock)
    except NotWhole:
        office.do(note_rehearsal, drive_id, False)
        raise
    office.do(note_rehearsal, drive_id, told.missing == 0)
    return Rehearsed(choice.opened.manifest.counts, told.missing)


def _good(kind: UpkeepKind, *, newest: bool) -> Select[datetime | None]:
    when = func.max(Upkeep.at) if newest else func.min(Upkeep.at)
    return select(when).where(Upkeep.kind == kind, Upkeep.is_good)
