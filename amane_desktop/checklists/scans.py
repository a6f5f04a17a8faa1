"""Scans of required papers: they stand on the record of the family whose checklist it is."""

from __future__ import annotations

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.checklists.services import papers_seen
from amane_desktop.office.history import last_values
from amane_desktop.office.rows import Row
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Scan
from amane_desktop.people.scan_holders import Holder, hold_scans


def _record(reading: Reading, paper_id: int) -> Row | None:
    paper = last_values(reading.session, RequiredPaper.__tablename__, paper_id)
    kind = Checklist.__tablename__
    checklist = paper and last_values(reading.session, kind, paper["checklist_id"])
    return ("family", checklist["family_id"]) if checklist else None


hold_scans(
    RequiredPaper.__tablename__,
    Holder(
        Scan.required_paper_id, Permission.SEE_SCANS, Permission.EDIT_SCANS, papers_seen, _record
    ),
)
