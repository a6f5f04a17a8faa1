"""What dossiers are to the rooms below: whose tasks, checklists and scans they are."""

from __future__ import annotations

from sqlalchemy import Select, select

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.agenda.services import TaskService, keep_tasks
from amane_desktop.checklists.services import (
    CHECKLIST_TOUCHED,
    ChecklistService,
    keep_checklists,
)
from amane_desktop.civil_registration.models import Dossier
from amane_desktop.civil_registration.reach import seen_ids
from amane_desktop.civil_registration.words import SERVICE, State
from amane_desktop.i18n import N_
from amane_desktop.office.history import last_values
from amane_desktop.office.rows import Row
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Scan
from amane_desktop.people.scan_holders import Holder, hold_scans

HEARING, ERRAND = "hearing", "errand"
KINDS = {HEARING: N_("Hearing"), ERRAND: N_("Errand at an office")}
_SEEN = (Permission.SEE_DOSSIERS, Permission.EDIT_DOSSIERS, Part.CIVIL_STATUS)


def _under_way() -> Select[int]:
    return select(Dossier.checklist_id).where(Dossier.state == State.OPEN)


def _note_touched(work: Work, checklist_id: int) -> None:
    found = select(Dossier).where(Dossier.checklist_id == checklist_id)
    dossier = work.session.scalar(found)
    if dossier is not None:
        dossier.touched_on = work.today


def _record(reading: Reading, dossier_id: int) -> Row | None:
    was = last_values(reading.session, Dossier.__tablename__, dossier_id)
    return ("family", was["family_id"]) if was else None


keep_tasks(SERVICE, TaskService(*_SEEN, KINDS))
keep_checklists(SERVICE, ChecklistService(*_SEEN, under_way=_under_way))
CHECKLIST_TOUCHED.append(_note_touched)
hold_scans(
    Dossier.__tablename__,
    Holder(Scan.dossier_id, Permission.SEE_DOSSIERS, Permission.EDIT_DOSSIERS, seen_ids, _record),
)
