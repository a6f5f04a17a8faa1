"""What a merge of two persons carries over of their dossiers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from amane_desktop.civil_registration.models import DossierPerson
from amane_desktop.civil_registration.moving import follow_person
from amane_desktop.civil_registration.reach import seen_ids
from amane_desktop.i18n import _, ngettext
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.comparing import TOLD_CARRIED, TOLD_SETTLED
from amane_desktop.people.merging import CARRIERS

# What is written on a record; of one that stands in a dossier twice, each word that is missing.
_WRITTEN = (
    *("record_number", "record_year", "registry_office", "birth_date", "taken_over_on"),
    *("given_name", "family_name", "given_name_ar", "family_name_ar"),
    *("father_name", "father_name_ar"),
)


def _carry(work: Work, kept_id: int, other_id: int) -> None:
    kept = {row.dossier_id: row for row in _rows(work, kept_id)}
    for row in _rows(work, other_id):
        same = kept.get(row.dossier_id)
        if same is None:
            row.person_id = kept_id
            continue
        for column in _WRITTEN:
            if not getattr(same, column):
                setattr(same, column, getattr(row, column))
        work.session.delete(row)
    work.session.flush()
    follow_person(work, kept_id)


def _rows(reading: Reading, person_id: int) -> list[DossierPerson]:
    found = select(DossierPerson).where(DossierPerson.person_id == person_id)
    return list(reading.session.scalars(found.order_by(DossierPerson.id)))


def _told(reading: Reading, person_id: int) -> Iterator[str]:
    counted = select(func.count()).select_from(DossierPerson)
    theirs = DossierPerson.person_id == person_id
    seen = DossierPerson.dossier_id.in_(seen_ids(reading))
    if n := reading.session.scalar(counted.where(theirs, seen)):
        yield ngettext("{n} dossier", "{n} dossiers", n).format(n=n)


def _told_of_both(reading: Reading, kept_id: int, other_id: int) -> Iterator[str]:
    seen = set(reading.session.scalars(seen_ids(reading)))
    both = {row.dossier_id for row in _rows(reading, kept_id)}
    both &= {row.dossier_id for row in _rows(reading, other_id)} & seen
    if both:
        yield _("Who stands in one dossier twice stands in it once, with both records' words.")


CARRIERS.append(_carry)
TOLD_CARRIED.append(_told)
TOLD_SETTLED.append(_told_of_both)
