"""The papers that a service's record begins with, or is given later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.i18n import Text
from amane_desktop.office.work import Reading, Work

NOTHING = Text()


@dataclass(frozen=True)
class NewPaper:
    """A paper as a procedure asks for it; of brothers and sisters, `person_id` is whose it is."""

    code: str
    name: Text
    authority: str = ""
    is_original: bool = False
    copies: int = 1
    need: str = "due"
    valid_months: int | None = None
    cost: int | None = None
    bring: Text = NOTHING
    person_id: int | None = None
    note: str = ""


def fill(work: Work, checklist: Checklist, papers: Iterable[NewPaper]) -> tuple[int, ...]:
    """Add the papers to a checklist, below those that it has; gives their numbers."""
    work.session.add(checklist)
    work.session.flush()
    first = next_position(work, checklist.id)
    rows = [
        RequiredPaper(checklist_id=checklist.id, position=first + n, **columns_of(paper))
        for n, paper in enumerate(papers)
    ]
    work.session.add_all(rows)
    work.session.flush()
    return tuple(row.id for row in rows)


def next_position(reading: Reading, checklist_id: int) -> int:
    """Where the next paper of a checklist stands."""
    last = select(func.max(RequiredPaper.position))
    found = reading.session.scalar(last.where(RequiredPaper.checklist_id == checklist_id))
    return 0 if found is None else found + 1


def columns_of(paper: NewPaper) -> dict[str, Any]:
    """What a paper's row begins with, beside where it stands."""
    return {
        "code": paper.code,
        "person_id": paper.person_id,
        "name": paper.name.fr,
        "name_ar": paper.name.ar,
        "authority": paper.authority,
        "is_original": paper.is_original,
        "copies": paper.copies,
        "need": paper.need,
        "valid_months": paper.valid_months,
        "cost": paper.cost,
        "bring": paper.bring.fr,
        "bring_ar": paper.bring.ar,
        "note": paper.note,
    }
