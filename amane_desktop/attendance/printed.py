"""Which sheets went to paper, and in which order their children stand on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import PrintedSheet
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work

_MONDAY = date(2026, 9, 7)


@dataclass(frozen=True)
class PrintedLine:
    """A sheet that went to paper, with the children by their numbers from the first row on."""

    at: datetime
    person_ids: tuple[int, ...]


@action(
    "",
    Permission.SEE_OTHER_DAYS,
    {"monday": _MONDAY, "sheets": {1: [1]}},
    is_journalled=False,
)
def remember_printed(work: Work, monday: date, sheets: Mapping[int, Sequence[int]]) -> None:
    """Keep which children stand on the sheets of a week, for each group in their order."""
    work.session.add_all(
        PrintedSheet(
            group_id=group_id,
            monday=monday,
            at=work.clock.now(),
            staff_id=work.by.id,
            person_ids=list(person_ids),
        )
        for group_id, person_ids in sheets.items()
    )


@query(Permission.SEE_ATTENDANCE, {"group_id": 1, "monday": _MONDAY})
def last_printed(reading: Reading, group_id: int, monday: date) -> PrintedLine | None:
    """The newest sheet of a group's week that went to paper; None when none did."""
    row = reading.session.scalar(
        select(PrintedSheet)
        .where(PrintedSheet.group_id == group_id, PrintedSheet.monday == monday)
        .order_by(PrintedSheet.id.desc())
        .limit(1)
    )
    return None if row is None else PrintedLine(row.at, tuple(row.person_ids))
