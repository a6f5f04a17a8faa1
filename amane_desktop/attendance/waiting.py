"""Waiting lists: who waits for a place since when, and who is next when one is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from amane_desktop.access.permissions import Part, Permission, may
from amane_desktop.attendance.enrolling import check_named, open_to
from amane_desktop.attendance.models import Enrolment, Group, Waiting
from amane_desktop.attendance.places import free_from
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Family, Person
from amane_desktop.people.names import in_reader_script, listed_names, sort_key
from amane_desktop.people.sight import Sight
from amane_desktop.people.texts import short_text

# A place that is free only later is not given away yet.
SOON = timedelta(days=7)


@action(
    N_("Put a child on a waiting list"),
    Permission.EDIT_GROUPS,
    {"group_id": 3, "person_id": 1},
)
def wait_for_place(work: Work, group_id: int, person_id: int, note: str = "") -> int:
    """Let a child wait for a place from today on; refuses one that is in the group or waits."""
    open_to(work, group_id, person_id)
    enrolled = select(Enrolment.id).where(
        Enrolment.group_id == group_id,
        Enrolment.person_id == person_id,
        or_(Enrolment.last_day.is_(None), Enrolment.last_day > work.today),
    )
    if work.session.scalar(enrolled) is not None:
        raise Refusal(_("The child is in this group already."), "person_id")
    waits = select(Waiting.id).where(
        Waiting.group_id == group_id, Waiting.person_id == person_id, Waiting.until.is_(None)
    )
    if work.session.scalar(waits) is not None:
        raise Refusal(_("The child waits for this group already."), "person_id")
    return _add(work, group_id, person_id, short_text(note, "note"))


@action(
    N_("Asked the next one on a waiting list first"),
    Permission.EDIT_GROUPS,
    {"waiting_id": 1, "version": 1, "note": "Injoignable cette semaine"},
)
def pass_over(work: Work, waiting_id: int, version: int, note: str) -> int:
    """Put a child at the end of the list, with a word on why; refuses without one."""
    waited = _still_waiting(work, waiting_id, version)
    note = short_text(note, "note")
    if not note:
        raise Refusal(_("Say in a few words why the next one is asked first."), "note")
    waited.until = work.today
    work.session.flush()
    return _add(work, waited.group_id, waited.person_id, note)


@action(
    N_("Took a child off a waiting list"),
    Permission.EDIT_GROUPS,
    {"waiting_id": 2, "version": 1},
)
def stop_waiting(work: Work, waiting_id: int, version: int, note: str = "") -> None:
    """Let a child wait no more, without a place."""
    waited = _still_waiting(work, waiting_id, version)
    waited.until = work.today
    waited.note = short_text(note, "note") or waited.note


def _still_waiting(work: Work, waiting_id: int, version: int) -> Waiting:
    waited = work.editable(Waiting, waiting_id, version)
    check_named(work, waited.person_id)
    if waited.until is not None:
        raise Refusal(_("The child does not wait any more."))
    return waited


def _add(work: Work, group_id: int, person_id: int, note: str) -> int:
    waiting = Waiting(group_id=group_id, person_id=person_id, since=work.today, note=note)
    work.session.add(waiting)
    work.session.flush()
    return waiting.id


@dataclass(frozen=True)
class WaitingLine:
    """A child who waits for a place in a group; the note is for who sees to groups."""

    id: int
    version: int
    person_id: int
    family_id: int
    name: str
    name_ar: str
    level: str
    since: date
    note: str


@dataclass(frozen=True)
class WaitingList:
    """Who waits for a group, the next one first; a place is free from a day on, if soon."""

    free_from: date | None
    children: tuple[WaitingLine, ...]


@query(Permission.SEE_ATTENDANCE, {"group_id": 3})
def waiting_list(reading: Reading, group_id: int) -> WaitingList:
    """Who waits for a group, in the order in which they came."""
    group = reading.session.get(Group, group_id)
    if group is None or not may(reading.by.role, Permission.SEE_OTHER_DAYS):
        return WaitingList(None, ())
    sight = Sight(reading)
    sees_notes = may(reading.by.role, Permission.EDIT_GROUPS)
    rows = reading.session.execute(
        select(
            Waiting,
            Person,
            sight.value(Part.LEVEL, Person.level),
            sight.value(Part.SCHOOL, Waiting.note),
        )
        .join(Person, Person.id == Waiting.person_id)
        .join(Family, Family.id == Person.family_id)
        .where(Waiting.group_id == group_id, Waiting.until.is_(None), sight.named())
        .order_by(Waiting.since, Waiting.id)
    )
    children = tuple(
        WaitingLine(
            waiting.id,
            waiting.version,
            person.id,
            person.family_id,
            *listed_names(person),
            level,
            waiting.since,
            told if sees_notes else "",
        )
        for waiting, person, level, told in rows
    )
    return WaitingList(_soon(reading, group), children)


@dataclass(frozen=True)
class PlaceToGive:
    """A group with a free place that children wait for."""

    group_id: int
    name: str
    name_ar: str
    colour: str
    free_from: date
    waiting: int


@query(Permission.EDIT_GROUPS, {})
def places_to_give(reading: Reading) -> tuple[PlaceToGive, ...]:
    """The groups that have a free place now, or will soon, and children who wait for it."""
    rows = reading.session.execute(
        select(Group, func.count(Waiting.id))
        .join(Waiting, Waiting.group_id == Group.id)
        .join(Person, Person.id == Waiting.person_id)
        .join(Family, Family.id == Person.family_id)
        .where(Waiting.until.is_(None), Sight(reading).named())
        .group_by(Group.id)
    )
    found = [
        PlaceToGive(group.id, group.name, group.name_ar, group.colour, day, waiting)
        for group, waiting in rows
        if (day := _soon(reading, group)) is not None
    ]
    return tuple(
        sorted(found, key=lambda place: sort_key(in_reader_script(place.name, place.name_ar), ""))
    )


def _soon(reading: Reading, group: Group) -> date | None:
    day = free_from(reading.session, group, reading.today)
    if day is None or day > reading.today + SOON:
        return None
    return None if group.last_day is not None and day > group.last_day else day
