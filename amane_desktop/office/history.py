"""The history of records, in sentences: who did what when, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, inspect, or_, select
from sqlalchemy.orm import Session

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import _, in_its_own_direction, is_rtl, labelled
from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.labels import DESCRIPTIONS, Description
from amane_desktop.office.registry import action_named, query
from amane_desktop.office.undo import model_of
from amane_desktop.office.work import Reading

_NOTHING = "—"
_UNDO = "undo"
_Row = tuple[str, int]
_Done = tuple[JournalAction, str, list[JournalChange]]


@dataclass(frozen=True)
class FieldChange:
    """A field in plain words, before and after."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        arrow = "←" if is_rtl() else "→"
        # Two names in the other script would otherwise change places around the arrow.
        before, after = (
            in_its_own_direction(value) if value else _NOTHING
            for value in (self.before, self.after)
        )
        return labelled(self.label, f"{before} {arrow} {after}")


@dataclass(frozen=True)
class HistoryLine:
    """One action on the records asked about; `at` is local, `about` names the record."""

    at: datetime
    by: str
    sentence: str
    about: str
    fields: tuple[FieldChange, ...]
    undone: bool

    def __str__(self) -> str:
        about = [in_its_own_direction(self.about)] if self.about else []
        return " · ".join((self.sentence, *about, *map(str, self.fields)))


@query(Permission.SEE_FAMILIES, {"rows": (("family", 1),)})
def history(reading: Reading, rows: tuple[_Row, ...]) -> tuple[HistoryLine, ...]:
    """What was done to the rows, newest first, as far as the reader may see their kind."""
    seen = [row for row in rows if is_shown(reading, *row)]
    if not seen:
        return ()
    found = reading.session.execute(
        select(JournalAction, StaffMember.name, JournalChange)
        .join(JournalAction, JournalAction.id == JournalChange.action_id)
        .join(StaffMember, StaffMember.id == JournalAction.staff_id)
        .where(or_(*(_touches(kind, row_id) for kind, row_id in seen)))
        .order_by(JournalAction.id.desc(), JournalChange.id)
    )
    together: dict[int, _Done] = {}
    for action, by, change in found:
        together.setdefault(action.id, (action, by, []))[2].append(change)
    subjects = {row: _subject(reading, row, together.values()) for row in seen}
    return tuple(
        _line(reading, action, by, changes, subjects)
        for action, by, changes in together.values()
        if action.name != _UNDO
    )


def is_shown(reading: Reading, kind: str, row_id: int) -> bool:
    """Whether the reader may see what was done to the row, which may be gone."""
    description = DESCRIPTIONS.get(kind)
    if description is None or not may(reading.by.role, description.permission):
        return False
    values = _values(reading.session, kind, row_id)
    return values is not None and description.is_shown(reading, values)


def _values(session: Session, kind: str, row_id: int) -> Mapping[str, Any] | None:
    """A row's values as they are, or as they were when it was removed."""
    row = session.get(model_of(kind), row_id)
    if row is not None:
        return {column.key: getattr(row, column.key) for column in inspect(row).mapper.column_attrs}
    return session.scalar(
        select(JournalChange.before)
        .where(
            JournalChange.kind == kind,
            JournalChange.row_id == row_id,
            JournalChange.after.is_(None),
            JournalChange.before.is_not(None),
        )
        .order_by(JournalChange.id.desc())
        .limit(1)
    )


def _touches(kind: str, row_id: int) -> ColumnElement[bool]:
    in_bulk = and_(JournalChange.row_id <= row_id, JournalChange.last_row_id >= row_id)
    return and_(JournalChange.kind == kind, or_(JournalChange.row_id == row_id, in_bulk))


def _subject(reading: Reading, row: _Row, done: Iterable[_Done]) -> str:
    """What the record is called, by its row or, when that is gone, by its last journal entry."""
    kind, row_id = row
    describe = DESCRIPTIONS[kind].subject
    live = reading.session.get(model_of(kind), row_id)
    if live is not None:
        return describe(vars(live))
    changes = (change for _action, _by, changes in done for change in changes)
    gone = (c.before for c in changes if (c.kind, c.row_id) == row and c.after is None)
    before = next(gone, None)
    return describe(before) if before else ""


def what_was_done(session: Session, action: JournalAction) -> str:
    """An action in a sentence, with the first record that it was about."""
    entry = action_named(action.name)
    sentence = _(entry.sentence) if entry else ""
    for change in session.scalars(
        select(JournalChange)
        .where(JournalChange.action_id == action.id, JournalChange.last_row_id.is_(None))
        .order_by(JournalChange.id)
    ):
        description = DESCRIPTIONS.get(change.kind)
        row = session.get(model_of(change.kind), change.row_id)
        values = change.before if row is None else vars(row)
        about = description.subject(values) if description and values else ""
        if about:
            return f"{sentence} · {about}"
    return sentence


def _line(
    reading: Reading,
    action: JournalAction,
    by: str,
    changes: list[JournalChange],
    subjects: dict[_Row, str],
) -> HistoryLine:
    entry = action_named(action.name)
    fields = [
        field for change in changes for field in _fields(reading, DESCRIPTIONS[change.kind], change)
    ]
    # A span of rows made in bulk is about no single one of them.
    single = ((c.kind, c.row_id) for c in changes if c.last_row_id is None)
    about = dict.fromkeys(subjects.get(row, "") for row in single)
    return HistoryLine(
        # The journal keeps instants in UTC, which SQLite gives back without saying so.
        at=action.at.replace(tzinfo=UTC).astimezone(reading.clock.local().tzinfo),
        by=by,
        sentence=_(entry.sentence) if entry else _("Recorded"),
        about=", ".join(filter(None, about)),
        fields=tuple(fields),
        undone=action.undone_by_id is not None,
    )


def _fields(
    reading: Reading, description: Description, change: JournalChange
) -> Iterable[FieldChange]:
    if change.after is None:
        return  # a row that was removed is told by its subject
    for key, column in description.columns.items():
        is_told = change.before is not None or (column.is_told_at_first and change.after[key])
        if key in change.after and is_told and column.is_seen(reading):
            before, after = (
                column.told(reading, (values or {}).get(key))
                for values in (change.before, change.after)
            )
            yield FieldChange(_(column.label), before, after)
