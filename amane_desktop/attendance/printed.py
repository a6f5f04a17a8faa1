"""Which sheets went to paper, and in which order their children stand on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from amane_desktop.access.permissions import Permission, may
from amane_desktop.attendance.models import Enrolment, PrintedSheet
from amane_desktop.attendance.week_parts import WeekChild, children_of_week, people_named
from amane_desktop.i18n import language
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work

_MONDAY = date(2026, 9, 7)


@dataclass(frozen=True)
class PrintedLine:
    """A sheet that went to paper, with the children by their numbers from the first row on.

    `gone` are those of them who are not in the group's week any more.
    """

    at: datetime
    person_ids: tuple[int, ...]
    gone: tuple[WeekChild, ...] = ()


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
    """The newest sheet of a group's week that went to paper; None when none did.

    It is of the whole week, and so not for who sees this day alone.
    """
    row = _newest(reading, group_id, monday)
    if row is None or not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        return None
    lang = language()
    here = {
        child.person_id for child in children_of_week(reading, monday, lang, group_id)[group_id]
    }
    gone = people_named(reading, _once_in(reading, row) - here, lang)
    return PrintedLine(
        row.at, tuple(row.person_ids), tuple(WeekChild(*(*one, (), ())) for one in gone)
    )


def is_on_paper(reading: Reading, group_id: int, monday: date, person_id: int) -> bool:
    """Whether a child stands on the newest printed sheet of a group's week."""
    row = _newest(reading, group_id, monday)
    return row is not None and person_id in _once_in(reading, row)


def _once_in(reading: Reading, row: PrintedSheet) -> set[int]:
    """Who of a sheet has been in its group: nobody else is named by it."""
    found = select(Enrolment.person_id).where(Enrolment.group_id == row.group_id)
    return set(row.person_ids) & set(reading.session.scalars(found))


def _newest(reading: Reading, group_id: int, monday: date) -> PrintedSheet | None:
    return reading.session.scalar(
        select(PrintedSheet)
        .where(PrintedSheet.group_id == group_id, PrintedSheet.monday == monday)
        .order_by(PrintedSheet.id.desc())
        .limit(1)
    )
