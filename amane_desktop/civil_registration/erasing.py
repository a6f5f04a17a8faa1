"""What goes of dossiers when somebody is erased for good."""

from __future__ import annotations

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
from amane_desktop.office.erasing import goes_with
from amane_desktop.people.models import Scan

goes_with("family", Dossier.family_id, N_("Dossiers"))
goes_with("person", DossierPerson.person_id, N_("Dossiers"))
goes_with("dossier", DossierPerson.dossier_id, N_("Dossiers"))
goes_with("dossier", DossierStep.dossier_id, N_("Steps of dossiers"))
goes_with("dossier", DossierAppointment.dossier_id, N_("Appointments"))
goes_with("dossier", DossierNeed.dossier_id, N_("Dossiers"))
goes_with("dossier", DossierNeed.needs_id, N_("Dossiers"))
goes_with("dossier", DossierExpense.dossier_id, N_("Expenses"))
goes_with("dossier", DossierNote.dossier_id, N_("Notes"))
goes_with("dossier", OutgoingLetter.dossier_id, N_("Letters"))
goes_with("dossier", Scan.dossier_id, N_("Scans and photos"))
