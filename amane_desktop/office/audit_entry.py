"""One action of the journal in full: each record that it touched, and each field of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import func, select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, isolate, labelled
from amane_desktop.office.history import (
    FieldChange,
    HistoryLine,
    fields_told,
    know,
    line_of,
    subject_of,
)
from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import query
from amane_desktop.office.rows import Row
from amane_desktop.office.told_rows import is_told
from amane_desktop.office.work import Reading

_MOST_TOLD = 100


class Fate(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class TouchedRecord:
    """A record by its name, and its fields before and after."""

    fate: Fate
    subject: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class AuditEntry:
    """An action, the first records that it touched, and how many more there are.

    `in_bulk` tells of records made by the thousand, `rows` are those told, for what leads to them.
    """

    told: HistoryLine
    records: tuple[TouchedRecord, ...]
    in_bulk: tuple[str, ...]
    more: int
    is_erased: bool
    rows: tuple[Row, ...]


@query(Permission.SEE_AUDIT, {"action_id": 3})
def audit_entry(reading: Reading, action_id: int) -> AuditEntry | None:
    """The action, as far as this reader may see the records; None when there is none."""
    action = reading.session.get(JournalAction, action_id)
    if action is None:
        return None
    of_it = JournalChange.action_id == action_id
    changes = reading.session.scalars(
        select(JournalChange).where(of_it).order_by(JournalChange.id).limit(_MOST_TOLD)
    ).all()
    know(reading, ((c.kind, c.row_id) for c in changes))
    told = [change for change in changes if is_told(reading, change)]
    every = reading.session.scalar(select(func.count()).select_from(JournalChange).where(of_it))
    by = reading.session.get_one(StaffMember, action.staff_id).name
    line = line_of(reading, action, by, [], {})
    is_erased = _is_erased(reading, action_id)
    return AuditEntry(
        # What was erased does not return, so that no undo is offered.
        replace(line, undo_id=None) if is_erased else line,
        tuple(_records(reading, told)),
        tuple(_in_bulk(changes)),
        (every or 0) - len(changes),
        is_erased,
        tuple(dict.fromkeys((c.kind, c.row_id) for c in told)),
    )


def _is_erased(reading: Reading, action_id: int) -> bool:
    erased = select(JournalChange.id).where(
        JournalChange.action_id == action_id,
        JournalChange.before.is_(None),
        JournalChange.after.is_(None),
        JournalChange.last_row_id.is_(None),
    )
    return reading.session.scalar(erased.limit(1)) is not None


def _records(reading: Reading, changes: Sequence[JournalChange]) -> Iterator[TouchedRecord]:
    for change in changes:
        subject = subject_of(reading, (change.kind, change.row_id))
        # A record that was removed is told by its name.
        after = change.after or {}
        fields = tuple(fields_told(reading, change.kind, change.before, after))
        if subject or fields:
            yield TouchedRecord(_fate(change), subject, fields)


def _fate(change: JournalChange) -> Fate:
    if change.after is None:
        return Fate.REMOVED
    return Fate.ADDED if change.before is None else Fate.CHANGED


def _in_bulk(changes: Sequence[JournalChange]) -> Iterator[str]:
    counted: dict[str, int] = defaultdict(int)
    for change in changes:
        if change.last_row_id is not None:
            counted[change.kind] += change.last_row_id - change.row_id + 1
    for kind, n in counted.items():
        if kind in DESCRIPTIONS and DESCRIPTIONS[kind].noun:
            yield labelled(_(DESCRIPTIONS[kind].noun), isolate(str(n)))
