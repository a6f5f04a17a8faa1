"""The director's journal: every action, newest first, as the list shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, func, select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, comma
from amane_desktop.office.audit_words import tells
from amane_desktop.office.history import HistoryLine, know, line_of
from amane_desktop.office.journal import UNDO, JournalAction, JournalChange
from amane_desktop.office.registry import ACTIONS, query
from amane_desktop.office.told_rows import is_told, subjects_of
from amane_desktop.office.work import Reading
from amane_desktop.storage.in_order import numbers_in_order

# A line names so many records, and looks for them among so many rows.
_NAMED, _LOOKED_AT = 3, 12


@dataclass(frozen=True)
class AuditFilter:
    """Which actions are listed; what is empty asks for nothing. Days are days in Taroudant."""

    staff_id: int | None = None
    first: date | None = None
    last: date | None = None
    action: str = ""
    words: str = ""


EVERYTHING = AuditFilter()


@dataclass(frozen=True)
class AuditLine:
    """An action by its number, told without what it changed."""

    id: int
    told: HistoryLine


@query(Permission.SEE_AUDIT, {})
def audit_ids(reading: Reading, wanted: AuditFilter = EVERYTHING) -> tuple[int, ...]:
    """The actions that fit, newest first; every word must be found in what is told of them."""
    conditions = _conditions(reading, wanted)
    found = select(JournalAction.id).where(*conditions).order_by(JournalAction.id.desc())
    return numbers_in_order(reading.session, found)


@query(Permission.SEE_AUDIT, {"ids": (1, 2, 3)})
def audit_lines(reading: Reading, ids: Sequence[int]) -> tuple[AuditLine, ...]:
    """These actions, with the first records that each was about."""
    found = reading.session.execute(
        select(JournalAction, StaffMember.name)
        .join(StaffMember, StaffMember.id == JournalAction.staff_id)
        .where(JournalAction.id.in_(ids))
        .order_by(JournalAction.id.desc())
    ).all()
    changes = _first_changes(reading, ids)
    know(reading, ((c.kind, c.row_id) for of in changes.values() for c in of))
    return tuple(
        AuditLine(action.id, _line(reading, action, by, changes[action.id])) for action, by in found
    )


@query(Permission.SEE_AUDIT, {})
def audit_actions(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The kinds of actions that stand in the journal, each by its name and in words."""
    names = set(reading.session.scalars(select(JournalAction.name).distinct()))
    told = {entry.name: _(entry.sentence) for entry in ACTIONS.values() if entry.name in names}
    if UNDO in names:
        told[UNDO] = _("Undid something")
    return tuple(sorted(told.items(), key=lambda pair: pair[1].casefold()))


def day_begins(reading: Reading, day: date) -> datetime:
    """The instant at which the day begins in Taroudant, as the database keeps it."""
    local = datetime.combine(day, time(), reading.clock.local().tzinfo)
    return local.astimezone(UTC).replace(tzinfo=None)


def _conditions(reading: Reading, wanted: AuditFilter) -> list[ColumnElement[bool]]:
    conditions = tells(reading, wanted.words)
    if wanted.staff_id is not None:
        conditions.append(JournalAction.staff_id == wanted.staff_id)
    if wanted.action:
        conditions.append(JournalAction.name == wanted.action)
    if wanted.first is not None:
        conditions.append(JournalAction.at >= day_begins(reading, wanted.first))
    if wanted.last is not None:
        conditions.append(JournalAction.at < day_begins(reading, wanted.last + timedelta(days=1)))
    return conditions


def _first_changes(reading: Reading, ids: Sequence[int]) -> dict[int, list[JournalChange]]:
    """The first changes of each action, which were written one after the other."""
    change = JournalChange
    first = (
        select(change.action_id, func.min(change.id).label("id"))
        .where(change.action_id.in_(ids))
        .group_by(change.action_id)
        .subquery()
    )
    is_first = change.id.between(first.c.id, first.c.id + _LOOKED_AT - 1)
    found = select(change).join(first, and_(change.action_id == first.c.action_id, is_first))
    of: dict[int, list[JournalChange]] = defaultdict(list)
    for one in reading.session.scalars(found.order_by(change.id)):
        of[one.action_id].append(one)
    return of


def _line(
    reading: Reading, action: JournalAction, by: str, changes: list[JournalChange]
) -> HistoryLine:
    line = line_of(reading, action, by, [], {})
    if any(change.is_erased for change in changes):
        # What was erased does not return, so that no undo is offered.
        line = replace(line, about=_("something that was erased"), undo_id=None)
    named = subjects_of(reading, [(c.kind, c.row_id) for c in changes if is_told(reading, c)])
    if named:
        more = ["…"] if len(named) > _NAMED or len(changes) == _LOOKED_AT else []
        line = replace(line, about=comma().join(named[:_NAMED] + more))
    return line
