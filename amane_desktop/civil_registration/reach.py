"""Whose dossiers a reader sees: those of families that are seen whole, with all their persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, select

from amane_desktop.access.permissions import Part, Permission, may
from amane_desktop.civil_registration.models import Dossier, DossierPerson
from amane_desktop.civil_registration.words import State
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import last_values
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.gone import sees_whole_or_gone
from amane_desktop.people.models import Family, Person
from amane_desktop.people.sight import Sight


def dossiers_seen(reading: Reading) -> ColumnElement[bool]:
    """The dossiers that the reader sees, on a row of `Dossier`."""
    if not may(reading.by.role, Permission.SEE_DOSSIERS):
        return false()
    sight = Sight(reading)
    whole = and_(sight.whole(), sight.part(Part.CIVIL_STATUS))
    # Hidden families are few, so they are what is looked for; what is not known to be seen is one.
    hidden = select(Family.id).where(~func.coalesce(whole, false()))
    # (one of brothers and sisters may have moved to a family that is protected)
    elsewhere = (
        select(DossierPerson.dossier_id)
        .join(Person, Person.id == DossierPerson.person_id)
        .where(Person.family_id.in_(hidden))
    )
    return and_(Dossier.family_id.not_in(hidden), Dossier.id.not_in(elsewhere))


def seen_ids(reading: Reading) -> Select[int]:
    """The numbers of the rows of dossiers that the reader sees."""
    return select(Dossier.id).where(dossiers_seen(reading))


def sees_dossier(reading: Reading, dossier_id: int) -> bool:
    """Whether the reader sees a dossier."""
    return reading.session.scalar(seen_ids(reading).where(Dossier.id == dossier_id)) is not None


def is_shown(reading: Reading, values: Mapping[str, Any]) -> bool:
    """Whether the reader sees a dossier by its values, which may be of one that is gone."""
    return may(reading.by.role, Permission.SEE_DOSSIERS) and sees_whole_or_gone(
        reading, values["family_id"]
    )


def belongs_to_shown(reading: Reading, values: Mapping[str, Any]) -> bool:
    """Whether the reader sees the dossier that a row names, which may be gone."""
    was = last_values(reading.session, Dossier.__tablename__, values["dossier_id"])
    return was is not None and is_shown(reading, was)


def to_work_on(work: Work, dossier_id: int, version: int | None = None) -> Dossier:
    """The dossier, which is touched today; refuses one that is gone or not the reader's.

    With a `version`, also one that was changed meanwhile.
    """
    dossier = work.session.get(Dossier, dossier_id)
    if dossier is None:
        raise Refusal(_("This is no longer there."))
    if not sees_dossier(work, dossier_id):
        raise NotAllowed(_("Your role does not allow this."))
    if version is not None:
        dossier = work.editable(Dossier, dossier_id, version)
    dossier.touched_on = work.today
    return dossier


def check_not_closed(dossier: Dossier) -> None:
    """Refuse to go on with a dossier that is closed."""
    if dossier.state == State.CLOSED:
        raise Refusal(_("This dossier is closed: open it again first."))
