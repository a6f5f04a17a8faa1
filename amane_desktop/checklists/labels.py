"""How the history tells papers and counters, and what undo must know of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, select, text

from amane_desktop.access.permissions import Permission, may
from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.checklists.services import SERVICES, checklists_seen, papers_seen
from amane_desktop.checklists.standing import NEEDS, STANDINGS
from amane_desktop.i18n import N_, _, format_date, money_in_words
from amane_desktop.office.history import last_values
from amane_desktop.office.journal import GONE, JournalChange
from amane_desktop.office.labels import Column, describe, yes_or_no
from amane_desktop.office.rows import Row
from amane_desktop.office.undo_rules import Part, keep_together, rows_seen
from amane_desktop.office.work import Reading
from amane_desktop.people.gone import sees_whole_or_gone
from amane_desktop.people.models import Person, Scan
from amane_desktop.people.names import in_reader_script

PAPER, LIST, COUNTER = "required_paper", "checklist", "counter"


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _need(value: str) -> str:
    return _(NEEDS[value])


def _state(value: str) -> str:
    return _(STANDINGS[value])


def _named(values: Mapping[str, Any]) -> str:
    return in_reader_script(values["name"], values["name_ar"])


def _counter(reading: Reading, counter_id: int) -> str:
    was = last_values(reading.session, COUNTER, counter_id)
    return _named(was) if was else ""


def _person(reading: Reading, person_id: int) -> str:
    was = last_values(reading.session, Person.__tablename__, person_id)
    return in_reader_script(was["given_name"], was["given_name_ar"]) if was else ""


def _sees_list(reading: Reading, values: Mapping[str, Any]) -> bool:
    service = SERVICES.get(values["service"])
    is_theirs = service is not None and may(reading.by.role, service.see)
    return is_theirs and sees_whole_or_gone(reading, values["family_id"])


def _sees_paper(reading: Reading, values: Mapping[str, Any]) -> bool:
    of = last_values(reading.session, LIST, values["checklist_id"])
    return of is not None and _sees_list(reading, of)


describe(
    PAPER,
    Permission.SEE_DOSSIERS,
    _named,
    {
        "name": Column(N_("Name")),
        "name_ar": Column(N_("Name in Arabic")),
        "person_id": Column(N_("Whose"), name=_person),
        "authority": Column(N_("Office"), authority_name),
        "counter_id": Column(N_("Counter"), name=_counter),
        "is_original": Column(N_("Is an original"), yes_or_no),
        "copies": Column(N_("Copies")),
        "need": Column(N_("How much it is needed"), _need),
        "valid_months": Column(N_("Holds for (months)")),
        "cost": Column(N_("Cost"), money_in_words),
        "bring": Column(N_("Bring along")),
        "bring_ar": Column(N_("Bring along, in Arabic")),
        "state": Column(N_("State"), _state),
        "wanted_by": Column(N_("Wanted by"), _day),
        "asked_on": Column(N_("Asked for on"), _day),
        "received_on": Column(N_("Received on"), _day),
        "issued_on": Column(N_("Date of the paper"), _day),
        "valid_until": Column(N_("Holds until"), _day),
        "handed_in_on": Column(N_("Handed in on"), _day),
        "handed_in_at": Column(N_("Handed in at")),
        "reason": Column(N_("Why it is not needed")),
        "number": Column(N_("Number")),
        "note": Column(N_("Note")),
        "entrusted_on": Column(N_("Kept at the centre since"), _day),
        "returned_on": Column(N_("Given back on"), _day),
    },
    _sees_paper,
    noun=N_("Required papers"),
    refers={"person_id": "person", "checklist_id": LIST},
)
# It is told by what refers to it: the family, and its papers.
describe(
    LIST,
    Permission.SEE_DOSSIERS,
    lambda _values: "",
    {},
    _sees_list,
    noun=N_("Checklists"),
    refers={"family_id": "family"},
)
describe(
    COUNTER,
    Permission.SEE_DOSSIERS,
    _named,
    {
        "name": Column(N_("Name")),
        "name_ar": Column(N_("Name in Arabic")),
        "address": Column(N_("Address")),
        "address_ar": Column(N_("Address in Arabic")),
        "telephone": Column(N_("Telephone")),
        "hours": Column(N_("Hours and habits")),
        "hours_ar": Column(N_("Hours and habits, in Arabic")),
        "is_retired": Column(N_("No longer offered"), yes_or_no),
    },
    noun=N_("Counters"),
)


def _lists_changed(reading: Reading) -> Select[int]:
    return select(Checklist.id).where(checklists_seen(reading, to_edit=True))


def _papers_changed(reading: Reading) -> Select[int]:
    return papers_seen(reading, to_edit=True)


rows_seen(LIST, _lists_changed)
rows_seen(PAPER, _papers_changed)
# Where a paper stands is told by all of its dates together, and so is where its original is.
_COURSE = {"state", "asked_on", "received_on", "issued_on", "valid_until", "handed_in_on"}
_COURSE |= {"handed_in_at", "reason", "number"}
keep_together(required_paper=Part(("id",), frozenset(_COURSE)))
keep_together(required_paper=Part(("id",), frozenset({"entrusted_on", "returned_on"})))


def checklist_rows(reading: Reading, checklist_id: int) -> tuple[Row, ...]:
    """A checklist with its papers and their scans for its record's history; also what is gone."""
    papers = _there_and_gone(reading, RequiredPaper, "checklist_id", {checklist_id})
    scans = _there_and_gone(reading, Scan, "required_paper_id", papers)
    rows = {PAPER: papers, Scan.__tablename__: scans}
    return ((LIST, checklist_id), *((kind, n) for kind in rows for n in sorted(rows[kind])))


def _there_and_gone(reading: Reading, model: Any, column: str, owners: set[int]) -> set[int]:
    there = select(model.id).where(model.__table__.c[column].in_(owners))
    named = JournalChange.before[column].as_integer()
    gone = select(JournalChange.row_id).where(
        JournalChange.kind == model.__tablename__, text(GONE), named.in_(owners)
    )
    return {*reading.session.scalars(there), *reading.session.scalars(gone)}
