"""The monthly register of a group, filled from what was entered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from sqlalchemy import JSON, Date, bindparam, func, select

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
    held = set().union(*marks.values())
    # A closed half-day has no column, unless somebody was marked all the same.
    slots = [
        slot
        for slot in _slots(reading, group.id, first, last)
        if slot.closure is None or str(slot.session_id) in held
    ]
    keys = [str(slot.session_id) for slot in slots]
    days = [slot.day for slot in slots]
    return Register(
        head(reading, group),
        first,
        tuple(RegisterSession(slot.day, slot.start) for slot in slots),
        tuple(
            RegisterChild(
                paper_child(child),
                tuple(map(marks.get(child.person_id, {}).get, keys)),
                _enrolled_on(child, days),
            )
            for child in children
        ),
    )


def _enrolled_on(child: WeekChild, days: Sequence[date]) -> tuple[bool, ...]:
    # Most children are enrolled for the whole of a month.
    if days and any(
        since <= days[0] and (until is None or until >= days[-1]) for since, until in child.spans
    ):
        return (True,) * len(days)
    return tuple(map(child.is_enrolled, days))


def _slots(reading: Reading, group_id: int, first: date, last: date) -> tuple[WeekSlot, ...]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return sessions(reading.session, days, group_id).get(group_id, ())


def _marks(
    reading: Reading, group_id: int, first: date, last: date
) -> Mapping[int, Mapping[str, Mark]]:
    """Each child's marks by the number of the session, as text."""
    asked = {"group": group_id, "first": first, "last": last}
    rows = reading.session.connection().execute(_MARKED, asked)
    return {
        person_id: {at: _MARKS[mark] for at, mark in of_child.items()}
        for person_id, of_child in rows.all()
    }


# Made once: a statement takes longer to make than to run.
_MARKED = (
    select(
        Attendance.person_id,
        func.json_group_object(Attendance.session_id, Attendance.mark, type_=JSON),
    )
    .join(GroupSession, GroupSession.id == Attendance.session_id)
    .where(
        GroupSession.group_id == bindparam("group"),
        GroupSession.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
    )
    .group_by(Attendance.person_id)
)


def draw_registers(
    registers: tuple[Register, ...], paper_lang: PaperLang, printed_by: str, printed_at: datetime
) -> bytes:
    """The registers as a PDF file, one group after the other."""
    from amane_desktop.school_support.register_drawing import draw

    return draw(registers, paper_lang, printed_by, printed_at)
