"""What goes of dossiers when somebody is erased for good."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.civil_registration.models import (
    Dossier,
    DossierAppointment,
    DossierExpense,
    DossierNeed,
    DossierNote,
    DossierPerson,
    DossierStep,
    OutgoingLetter,
)
from amane_desktop.i18n import N_
from amane_desktop.office.erasing import LEFT_OVER, Rows, goes_with, named_in
from amane_desktop.people.models import Scan

goes_with("family", Dossier.family_id, N_("Dossiers"))
goes_with("person", DossierPerson.person_id, N_("Dossiers"))
goes_with("dossier", DossierPerson.dossier_id, N_("Dossiers"))
goes_with("dossier", DossierStep.dossier_id, N_("Steps of dossiers"))
goes_with("dossier", DossierAppointment.dossier_id, N_("Appointments"))
goes_with("appointment", DossierAppointment.appointment_id, N_("Appointments"))
goes_with("dossier", DossierNeed.dossier_id, N_("Dossiers"))
goes_with("dossier", DossierNeed.needs_id, N_("Dossiers"))
goes_with("dossier", DossierExpense.dossier_id, N_("Expenses"))
goes_with("dossier", DossierNote.dossier_id, N_("Notes"))
goes_with("dossier", OutgoingLetter.dossier_id, N_("Letters"))
goes_with("dossier", Scan.dossier_id, N_("Scans and photos"))


def _left_over(session: Session, rows: Rows) -> Rows:
    """Dossiers with nobody left, and the checklist and appointments of every dossier that goes."""
    dossiers = rows.get("dossier", set()) | _with_nobody_left(session, rows)
    links = rows.get("dossier_appointment", set())
    return {
        "dossier": dossiers,
        "checklist": named_in(session, "dossier", dossiers, "checklist_id"),
        "appointment": named_in(session, "dossier_appointment", links, "appointment_id"),
    }


def _with_nobody_left(session: Session, rows: Rows) -> set[int]:
    """The dossiers of persons who go, but for those that others still stand in."""
    going = rows.get("dossier_person", set())
    whose = named_in(session, "dossier_person", going, "dossier_id")
    found = select(DossierPerson.id, DossierPerson.dossier_id)
    others = session.execute(found.where(DossierPerson.dossier_id.in_(whose)))
    return whose - {dossier_id for row_id, dossier_id in others if row_id not in going}


LEFT_OVER.append(_left_over)
