"""Groups, and who is enrolled in them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from amane_desktop.storage.database import Base


class Group(Base):
    """Children who come together."""

    __tablename__ = "child_group"
    name: Mapped[str] = mapped_column(unique=True)
    name_ar: Mapped[str]
    teacher: Mapped[str]
    teacher_ar: Mapped[str]
    room: Mapped[str]
    capacity: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Enrolment(Base):
    """A child in a group from a day, until a last day when it has left."""

    __tablename__ = "enrolment"
    group_id: Mapped[int] = mapped_column(ForeignKey("child_group.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
