"""What the director sets for the whole centre."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from amane_desktop.storage.database import Base


class CentreSettings(Base):
    """The centre's own row: its name in both scripts, and when a quiet screen locks."""

    __tablename__ = "centre_settings"
    name: Mapped[str]
    name_ar: Mapped[str]
    is_demonstration: Mapped[bool]
    idle_minutes: Mapped[int] = mapped_column(default=10)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
