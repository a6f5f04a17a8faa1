"""What is done for the data's safety: backups, the drives that they go to, checks, rehearsals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

import amane_desktop.access.models  # noqa: F401  (whose work it was)
from amane_desktop.storage.database import Base

if TYPE_CHECKING:
    from amane_desktop.office.work import Work


class BackupDrive(Base):
    """A drive, or a folder, that backups go to: known by the mark that stands on it.

    `kept_at`: where it is when it is not plugged in, in the staff's words. `folder`: where a
    folder that was chosen stands on this PC; empty for a drive.
    """

    __tablename__ = "backup_drive"
    mark: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kept_at: Mapped[str] = mapped_column(default="")
    folder: Mapped[str] = mapped_column(default="")
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class UpkeepKind(StrEnum):
    """What was done."""

    BACKUP = "backup"
    CHECK = "check"
    REHEARSAL = "rehearsal"


class Upkeep(Base):
    """One time that it was done, and whether all was good; `told` holds figures, no names."""

    __tablename__ = "upkeep"
    __table_args__ = (Index("ix_upkeep_kind", "kind", "at"),)
    is_journalled: ClassVar[bool] = False
    kind: Mapped[str]
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    drive_id: Mapped[int | None] = mapped_column(ForeignKey("backup_drive.id"))
    is_good: Mapped[bool]
    told: Mapped[dict[str, Any]] = mapped_column(JSON)


def note(
    work: Work,
    kind: UpkeepKind,
    *,
    is_good: bool,
    told: Mapping[str, Any],
    drive_id: int | None = None,
    at: datetime | None = None,
) -> None:
    """Keep that it was done, now or then (UTC), by whoever works."""
    work.session.add(
        Upkeep(
            kind=kind,
            at=at or work.clock.now(),
            staff_id=work.by.id,
            drive_id=drive_id,
            is_good=is_good,
            told=dict(told),
        )
    )
