"""The record as it is written in the register, and what of it a person's page takes over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import DossierPerson
from amane_desktop.civil_registration.reach import sees_dossier, to_work_on
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.actions import change_person
from amane_desktop.people.dates import EARLIEST, Precision, shown_date
from amane_desktop.people.models import Person
from amane_desktop.people.texts import name_text, short_text

NAMES = ("given_name", "family_name", "given_name_ar", "family_name_ar")
_FATHER = ("father_name", "father_name_ar")
REGISTERED = "registered"


class RecordTold(TypedDict, total=False):
    """What is written on a record; what is not told stays as it is."""

    record_number: str
    record_year: int | None
    registry_office: str
    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    father_name: str
    father_name_ar: str
    birth_date: date | None


@dataclass(frozen=True)
class Difference:
    """What the record says otherwise than the person's page, both in words."""

    field: str
    label: str
    now: str
    written: str


@dataclass(frozen=True)
class Differences:
    """The two side by side, with the versions that taking over asks for."""

    dossier_person_id: int
    version: int
    person_version: int
    fields: tuple[Difference, ...]


@action(
    N_("Wrote down a record of the civil registry"),
    Permission.EDIT_DOSSIERS,
    {
        "dossier_person_id": 1,
        "version": 1,
        "record_number": "318",
        "record_year": 2026,
        "given_name": "Yassine",
        "family_name": "Aït Baha",
        "birth_date": date(1984, 5, 3),
    },
)
def write_record(
    work: Work, dossier_person_id: int, version: int, **told: Unpack[RecordTold]
) -> None:
    """Write down a record word for word; the person's page stays as it is until it is taken over.

    Refuses a year to come, a birth after it, and a number without its year.
    """
    row = _row(work, dossier_person_id, version)
    kept: dict[str, Any] = dict(told)
    for field in (*NAMES, *_FATHER):
        if field in kept:
            kept[field] = name_text(kept[field], field)
    for field in ("record_number", "registry_office"):
        if field in kept:
            kept[field] = short_text(kept[field], field)
    for field, value in kept.items():
        setattr(row, field, value)
    _check(work, row)


def _check(work: Work, row: DossierPerson) -> None:
    year, born = row.record_year, row.birth_date
    if year is not None and not EARLIEST.year <= year <= work.today.year:
        raise Refusal(_("The year must lie between 1900 and this year."), "record_year")
    if row.record_number and year is None:
        raise Refusal(_("Say in which year it was written."), "record_year")
    if born is not None and not EARLIEST <= born <= work.today:
        raise Refusal(_("The birth date must lie between 1900 and today."), "birth_date")
    if born is not None and year is not None and born.year > year:
        raise Refusal(_("Nobody is in the register before being born."), "birth_date")


@query(Permission.SEE_DOSSIERS, {"dossier_person_id": 1})
def record_differences(reading: Reading, dossier_person_id: int) -> Differences | None:
    """Where the record differs from the person's page, field by field; None where it is not seen.

    What the record does not say differs in nothing, and the father's name is the record's alone.
    """
    row = reading.session.get(DossierPerson, dossier_person_id)
    if row is None or not sees_dossier(reading, row.dossier_id):
        return None
    person = reading.session.get_one(Person, row.person_id)
    versions = vars(row)["version"], vars(person)["version"]
    return Differences(row.id, *versions, tuple(_differences(reading, row, person)))


def _differences(reading: Reading, row: DossierPerson, person: Person) -> Iterator[Difference]:
    columns = DESCRIPTIONS[Person.__tablename__].columns
    for field in NAMES:
        written, now = getattr(row, field), getattr(person, field)
        if written and written != now:
            column = columns[field]
            yield Difference(field, _(column.label), now, written)
    born = row.birth_date
    if born is not None and (born, Precision.EXACT) != (
        person.birth_date,
        person.birth_precision,
    ):
        now = shown_date(person.birth_date, person.birth_precision)
        column = columns["birth_date"]
        yield Difference("birth_date", _(column.label), now, shown_date(born, Precision.EXACT))
    if row.record_number and person.civil_status != REGISTERED:
        column = columns["civil_status"]
        told = (column.told(reading, status) for status in (person.civil_status, REGISTERED))
        yield Difference("civil_status", _(column.label), *told)


@action(
    N_("Took over what is written on the record"),
    Permission.EDIT_DOSSIERS,
    {
        "dossier_person_id": 1,
        "version": 2,
        "person_version": 4,
        "fields": ("birth_date",),
    },
)
def take_over_record(
    work: Work,
    dossier_person_id: int,
    version: int,
    person_version: int,
    fields: Collection[str],
) -> None:
    """Let the person's page say what the record says, in the fields that were chosen.

    Refuses a record without a number, a field in which they do not differ, and all that changing
    the person refuses.
    """
    row = _row(work, dossier_person_id, version)
    if not row.record_number:
        raise Refusal(_("Write down the number of the record first."), "record_number")
    person = work.editable(Person, row.person_id, person_version)
    differing = {each.field for each in _differences(work, row, person)}
    if not set(fields) <= differing:
        raise Refusal(_("Someone changed this meanwhile. Look at it again."))
    names = {n: getattr(row if n in fields else person, n) for n in NAMES}
    told: dict[str, Any] = {}
    if "birth_date" in fields:
        told |= {"birth_date": row.birth_date, "birth_precision": Precision.EXACT}
    if "civil_status" in fields:
        told["civil_status"] = REGISTERED
    change_person(work, person.id, person_version, **names, **told)
    row.taken_over_on = work.today


def _row(work: Work, dossier_person_id: int, version: int) -> DossierPerson:
    row = work.session.get(DossierPerson, dossier_person_id)
    if row is None:
        raise Refusal(_("This is no longer there."))
    to_work_on(work, row.dossier_id)
    return work.editable(DossierPerson, dossier_person_id, version)
