"""Dossiers: who, by which procedure, how far, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import amane_desktop.agenda.models
import amane_desktop.checklists.models  # noqa: F401
from amane_desktop.storage.database import Base


class ProcedureVersion(Base):
    """One version of a procedure as it was read, word for word; rows are never changed.

    Where the newest row of a code `is_centres_own`, it is in force; else what the program ships.
    A dossier keeps the version it began with. `shipped_number` is what the program shipped then.
    """

    __tablename__ = "procedure_version"
    code: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    is_centres_own: Mapped[bool]
    text: Mapped[str]
    shipped_number: Mapped[int | None]


class LetterTemplate(Base):
    """The centre's own wording of a letter; without a row, the shipped one holds."""

    __tablename__ = "letter_template"
    code: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str]
    subject_ar: Mapped[str]
    body: Mapped[str]
    body_ar: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Dossier(Base):
    """The road of one person, or of brothers and sisters, to a paper of the civil registry.

    `number` is such as EC-2026-014. `state` is `open`, `resting` or `closed`, `outcome` then
    `registered`, `refused`, `abandoned` or `moved`. `step` repeats the code of the first step that
    is not done, for the board. `answers` are those to the plain questions, by their codes.
    `touched_on` is the day on which staff last did something with it.
    """

    __tablename__ = "dossier"
    __table_args__ = (Index("ix_dossier_state", "state", "touched_on"),)
    number: Mapped[str] = mapped_column(unique=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure_version.id"))
    checklist_id: Mapped[int] = mapped_column(ForeignKey("checklist.id"), unique=True)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    state: Mapped[str] = mapped_column(default="open")
    outcome: Mapped[str] = mapped_column(default="")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None] = mapped_column(index=True)
    appeal_by: Mapped[date | None]
    rests_until: Mapped[date | None]
    touched_on: Mapped[date]
    step: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    obstacle: Mapped[str] = mapped_column(default="")
    court: Mapped[str] = mapped_column(default="")
    court_file_number: Mapped[str] = mapped_column(default="")
    judgment_number: Mapped[str] = mapped_column(default="")
    judgment_on: Mapped[date | None]
    judgment_note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class DossierPerson(Base):
    """Somebody whom a dossier is for, and their record as it is written, once there is one.

    `father_name` is text on the record, never a person.
    """

    __tablename__ = "dossier_person"
    __table_args__ = (UniqueConstraint("dossier_id", "person_id"),)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    record_number: Mapped[str] = mapped_column(default="")
    record_year: Mapped[int | None]
    registry_office: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    given_name_ar: Mapped[str] = mapped_column(default="")
    family_name_ar: Mapped[str] = mapped_column(default="")
    father_name: Mapped[str] = mapped_column(default="")
    father_name_ar: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    taken_over_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class DossierStep(Base):
    """A step of the procedure: `state` is `open`, `done` or `not_needed` (with `note` why)."""

    __tablename__ = "dossier_step"
    __table_args__ = (UniqueConstraint("dossier_id", "code"),)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    code: Mapped[str]
    position: Mapped[int]
    state: Mapped[str] = mapped_column(default="open")
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class DossierAppointment(Base):
    """An appointment of the agenda that belongs to a dossier, and to one of its steps."""

    __tablename__ = "dossier_appointment"
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"), unique=True)
    step: Mapped[str] = mapped_column(default="")


class DossierNeed(Base):
    """A dossier that cannot go on before another: a child's before its mother's own."""

    __tablename__ = "dossier_need"
    __table_args__ = (UniqueConstraint("dossier_id", "needs_id"),)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    needs_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)


class DossierExpense(Base):
    """What was paid for a dossier, in centimes; `paid_by` is `centre`, `family` or `other`."""

    __tablename__ = "dossier_expense"
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    day: Mapped[date]
    amount: Mapped[int]
    what: Mapped[str]
    paid_by: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class DossierNote(Base):
    """What a staff member noted about a dossier on a day."""

    __tablename__ = "dossier_note"
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    day: Mapped[date]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    text: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class OutgoingLetter(Base):
    """A letter that accompanies a request, as it went out, with its number of outgoing mail.

    `lang` is the paper's: `fr`, `ar`, or `fr+ar`, which is one letter under one number.
    """

    __tablename__ = "outgoing_letter"
    number: Mapped[str] = mapped_column(unique=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    template: Mapped[str]
    lang: Mapped[str]
    day: Mapped[date]
    addressee: Mapped[str] = mapped_column(default="")
    addressee_ar: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    subject_ar: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    body_ar: Mapped[str] = mapped_column(default="")
    stamped_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class RegisteredBefore(Base):
    """How many people were registered in a year before the program was there."""

    __tablename__ = "registered_before"
    year: Mapped[int] = mapped_column(unique=True)
    count: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class DossierNumber(Base):
    """The last number of a year given to dossiers (`EC`) or letters (`C`); never given again."""

    __tablename__ = "dossier_number"
    __table_args__ = (UniqueConstraint("series", "year"),)
    is_journalled: ClassVar[bool] = False
    series: Mapped[str]
    year: Mapped[int]
    last: Mapped[int]
