"""The papers of a dossier on one sheet: for the family to take home, or for the counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.models import Appointment
from amane_desktop.checklists.standing import AT_HAND, Need, Standing
from amane_desktop.civil_registration.models import Dossier, DossierAppointment
from amane_desktop.civil_registration.numbers import spelled
from amane_desktop.civil_registration.on_paper import (
    ListedPaper,
    PaperHead,
    listed_papers,
    on_paper,
)
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.i18n import PaperLang, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading

Form = Literal["family", "discreet", "counter"]


@dataclass(frozen=True)
class NextAppointment:
    """When and where somebody is expected next; `time` None is some hour of that day."""

    day: date
    time: time | None
    place: str


@dataclass(frozen=True)
class ChecklistSheet:
    """All papers of a dossier in their order; `ready` of `due` ones are at hand today."""

    head: PaperHead
    papers: tuple[ListedPaper, ...]
    ready: int
    due: int
    appointment: NextAppointment | None
    court: str
    court_file_number: str


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1})
def checklist_sheet(reading: Reading, dossier_id: int) -> ChecklistSheet:
    """What stands on the checklists of a dossier; refuses one that the reader does not see."""
    found = on_paper(reading, dossier_id)
    papers = listed_papers(reading, found)
    due = [
        paper.line.standing
        for paper in papers
        if paper.line.need == Need.DUE and paper.line.standing != Standing.NOT_NEEDED
    ]
    return ChecklistSheet(
        found.head,
        papers,
        sum(standing in AT_HAND for standing in due),
        len(due),
        _next_appointment(reading, dossier_id),
        found.row.court,
        found.row.court_file_number,
    )


@query(Permission.SEE_DOSSIERS, {"number": "EC-2026-001"})
def checklist_of_number(reading: Reading, number: str) -> ChecklistSheet:
    """The same of the dossier under a number; refuses one that the reader does not see."""
    found = select(Dossier.id).where(Dossier.number == spelled(number), dossiers_seen(reading))
    dossier_id = reading.session.scalar(found)
    if dossier_id is None:
        raise Refusal(_("There is no dossier of this number."), "number")
    return checklist_sheet(reading, dossier_id)


def _next_appointment(reading: Reading, dossier_id: int) -> NextAppointment | None:
    row = reading.session.scalar(
        select(Appointment)
        .join(DossierAppointment, DossierAppointment.appointment_id == Appointment.id)
        .where(
            DossierAppointment.dossier_id == dossier_id,
            Appointment.state == "planned",
            Appointment.day >= reading.today,
        )
        .order_by(Appointment.day, Appointment.time, Appointment.id)
        .limit(1)
    )
    return None if row is None else NextAppointment(row.day, row.time, row.place)


def draw_checklist(
    sheet: ChecklistSheet, form: Form, paper_lang: PaperLang, written_at: datetime
) -> bytes:
    """The sheet as a PDF file, each language on pages of its own.

    The discreet form says neither the centre's name nor what the papers are for.
    """
    languages, day = tuple(paper_lang.split("+")), written_at.date()
    if form == "counter":
        from amane_desktop.civil_registration.counter_drawing import draw_counter_form

        return draw_counter_form(sheet, languages, day)
    from amane_desktop.civil_registration.checklist_drawing import draw_family_form

    return draw_family_form(sheet, languages, day, is_discreet=form == "discreet")
