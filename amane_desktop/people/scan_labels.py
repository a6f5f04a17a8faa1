"""Scans as the history tells them, and what undo, merging and a family's file must know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, text

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, format_date, ngettext
from amane_desktop.office.journal import GONE, JournalChange
from amane_desktop.office.labels import Column, describe
from amane_desktop.office.rows import Row
from amane_desktop.office.undo_rules import Part, keep_together, rows_seen
from amane_desktop.office.values import Use, keep_list, value_words
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.belongings import BELONGINGS
from amane_desktop.people.comparing import TOLD_CARRIED
from amane_desktop.people.family_file import FILE_PARTS, Section
from amane_desktop.people.merging import CARRIERS
from amane_desktop.people.models import Person, Scan
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.scan_holders import HOLDERS, REFERS, is_shown, scans_seen

KIND = Scan.__tablename__
keep_list("scan_kind", N_("Kinds of scans"), Use(Scan.kind))


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _person(reading: Reading, person_id: int) -> str:
    person = reading.session.get(Person, person_id)
    return in_reader_script(person.given_name, person.given_name_ar) if person else ""


describe(
    KIND,
    Permission.SEE_SCANS,
    lambda values: str(values["title"]),
    {
        "kind": Column(N_("What it is"), list_="scan_kind", is_told_at_first=True),
        "title": Column(N_("Title")),
        # Without one it is the family's.
        "person_id": Column(N_("Whose"), name=_person),
        "day": Column(N_("Day"), _day),
        "note": Column(N_("Note")),
    },
    is_shown,
    noun=N_("Scans and photos"),
    refers=REFERS,
)
BELONGINGS[KIND] = "person_id"


def scan_rows(reading: Reading, family_id: int) -> tuple[Row, ...]:
    """The scans of a family itself for its history, those that are gone as well."""
    there = reading.session.scalars(select(Scan.id).where(Scan.family_id == family_id))
    gone = reading.session.scalars(
        select(JournalChange.row_id).where(
            JournalChange.kind == KIND,
            text(GONE),
            JournalChange.before["family_id"].as_integer() == family_id,
        )
    )
    return tuple((KIND, number) for number in {*there, *gone})


def _seen(reading: Reading) -> Select[int]:
    return select(Scan.id).where(scans_seen(reading))


rows_seen(KIND, _seen)
# A scan hangs on one thing alone.
_WHOSE = {c.key for c in Scan.__table__.c if c.key.endswith("_id")} - {"attachment_id"}
keep_together(scan=Part(("id",), frozenset(_WHOSE)))


def _carry(work: Work, kept_id: int, other_id: int) -> None:
    """All scans of the other record, whatever they show."""
    for scan in work.session.scalars(select(Scan).where(Scan.person_id == other_id)):
        scan.person_id = kept_id


def _told(reading: Reading, person_id: int) -> Iterator[str]:
    counted = select(func.count()).select_from(Scan)
    seen = (Scan.person_id == person_id, scans_seen(reading))
    if n := reading.session.scalar(counted.where(*seen)):
        yield ngettext("{n} scan", "{n} scans", n).format(n=n)


CARRIERS.append(_carry)
TOLD_CARRIED.append(_told)


def scan_title(reading: Reading, values: Mapping[str, Any]) -> str:
    """What a scan is called: its kind, and the title that was typed."""
    kind = value_words(reading, "scan_kind", values["kind"])
    return " · ".join(filter(None, (kind, values["title"])))


def _of_family(reading: Reading, family_id: int) -> Iterator[Section]:
    """Which scans there are: the scans themselves go on no paper."""
    found = select(Scan).where(HOLDERS["family"].scans(family_id), scans_seen(reading))
    rows = (
        (
            _person(reading, scan.person_id) if scan.person_id else "",
            " · ".join(
                filter(
                    None,
                    (scan_title(reading, vars(scan)), format_date(scan.day) if scan.day else ""),
                )
            ),
        )
        for scan in reading.session.scalars(found.order_by(Scan.person_id, Scan.id))
    )
    yield Section(_("Scans and photos"), tuple(rows))


FILE_PARTS.append(_of_family)
