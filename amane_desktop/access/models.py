"""Staff members."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from amane_desktop.storage.database import Base


class StaffMember(Base):
    """Somebody who signs in; the key ring's slot holds what the password opens.

    `must_choose`: the password was given out, and the next one is their own. `telephone` is the one
    on which families reach them, for papers.
    """

    __tablename__ = "staff_member"
    name: Mapped[str]
    name_ar: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    slot_id: Mapped[str] = mapped_column(unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    must_choose: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
