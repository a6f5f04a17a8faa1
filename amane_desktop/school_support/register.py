"""The monthly register of a group, filled from what was entered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from sqlalchemy import select

from amane_desktop.access.permissions import Permission, may
from amane_desktop.attendance.models import Attendance, GroupSession, Mark
from amane_desktop.attendance.planned import WeekSlot, sessions
from amane_desktop.attendance.queries import GroupLine, groups
from amane_desktop.attendance.week_parts import WeekChild, children_of_days
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.school_support.on_paper import PaperChild, PaperHead, head, paper_child
from amane_desktop.school_support.queries import chosen
from amane_desktop.school_support.roster import PaperLang

CAME = (Mark.PRESENT, Mark.LATE)


_MARKS: dict[str, Mark] = {mark.value: mark for mark in Mark}


@dataclass(frozen=True)
class RegisterSession:
    """A column of the register."""

    day: date
    start: time


@dataclass(frozen=True)
class RegisterChild:
    """A row: a mark or none for each session, and for which sessions the child was enrolled."""

    child: PaperChild
    marks: tuple[Mark | None, ...]
    is_enrolled: tuple[bool, ...]

    @cached_property
    def counted(self) -> Counter[Mark]:
        """How many of each mark."""
        return Counter(mark for mark in self.marks if mark is not None)


@dataclass(frozen=True)
class Register:
    """A group's month: its sessions and its children in the order of the paper."""

    head: PaperHead
    month: date
    sessions: tuple[RegisterSession, ...]
    children: tuple[RegisterChild, ...]


@query(Permission.SEE_ATTENDANCE, {"month": date(2026, 9, 1)})
def registers(
    reading: Reading, month: date, group: str = "", paper_lang: PaperLang = "fr"
) -> tuple[Register, ...]:
    """The registers of a month, of one group (by name) or of all that have children in it."""
    if not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        raise NotAllowed(_("Your role does not allow this."))
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    lines = groups(reading, first)
    only = next((line.id for line in lines if group and group in (line.name, line.name_ar)), None)
    children = children_of_days(reading, (first, last), "ar" if paper_lang == "ar" else "fr", only)
    return tuple(
        _register(reading, line, first, last, children.get(line.id, ()))
        for line in chosen(lines, group, children)
    )


def _register(
    reading: Reading, group: GroupLine, first: date, last: date, children: Iterable[WeekChild]
) -> Register:
    marks = _marks(reading, group.id, first, last)
    held = {(day, start) for _person, day, start in marks}
    columns = tuple(
        RegisterSession(slot.day, slot.start)
        for slot in _slots(reading, group.id, first, last)
        # A closed half-day has no column, unless somebody was marked all the same.
        if slot.closure is None or (slot.day, slot.start) in held
    )
    return Register(
        head(reading, group),
        first,
        columns,
        tuple(_row(child, columns, marks) for child in children),
    )


def _row(
    child: WeekChild,
    columns: Sequence[RegisterSession],
    marks: Mapping[tuple[int, date, time], Mark],
) -> RegisterChild:
    # Most children are enrolled for the whole of a month.
    is_whole = any(
        since <= columns[0].day and (until is None or until >= columns[-1].day)
        for since, until in child.spans
        if columns
    )
    return RegisterChild(
        paper_child(child),
        tuple(marks.get((child.person_id, column.day, column.start)) for column in columns),
        (True,) * len(columns)
        if is_whole
        else tuple(child.is_enrolled(column.day) for column in columns),
    )


def _slots(reading: Reading, group_id: int, first: date, last: date) -> tuple[WeekSlot, ...]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return sessions(reading.session, days, group_id).get(group_id, ())


def _marks(
    reading: Reading, group_id: int, first: date, last: date
) -> Mapping[tuple[int, date, time], Mark]:
    rows = reading.session.connection().execute(
        select(Attendance.person_id, GroupSession.day, GroupSession.start, Attendance.mark)
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(GroupSession.group_id == group_id, GroupSession.day.between(first, last))
    )
    return {(person_id, day, start): _MARKS[mark] for person_id, day, start, mark in rows.all()}


def draw_registers(
    registers: tuple[Register, ...], paper_lang: PaperLang, printed_by: str, printed_at: datetime
) -> bytes:
    """The registers as a PDF file, one group after the other."""
    from amane_desktop.school_support.register_drawing import draw

    return draw(registers, paper_lang, printed_by, printed_at)
