"""What the director sets for the whole centre."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from amane_desktop.storage.database import Base


class CentreSettings(Base):
    """The centre's own row: its name in both scripts."""

    __tablename__ = "centre_settings"
    name: Mapped[str]
    name_ar: Mapped[str]
    is_demonstration: Mapped[bool]
