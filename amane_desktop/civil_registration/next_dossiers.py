"""What follows from a dossier that came to its end: the next ones, and those that waited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import Dossier, DossierPerson
from amane_desktop.civil_registration.opening import under_way
from amane_desktop.civil_registration.procedure_versions import all_in_force
from amane_desktop.civil_registration.procedures import Procedure
from amane_desktop.civil_registration.reach import sees_dossier
from amane_desktop.civil_registration.steps import procedure_of
from amane_desktop.i18n import Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class NextDossier:
    """A procedure that usually follows, for the same persons; `number` is of one under way."""

    code: str
    title: Text
    why: Text
    advice_first: bool
    number: str


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1})
def next_dossiers(reading: Reading, dossier_id: int) -> tuple[NextDossier, ...]:
    """What may be opened next for the persons of a dossier, as its procedure says."""
    dossier = reading.session.get(Dossier, dossier_id)
    if dossier is None or not sees_dossier(reading, dossier_id):
        return ()
    persons = list(
        reading.session.scalars(
            select(DossierPerson.person_id).where(DossierPerson.dossier_id == dossier_id)
        )
    )
    known = all_in_force(reading.session)
    return tuple(
        _line(reading, known[code].procedure, persons)
        for code in procedure_of(reading, dossier).follows
        if code in known
    )


def _line(reading: Reading, procedure: Procedure, persons: Sequence[int]) -> NextDossier:
    return NextDossier(
        code=procedure.code,
        title=procedure.title,
        why=procedure.why,
        advice_first=procedure.advice_first,
        number=under_way(reading, persons, procedure.code),
    )
