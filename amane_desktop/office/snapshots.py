"""Snapshots on this PC, against mistakes: taken when something was done since, and thinned."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select, text

from amane_desktop.access.permissions import Permission
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.office import Office
from amane_desktop.office.registry import query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading
from amane_desktop.storage.alone import NotAlone, alone
from amane_desktop.storage.backup.contents import reading_copy
from amane_desktop.storage.backup.faults import BackupDamaged, NotABackup
from amane_desktop.storage.backup.layout import DATABASE, SNAPSHOTS, UNFINISHED, Found, found_in
from amane_desktop.storage.backup.manifest import Manifest
from amane_desktop.storage.backup.opening import open_with_ring
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.backup.snapshot import write_snapshot
from amane_desktop.storage.database import Damaged, Unreachable
from amane_desktop.storage.durable import flush_names
from amane_desktop.storage.keyring import KeyRing, MasterKey, WrongPassword

EVERY = timedelta(hours=2)
MOST, LONGEST = 20, timedelta(weeks=8)
# Of what a restore replaced, nobody may know yet that it is missed.
_AFTER_A_RESTORE = timedelta(days=30)
_EACH_DAY = timedelta(days=7)
# So much of the disk stays free for the day's work.
_LEAST_FREE = 500_000_000
_LOCK = "snapshots.lock"
# A restored centre may have done as much as the one that it replaced, but not at that time.
_NEWEST = f"SELECT id, at FROM {JournalAction.__tablename__} ORDER BY id DESC LIMIT 1"


class Why(StrEnum):
    """On what occasion a snapshot was taken."""

    CLOSING = "closing"
    HOURS = "hours"
    RESTORE = "restore"


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The centre as it was: when, why, by whom, and what it needs; a damaged one says nothing."""

    found: Found
    manifest: Manifest | None

    @property
    def made_at(self) -> datetime:
        """When it was taken (UTC)."""
        return self.found.made_at

    @property
    def why(self) -> str:
        """One of `Why`, or empty where it cannot be read."""
        return self.manifest.why if self.manifest is not None else ""


@dataclass(frozen=True)
class SnapshotPlan:
    """What a snapshot is called by, how much may be kept, and the last of what was done."""

    set_id: str
    share: int
    newest: tuple[int, str] | None


@query(Permission.SEE_CENTRE, {})
def snapshot_plan(reading: Reading) -> SnapshotPlan:
    """What has to be known before a snapshot is taken."""
    kept = reading.session.scalars(select(CentreSettings)).one()
    newest = reading.session.execute(text(_NEWEST)).first()
    return SnapshotPlan(kept.backup_set, kept.snapshot_share, tuple(newest) if newest else None)


def snapshots(office: Office) -> tuple[Snapshot, ...]:
    """What is kept on this PC, the newest first."""
    return _kept(office.folder, *office.vault.keys)


def take_snapshot(office: Office, why: Why, progress: Progress) -> Found | None:
    """Keep the centre as it is now, beside whoever works; None where there is nothing new to keep.

    None too while the disk is nearly full, or another snapshot is on its way. What is kept too
    long or too much goes. Raises Refusal, Damaged, InUse, Unreachable, OSError or Cancelled.
    """
    plan, folder = office.ask(snapshot_plan), office.folder / SNAPSHOTS
    if not _has_work(office, plan) or not _has_room(office.folder):
        return None
    with suppress(NotAlone), alone(office.folder / _LOCK):
        source = office.vault.source(plan.set_id, office.signed_in.name)
        found = write_snapshot(source, folder, progress, office.clock.local(), why.value)
        room = shutil.disk_usage(folder).total * plan.share // 100
        older = [each for each in snapshots(office) if each.found != found]
        thin(folder, to_thin(older, office.clock.local(), room - found.size))
        return found
    return None


def take_if_due(office: Office, progress: Progress) -> Found | None:
    """Keep the centre as it is unless that was done in the last two hours."""
    newest = next(iter(found_in(office.folder / SNAPSHOTS)), None)
    # (the PC's clock may have been set back)
    if newest is not None and abs(office.clock.now() - newest.made_at) < EVERY:
        return None
    return take_snapshot(office, Why.HOURS, progress)


