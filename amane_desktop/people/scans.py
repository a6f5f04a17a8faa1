"""Scans and photos of papers beside a family or a person: added, told anew, taken off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.attachments import detach
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.leaving import LeavingFile
from amane_desktop.office.registry import action
from amane_desktop.office.scanned import EXAMPLE_SCAN, Prepared, keep_scan
from amane_desktop.office.values import one_of
from amane_desktop.office.work import Work
from amane_desktop.people.models import Family, Scan
from amane_desktop.people.scan_holders import (
    Whose,
    check_change,
    columns_for,
    family_of,
    scans_seen,
    whose,
)
from amane_desktop.people.texts import long_text, short_text


@action(
    N_("Added scans"),
    Permission.EDIT_SCANS,
    {"holder": ("person", 1), "files": (EXAMPLE_SCAN, EXAMPLE_SCAN), "kind": "school"},
)
def add_scans(
    work: Work,
    holder: Whose,
    files: Sequence[Prepared],
    kind: str,
    title: str = "",
    day: date | None = None,
    note: str = "",
) -> tuple[int, ...]:
    """Keep what was prepared, each file a scan told alike; gives their numbers."""
    check_change(work, holder, kind)
    if not files:
        raise Refusal(_("Drop a file here, paste it, or choose one."), "files")
    told = _told(work, kind, title, day, note)
    added = []
    for file in files:
        scan = Scan(attachment_id=keep_scan(work, file), **columns_for(holder), **told)
        work.session.add(scan)
        work.session.flush()
        added.append(scan.id)
    return tuple(added)


@action(
    N_("Changed what is told of a scan"),
    Permission.EDIT_SCANS,
    {"scan_id": 1, "version": 1, "holder": ("family", 6), "kind": "other", "title": "Livret"},
)
def change_scan(
    work: Work,
    scan_id: int,
    version: int,
    holder: Whose,
    kind: str,
    title: str = "",
    day: date | None = None,
    note: str = "",
) -> None:
    """Tell anew what a scan is; it may be put with another person of the family, or the family."""
    check_change(work, holder, kind)
    scan = _scan(work, scan_id, version)
    if family_of(work, holder) != family_of(work, whose(vars(scan))):
        raise Refusal(_("Choose somebody of the same family."), "holder")
    told = _told(work, kind, title, day, note, before=scan.kind)
    for column, value in (columns_for(holder) | told).items():
        setattr(scan, column, value)


@action(N_("Removed a scan"), Permission.EDIT_SCANS, {"scan_id": 1, "version": 2})
def remove_scan(work: Work, scan_id: int, version: int) -> None:
    """Take a scan off the record; undo brings it back."""
    scan = _scan(work, scan_id, version)
    attachment_id = scan.attachment_id
    work.session.delete(scan)
    work.session.flush()
    detach(work, attachment_id)


@action(
    N_("Gave a scan to another program"),
    Permission.SEE_SCANS,
    {"scan_id": 2},
    is_undoable=False,
)
def take_scan_out(work: Work, scan_id: int) -> None:
    """Note in the journal that somebody has a scan opened by another program, in clear."""
    scan = work.session.scalar(select(Scan).where(Scan.id == scan_id, scans_seen(work)))
    family_id = scan and family_of(work, whose(vars(scan)))
    if not family_id:
        raise NotAllowed(_("Your role does not allow this."))
    family = work.session.get_one(Family, family_id)
    work.session.add(LeavingFile(title=family.file_number, rows=1))


def _scan(work: Work, scan_id: int, version: int) -> Scan:
    found = work.session.get(Scan, scan_id)
    if found is not None:
        check_change(work, whose(vars(found)), found.kind)
    return work.editable(Scan, scan_id, version)


def _told(
    work: Work, kind: str, title: str, day: date | None, note: str, *, before: str = ""
) -> dict[str, object]:
    if not kind:
        raise Refusal(_("Choose what kind of document it is."), "kind")
    if day is not None and day > work.today:
        raise Refusal(_("This day is still to come."), "day")
    return {
        "kind": one_of(work, "scan_kind", kind, "kind", before),
        "title": short_text(title, "title"),
        "day": day,
        "note": long_text(note, "note"),
    }
