"""A slip for a hearing or an errand: when, where, and what to bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.models import Appointment
from amane_desktop.checklists.standing import AT_HAND, Standing
from amane_desktop.civil_registration.models import DossierAppointment
from amane_desktop.civil_registration.on_paper import (
    ListedPaper,
    PaperHead,
    listed_papers,
    on_paper,
)
from amane_desktop.i18n import PaperLang, Text, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class HearingSlip:
    """An appointment of a dossier, and the originals at hand that go along.

    `companion` is who of the staff comes too; `kind` is `hearing` or `errand`.
    """

    head: PaperHead
    kind: str
    title: str
    day: date
    time: time | None
    place: str
    court: str
    court_file_number: str
    companion: Text
    papers: tuple[ListedPaper, ...]


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1, "appointment_id": 2})
def hearing_slip(reading: Reading, dossier_id: int, appointment_id: int) -> HearingSlip:
    """What stands on the slip of an appointment; refuses one that is not the dossier's."""
    found = on_paper(reading, dossier_id)
    told = reading.session.execute(
        select(Appointment, StaffMember)
        .join(DossierAppointment, DossierAppointment.appointment_id == Appointment.id)
        .outerjoin(StaffMember, StaffMember.id == Appointment.staff_id)
        .where(Appointment.id == appointment_id, DossierAppointment.dossier_id == dossier_id)
    ).one_or_none()
    if told is None:
        raise Refusal(_("This is no longer there."))
    row, staff = told
    return HearingSlip(
        found.head,
        row.kind,
        row.title,
        row.day,
        row.time,
        row.place,
        found.row.court,
        found.row.court_file_number,
        Text(staff.name, staff.name_ar) if staff is not None else Text(),
        tuple(
            paper
            for paper in listed_papers(reading, found)
            if paper.line.standing in AT_HAND - {Standing.HANDED_IN} and paper.line.is_original
        ),
    )


def draw_hearing_slip(
    slip: HearingSlip, paper_lang: PaperLang, written_at: datetime, *, is_discreet: bool = False
) -> bytes:
    """The slip as a PDF file; a discreet one says when and where, and no more."""
    from amane_desktop.civil_registration.slip_drawing import draw

    return draw(slip, tuple(paper_lang.split("+")), written_at.date(), is_discreet=is_discreet)
