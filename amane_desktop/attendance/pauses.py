"""Pauses: days in which an enrolled child does not come, and keeps its place."""

from __future__ import annotations

from datetime import date, timedelta

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.enrolling import check_named, pauses_of
from amane_desktop.attendance.models import Enrolment, EnrolmentPause
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import short_text


@action(
    N_("Paused an enrolment"),
    Permission.EDIT_GROUPS,
    {"enrolment_id": 1, "version": 1, "first_day": date(2026, 11, 23)},
)
def pause_enrolment(
    work: Work,
    enrolment_id: int,
    version: int,
    first_day: date,
    last_day: date | None = None,
    reason: str = "",
) -> int:
    """Let an enrolled child not be expected for some days, or until it comes back.

    Refuses days on which it is not in the group, or pauses already.
    """
    enrolment = work.editable(Enrolment, enrolment_id, version)
    check_named(work, enrolment.person_id)
    if last_day is not None and last_day < first_day:
        raise Refusal(_("The last day lies before the first."), "last_day")
    if not _lies_within(first_day, last_day or enrolment.last_day, enrolment):
        raise Refusal(_("The child is not in the group on all of these days."), "first_day")
    for pause in pauses_of(work, enrolment_id):
        is_later = last_day is not None and pause.first_day > last_day
        is_earlier = pause.last_day is not None and pause.last_day < first_day
        if not (is_later or is_earlier):
            raise Refusal(_("The child pauses on some of these days already."), "first_day")
    pause = EnrolmentPause(
        enrolment_id=enrolment_id,
        first_day=first_day,
        last_day=last_day or enrolment.last_day,
        reason=short_text(reason, "reason"),
    )
    work.session.add(pause)
    work.session.flush()
    return pause.id


@action(
    N_("Ended a pause"),
    Permission.EDIT_GROUPS,
    {"pause_id": 1, "version": 1, "day": date(2026, 11, 25)},
)
def end_pause(work: Work, pause_id: int, version: int, day: date) -> None:
    """Let the child come again from a day on; with the first day of the pause, it never was."""
    pause = work.editable(EnrolmentPause, pause_id, version)
    check_named(work, work.session.get_one(Enrolment, pause.enrolment_id).person_id)
    if day < pause.first_day or (pause.last_day is not None and day > pause.last_day):
        raise Refusal(_("The child does not pause on that day."), "day")
    if day == pause.first_day:
        work.session.delete(pause)
    else:
        pause.last_day = day - timedelta(days=1)


def _lies_within(first: date, last: date | None, enrolment: Enrolment) -> bool:
    if first < enrolment.first_day:
        return False
    return enrolment.last_day is None or (last is not None and first <= last <= enrolment.last_day)
