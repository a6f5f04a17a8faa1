"""Families and their persons."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

import amane_desktop.access.models  # noqa: F401  (who is responsible)
from amane_desktop.storage.database import Base


class Family(Base):
    """A household that the centre stands beside."""

    __tablename__ = "family"
    file_number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_ar: Mapped[str]
    address: Mapped[str]
    is_protected: Mapped[bool] = mapped_column(default=False)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    sort_key: Mapped[str] = mapped_column(index=True)
    sort_key_ar: Mapped[str] = mapped_column(index=True)
    find_text: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Telephone(Base):
    """A number of a family: whose it is, and whether it is safe to call."""

    __tablename__ = "telephone"
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    number: Mapped[str]
    whose: Mapped[str]
    is_safe: Mapped[bool]
    note: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Person(Base):
    """A member of a family, with names in both scripts; who houses and who signs are two things."""

    __tablename__ = "person"
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    given_name_ar: Mapped[str]
    family_name_ar: Mapped[str]
    sex: Mapped[str]
    birth_date: Mapped[date | None]
    birth_precision: Mapped[str]
    kinship: Mapped[str]
    is_housing: Mapped[bool]
    is_signing: Mapped[bool]
    school: Mapped[str]
    level: Mapped[str]
    sort_key: Mapped[str] = mapped_column(index=True)
    sort_key_ar: Mapped[str] = mapped_column(index=True)
    find_text: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class FileNumber(Base):
    """The last file number given out in a year; numbers are never given again."""

    __tablename__ = "file_number"
    is_journalled: ClassVar[bool] = False
    year: Mapped[int] = mapped_column(unique=True)
    last: Mapped[int]
