"""The drives that backups go to: which are known, which is due, and when the last backup was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.clock import in_taroudant
from amane_desktop.office.errors import Refusal
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.labels import Column, describe, yes_or_no
from amane_desktop.office.registry import action, query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.short_lines import short_line
from amane_desktop.office.upkeep import BackupDrive, Upkeep, UpkeepKind, note
from amane_desktop.office.work import Reading, Work
from amane_desktop.storage.backup.drive_mark import is_mark

# A week, and a week that was left out.
_WAITING, _DANGER = 7, 14
# What is told of a backup in a folder on the centre's own disk: it is lost with the PC.
ON_THIS_PC = "is_on_this_pc"


@dataclass(frozen=True)
class KnownDrive:
    """A drive or folder of the centre's; `is_due` is the one whose last good backup is oldest.

    `last_place` is where it stood then, on this PC. A folder on the PC's own disk has no turn.
    """

    id: int
    mark: str
    name: str
    kept_at: str
    folder: str
    is_retired: bool
    version: int
    last_good_at: datetime | None
    is_due: bool
    last_place: str


# What puts a new recovery code in the place of the old one.
_RENEWALS = ("renew_recovery_code", "password_from_code")


class Level(StrEnum):
    """How pressing a backup is: fresh enough, over a week old, over two."""

    GOOD = "good"
    WAITING = "waiting"
    DANGER = "danger"


@dataclass(frozen=True)
class LastBackup:
    """The last good backup: when (UTC), on which drive, how many days ago; None when never.

    One on the PC's own disk does not count.
    `has_work` is false in a centre that holds nothing yet. With `needs_old_code`, the recovery code
    on paper today does not open it: the one before does.
    """

    at: datetime | None
    drive: str
    days: int | None
    has_work: bool
    level: Level
    needs_old_code: bool = False


@dataclass(frozen=True)
class BackupPlan:
    """What a backup is called by on every drive, and the drives that are known."""

    set_id: str
    drives: tuple[KnownDrive, ...]


@query(Permission.BACK_UP, {})
def known_drives(reading: Reading) -> tuple[KnownDrive, ...]:
    """The drives and folders, those in use first; of these, one is due."""
    last = _last_good(reading.session)
    rows = reading.session.scalars(
        select(BackupDrive).order_by(BackupDrive.is_retired, BackupDrive.id)
    ).all()
    in_use = [row for row in rows if not row.is_retired and not _is_own_disk(last.get(row.id))]
    due = min(in_use, key=lambda row: _order(last.get(row.id)), default=None)
    return tuple(_known(row, last.get(row.id), row is due) for row in rows)


@query(Permission.BACK_UP, {})
def backup_plan(reading: Reading) -> BackupPlan:
    """What is asked before a backup is written."""
    settings = reading.session.scalars(select(CentreSettings)).one()
    return BackupPlan(settings.backup_set, known_drives(reading))


@query(Permission.SEE_CENTRE, {})
def last_backup(reading: Reading) -> LastBackup:
    """When the last good backup was, and how pressing the next one is."""
    session = reading.session
    apart = _good().where(Upkeep.told[ON_THIS_PC].as_boolean().is_not(True))
    last = session.scalars(apart.order_by(Upkeep.id.desc()).limit(1)).one_or_none()
    work = select(JournalAction.id).where(JournalAction.name != "create_centre")
    has_work = session.scalar(work.limit(1)) is not None
    if last is not None and last.drive_id is not None:
        days = _days_since(reading, last.at)
        drive = session.get_one(BackupDrive, last.drive_id).name
        needs_old_code = _was_renewed_since(session, last.at)
        level = _level(days)
        if needs_old_code and level is Level.GOOD:
            level = Level.WAITING
        at = last.at.replace(tzinfo=UTC)
        return LastBackup(at, drive, days, has_work, level, needs_old_code)
    begun = session.scalar(select(func.min(JournalAction.at)))
    level = _level(_days_since(reading, begun)) if begun and has_work else Level.GOOD
    return LastBackup(None, "", None, has_work, level)


@action(
    N_("Added a drive for backups"),
    Permission.BACK_UP,
    {"mark": "0123456789abcdef", "name": "Red stick", "kept_at": "Khadija's house"},
)
def add_drive(work: Work, mark: str, name: str, kept_at: str, folder: str = "") -> int:
    """Know a drive by its mark from now on; one that was retired is in use again."""
    if not is_mark(mark):
        raise Refusal(_("This drive has no mark."))
    found = select(BackupDrive).where(BackupDrive.mark == mark)
    row = work.session.scalar(found) or BackupDrive(mark=mark)
    row.name, row.kept_at = _names(work, row.id, name, kept_at)
    row.folder, row.is_retired = folder, False
    work.session.add(row)
    work.session.flush()
    return row.id


@action(
    N_("Changed a drive for backups"),
    Permission.BACK_UP,
    {"drive_id": 1, "version": 1, "name": "Red stick", "kept_at": "The safe"},
)
def change_drive(work: Work, drive_id: int, version: int, name: str, kept_at: str) -> None:
    """Change what a drive is called, and where it is kept."""
    row = work.editable(BackupDrive, drive_id, version)
    row.name, row.kept_at = _names(work, row.id, name, kept_at)


@action(N_("Retired a drive for backups"), Permission.BACK_UP, {"drive_id": 1, "version": 2})
def retire_drive(work: Work, drive_id: int, version: int) -> None:
    """Ask for this drive no more: it is lost, broken or given away."""
    work.editable(BackupDrive, drive_id, version).is_retired = True


@action(
    "",
    Permission.BACK_UP,
    {"drive_id": 1, "is_good": True, "told": {"bytes": 1, "seconds": 1}},
    is_journalled=False,
)
def note_backup(
    work: Work,
    drive_id: int,
    is_good: bool,
    told: Mapping[str, Any],
    at: datetime | None = None,
) -> None:
    """Keep that a backup was made, now or then (UTC), or that it failed; `told` are figures."""
    note(work, UpkeepKind.BACKUP, is_good=is_good, told=told, drive_id=drive_id, at=at)


def _names(work: Work, drive_id: int | None, name: str, kept_at: str) -> tuple[str, str]:
    name, kept_at = short_line(name, "name"), short_line(kept_at, "kept_at")
    if not name:
        raise Refusal(_("Give the drive a name that tells it from the other."), "name")
    same = select(BackupDrive.id).where(
        BackupDrive.name == name, BackupDrive.id != (drive_id or 0), ~BackupDrive.is_retired
    )
    if work.session.scalar(same.limit(1)) is not None:
        raise Refusal(_("Another drive is called this already."), "name")
    return name, kept_at


def _good() -> Any:
    return select(Upkeep).where(Upkeep.kind == UpkeepKind.BACKUP, Upkeep.is_good)


def _last_good(session: Session) -> dict[int | None, Upkeep]:
    newest = (
        select(func.max(Upkeep.id))
        .where(Upkeep.kind == UpkeepKind.BACKUP, Upkeep.is_good)
        .group_by(Upkeep.drive_id)
    )
    rows = session.scalars(select(Upkeep).where(Upkeep.id.in_(newest)))
    return {row.drive_id: row for row in rows}


def _is_own_disk(last: Upkeep | None) -> bool:
    return last is not None and bool(last.told.get(ON_THIS_PC))


def _order(last: Upkeep | None) -> int:
    """In the order of their making: the clock may have gone wrong meanwhile."""
    return last.id if last is not None else 0


def _was_renewed_since(session: Session, at: datetime) -> bool:
    renewals = select(JournalAction.id).where(JournalAction.name.in_(_RENEWALS))
    return session.scalar(renewals.where(JournalAction.at > at).limit(1)) is not None


def _known(row: BackupDrive, last: Upkeep | None, is_due: bool) -> KnownDrive:
    return KnownDrive(
        row.id,
        row.mark,
        row.name,
        row.kept_at,
        row.folder,
        row.is_retired,
        row.version,
        last.at.replace(tzinfo=UTC) if last is not None else None,
        is_due,
        str(last.told.get("place", "")) if last is not None else "",
    )


def _days_since(reading: Reading, at: datetime) -> int:
    """Days on the calendar of Taroudant; none where the clock was set back."""
    return max(0, (reading.today - in_taroudant(at).date()).days)


def _level(days: int) -> Level:
    if days > _DANGER:
        return Level.DANGER
    return Level.WAITING if days > _WAITING else Level.GOOD


describe(
    BackupDrive.__tablename__,
    Permission.BACK_UP,
    lambda values: str(values["name"]),
    {
        "name": Column(N_("Name")),
        "kept_at": Column(N_("Kept at")),
        "folder": Column(N_("Folder")),
        "is_retired": Column(N_("No longer used"), yes_or_no),
    },
)
