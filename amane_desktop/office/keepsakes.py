"""What is kept of work under way and of looking, and is no change of a record: not journalled."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

import amane_desktop.access.models  # noqa: F401  (whose it is)
from amane_desktop.storage.database import Base


class Preference(Base):
    """How a staff member likes a list: its columns, their order, kept filters."""

    __tablename__ = "preference"
    __table_args__ = (UniqueConstraint("staff_id", "key"),)
    is_journalled: ClassVar[bool] = False
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    key: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON)


class Draft(Base):
    """What stands half-typed in a form, for whoever typed it."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("staff_id", "form"),)
    is_journalled: ClassVar[bool] = False
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    form: Mapped[str]
    typed: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]


class Look(Base):
    """Who looked at a protected record, and when."""

    __tablename__ = "look"
    __table_args__ = (Index("ix_look_row", "kind", "row_id"),)
    is_journalled: ClassVar[bool] = False
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[str]
    row_id: Mapped[int]


class Erasure(Base):
    """A row that was erased for good, without a word of what it held."""

    __tablename__ = "erasure"
    is_journalled: ClassVar[bool] = False
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[str]
    row_id: Mapped[int]
