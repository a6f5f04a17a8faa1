"""How an enrolment begins, ends, and becomes one in another group; actions are built of these."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import or_, select

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import Enrolment, EnrolmentPause, Group, Waiting
from amane_desktop.attendance.places import check_place
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person
from amane_desktop.people.sight import Sight

_DAY = timedelta(days=1)


def open_to(work: Work, group_id: int, person_id: int, *, is_named: bool = False) -> Group:
    """The group that a child may join; refuses for one that is gone, over, or has no list."""
    group = work.session.get(Group, group_id)
    if group is None or work.session.get(Person, person_id) is None:
        raise Refusal(_("This group or child is no longer there."))
    if group.is_open:
        raise Refusal(_("This activity is open: whoever comes is marked, nobody is enrolled."))
    if not (is_named or _may_bring(work, group_id, person_id)):
        raise NotAllowed(_("Your role does not allow this."))
    return group


def _may_bring(work: Work, group_id: int, person_id: int) -> bool:
    """Whether the reader sees the child, or it stands on the group's waiting list."""
    sight = Sight(work)
    if sight.sees_person(person_id):
        return True
    return _waiting(work, group_id, person_id) is not None and sight.names_person(person_id)


def begin(
    work: Work, group: Group, person_id: int, first: date, last: date | None, *, but: int = 0
) -> Enrolment:
    """Let a child be in a group on these days; one that waited for it waits no more.

    Refuses when it is in the group on one of the days, when the group is over or full by then.
    """
    if last is not None and last < first:
        raise Refusal(_("The last day lies before the first."), "to")
    check_days(work, group, person_id, first, last, but=but)
    enrolment = Enrolment(group_id=group.id, person_id=person_id, first_day=first, last_day=last)
    work.session.add(enrolment)
    waited = _waiting(work, group.id, person_id)
    if waited is not None:
        waited.until = work.today
    work.session.flush()
    return enrolment


def check_days(
    work: Work, group: Group, person_id: int, first: date, last: date | None, *, but: int = 0
) -> None:
    """Refuse days on which the child is in the group already, or the group is over or full."""
    if group.last_day is not None and (last is None or last > group.last_day):
        raise Refusal(_("The group is over before that."), "from_")
    overlap = select(Enrolment.id).where(
        Enrolment.id != but,
        Enrolment.group_id == group.id,
        Enrolment.person_id == person_id,
        or_(Enrolment.last_day.is_(None), Enrolment.last_day >= first),
    )
    if last is not None:
        overlap = overlap.where(Enrolment.first_day <= last)
    if work.session.scalar(overlap) is not None:
        raise Refusal(_("The child is in this group already."), "from_")
    check_place(work.session, group, first, last, but=but)


def end_after(work: Work, enrolment: Enrolment, last_day: date) -> bool:
    """Let an enrolment and its pauses end; before its first day, it never was (gives False)."""
    if last_day < enrolment.first_day - _DAY:
        raise Refusal(_("The last day lies before the first."), "last_day")
    for pause in pauses_of(work, enrolment.id):
        if pause.first_day > last_day:
            work.session.delete(pause)
        elif pause.last_day is None or pause.last_day > last_day:
            pause.last_day = last_day
    if last_day >= enrolment.first_day:
        enrolment.last_day = last_day
        return True
    # What refers to another row goes before it.
    work.session.flush()
    work.session.delete(enrolment)
    return False


def check_named(work: Work, person_id: int) -> None:
    """Refuse what is about a child whose name the reader does not see."""
    if not Sight(work).names_person(person_id):
        raise NotAllowed(_("Your role does not allow this."))


def pauses_of(work: Work, enrolment_id: int) -> list[EnrolmentPause]:
    """The pauses of an enrolment, by day."""
    found = select(EnrolmentPause).where(EnrolmentPause.enrolment_id == enrolment_id)
    return list(work.session.scalars(found.order_by(EnrolmentPause.first_day)))


@action(
    N_("Moved a child to another group"),
    Permission.EDIT_GROUPS,
    {"enrolment_id": 2, "version": 1, "group_id": 3, "day": date(2026, 11, 23)},
)
def move_to_group(work: Work, enrolment_id: int, version: int, group_id: int, day: date) -> int:
    """Let a child be in another group from a day on, and in this one until the day before.

    A last day and pauses that lie ahead go along. Refuses when the child is not in this group on
    the day, or cannot be in the other one.
    """
    enrolment = work.editable(Enrolment, enrolment_id, version)
    check_named(work, enrolment.person_id)
    first, last = enrolment.first_day, enrolment.last_day
    if day < first or (last is not None and day > last):
        raise Refusal(_("The child is not in this group on that day."), "day")
    if group_id == enrolment.group_id:
        raise Refusal(_("The child is in this group already."), "group_id")
    group = open_to(work, group_id, enrolment.person_id, is_named=True)
    ahead = [
        (max(pause.first_day, day), pause.last_day, pause.reason)
        for pause in pauses_of(work, enrolment_id)
        if pause.last_day is None or pause.last_day >= day
    ]
    moved = begin(work, group, enrolment.person_id, day, last)
    if end_after(work, enrolment, day - _DAY):
        enrolment.leaving_reason = "other-group"
    work.session.add_all(
        EnrolmentPause(enrolment_id=moved.id, first_day=begins, last_day=ends, reason=reason)
        for begins, ends, reason in ahead
    )
    return moved.id


def _waiting(work: Work, group_id: int, person_id: int) -> Waiting | None:
    return work.session.scalar(
        select(Waiting).where(
            Waiting.group_id == group_id, Waiting.person_id == person_id, Waiting.until.is_(None)
        )
    )
