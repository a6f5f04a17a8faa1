"""What was done to one cell of the week: who, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import and_, or_, select, text

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import Attendance, GroupSession, Mark
from amane_desktop.attendance.reach import sees_day
from amane_desktop.office.history import local_time
from amane_desktop.office.journal import GONE, JournalAction, JournalChange
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.sight import Sight

_KIND = Attendance.__tablename__


@dataclass(frozen=True)
class CellChange:
    """One change of a cell, at a local time; None where no mark stood, `note` where it changed."""

    at: datetime
    by: str
    before: Mark | None
    after: Mark | None
    note: str | None


@query(
    Permission.SEE_ATTENDANCE,
    {"group_id": 1, "person_id": 1, "day": date(2026, 9, 7), "start": time(10)},
)
def cell_history(
    reading: Reading, group_id: int, person_id: int, day: date, start: time
) -> tuple[CellChange, ...]:
    """What was done to a child's mark at one session, the first thing first."""
    if not sees_day(reading, day) or not Sight(reading).names_person(person_id):
        return ()
    meeting = reading.session.scalar(
        select(GroupSession.id).where(
            GroupSession.group_id == group_id,
            GroupSession.day == day,
            GroupSession.start == start,
        )
    )
    if meeting is None:
        return ()
    standing = reading.session.scalar(
        select(Attendance).where(
            Attendance.session_id == meeting, Attendance.person_id == person_id
        )
    )
    rows = set(_gone(reading, meeting, person_id)) | ({standing.id} if standing else set())
    if not rows:
        return ()
    touched = (
        or_(
            JournalChange.row_id == row,
            and_(JournalChange.row_id <= row, JournalChange.last_row_id >= row),
        )
        for row in rows
    )
    found = reading.session.execute(
        select(JournalAction, StaffMember.name, JournalChange)
        .join(JournalAction, JournalAction.id == JournalChange.action_id)
        .join(StaffMember, StaffMember.id == JournalAction.staff_id)
        .where(JournalChange.kind == _KIND, or_(*touched))
        .order_by(JournalChange.id)
    ).all()
    return tuple(_told(reading, found, Mark(standing.mark) if standing else None))


def _gone(reading: Reading, meeting: int, person_id: int) -> Iterable[int]:
    """The marks that were taken away from the cell."""
    return reading.session.scalars(
        select(JournalChange.row_id).where(
            JournalChange.kind == _KIND,
            text(GONE),
            JournalChange.before["session_id"].as_integer() == meeting,
            JournalChange.before["person_id"].as_integer() == person_id,
        )
    )


def _told(reading: Reading, found: Iterable[Any], now: Mark | None) -> list[CellChange]:
    """Each change with the mark that stood before it and the one that it left."""
    told: list[CellChange] = []
    mark: Mark | None = None
    for action, by, change in found:
        if change.is_erased:
            continue
        before, after = change.before or {}, change.after or {}
        if "mark" in before:
            mark = Mark(before["mark"])
            if told and told[-1].after is None:
                # Of marks made in bulk the journal keeps no values.
                told[-1] = replace(told[-1], after=mark)
        left = Mark(after["mark"]) if "mark" in after else mark if after else None
        note = after.get("note")
        is_told = note is not None and (change.before is not None or note)
        told.append(
            CellChange(local_time(reading, action), by, mark, left, note if is_told else None)
        )
        mark = left
    if told and told[-1].after is None:
        told[-1] = replace(told[-1], after=now)
    return told
