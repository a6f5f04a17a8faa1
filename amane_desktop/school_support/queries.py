"""What the rosters of a week hold, and what a family's record says of school support."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from amane_desktop.access.permissions import Part, Permission, may
from amane_desktop.attendance.models import (
    Attendance,
    Enrolment,
    EnrolmentPause,
    Group,
    GroupSession,
    Mark,
    Waiting,
)
from amane_desktop.attendance.planned import WeekSlot
from amane_desktop.attendance.queries import GroupLine, groups
from amane_desktop.attendance.week_parts import WeekChild, children_of_week, holds, slots_of_week
from amane_desktop.attendance.weeks import working_days
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading
from amane_desktop.people.birthdays import birthday_among
from amane_desktop.people.levels import level_name
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import sheet_names
from amane_desktop.people.sight import Sight
from amane_desktop.school_support.roster import (
    BLANK_ROWS,
    EMPTY_ROWS,
    PaperLang,
    RosterChild,
    RosterSheet,
    RosterSlot,
)


@query(Permission.SEE_ATTENDANCE, {"monday": date(2026, 9, 7)})
def rosters(
    reading: Reading,
    monday: date,
    group: str = "",
    paper_lang: PaperLang = "fr",
    *,
    is_blank: bool = False,
) -> tuple[RosterSheet, ...]:
    """The rosters of a week, of one group (by name) or of all that have children in it.

    A blank one has the group's hours, and rows to write names in.
    """
    if not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        return ()
    settings = reading.session.scalars(select(CentreSettings)).one()
    children = children_of_week(reading, monday, "ar" if paper_lang == "ar" else "fr")
    slots = slots_of_week(reading, monday)
    enrolled = {
        group_id: [child for child in of_group if child.spans]
        for group_id, of_group in children.items()
    }
    return tuple(
        _sheet(settings, line, monday, slots[line.id], enrolled.get(line.id, ()), is_blank)
        for line in chosen(groups(reading, monday), group, enrolled)
    )


def chosen(
    lines: Iterable[GroupLine], group: str, children: Mapping[int, Sequence[WeekChild]]
) -> tuple[GroupLine, ...]:
    """The group of that name, with children or without, or else all that have some.

    Refuses a name that no group has.
    """
    if not group:
        return tuple(line for line in lines if children.get(line.id))
    found = tuple(line for line in lines if group in (line.name, line.name_ar))
    if not found:
        message = _("There is no group called “{name}”.")
        raise Refusal(message.format(name=group[:40]), "group")
    return found


def _sheet(
    settings: CentreSettings,
    group: GroupLine,
    monday: date,
    slots: Iterable[WeekSlot],
    children: Sequence[WeekChild],
    is_blank: bool,
) -> RosterSheet:
    return RosterSheet(
        centre=settings.name,
        centre_ar=settings.name_ar,
        group=group.name,
        group_ar=group.name_ar,
        room=group.room,
        room_ar=group.room_ar,
        teacher=group.teacher,
        teacher_ar=group.teacher_ar,
        monday=monday,
        slots=tuple(map(_slot, slots)),
        children=() if is_blank else tuple(_child(child, monday) for child in children),
        empty_rows=BLANK_ROWS if is_blank else EMPTY_ROWS,
        group_id=group.id,
        person_ids=() if is_blank else tuple(child.person_id for child in children),
    )


def _slot(slot: WeekSlot) -> RosterSlot:
    if slot.closure is None:
        return RosterSlot(slot.day, slot.start, slot.end, False, "", "")
    told = (slot.closure.on_paper(lang) for lang in ("fr", "ar"))
    return RosterSlot(slot.day, slot.start, slot.end, True, *told)


def _child(child: WeekChild, monday: date) -> RosterChild:
    name, name_ar = sheet_names(child)
    return RosterChild(
        name=name,
        name_ar=name_ar,
        level=level_name(child.level, "fr"),
        level_ar=level_name(child.level, "ar"),
        birthday=birthday_among(child.birth_date, child.birth_precision, working_days(monday)),
    )


@dataclass(frozen=True)
class ChildSupport:
    """A child of a family in a group, and how it came since the first of the month.

    One that pauses may come back on a day (`until` is its last day away); one that waits has no
    place yet.
    """

    group_id: int
    given_name: str
    given_name_ar: str
    group: str
    group_ar: str
    came: int = 0
    marked: int = 0
    is_paused: bool = False
    until: date | None = None
    waits_since: date | None = None


@query(Permission.SEE_ATTENDANCE, {"family_id": 1})
def family_support(reading: Reading, family_id: int) -> tuple[ChildSupport, ...]:
    """The children of a family who are in a group today, the eldest first; then who waits."""
    if not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        return ()
    sight, today = Sight(reading), reading.today
    born = sight.value(Part.AGE, Person.birth_date, None)
    came = Attendance.mark.in_([Mark.PRESENT, Mark.LATE])
    month = (
        select(
            GroupSession.group_id,
            Attendance.person_id,
            func.count().label("marked"),
            func.count().filter(came).label("came"),
        )
        .join(GroupSession, GroupSession.id == Attendance.session_id)
        .where(GroupSession.day.between(today.replace(day=1), today))
        .group_by(GroupSession.group_id, Attendance.person_id)
        .subquery()
    )
    rows = reading.session.execute(
        select(
            Group.id,
            Person.given_name,
            Person.given_name_ar,
            Group.name,
            Group.name_ar,
            func.coalesce(month.c.came, 0),
            func.coalesce(month.c.marked, 0),
            EnrolmentPause.id.is_not(None),
            EnrolmentPause.last_day,
        )
        .select_from(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Family, Family.id == Person.family_id)
        .join(Group, Group.id == Enrolment.group_id)
        .outerjoin(
            EnrolmentPause,
            (EnrolmentPause.enrolment_id == Enrolment.id) & holds(EnrolmentPause, today),
        )
        .outerjoin(month, (month.c.group_id == Group.id) & (month.c.person_id == Person.id))
        .where(
            Person.family_id == family_id,
            sight.persons(),
            holds(Enrolment, today),
        )
        .order_by(born.nulls_last(), Person.id, Group.name)
    )
    enrolled = tuple(ChildSupport(*row) for row in rows)
    return enrolled + _waiting(reading, family_id)


def _waiting(reading: Reading, family_id: int) -> tuple[ChildSupport, ...]:
    rows = reading.session.execute(
        select(
            Group.id,
            Person.given_name,
            Person.given_name_ar,
            Group.name,
            Group.name_ar,
            Waiting.since,
        )
        .select_from(Waiting)
        .join(Person, Person.id == Waiting.person_id)
        .join(Family, Family.id == Person.family_id)
        .join(Group, Group.id == Waiting.group_id)
        .where(Person.family_id == family_id, Sight(reading).persons(), Waiting.until.is_(None))
        .order_by(Waiting.since, Waiting.id)
    )
    return tuple(
        ChildSupport(group_id, given, given_ar, name, name_ar, waits_since=since)
        for group_id, given, given_ar, name, name_ar, since in rows
    )
