"""What a screen shows of scans: a line of each, and what each holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select

import amane_desktop.people.scan_labels  # noqa: F401  (the history of these rows in words)
from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.attachments import Attachment, content_of, opened
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import local_time
from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.registry import query
from amane_desktop.office.rows import within
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Family, Person, Scan
from amane_desktop.people.scan_holders import HOLDERS, Whose, family_of, scans_seen, whose
from amane_desktop.people.sight import note_look
from amane_desktop.storage.attachments import SealedFile

_UNKNOWN = ("", None)


@dataclass(frozen=True)
class ScanLine:
    """A scan on a record: whose it is, what was told of it, and who added it when (local time).

    The names are of the person that it hangs on, empty where it is the family's.
    """

    id: int
    holder: Whose
    given_name: str
    given_name_ar: str
    kind: str
    title: str
    day: date | None
    note: str
    media_type: str
    added_by: str
    added_at: datetime | None
    version: int


@dataclass(frozen=True)
class ScanContent:
    """What a scan holds, as long as it is looked at: all of it in turn, or anywhere in it."""

    media_type: str
    size: int
    chunks: Iterator[bytes] = field(repr=False)
    file: SealedFile = field(repr=False)


@query(Permission.SEE_SCANS, {"holder": ("family", 1)})
def scans(reading: Reading, holder: Whose) -> tuple[ScanLine, ...]:
    """The scans of a record, the newest paper first; of a family also those of its persons."""
    found = reading.session.execute(
        select(Scan, Attachment.media_type)
        .join(Attachment, Attachment.id == Scan.attachment_id)
        .where(HOLDERS[holder[0]].scans(holder[1]), scans_seen(reading))
        .order_by(func.coalesce(Scan.day, date.min).desc(), Scan.id.desc())
    ).all()
    if found:
        _note_look(reading, holder)
    names = _names(reading, [scan.person_id for scan, *_kept in found if scan.person_id])
    added = _added(reading, [scan.id for scan, *_kept in found])
    return tuple(
        ScanLine(
            scan.id,
            whose(vars(scan)),
            names.get(scan.person_id or 0, ("", ""))[0],
            names.get(scan.person_id or 0, ("", ""))[1],
            scan.kind,
            scan.title,
            scan.day,
            scan.note,
            media_type,
            added.get(scan.id, _UNKNOWN)[0],
            added.get(scan.id, _UNKNOWN)[1],
            scan.version,
        )
        for scan, media_type in found
    )


@query(Permission.SEE_SCANS, {"scan_id": 2})
def scan_content(reading: Reading, scan_id: int) -> ScanContent:
    """What a scan holds, read as it is asked for; refuses one that is gone, missing or damaged."""
    scan = reading.session.scalar(select(Scan).where(Scan.id == scan_id, scans_seen(reading)))
    if scan is None:
        raise Refusal(_("This is no longer there."))
    _note_look(reading, whose(vars(scan)))
    kept = reading.session.get_one(Attachment, scan.attachment_id)
    content, file = content_of(reading, kept.id), opened(reading, kept.id)
    return ScanContent(kept.media_type, kept.size, content, file)


@query(Permission.SEE_SCANS, {"holder": ("family", 1), "original_sha256": "0"})
def is_kept_already(reading: Reading, holder: Whose, original_sha256: str) -> bool:
    """Whether a record has a scan, which the reader sees, of this very file."""
    found = reading.session.scalar(
        select(Scan.id)
        .join(Attachment, Attachment.id == Scan.attachment_id)
        .where(
            Attachment.original_sha256 == original_sha256,
            HOLDERS[holder[0]].scans(holder[1]),
            scans_seen(reading),
        )
        .limit(1)
    )
    return found is not None


def _note_look(reading: Reading, holder: Whose) -> None:
    record, family_id = HOLDERS[holder[0]].record(reading, holder[1]), family_of(reading, holder)
    family = reading.session.get(Family, family_id)
    if record is not None and family is not None:
        note_look(reading, *record, is_protected=family.is_protected)


def _names(reading: Reading, persons: Collection[int]) -> Mapping[int, tuple[str, str]]:
    found = select(Person.id, Person.given_name, Person.given_name_ar)
    rows = reading.session.execute(found.where(Person.id.in_(persons)))
    return {row[0]: (row[1], row[2]) for row in rows}


def _added(reading: Reading, scans: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """Who added each of them, and when: the first that the journal tells of it."""
    kind, found = Scan.__tablename__, dict[int, tuple[str, datetime]]()
    is_single = JournalChange.last_row_id.is_(None)
    single = [is_single & each for each in within(JournalChange.row_id, scans)]
    for condition in (*single, ~is_single) if single else ():
        told = reading.session.execute(
            select(JournalChange.row_id, JournalChange.last_row_id, JournalAction, StaffMember.name)
            .join(JournalAction, JournalAction.id == JournalChange.action_id)
            .join(StaffMember, StaffMember.id == JournalAction.staff_id)
            .where(JournalChange.kind == kind, condition)
            .order_by(JournalAction.id)
        )
        for first, last, action, name in told:
            for number in _of_span(scans, first, last):
                found.setdefault(number, (name, local_time(reading, action)))
    return found


def _of_span(scans: Collection[int], first: int, last: int | None) -> Iterable[int]:
    return (first,) if last is None else (n for n in scans if first <= n <= last)
