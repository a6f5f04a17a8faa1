"""The history of records, in sentences: who did what when, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import _, comma, in_its_own_direction, is_rtl, labelled
from amane_desktop.office.journal import UNDO, JournalAction, JournalChange
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import action_named, query
from amane_desktop.office.rows import Row, Values, values_of
from amane_desktop.office.work import Reading
from amane_desktop.storage.migrate import HEAD

_NOTHING, _KNOWN = "—", "known_rows"
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
    """One action on the records asked about; `at` is local, `about` names the record.

    `undone_by` and `undone_at` are of the undo, where it was undone. `undo_id` is the action to
    undo, which lets one that was undone stand again; None where that cannot be done, or not by
    this reader.
    """

    at: datetime
    by: str
    sentence: str
    about: str
    fields: tuple[FieldChange, ...]
    undone: bool
    in_part: bool
    undo_id: int | None
    undone_by: str = ""
    undone_at: datetime | None = None

    def __str__(self) -> str:
        about = [in_its_own_direction(self.about)] if self.about else []
        return " · ".join((self.sentence, *about, *map(str, self.fields)))


@query(Permission.SEE_FAMILIES, {"rows": (("family", 1),)})
def history(reading: Reading, rows: tuple[Row, ...]) -> tuple[HistoryLine, ...]:
    """What was done to the rows, newest first, as far as the reader may see their kind."""
    seen = [row for row in rows if is_shown(reading, *row)]
    # What the first is called would be said in every line.
    subjects = {row: subject_of(reading, row, but=rows[0]) for row in seen}
    if not subjects:
        return ()
    found = reading.session.execute(
        select(JournalAction, StaffMember.name, JournalChange)
        .join(JournalAction, JournalAction.id == JournalChange.action_id)
        .join(StaffMember, StaffMember.id == JournalAction.staff_id)
        .where(
            or_(*(_touches(kind, row_id) for kind, row_id in subjects)), JournalAction.name != UNDO
        )
        .order_by(JournalAction.id.desc(), JournalChange.id)
    )
    together: dict[int, _Done] = {}
    for action, by, change in found:
        together.setdefault(action.id, (action, by, []))[2].append(change)
    return tuple(line_of(reading, *done, subjects) for done in together.values())


def is_shown(reading: Reading, kind: str, row_id: int) -> bool:
    """Whether the reader may see what was done to the row, which may be gone."""
    description = DESCRIPTIONS.get(kind)
    if description is None or not may(reading.by.role, description.permission):
        return False
    values = last_values(reading.session, kind, row_id)
    return values is not None and description.is_shown(reading, values)


def last_values(session: Session, kind: str, row_id: int) -> Values | None:
    """A row's values as they are, or as they were when it was removed."""
    known = session.info.get(_KNOWN, {}).get((kind, row_id))
    found = known or values_of(session, kind, {row_id}).get(row_id)
    return found or session.scalar(
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


def know(reading: Reading, rows: Iterable[Row]) -> None:
    """Read the rows, and those that they are about, a table at a time; for a question alone.

    What is told of them after this is told as they are now, so that no action may ask for it.
    """
    known = reading.session.info.setdefault(_KNOWN, {})
    wanted = set(rows) - known.keys()
    while wanted:
        about: set[Row] = set()
        for kind in {kind for kind, _number in wanted}:
            numbers = {number for of, number in wanted if of == kind}
            refers = DESCRIPTIONS[kind].refers.items() if kind in DESCRIPTIONS else ()
            for number, values in values_of(reading.session, kind, numbers).items():
                known[kind, number] = values
                about |= {(other, values[key]) for key, other in refers if values[key]}
        wanted = about - known.keys()


def subject_of(reading: Reading, row: Row, but: Row | None = None) -> str:
    """What a record is called, with those (`but` one) that it is about; may be empty."""
    description = DESCRIPTIONS.get(row[0])
    values = last_values(reading.session, *row)
    if description is None or not values:
        return ""
    about = ((other, values[key]) for key, other in description.refers.items() if values[key])
    others = (
        subject_of(reading, other, but)
        for other in about
        if other != but and is_shown(reading, *other)
    )
    return " · ".join(filter(None, (description.subject(values), *others)))


def local_time(reading: Reading, action: JournalAction) -> datetime:
    """When it was done, on the wall clock in Taroudant."""
    # The journal keeps instants in UTC, which SQLite gives back without saying so.
    return action.at.replace(tzinfo=UTC).astimezone(reading.clock.local().tzinfo)


def sentence_of(session: Session, action: JournalAction) -> str:
    """What an action did, in a sentence without names."""
    undone = session.get(JournalAction, action.undoes_id) if action.undoes_id else None
    if undone is not None:
        again = undone.name == UNDO
        words = _("Did again: {action}") if again else _("Undid: {action}")
        inner = session.get(JournalAction, undone.undoes_id) if undone.undoes_id else undone
        return words.format(action=sentence_of(session, inner or undone))
    entry = action_named(action.name)
    return _(entry.sentence) if entry else _("Recorded")


def undo_id(reading: Reading, action: JournalAction) -> int | None:
    """The action that undoes it or, when it was undone, lets it stand again; if one may."""
    entry = action_named(action.name)
    if entry is None or not entry.is_undoable or not may(reading.by.role, entry.permission):
        return None
    return (action.undone_by_id or action.id) if action.revision == HEAD else None


def what_was_done(reading: Reading, action: JournalAction) -> str:
    """An action in a sentence, with the first record that it was about."""
    sentence = sentence_of(reading.session, action)
    for change in reading.session.scalars(
        select(JournalChange)
        .where(JournalChange.action_id == action.id, JournalChange.last_row_id.is_(None))
        .order_by(JournalChange.id)
    ):
        if about := subject_of(reading, (change.kind, change.row_id)):
            return f"{sentence} · {about}"
    return sentence


def fields_told(
    reading: Reading, kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> Iterator[FieldChange]:
    """The columns of `after` in plain words, before and after; of a new row, few are told."""
    description = DESCRIPTIONS.get(kind)
    for key, column in description.columns.items() if description else ():
        is_told = before is not None or (column.is_told_at_first and after.get(key))
        if key in after and is_told and column.is_seen(reading):
            told = (column.told(reading, (values or {}).get(key)) for values in (before, after))
            yield FieldChange(_(column.label), *told)


def _touches(kind: str, row_id: int) -> ColumnElement[bool]:
    in_bulk = and_(JournalChange.row_id <= row_id, JournalChange.last_row_id >= row_id)
    return and_(JournalChange.kind == kind, or_(JournalChange.row_id == row_id, in_bulk))


def line_of(
    reading: Reading,
    action: JournalAction,
    by: str,
    changes: list[JournalChange],
    subjects: Mapping[Row, str],
) -> HistoryLine:
    """One action on the rows that its changes are about."""
    # What two rows say alike, such as a record and the line that it repeats, is told once.
    fields = dict.fromkeys(
        field
        for change in changes
        # A row that was removed is told by its subject.
        if change.after is not None
        for field in fields_told(reading, change.kind, change.before, change.after)
    )
    # A span of rows made in bulk is about no single one of them.
    single = ((c.kind, c.row_id) for c in changes if c.last_row_id is None)
    about = dict.fromkeys(filter(None, (subjects.get(row, "") for row in single)))
    whose = [name for name in about if not any(name.endswith(f" · {one}") for one in about)]
    undoing = reading.session.get(JournalAction, action.undone_by_id or 0)
    return HistoryLine(
        at=local_time(reading, action),
        by=by,
        sentence=sentence_of(reading.session, action),
        about=comma().join(whose),
        fields=tuple(fields),
        undone=action.undone_by_id is not None,
        in_part=action.undone_in_part,
        undo_id=undo_id(reading, action),
        undone_by=reading.session.get_one(StaffMember, undoing.staff_id).name if undoing else "",
        undone_at=local_time(reading, undoing) if undoing else None,
    )
