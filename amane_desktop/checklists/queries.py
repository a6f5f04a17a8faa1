"""Required papers as a record, a trip and Today show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.checklists.services import sees_checklist
from amane_desktop.checklists.standing import Standing, is_asked_anew, standing
from amane_desktop.i18n import Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Scan
from amane_desktop.people.sight import note_look


@dataclass(frozen=True)
class PaperLine:
    """A required paper with where it stands today.

    `days_left` are those until it expires, where it does; `state` is what was last done with it.
    One without a `code` was added by staff.
    """

    id: int
    checklist_id: int
    person_id: int | None
    position: int
    code: str
    name: Text
    authority: str
    counter_id: int | None
    is_original: bool
    copies: int
    need: str
    valid_months: int | None
    cost: int | None
    bring: Text
    state: str
    standing: Standing
    days_left: int | None
    is_asked_anew: bool
    wanted_by: date | None
    asked_on: date | None
    received_on: date | None
    issued_on: date | None
    valid_until: date | None
    handed_in_on: date | None
    handed_in_at: str
    reason: str
    number: str
    note: str
    entrusted_on: date | None
    returned_on: date | None
    scans: int
    version: int


@query(Permission.SEE_CENTRE, {"checklist_id": 1})
def papers_of(reading: Reading, checklist_id: int) -> tuple[PaperLine, ...]:
    """The papers of a checklist in their order; none of one that the reader does not see."""
    if not sees_checklist(reading, checklist_id):
        return ()
    family_id = reading.session.get_one(Checklist, checklist_id).family_id
    is_protected = reading.session.get_one(Family, family_id).is_protected
    note_look(reading, "family", family_id, is_protected=is_protected)
    return paper_lines(reading, checklist_id)


def paper_lines(reading: Reading, checklist_id: int) -> tuple[PaperLine, ...]:
    """The papers of a checklist, for who asks whether the reader sees it and notes the look."""
    papers = select(RequiredPaper).where(RequiredPaper.checklist_id == checklist_id)
    rows = reading.session.scalars(papers.order_by(RequiredPaper.position, RequiredPaper.id)).all()
    scans = scans_on(reading, (row.id for row in rows))
    return tuple(_line(row, reading.today, scans.get(row.id, 0)) for row in rows)


def scans_on(reading: Reading, paper_ids: Iterable[int]) -> Mapping[int, int]:
    """How many scans each of the papers has that has any."""
    counted = (
        select(Scan.required_paper_id, func.count())
        .where(Scan.required_paper_id.in_(list(paper_ids)))
        .group_by(Scan.required_paper_id)
    )
    return {paper: n for paper, n in reading.session.execute(counted) if paper is not None}


def _line(row: RequiredPaper, today: date, scans: int) -> PaperLine:
    return PaperLine(
        id=row.id,
        checklist_id=row.checklist_id,
        person_id=row.person_id,
        position=row.position,
        code=row.code,
        name=Text(row.name, row.name_ar),
        authority=row.authority,
        counter_id=row.counter_id,
        is_original=row.is_original,
        copies=row.copies,
        need=row.need,
        valid_months=row.valid_months,
        cost=row.cost,
        bring=Text(row.bring, row.bring_ar),
        state=row.state,
        standing=standing(row, today),
        days_left=None if row.valid_until is None else (row.valid_until - today).days,
        is_asked_anew=is_asked_anew(row),
        wanted_by=row.wanted_by,
        asked_on=row.asked_on,
        received_on=row.received_on,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        handed_in_on=row.handed_in_on,
        handed_in_at=row.handed_in_at,
        reason=row.reason,
        number=row.number,
        note=row.note,
        entrusted_on=row.entrusted_on,
        returned_on=row.returned_on,
        scans=scans,
        version=vars(row)["version"],
    )
