"""The dossiers of a family and of its persons, for their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import Dossier, DossierPerson, ProcedureVersion
from amane_desktop.civil_registration.procedures import kept
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.i18n import Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class FamilyDossier:
    """A dossier of the family: for which persons, by what, how far."""

    id: int
    number: str
    persons: tuple[int, ...]
    badge: Text
    step: Text
    state: str
    outcome: str
    opened_on: date
    closed_on: date | None


@query(Permission.SEE_DOSSIERS, {"family_id": 1})
def family_dossiers(reading: Reading, family_id: int) -> tuple[FamilyDossier, ...]:
    """The dossiers of a family that the reader sees, the newest first."""
    rows = reading.session.execute(
        select(Dossier, ProcedureVersion.text)
        .join(ProcedureVersion, ProcedureVersion.id == Dossier.procedure_id)
        .where(Dossier.family_id == family_id, dossiers_seen(reading))
        .order_by(Dossier.id.desc())
    )
    return tuple(_line(reading, row, text) for row, text in rows)


def _line(reading: Reading, row: Dossier, text: str) -> FamilyDossier:
    procedure = kept(text)
    step = procedure.step(row.step)
    persons = select(DossierPerson.person_id).where(DossierPerson.dossier_id == row.id)
    return FamilyDossier(
        id=row.id,
        number=row.number,
        persons=tuple(reading.session.scalars(persons.order_by(DossierPerson.id))),
        badge=procedure.badge,
        step=step.name if step is not None else Text(),
        state=row.state,
        outcome=row.outcome,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
    )
