"""What the lines of the board are put together from, each asked once for all dossiers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Date, Select, and_, case, func, select, type_coerce
from sqlalchemy.orm import Session

from amane_desktop.agenda.models import Appointment
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.standing import Need
from amane_desktop.checklists.standing import State as PaperState
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierAppointment,
    DossierPerson,
    ProcedureVersion,
)
from amane_desktop.civil_registration.procedures import Procedure, kept
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.civil_registration.words import State
from amane_desktop.i18n import Text
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person
from amane_desktop.people.names import whole_names

# Of a checklist: papers that are due, those at hand, those that have run out, the next expiry.
Counts = tuple[int, int, int, date | None]
NOTHING: Counts = (0, 0, 0, None)
# Of a dossier: how many persons, what they are called in both scripts, what they are found by.
Names = tuple[int, str, str, str]
NOBODY: Names = (0, "", "", "")


class _Name(NamedTuple):
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str


def counts_of(session: Session, today: date, of: Select[int] | None) -> Mapping[int, Counts]:
    """How far each checklist is on the day: of these, or of all."""
    paper = RequiredPaper
    is_due = and_(paper.need == Need.DUE, paper.state != PaperState.NOT_NEEDED)
    at_hand = paper.state == PaperState.RECEIVED
    is_over = and_(at_hand, paper.valid_until < today)
    is_ready = and_(is_due, paper.state.in_((PaperState.RECEIVED, PaperState.HANDED_IN)))
    holds = and_(at_hand, paper.valid_until >= today)
    found = select(
        paper.checklist_id,
        func.sum(case((is_due, 1), else_=0)),
        func.sum(case((and_(is_ready, func.coalesce(~is_over, True)), 1), else_=0)),
        func.sum(case((is_over, 1), else_=0)),
        type_coerce(func.min(case((holds, paper.valid_until))), Date),
    ).group_by(paper.checklist_id)
    if of is not None:
        found = found.where(paper.checklist_id.in_(of))
    rows = session.connection().execute(found).all()
    return {number: (due, ready, over, expiry) for number, due, ready, over, expiry in rows}


def names_of(session: Session, of: Select[int] | None) -> Mapping[int, Names]:
    """Whom each dossier is for: one person by the whole name, brothers and sisters by theirs."""
    found = (
        select(
            DossierPerson.dossier_id,
            Person.given_name,
            Person.family_name,
            Person.given_name_ar,
            Person.family_name_ar,
            Person.sort_key,
            Person.sort_key_ar,
        )
        .join(Person, Person.id == DossierPerson.person_id)
        .order_by(DossierPerson.id)
    )
    if of is not None:
        found = found.where(DossierPerson.dossier_id.in_(of))
    names: dict[int, Names] = {}
    rows = session.connection().execute(found).all()
    for dossier_id, given, last, given_ar, last_ar, key, key_ar in rows:
        before = names.get(dossier_id)
        if before is not None:
            n, name, name_ar, keys = before
            told = (n + 1, last or name, last_ar or name_ar, f"{keys} {key} {key_ar}")
        elif given and last and given_ar and last_ar:
            told = (1, f"{given} {last}", f"{given_ar} {last_ar}", f"{key} {key_ar}")
        else:
            told = (1, *whole_names(_Name(given, last, given_ar, last_ar)), f"{key} {key_ar}")
        names[dossier_id] = told
    return names


def next_appointments(session: Session, today: date) -> Mapping[int, date]:
    """The day of each dossier's next appointment, where there is one."""
    rows = session.execute(
        select(
            DossierAppointment.dossier_id, type_coerce(func.min(Appointment.day), Date).label("day")
        )
        .join(Appointment, Appointment.id == DossierAppointment.appointment_id)
        .where(Appointment.day >= today, Appointment.state == "planned")
        .group_by(DossierAppointment.dossier_id)
    )
    return {row.dossier_id: row.day for row in rows}


def procedures_of(
    session: Session,
) -> Mapping[int, tuple[Procedure, Mapping[str, tuple[Text, str]]]]:
    """The procedures that dossiers go by, with the name and kind of each step."""
    rows = session.execute(select(ProcedureVersion.id, ProcedureVersion.text))
    known = {number: kept(text) for number, text in rows}
    return {
        number: (procedure, {step.id: (step.name, step.kind) for step in procedure.steps})
        for number, procedure in known.items()
    }


def open_numbers(reading: Reading, ids: Collection[int]) -> Mapping[int, str]:
    """The numbers of those that are not closed, as far as the reader sees them."""
    rows = reading.session.execute(
        select(Dossier.id, Dossier.number).where(
            Dossier.id.in_(ids), Dossier.state != State.CLOSED, dossiers_seen(reading)
        )
    )
    return {row.id: row.number for row in rows}