def to_thin(older: Collection[Snapshot], now: datetime, room: int) -> tuple[Snapshot, ...]:
    """Which of those before the newest go: with it 20 stay at most, and no more bytes than `room`.

    Of each day the last one stays once it is a day old, of each week once it is seven; none is
    kept over eight weeks. Then the oldest go first of those that are several of a day. What a
    restore replaced stays for 30 days.
    """
    inorder = sorted(older, key=lambda each: each.made_at)
    lasts = _last_of(inorder, now)
    free = [each for each in inorder if not _is_held(each, now)]
    going = [each for each in free if each not in lasts and _age(each, now) >= timedelta(days=1)]
    going += [each for each in free if each not in going and _age(each, now) > LONGEST]
    several = [each for each in free if each not in lasts]
    for each in (*several, *(each for each in free if each in lasts)):
        left = [one for one in inorder if one not in going]
        if len(left) < MOST and sum(one.found.size for one in left) <= room:
            break
        if each not in going:
            going.append(each)
    return tuple(going)


def thin(folder: Path, going: Collection[Snapshot]) -> None:
    """Remove snapshots; killed midway, the next start goes on with it."""
    for each in going:
        aside = each.found.folder.with_name(each.found.folder.name + UNFINISHED)
        each.found.folder.rename(aside)
        shutil.rmtree(aside)
    if going:
        flush_names(folder)


def sweep_unfinished(folder: Path) -> None:
    """Remove what a kill left half-written of a snapshot, unless one is on its way now."""
    left = list((folder / SNAPSHOTS).glob("*" + UNFINISHED))
    with suppress(NotAlone):
        if left or (folder / _LOCK).exists():
            with alone(folder / _LOCK):
                for unfinished in left:
                    shutil.rmtree(unfinished)


def named_by_snapshots(folder: Path, ring: KeyRing, master: MasterKey) -> frozenset[str] | None:
    """The photos and papers that the kept snapshots need; None where one cannot say it."""
    named: set[str] = set()
    for each in _kept(folder, ring, master):
        if each.manifest is None:
            return None
        named.update(each.manifest.attachments)
    return frozenset(named)


def _kept(folder: Path, ring: KeyRing, master: MasterKey) -> tuple[Snapshot, ...]:
    def read() -> Iterator[Snapshot]:
        for found in found_in(folder / SNAPSHOTS):
            manifest = None
            with suppress(WrongPassword, BackupDamaged, NotABackup, OSError):
                manifest = open_with_ring(found, ring, master).manifest
            yield Snapshot(found, manifest)

    return tuple(read())


def _has_work(office: Office, plan: SnapshotPlan) -> bool:
    """Whether the newest snapshot, or the centre's making, is not the last that was done."""
    kept = next(iter(found_in(office.folder / SNAPSHOTS)), None)
    if kept is None:
        return plan.newest is not None and plan.newest[0] != 1
    with suppress(WrongPassword, BackupDamaged, NotABackup, Damaged, Unreachable, OSError):
        opened = open_with_ring(kept, *office.vault.keys)
        with reading_copy(opened.database, opened.database_key) as copy:
            return bool(copy.execute(_NEWEST).fetchone() != plan.newest)
    return True


def _has_room(folder: Path) -> bool:
    size = (folder / DATABASE).stat().st_size
    return shutil.disk_usage(folder).free >= 2 * size + _LEAST_FREE


def _last_of(inorder: list[Snapshot], now: datetime) -> set[Snapshot]:
    """The last of each day, and of older ones the last of each week."""
    lasts: dict[tuple[str, date], Snapshot] = {}
    for each in inorder:
        day = each.made_at.astimezone(now.tzinfo).date()
        is_old = _age(each, now) > _EACH_DAY
        span = ("week", day - timedelta(days=day.weekday())) if is_old else ("day", day)
        lasts[span] = each
    return set(lasts.values())


def _is_held(each: Snapshot, now: datetime) -> bool:
    return each.why == Why.RESTORE and _age(each, now) <= _AFTER_A_RESTORE


def _age(each: Snapshot, now: datetime) -> timedelta:
    return now - each.made_at
