"""What is heard of a child at school: teachers, results, absences, meetings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import amane_desktop.people.models  # noqa: F401  (of whom, and at which school)
from amane_desktop.storage.database import Base


class SchoolTeacher(Base):
    """A teacher or a head of a school."""

    __tablename__ = "school_teacher"
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str]
    name_ar: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class TermResult(Base):
    """One line a term of the school year that began in `year`; `average` in hundredths.

    `told_on` is the day on which the centre heard of it.
    """

    __tablename__ = "term_result"
    __table_args__ = (UniqueConstraint("person_id", "year", "term"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    year: Mapped[int]
    term: Mapped[int]
    average: Mapped[int | None]
    out_of: Mapped[int]
    worries: Mapped[str] = mapped_column(default="")
    told_on: Mapped[date]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class SchoolAbsence(Base):
    """Days on which the school says that the child was not there."""

    __tablename__ = "school_absence"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    is_excused: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class SchoolMeeting(Base):
    """A talk with a teacher about a child; `met` is who, when it is no teacher of the list."""

    __tablename__ = "school_meeting"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    teacher_id: Mapped[int | None] = mapped_column(ForeignKey("school_teacher.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    day: Mapped[date]
    met: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")
    agreed: Mapped[str] = mapped_column(default="")
    next_day: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
