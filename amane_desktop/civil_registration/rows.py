"""All rows of a dossier, those that are gone as well, for its history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, text

from amane_desktop.agenda.models import Appointment
from amane_desktop.checklists.labels import checklist_rows
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
from amane_desktop.office.journal import GONE, JournalChange
from amane_desktop.office.rows import Row
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Scan

_OF_IT: tuple[Any, ...] = (
    DossierPerson,
    DossierStep,
    DossierNeed,
    DossierExpense,
    DossierNote,
    OutgoingLetter,
    Scan,
)


def rows_of_dossier(reading: Reading, dossier: Dossier) -> tuple[Row, ...]:
    """The dossier first, then everything that was written with it."""
    return ((Dossier.__tablename__, dossier.id), *_others(reading, dossier))


def _others(reading: Reading, dossier: Dossier) -> Iterator[Row]:
    for model in _OF_IT:
        yield from _named(reading, model, "dossier_id", dossier.id)
    yield from checklist_rows(reading, dossier.checklist_id)
    links = select(DossierAppointment.appointment_id)
    for number in reading.session.scalars(links.where(DossierAppointment.dossier_id == dossier.id)):
        yield Appointment.__tablename__, number


def _named(reading: Reading, model: Any, key: str, number: int) -> Iterator[Row]:
    kind = model.__tablename__
    there = select(model.id).where(getattr(model, key) == number)
    for row_id in reading.session.scalars(there):
        yield kind, row_id
    gone = select(JournalChange.row_id).where(
        JournalChange.kind == kind, text(GONE), JournalChange.before[key].as_integer() == number
    )
    for row_id in reading.session.scalars(gone):
        yield kind, row_id
