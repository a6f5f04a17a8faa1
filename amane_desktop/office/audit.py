"""The director's journal: every action, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.history import HistoryLine, is_shown, line_of, subject_of
from amane_desktop.office.journal import UNDO, JournalAction, JournalChange
from amane_desktop.office.registry import ACTIONS, query
from amane_desktop.office.rows import Row
from amane_desktop.office.work import Reading

PAGE = 100
# So many are looked through for words before the reader is asked whether to go on.
_MOST_READ, _MOST_TOLD = 2_000, 30


@dataclass(frozen=True)
class AuditFilter:
    """Which actions are listed; what is empty asks for nothing. Days are days in Taroudant."""

    staff_id: int | None = None
    first: date | None = None
    last: date | None = None
    sentence: str = ""
    words: str = ""


@dataclass(frozen=True)
class AuditPage:
    """Some actions, and the number to go on before; None when there are no older ones."""

    lines: tuple[HistoryLine, ...]
    before: int | None


@query(Permission.SEE_AUDIT, {})
def audit(
    reading: Reading, wanted: AuditFilter = AuditFilter(), before: int | None = None
) -> AuditPage:
    """The next actions that fit, newest first; `before` is where the page above ended."""
    lines: list[HistoryLine] = []
    words = wanted.words.casefold().split()
    read = 0
    for action, by in reading.session.execute(_actions(reading, wanted, before)):
        if len(lines) == PAGE or read == _MOST_READ:
            return AuditPage(tuple(lines), before)
        read, before = read + 1, action.id
        line = _line(reading, action, by)
        told = f"{line} {line.by}".casefold()
        if all(word in told for word in words):
            lines.append(line)
    return AuditPage(tuple(lines), None)


@query(Permission.SEE_AUDIT, {})
def sentences(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The kinds of actions that stand in the journal, each by its name and in words."""
    names = set(reading.session.scalars(select(JournalAction.name).distinct()))
    told = {entry.name: _(entry.sentence) for entry in ACTIONS.values() if entry.name in names}
    return tuple(sorted(told.items(), key=lambda pair: pair[1].casefold()))


def _actions(
    reading: Reading, wanted: AuditFilter, before: int | None
) -> Select[JournalAction, str]:
    found = (
        select(JournalAction, StaffMember.name)
        .join(StaffMember, StaffMember.id == JournalAction.staff_id)
        .where(JournalAction.name != UNDO)
        .order_by(JournalAction.id.desc())
        .execution_options(yield_per=PAGE)
    )
    if before is not None:
        found = found.where(JournalAction.id < before)
    if wanted.staff_id is not None:
        found = found.where(JournalAction.staff_id == wanted.staff_id)
    if wanted.sentence:
        found = found.where(JournalAction.name == wanted.sentence)
    if wanted.first is not None:
        found = found.where(JournalAction.at >= _midnight(reading, wanted.first))
    if wanted.last is not None:
        after = _midnight(reading, wanted.last + timedelta(days=1))
        found = found.where(JournalAction.at < after)
    return found


def _midnight(reading: Reading, day: date) -> datetime:
    """The instant at which the day begins in Taroudant, as the database keeps it."""
    local = datetime.combine(day, time(), reading.clock.local().tzinfo)
    return local.astimezone(UTC).replace(tzinfo=None)


def _line(reading: Reading, action: JournalAction, by: str) -> HistoryLine:
    changes = reading.session.scalars(
        select(JournalChange)
        .where(JournalChange.action_id == action.id)
        .order_by(JournalChange.id)
        .limit(_MOST_TOLD)
    ).all()
    seen = [change for change in changes if _is_seen(reading, change)]
    line = line_of(reading, action, by, seen, dict(_subjects(reading, seen)))
    if not any(change.is_erased for change in changes):
        return line
    # What was erased does not return, so that no undo is offered.
    return replace(line, about=line.about or _("something that was erased"), undo_id=None)


def _is_seen(reading: Reading, change: JournalChange) -> bool:
    """A row that was erased, or that the reader may not see, is told by its action alone."""
    if change.last_row_id is not None:
        return False
    return not change.is_erased and is_shown(reading, change.kind, change.row_id)


def _subjects(reading: Reading, changes: list[JournalChange]) -> Iterator[tuple[Row, str]]:
    for row in dict.fromkeys((change.kind, change.row_id) for change in changes):
        yield row, subject_of(reading, row)
