"""The lists of values that a centre may change: neighbourhoods, reasons, kinds."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from amane_desktop.storage.database import Base


class ListedValue(Base):
    """One value of a list, in both languages; rows keep its code, so that its words may change."""

    __tablename__ = "listed_value"
    __table_args__ = (UniqueConstraint("list", "code"),)
    list: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    name_ar: Mapped[str]
    position: Mapped[int]
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
