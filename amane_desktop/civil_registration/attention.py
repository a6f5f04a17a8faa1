"""What nobody should miss: papers that run out, dossiers at rest too long, hearings, last days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.appointment_lines import AppointmentLine, appointments_by_id
from amane_desktop.agenda.models import Appointment
from amane_desktop.civil_registration.board import (
    DossierLine,
    dossier_lines,
    is_untouched,
    lines_where,
)
from amane_desktop.civil_registration.models import Dossier, DossierAppointment
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.civil_registration.services import HEARING
from amane_desktop.civil_registration.tour import DossierPaper, expiring
from amane_desktop.civil_registration.words import Outcome, State
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading

_APPEAL_AHEAD = 30
_HEARINGS_AHEAD = 7


@dataclass(frozen=True)
class DossierHearing:
    """A hearing, or another appointment of a dossier."""

    dossier_id: int
    number: str
    appointment: AppointmentLine


@dataclass(frozen=True)
class Attention:
    """What wants looking at; `hearings` are those from today for a week, of every dossier seen.

    `appeals` can still be made, `rested` are laid aside until a day that has come.
    """

    expiring: tuple[DossierPaper, ...]
    untouched: tuple[DossierLine, ...]
    hearings: tuple[DossierHearing, ...]
    appointments: tuple[DossierHearing, ...]
    appeals: tuple[DossierLine, ...]
    rested: tuple[DossierLine, ...]


@query(Permission.SEE_DOSSIERS, {})
def dossiers_wanting_attention(reading: Reading) -> Attention:
    """What the reader's dossiers want today, the most pressing first in each part."""
    lines, today = dossier_lines(reading, (State.OPEN, State.RESTING)), reading.today
    refused = Dossier.outcome == Outcome.REFUSED
    appeals = Dossier.appeal_by.between(today, today + timedelta(days=_APPEAL_AHEAD))
    ahead = _appointments(reading)
    return Attention(
        expiring=expiring(reading),
        untouched=_longest_first(line for line in lines if is_untouched(line)),
        hearings=tuple(each for each in ahead if each.appointment.kind == HEARING),
        appointments=tuple(each for each in ahead if each.appointment.kind != HEARING),
        appeals=lines_where(reading, refused & appeals),
        rested=tuple(
            line
            for line in lines
            if line.state == State.RESTING
            and line.rests_until is not None
            and line.rests_until <= today
        ),
    )


def _longest_first(lines: Iterable[DossierLine]) -> tuple[DossierLine, ...]:
    return tuple(sorted(lines, key=lambda line: -line.days_untouched))


def _appointments(reading: Reading) -> tuple[DossierHearing, ...]:
    """The appointments planned from today for a week, in their order."""
    last = reading.today + timedelta(days=_HEARINGS_AHEAD - 1)
    rows = reading.session.execute(
        select(DossierAppointment.appointment_id, Dossier.id, Dossier.number)
        .join(Dossier, Dossier.id == DossierAppointment.dossier_id)
        .join(Appointment, Appointment.id == DossierAppointment.appointment_id)
        .where(
            Appointment.day.between(reading.today, last),
            Appointment.state == "planned",
            dossiers_seen(reading),
        )
    )
    whose = {row[0]: (row[1], row[2]) for row in rows}
    return tuple(
        DossierHearing(*whose[line.id], line) for line in appointments_by_id(reading, whose)
    )
