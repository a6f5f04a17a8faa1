"""Whose checklists a reader sees: each service that asks for papers says who."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from amane_desktop.access.permissions import Part, Permission, may
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Family
from amane_desktop.people.sight import Sight


@dataclass(frozen=True)
class ChecklistService:
    """A service's checklists: who sees and changes them, with which part of the family.

    `under_way` selects the numbers of those whose papers are still to be fetched; without one,
    they all are.
    """

    see: Permission
    edit: Permission
    part: Part
    under_way: Callable[[], Select[int]] | None = None


SERVICES: dict[str, ChecklistService] = {}
# Told of each checklist whose papers were changed, so that a service notices.
CHECKLIST_TOUCHED: list[Callable[[Work, int], None]] = []


def keep_checklists(service: str, checklists: ChecklistService) -> None:
    """Let a service ask for papers."""
    SERVICES[service] = checklists


def checklists_seen(reading: Reading, *, to_edit: bool = False) -> ColumnElement[bool]:
    """The checklists that the reader sees, or may change: of families that are seen whole."""
    sight = Sight(reading)
    theirs: list[ColumnElement[bool]] = []
    for code, service in SERVICES.items():
        if may(reading.by.role, service.edit if to_edit else service.see):
            families = select(Family.id).where(sight.whole(), sight.part(service.part))
            theirs.append(and_(Checklist.service == code, Checklist.family_id.in_(families)))
    return or_(false(), *theirs)


def papers_seen(reading: Reading, *, to_edit: bool = False) -> Select[int]:
    """The numbers of the papers that the reader sees, or may change."""
    found = select(RequiredPaper.id).join(Checklist, Checklist.id == RequiredPaper.checklist_id)
    return found.where(checklists_seen(reading, to_edit=to_edit))


def under_way() -> ColumnElement[bool]:
    """The checklists whose papers are still to be fetched."""
    ended = [
        and_(Checklist.service == code, Checklist.id.not_in(service.under_way()))
        for code, service in SERVICES.items()
        if service.under_way is not None
    ]
    return ~or_(false(), *ended)


def sees_checklist(reading: Reading, checklist_id: int, *, to_edit: bool = False) -> bool:
    """Whether the reader sees a checklist, or may change it."""
    found = select(Checklist.id).where(Checklist.id == checklist_id)
    found = found.where(checklists_seen(reading, to_edit=to_edit))
    return reading.session.scalar(found) is not None


def check_checklist(reading: Reading, checklist_id: int) -> None:
    """Refuse a change of papers that are not the reader's to change."""
    if not sees_checklist(reading, checklist_id, to_edit=True):
        raise NotAllowed(_("Your role does not allow this."))


def touched(work: Work, checklist_id: int) -> None:
    """Let its service know that papers of a checklist were changed."""
    for notice in CHECKLIST_TOUCHED:
        notice(work, checklist_id)
