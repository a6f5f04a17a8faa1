"""Families and their persons."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

import amane_desktop.access.models  # (who is responsible)
import amane_desktop.office.attachments  # noqa: F401  (photos)
from amane_desktop.storage.database import Base


class Family(Base):
    """A household that the centre stands beside.

    `neighbourhood`, `origin` (how it came to the centre) and `housing` are codes of listed values,
    `languages` several of them between commas; `state` repeats the newest `FamilyState`.
    """

    __tablename__ = "family"
    file_number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_ar: Mapped[str]
    address: Mapped[str]
    neighbourhood: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    origin_note: Mapped[str] = mapped_column(default="")
    housing: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")
    is_protected: Mapped[bool] = mapped_column(default=False)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    sort_key: Mapped[str] = mapped_column(index=True)
    sort_key_ar: Mapped[str] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Telephone(Base):
    """A number of a family or of one person: whose, and what is safe to do with it."""

    __tablename__ = "telephone"
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[str]
    whose: Mapped[str]
    is_safe: Mapped[bool]
    may_leave_message: Mapped[bool] = mapped_column(default=False)
    who_may_know: Mapped[str] = mapped_column(default="")
    note: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Person(Base):
    """A member of a family, with names in both scripts; `Relationship` says who houses whom."""

    __tablename__ = "person"
    # Lists of everybody are read from these indexes alone, without the rows.
    __table_args__ = (
        Index("ix_person_sort_key", "sort_key", "family_id"),
        Index("ix_person_sort_key_ar", "sort_key_ar", "family_id"),
    )
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    given_name_ar: Mapped[str]
    family_name_ar: Mapped[str]
    sex: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    birth_precision: Mapped[str] = mapped_column(default="exact")
    birth_estimated_on: Mapped[date | None]
    birth_place: Mapped[str] = mapped_column(default="")
    kinship: Mapped[str] = mapped_column(default="")
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"), index=True)
    level: Mapped[str] = mapped_column(default="")
    school_class: Mapped[str] = mapped_column(default="")
    cin: Mapped[str] = mapped_column(default="")
    massar: Mapped[str] = mapped_column(default="")
    civil_status: Mapped[str] = mapped_column(default="")
    nationality: Mapped[str] = mapped_column(default="")
    health_cover: Mapped[str] = mapped_column(default="")
    is_deceased: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(default="")
    may_fetch: Mapped[str] = mapped_column(default="")
    must_not_fetch: Mapped[str] = mapped_column(default="")
    safety_note: Mapped[str] = mapped_column(default="")
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    sort_key: Mapped[str]
    sort_key_ar: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Membership(Base):
    """A person in a family from a day to a day; the one without a last day is where they live.

    `Person.family_id` and `Person.kinship` repeat that one, for what lists and papers ask.
    """

    __tablename__ = "membership"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    kinship: Mapped[str]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Relationship(Base):
    """What one person is to another: parent of, married to, houses, signs for, kafala of.

    Who houses, who may sign and kafala are three things, each with its dates; `note` is the paper.
    """

    __tablename__ = "relationship"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    note: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class School(Base):
    """A school of the town; `kind` is preschool, primary, middle, secondary, or empty."""

    __tablename__ = "school"
    name: Mapped[str]
    name_ar: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Schooling(Base):
    """A child at a school in the school year that began in `year`, or in a part of it.

    `outcome` is empty while it goes on, then passed, repeats or left. The newest one is repeated in
    `Person.school_id`, `level` and `school_class`, for what lists and papers ask.
    """

    __tablename__ = "schooling"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    year: Mapped[int]
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    level: Mapped[str] = mapped_column(default="")
    school_class: Mapped[str] = mapped_column(default="")
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")
    leaving_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class FamilyState(Base):
    """The centre's work with a family was opened, paused or closed on a day, and why."""

    __tablename__ = "family_state"
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    state: Mapped[str]
    day: Mapped[date]
    reason: Mapped[str]
    note: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Scan(Base):
    """A paper or photo that was scanned: one of the columns names the record that it hangs on."""

    __tablename__ = "scan"
    family_id: Mapped[int | None] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    # Of rooms above, which tie them to their tables (`hold_scans`).
    dossier_id: Mapped[int | None] = mapped_column(index=True)
    required_paper_id: Mapped[int | None] = mapped_column(index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class FetchedBack(Base):
    """Something of a family was fetched back from the backup of `made_at`."""

    __tablename__ = "fetched_back"
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    made_at: Mapped[datetime]


class FileNumber(Base):
    """The last file number given out in a year; numbers are never given again."""

    __tablename__ = "file_number"
    is_journalled: ClassVar[bool] = False
    year: Mapped[int] = mapped_column(unique=True)
    last: Mapped[int]
