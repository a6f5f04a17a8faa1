"""What a group is: its names, levels, teacher, room, places, colour, and what it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, TypedDict

from sqlalchemy import or_, select

from amane_desktop.access.models import StaffMember
from amane_desktop.attendance.colours import COLOURS
from amane_desktop.attendance.models import Enrolment, Group
from amane_desktop.attendance.places import places_taken
from amane_desktop.i18n import _, language, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.office.values import one_of
from amane_desktop.office.work import Work
from amane_desktop.people.levels import LEVELS
from amane_desktop.people.names import clean
from amane_desktop.people.texts import short_text

SMALLEST_GROUP, LARGEST_GROUP = 1, 300
_LONGEST_NAME = 40
_PLACES = 20


class GroupDetails(TypedDict, total=False):
    """What may be told of a group; what is left out is empty, and `capacity` 20.

    `teacher_id` is a staff member; `teacher` and `teacher_ar` name one who does not sign in.
    `activity` is a code of a listed value, empty for tutoring.
    """

    levels: Sequence[str]
    teacher_id: int | None
    teacher: str
    teacher_ar: str
    room: str
    room_ar: str
    capacity: int
    activity: str
    colour: str
    is_open: bool


def write_details(work: Work, group: Group, name: str, name_ar: str, details: GroupDetails) -> None:
    """Write what is told into a group, at once; refuses what cannot be."""
    with work.session.no_autoflush:
        group.name, group.name_ar = _names(work, group.id, name, name_ar)
        group.levels = _levels(details.get("levels", ()))
        _write_teacher(work, group, details)
        group.room = short_text(details.get("room", ""), "room")
        group.room_ar = short_text(details.get("room_ar", ""), "room_ar")
        group.capacity = _capacity(work, group, details.get("capacity", _PLACES))
        _write_activity(work, group, details)
        group.colour = _colour(work, details.get("colour", ""))


def _names(work: Work, group_id: int | None, name: str, name_ar: str) -> tuple[str, str]:
    name, name_ar = clean(name), clean(name_ar)
    if not (name or name_ar):
        field = "name_ar" if language() == "ar" else "name"
        raise Refusal(_("Give the group a name, in one script at least."), field)
    for field, text in (("name", name), ("name_ar", name_ar)):
        if len(text) > _LONGEST_NAME:
            raise Refusal(_("This name is too long: 40 letters at most."), field)
        # A group that is over has no claim to its name.
        other = select(Group.id).where(
            getattr(Group, field) == text,
            Group.id != (group_id or 0),
            or_(Group.last_day.is_(None), Group.last_day >= work.today),
        )
        if text and work.session.scalar(other) is not None:
            raise Refusal(_("Another group has this name."), field)
    return name, name_ar


def _levels(codes: Sequence[str]) -> str:
    if unknown := set(codes) - set(LEVELS):
        raise ValueError(f"unknown levels: {sorted(unknown)}")
    return ",".join(code for code in LEVELS if code in codes)


def _write_teacher(work: Work, group: Group, details: GroupDetails) -> None:
    """A staff member, or the name of somebody else; never both."""
    staff_id = details.get("teacher_id")
    if staff_id is not None and staff_id != group.teacher_id:
        member = work.session.get(StaffMember, staff_id)
        if member is None or not member.is_active:
            raise Refusal(_("Choose from the list."), "teacher_id")
    group.teacher_id = staff_id
    typed: dict[str, Any] = {} if staff_id is not None else dict(details)
    group.teacher = short_text(typed.get("teacher", ""), "teacher")
    group.teacher_ar = short_text(typed.get("teacher_ar", ""), "teacher_ar")


def _capacity(work: Work, group: Group, places: int) -> int:
    if not SMALLEST_GROUP <= places <= LARGEST_GROUP:
        raise Refusal(_("A group has 1 to 300 places."), "capacity")
    is_less = group.id is not None and places < group.capacity
    if is_less and places < (taken := places_taken(work.session, group.id, work.today)):
        told = ngettext("{n} place is taken.", "{n} places are taken.", taken)
        raise Refusal(told.format(n=taken), "capacity")
    return places


def _write_activity(work: Work, group: Group, details: GroupDetails) -> None:
    before, activity = group.activity or "", details.get("activity", "")
    group.activity = one_of(work, "activity", activity, "activity", before)
    group.is_open = details.get("is_open", False)
    if group.is_open and group.id is not None:
        _check_without_children(work, group.id)


def _check_without_children(work: Work, group_id: int) -> None:
    still = select(Enrolment.id).where(
        Enrolment.group_id == group_id,
        or_(Enrolment.last_day.is_(None), Enrolment.last_day >= work.today),
    )
    if work.session.scalar(still) is not None:
        told = _("Children are enrolled in this group: let them leave it first.")
        raise Refusal(told, "is_open")


def _colour(work: Work, code: str) -> str:
    """The colour; where none is told, one that fewest of the groups that go on have."""
    if code:
        if code not in COLOURS:
            raise ValueError(f"unknown colour: {code}")
        return code
    going_on = or_(Group.last_day.is_(None), Group.last_day >= work.today)
    taken = Counter(work.session.scalars(select(Group.colour).where(going_on)))
    return min(COLOURS, key=lambda colour: taken[colour])
