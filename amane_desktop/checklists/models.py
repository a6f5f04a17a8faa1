"""Counters, checklists, and the papers on them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

import amane_desktop.people.models  # noqa: F401  (whose paper it is)
from amane_desktop.storage.database import Base


class Counter(Base):
    """An office that gives or takes papers; `authority` is the code of what kind it is.

    `hours` are its habits in free words, which staff keep true.
    """

    __tablename__ = "counter"
    authority: Mapped[str]
    name: Mapped[str]
    name_ar: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    address_ar: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    hours_ar: Mapped[str] = mapped_column(default="")
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


class Checklist(Base):
    """The papers that one record of a service asks for, in a family."""

    __tablename__ = "checklist"
    service: Mapped[str]
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)


class RequiredPaper(Base):
    """A paper that is needed, and where it stands.

    `code` is the procedure's own, empty for one that staff added. `state` is `needed`, `asked`,
    `received`, `handed_in` or `not_needed` (with `reason`); that a paper has expired follows from
    `valid_until` (the last day on which it holds) and the day. One that is at hand, and `asked_on`
    after it was received, is asked for anew. `need` is `due`, `often_asked` or `if_court_asks`;
    only the first holds a dossier up. `person_id` is whose paper it is, where brothers and sisters
    need one each. An original that the family left at the centre has `entrusted_on` and no
    `returned_on`. `cost` in centimes, None when it is not known; `valid_months` None for what does
    not expire.
    """

    __tablename__ = "required_paper"
    # How far a checklist is, is read from its index alone, without the rows.
    __table_args__ = (
        Index("ix_required_paper_state", "state", "valid_until"),
        Index("ix_required_paper_checklist_id", "checklist_id", "need", "state", "valid_until"),
    )
    checklist_id: Mapped[int] = mapped_column(ForeignKey("checklist.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    name_ar: Mapped[str]
    authority: Mapped[str] = mapped_column(default="")
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    is_original: Mapped[bool] = mapped_column(default=False)
    copies: Mapped[int] = mapped_column(default=1)
    need: Mapped[str] = mapped_column(default="due")
    valid_months: Mapped[int | None]
    cost: Mapped[int | None]
    bring: Mapped[str] = mapped_column(default="")
    bring_ar: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="needed")
    wanted_by: Mapped[date | None]
    asked_on: Mapped[date | None]
    received_on: Mapped[date | None]
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    handed_in_on: Mapped[date | None]
    handed_in_at: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    entrusted_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}
