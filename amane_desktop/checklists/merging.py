"""What a merge of two persons carries over of the papers that each needs."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.services import papers_seen
from amane_desktop.checklists.standing import State
from amane_desktop.i18n import ngettext
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.comparing import TOLD_CARRIED
from amane_desktop.people.merging import CARRIERS
from amane_desktop.people.models import Scan


def _carry(work: Work, kept_id: int, other_id: int) -> None:
    """One of a kind is enough where a checklist asks each of them for it: the one begun with.

    Where something was done with both, both stay for staff to look at.
    """
    kept = {(row.checklist_id, row.code): row for row in _papers(work, kept_id) if row.code}
    for paper in _papers(work, other_id):
        same = kept.get((paper.checklist_id, paper.code))
        if same is not None and is_untouched(work, paper):
            work.session.delete(paper)
            continue
        if same is not None and is_untouched(work, same):
            work.session.delete(same)
        paper.person_id = kept_id


def _papers(work: Work, person_id: int) -> list[RequiredPaper]:
    found = select(RequiredPaper).where(RequiredPaper.person_id == person_id)
    return list(work.session.scalars(found.order_by(RequiredPaper.id)))


def is_untouched(reading: Reading, paper: RequiredPaper) -> bool:
    """Whether nothing was done with a paper yet."""
    if paper.state != State.NEEDED or paper.entrusted_on is not None or paper.note:
        return False
    scans = select(Scan.id).where(Scan.required_paper_id == paper.id)
    return reading.session.scalar(scans.limit(1)) is None


CARRIERS.append(_carry)


def _told(reading: Reading, person_id: int) -> Iterator[str]:
    theirs = RequiredPaper.person_id == person_id
    seen = select(func.count()).select_from(RequiredPaper)
    seen = seen.where(theirs, RequiredPaper.id.in_(papers_seen(reading)))
    if n := reading.session.scalar(seen):
        yield ngettext("{n} required paper", "{n} required papers", n).format(n=n)


TOLD_CARRIED.append(_told)
