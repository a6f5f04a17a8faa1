"""Dossiers that hang on one another: a mother's own record comes before her child's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import DossierNeed
from amane_desktop.civil_registration.reach import check_not_closed, to_work_on
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work

Links = Mapping[int, Iterable[int]]


@dataclass(frozen=True)
class Chain:
    """Which dossiers each one needs, and which need it."""

    needs: dict[int, list[int]] = field(default_factory=dict)
    needed_by: dict[int, list[int]] = field(default_factory=dict)


def all_chains(session: Session) -> Chain:
    """Every link that there is; they are few."""
    chain = Chain()
    rows = session.execute(
        select(DossierNeed.dossier_id, DossierNeed.needs_id).order_by(DossierNeed.id)
    )
    for dossier_id, needs_id in rows:
        chain.needs.setdefault(dossier_id, []).append(needs_id)
        chain.needed_by.setdefault(needs_id, []).append(dossier_id)
    return chain


def along(links: Links, start: int) -> dict[int, int]:
    """What is reached from a dossier, the next ones first, each with how far it is."""
    reached: dict[int, int] = {}
    ring, depth = [start], 0
    while ring:
        depth += 1
        ring = [
            number
            for each in ring
            for number in links.get(each, ())
            if number not in reached and number != start
        ]
        reached |= dict.fromkeys(ring, depth)
    return reached


@action(
    N_("Said that a dossier needs another first"),
    Permission.EDIT_DOSSIERS,
    {"dossier_id": 1, "needs_id": 2},
)
def need_dossier(work: Work, dossier_id: int, needs_id: int) -> None:
    """Let a dossier wait for another one; refuses itself, a second time, and a circle."""
    dossier = to_work_on(work, dossier_id)
    to_work_on(work, needs_id)
    check_not_closed(dossier)
    if dossier_id == needs_id:
        raise Refusal(_("A dossier does not wait for itself."), "needs_id")
    if _link(work, dossier_id, needs_id) is not None:
        raise Refusal(_("It waits for this dossier already."), "needs_id")
    if dossier_id in along(all_chains(work.session).needs, needs_id):
        message = _("The other dossier waits for this one: they would wait for each other.")
        raise Refusal(message, "needs_id")
    work.session.add(DossierNeed(dossier_id=dossier_id, needs_id=needs_id))


@action(
    N_("Said that a dossier no longer needs another"),
    Permission.EDIT_DOSSIERS,
    {"dossier_id": 1, "needs_id": 2},
)
def need_no_more(work: Work, dossier_id: int, needs_id: int) -> None:
    """Let a dossier go on without the other one."""
    to_work_on(work, dossier_id)
    link = _link(work, dossier_id, needs_id)
    if link is None:
        raise Refusal(_("This is no longer there."))
    work.session.delete(link)


def _link(work: Work, dossier_id: int, needs_id: int) -> DossierNeed | None:
    found = select(DossierNeed).where(
        DossierNeed.dossier_id == dossier_id, DossierNeed.needs_id == needs_id
    )
    return work.session.scalar(found)
