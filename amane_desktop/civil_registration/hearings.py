"""Appointments of a dossier: a hearing, or an errand at an office; they stand in the agenda."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.appointments import add_appointment
from amane_desktop.civil_registration.models import (
    DossierAppointment,
    DossierPerson,
    DossierStep,
)
from amane_desktop.civil_registration.reach import check_not_closed, to_work_on
from amane_desktop.civil_registration.services import HEARING
from amane_desktop.civil_registration.words import SERVICE
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work


@action(
    N_("Added an appointment to a dossier"),
    Permission.EDIT_DOSSIERS,
    {"dossier_id": 1, "day": date(2026, 12, 3), "time": time(9), "place": "Salle 4"},
)
def add_dossier_appointment(
    work: Work,
    dossier_id: int,
    day: date,
    time: time | None = None,
    place: str = "",
    *,
    kind: str = HEARING,
    step: str = "",
    title: str = "",
    person_id: int | None = None,
    staff_id: int | None = None,
    note: str = "",
) -> int:
    """Add a hearing, or another appointment, to a step of a dossier; gives its number.

    It is about the first of its persons where nobody else of the family is named. Whether it was
    held is said in the agenda.
    """
    dossier = to_work_on(work, dossier_id)
    check_not_closed(dossier)
    found = select(DossierPerson.person_id).where(DossierPerson.dossier_id == dossier_id)
    persons = list(work.session.scalars(found.order_by(DossierPerson.id)))
    steps = select(DossierStep.id).where(
        DossierStep.dossier_id == dossier_id, DossierStep.code == step
    )
    if step and work.session.scalar(steps) is None:
        raise Refusal(_("This is not one of the choices."), "step")
    told: dict[str, Any] = {"kind": kind, "staff_id": staff_id, "note": note}
    told["person_id"] = person_id or next(iter(persons), None)
    appointment_id = add_appointment(work, SERVICE, title, day, time, place, **told)
    work.session.add(
        DossierAppointment(dossier_id=dossier_id, appointment_id=appointment_id, step=step)
    )
    return appointment_id
