"""Staff members."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from amane_desktop.storage.database import Base


class StaffMember(Base):
    """Somebody who signs in; the key ring's slot holds what the password opens."""

    __tablename__ = "staff_member"
    name: Mapped[str]
    role: Mapped[str]
    slot_id: Mapped[str] = mapped_column(unique=True)
