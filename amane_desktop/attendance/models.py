"""Groups, who is enrolled in them, when they meet, and who came."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from amane_desktop.storage.database import Base


class Mark(StrEnum):
    """What the attendance sheet says of a child at one group session."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    LATE = "late"


class Group(Base):
    """Children who come together; `levels` are codes of `people.levels` between commas."""

    __tablename__ = "child_group"
    name: Mapped[str]
    name_ar: Mapped[str]
    levels: Mapped[str]
    teacher: Mapped[str]
    teacher_ar: Mapped[str]
    room: Mapped[str]
    room_ar: Mapped[str]
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
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class TimetableSlot(Base):
    """A weekly hour of a group, in force from a day; ISO weekdays, wall-clock times."""

    __tablename__ = "timetable_slot"
    group_id: Mapped[int] = mapped_column(ForeignKey("child_group.id"), index=True)
    weekday: Mapped[int]
    start: Mapped[time]
    end: Mapped[time]
    first_day: Mapped[date]
    last_day: Mapped[date | None]


class DayException(Base):
    """A day, morning or afternoon when the centre is closed, or open on a public holiday."""

    __tablename__ = "day_exception"
    __table_args__ = (UniqueConstraint("day", "part"),)
    day: Mapped[date]
    part: Mapped[str]
    is_open: Mapped[bool]
    reason: Mapped[str]
    reason_ar: Mapped[str]


class GroupSession(Base):
    """One meeting of a group, kept once somebody is marked in it."""

    __tablename__ = "group_session"
    __table_args__ = (UniqueConstraint("group_id", "day", "start"),)
    group_id: Mapped[int] = mapped_column(ForeignKey("child_group.id"))
    day: Mapped[date] = mapped_column(index=True)
    start: Mapped[time]
    end: Mapped[time]


class Attendance(Base):
    """A child at a group session; one who is not enrolled came unannounced."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("session_id", "person_id"),)
    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    mark: Mapped[str]
    note: Mapped[str]


class SchoolYear(Base):
    """A school year from its first to its last day."""

    __tablename__ = "school_year"
    first_day: Mapped[date]
    last_day: Mapped[date]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
