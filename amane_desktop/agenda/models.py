"""Tasks and appointments."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

import amane_desktop.people.models  # noqa: F401  (about whom)
from amane_desktop.storage.database import Base


class Task(Base):
    """Something to do by a day; `kind` is a service's own code, empty when `title` says it all."""

    __tablename__ = "task"
    service: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    due: Mapped[date] = mapped_column(index=True)
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Appointment(Base):
    """Somebody is expected somewhere at a local date and time; `kind` is a service's own code.

    `state` is `planned`, `held`, `missed` or `cancelled`. `time` None: on that day, no hour told.
    """

    __tablename__ = "appointment"
    service: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    day: Mapped[date] = mapped_column(index=True)
    time: Mapped[time | None]
    place: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="planned")
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
