"""Groups, who is enrolled in them, when they meet, and who came."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from amane_desktop.storage.database import Base


class Mark(StrEnum):
    """What the attendance sheet says of a child at one group session."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    LATE = "late"


class Group(Base):
    """Children who come together; `levels` are codes of `people.levels` between commas.

    `activity` is a code of a listed value, empty for tutoring; an open group has no enrolments:
    whoever comes is marked. `teacher` is the name of one who does not sign in.
    """

    __tablename__ = "child_group"
    name: Mapped[str]
    name_ar: Mapped[str]
    levels: Mapped[str]
    teacher: Mapped[str]
    teacher_ar: Mapped[str]
    room: Mapped[str]
    room_ar: Mapped[str]
    capacity: Mapped[int]
    activity: Mapped[str] = mapped_column(default="")
    colour: Mapped[str] = mapped_column(default="")
    teacher_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    is_open: Mapped[bool] = mapped_column(default=False)
    last_day: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Enrolment(Base):
    """A child in a group from a day, until a last day when it has left."""

    __tablename__ = "enrolment"
    group_id: Mapped[int] = mapped_column(ForeignKey("child_group.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    leaving_reason: Mapped[str] = mapped_column(default="")
    leaving_note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class EnrolmentPause(Base):
    """Days in which an enrolled child does not come; it keeps its place."""

    __tablename__ = "enrolment_pause"
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    reason: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Waiting(Base):
    """A child who waits for a place in a group since a day, until it has one or gives up."""

    __tablename__ = "waiting"
    group_id: Mapped[int] = mapped_column(ForeignKey("child_group.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    note: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class TimetablePeriod(Base):
    """Days with hours of their own: a season, or Ramadan, which goes before a season."""

    __tablename__ = "timetable_period"
    name: Mapped[str]
    name_ar: Mapped[str]
    kind: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class TimetableSlot(Base):
    """A weekly hour of a group, in force from a day; ISO weekdays, wall-clock times.

    An hour of a period holds only in its days, and the others do not hold in them.
    """

    __tablename__ = "timetable_slot"
    group_id: Mapped[int] = mapped_column(ForeignKey("child_group.id"), index=True)
    weekday: Mapped[int]
    start: Mapped[time]
    end: Mapped[time]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    period_id: Mapped[int | None] = mapped_column(ForeignKey("timetable_period.id"))


class SessionChange(Base):
    """A session planned for `day` and `start` that is cancelled or moved, or an extra one."""

    __tablename__ = "session_change"
    __table_args__ = (UniqueConstraint("group_id", "day", "start"),)
    group_id: Mapped[int] = mapped_column(ForeignKey("child_group.id"))
    day: Mapped[date]
    start: Mapped[time]
    kind: Mapped[str]
    to_day: Mapped[date | None] = mapped_column(index=True)
    to_start: Mapped[time | None]
    to_end: Mapped[time | None]
    title: Mapped[str] = mapped_column(default="")
    title_ar: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class PublicHoliday(Base):
    """A public holiday of Morocco; those of the moon are estimates until the director says so."""

    __tablename__ = "public_holiday"
    day: Mapped[date] = mapped_column(index=True)
    name: Mapped[str]
    name_ar: Mapped[str]
    is_estimate: Mapped[bool]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class SchoolHoliday(Base):
    """Days without school; the centre may be closed in them, or not."""

    __tablename__ = "school_holiday"
    name: Mapped[str]
    name_ar: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    is_closed: Mapped[bool]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


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


class PrintedSheet(Base):
    """A roster that went to paper: its children in the order in which they stand on it."""

    __tablename__ = "printed_sheet"
    __table_args__ = (Index("ix_printed_sheet_week", "group_id", "monday"),)
    is_journalled: ClassVar[bool] = False
    group_id: Mapped[int] = mapped_column(ForeignKey("child_group.id"))
    monday: Mapped[date]
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    person_ids: Mapped[list[int]] = mapped_column(JSON)


class SchoolYear(Base):
    """A school year from its first to its last day."""

    __tablename__ = "school_year"
    first_day: Mapped[date]
    last_day: Mapped[date]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
