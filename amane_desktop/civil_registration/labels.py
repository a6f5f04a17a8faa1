"""How the history tells dossiers, and what undo must know of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierAppointment,
    DossierExpense,
    DossierNeed,
    DossierNote,
    DossierPerson,
    DossierStep,
    RegisteredBefore,
)
from amane_desktop.civil_registration.reach import belongs_to_shown, is_shown, seen_ids
from amane_desktop.civil_registration.words import OUTCOMES, PAYERS, STATES, STEP_STATES
from amane_desktop.i18n import N_, _, format_date, isolate, money_in_words
from amane_desktop.office.history import last_values
from amane_desktop.office.labels import Column, describe, staff_name
from amane_desktop.office.undo_rules import Part, keep_together, rows_seen
from amane_desktop.office.work import Reading
from amane_desktop.people.belongings import BELONGINGS

_SEEN = Permission.SEE_DOSSIERS


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _number(reading: Reading, dossier_id: int) -> str:
    was = last_values(reading.session, Dossier.__tablename__, dossier_id)
    return isolate(was["number"]) if was and is_shown(reading, was) else ""


def _coded(words: Mapping[str, str]) -> Any:
    return lambda code: _(words[code]) if code in words else str(code)


describe(
    Dossier.__tablename__,
    _SEEN,
    lambda values: isolate(str(values["number"])),
    {
        "responsible_id": Column(N_("Responsible"), name=staff_name, is_told_at_first=True),
        "state": Column(N_("State"), _coded(STATES)),
        "outcome": Column(N_("What came of it"), _coded(OUTCOMES)),
        "opened_on": Column(N_("Opened on"), _day),
        "closed_on": Column(N_("Closed on"), _day),
        "appeal_by": Column(N_("Appeal possible until"), _day),
        "rests_until": Column(N_("Rests until"), _day),
        "obstacle": Column(N_("What stands in the way")),
        "court": Column(N_("Court")),
        "court_file_number": Column(N_("Court file number")),
        "judgment_number": Column(N_("Judgment number")),
        "judgment_on": Column(N_("Date of judgment"), _day),
        "judgment_note": Column(N_("What was decided")),
    },
    is_shown,
    noun=N_("Dossiers"),
    refers={"family_id": "family"},
)
describe(
    DossierPerson.__tablename__,
    _SEEN,
    lambda _values: "",
    {
        "record_number": Column(N_("Record number")),
        "record_year": Column(N_("Year of the record")),
        "registry_office": Column(N_("Registry office")),
        "given_name": Column(N_("First name on the record")),
        "family_name": Column(N_("Family name on the record")),
        "given_name_ar": Column(N_("First name on the record, in Arabic")),
        "family_name_ar": Column(N_("Family name on the record, in Arabic")),
        "father_name": Column(N_("Father's name, as text on the record")),
        "father_name_ar": Column(N_("Father's name, as text on the record, in Arabic")),
        "birth_date": Column(N_("Birth date on the record"), _day),
        "taken_over_on": Column(N_("Taken over on"), _day),
    },
    belongs_to_shown,
    noun=N_("Persons of dossiers"),
    refers={"dossier_id": "dossier", "person_id": "person"},
)
describe(
    DossierStep.__tablename__,
    _SEEN,
    lambda _values: "",
    {
        "state": Column(N_("Step"), _coded(STEP_STATES)),
        "done_on": Column(N_("Done on"), _day),
        "note": Column(N_("Note")),
    },
    belongs_to_shown,
    noun=N_("Steps of dossiers"),
    refers={"dossier_id": "dossier"},
)
describe(
    DossierAppointment.__tablename__,
    _SEEN,
    lambda _values: "",
    {},
    belongs_to_shown,
    noun=N_("Appointments of dossiers"),
    refers={"dossier_id": "dossier", "appointment_id": "appointment"},
)
describe(
    DossierNeed.__tablename__,
    _SEEN,
    lambda _values: "",
    {"needs_id": Column(N_("Waits for"), name=_number, is_told_at_first=True)},
    belongs_to_shown,
    noun=N_("Dossiers that wait for others"),
    refers={"dossier_id": "dossier"},
)
describe(
    DossierExpense.__tablename__,
    _SEEN,
    lambda values: str(values["what"]),
    {
        "day": Column(N_("Day"), _day),
        "amount": Column(N_("Amount"), money_in_words, is_told_at_first=True),
        "what": Column(N_("What was paid for")),
        "paid_by": Column(N_("Paid by"), _coded(PAYERS)),
    },
    belongs_to_shown,
    noun=N_("Expenses"),
    refers={"dossier_id": "dossier"},
)
describe(
    DossierNote.__tablename__,
    _SEEN,
    lambda _values: "",
    {"day": Column(N_("Day"), _day), "text": Column(N_("Note"), is_told_at_first=True)},
    belongs_to_shown,
    noun=N_("Notes of dossiers"),
    refers={"dossier_id": "dossier"},
)
describe(
    RegisteredBefore.__tablename__,
    Permission.CHANGE_SETTINGS,
    lambda values: str(values["year"]),
    {"count": Column(N_("How many were registered"), is_told_at_first=True)},
    noun=N_("Years before the program"),
)
BELONGINGS[DossierPerson.__tablename__] = "person_id"


def _of_dossiers(model: Any) -> Any:
    def rows(reading: Reading) -> Select[int]:
        return select(model.id).where(model.dossier_id.in_(seen_ids(reading)))

    return rows


rows_seen(Dossier.__tablename__, seen_ids)
for _model in (
    DossierPerson,
    DossierStep,
    DossierAppointment,
    DossierNeed,
    DossierExpense,
    DossierNote,
):
    rows_seen(_model.__tablename__, _of_dossiers(_model))
# What was said of a dossier's end is right only together, and so is what its steps say.
_COURSE = {"state", "outcome", "closed_on", "appeal_by", "rests_until"}
keep_together(dossier=Part(("id",), frozenset(_COURSE)))
keep_together(
    dossier_step=Part(("dossier_id",), frozenset({"state", "done_on"})),
    dossier=Part(("id",), frozenset({"step"})),
)
