"""What the director sets for the whole centre."""

from __future__ import annotations

import secrets

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

import amane_desktop.office.attachments  # noqa: F401  (the logo)
from amane_desktop.storage.database import Base


class CentreSettings(Base):
    """The centre's own row: what it is called, where it is, and when a quiet screen locks.

    A child is long not heard of at school after `unheard_weeks`, and comes too little below
    `attendance_threshold` (percent). Backups stand under `backup_set` on a drive, which tells
    nothing of the centre; closing asks for one on `backup_weekday` (1 is Monday, 0 never). What is
    kept on this PC against mistakes takes at most `snapshot_share` percent of the disk.
    """

    __tablename__ = "centre_settings"
    name: Mapped[str]
    name_ar: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    address_ar: Mapped[str] = mapped_column(default="")
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    is_demonstration: Mapped[bool]
    idle_minutes: Mapped[int] = mapped_column(default=10)
    unheard_weeks: Mapped[int] = mapped_column(default=6)
    attendance_threshold: Mapped[int] = mapped_column(default=70)
    backup_set: Mapped[str] = mapped_column(default=lambda: secrets.token_hex(8))
    backup_weekday: Mapped[int] = mapped_column(default=5)
    snapshot_share: Mapped[int] = mapped_column(default=5)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
