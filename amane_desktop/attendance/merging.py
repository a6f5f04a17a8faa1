"""What a merge of two persons carries over: enrolments and marks."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from amane_desktop.attendance.models import Attendance, Enrolment
from amane_desktop.i18n import ngettext
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.comparing import TOLD_CARRIED
from amane_desktop.people.merging import CARRIERS


def _carry_enrolments(work: Work, kept_id: int, other_id: int) -> None:
    """Where both were in a group on the same days, one enrolment spans what the two did."""
    both = select(Enrolment).where(Enrolment.person_id.in_((kept_id, other_id)))
    open_: Enrolment | None = None
    for row in work.session.scalars(both.order_by(Enrolment.group_id, Enrolment.first_day)):
        if open_ is None or not _overlap(open_, row):
            row.person_id = kept_id
            open_ = row
            continue
        ends = [day for day in (open_.last_day, row.last_day) if day is not None]
        open_.last_day = max(ends) if len(ends) == 2 else None
        work.session.delete(row)


def _overlap(earlier: Enrolment, later: Enrolment) -> bool:
    return earlier.group_id == later.group_id and (
        earlier.last_day is None or later.first_day <= earlier.last_day
    )


def _carry_marks(work: Work, kept_id: int, other_id: int) -> None:
    """At one group session the kept record's mark counts; the other's stays in the history."""
    marked = set(
        work.session.scalars(select(Attendance.session_id).where(Attendance.person_id == kept_id))
    )
    for mark in work.session.scalars(select(Attendance).where(Attendance.person_id == other_id)):
        if mark.session_id in marked:
            work.session.delete(mark)
        else:
            mark.person_id = kept_id


CARRIERS += [_carry_enrolments, _carry_marks]


def _told(reading: Reading, person_id: int) -> Iterator[str]:
    enrolments, marks = (
        reading.session.scalar(
            select(func.count()).select_from(model).where(model.person_id == person_id)
        )
        or 0
        for model in (Enrolment, Attendance)
    )
    if enrolments:
        yield ngettext("{n} enrolment", "{n} enrolments", enrolments).format(n=enrolments)
    if marks:
        yield ngettext("{n} attendance mark", "{n} attendance marks", marks).format(n=marks)


TOLD_CARRIED.append(_told)
