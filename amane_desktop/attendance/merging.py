"""What a merge of two persons carries over: enrolments and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from sqlalchemy import func, select

from amane_desktop.attendance.enrolling import pauses_of
from amane_desktop.attendance.models import (
    Attendance,
    Enrolment,
    EnrolmentPause,
    Mark,
    PrintedSheet,
    Waiting,
)
from amane_desktop.attendance.week_parts import holds
from amane_desktop.i18n import ngettext
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.comparing import TOLD_CARRIED, TOLD_SETTLED
from amane_desktop.people.merging import CARRIERS

_CAME = (Mark.PRESENT, Mark.LATE)


def _carry_enrolments(work: Work, kept_id: int, other_id: int) -> None:
    """Where both were in a group on the same days, one enrolment spans what the two did."""
    both = select(Enrolment).where(Enrolment.person_id.in_((kept_id, other_id)))
    open_: Enrolment | None = None
    for row in work.session.scalars(both.order_by(Enrolment.group_id, Enrolment.first_day)):
        if open_ is None or not _overlap(open_, row):
            row.person_id = kept_id
            open_ = row
            continue
        _carry_pauses(work, open_, row)
        ends = [day for day in (open_.last_day, row.last_day) if day is not None]
        open_.last_day = max(ends) if len(ends) == 2 else None
        work.session.delete(row)


def _carry_pauses(work: Work, kept: Enrolment, other: Enrolment) -> None:
    """A pause goes on where the other record has none; where both pause, the first one counts."""
    ours = pauses_of(work, kept.id)
    for pause in pauses_of(work, other.id):
        if any(_overlap_days(pause, one) for one in ours):
            work.session.delete(pause)
        else:
            pause.enrolment_id = kept.id
    work.session.flush()


def _overlap_days(one: EnrolmentPause, other: EnrolmentPause) -> bool:
    return (other.last_day is None or one.first_day <= other.last_day) and (
        one.last_day is None or other.first_day <= one.last_day
    )


def _carry_waiting(work: Work, kept_id: int, other_id: int) -> None:
    """Who waited first for a group keeps that place; who is in the group waits no more."""
    both = select(Waiting).where(Waiting.person_id.in_((kept_id, other_id)))
    waits: set[int] = set()
    for row in work.session.scalars(both.order_by(Waiting.since, Waiting.id)).all():
        row.person_id = kept_id
        if row.until is None and (row.group_id in waits or _is_in(work, kept_id, row.group_id)):
            row.until = work.today
        elif row.until is None:
            waits.add(row.group_id)


def _is_in(work: Work, person_id: int, group_id: int) -> bool:
    found = select(Enrolment.id).where(
        Enrolment.person_id == person_id, Enrolment.group_id == group_id
    )
    return work.session.scalar(found.where(holds(Enrolment, work.today))) is not None


def _overlap(earlier: Enrolment, later: Enrolment) -> bool:
    return earlier.group_id == later.group_id and (
        earlier.last_day is None or later.first_day <= earlier.last_day
    )


def _carry_marks(work: Work, kept_id: int, other_id: int) -> None:
    """Where both are marked, who came to one of them came; else the kept record's mark stays.

    The notes beside both marks stay.
    """
    kept = {mark.session_id: mark for mark in _marks(work, kept_id)}
    for mark in _marks(work, other_id):
        same = kept.get(mark.session_id)
        if same is None:
            mark.person_id = kept_id
            continue
        if same.mark not in _CAME and mark.mark in _CAME:
            same.mark = mark.mark
        same.note = " · ".join(dict.fromkeys(filter(None, (same.note, mark.note))))
        work.session.delete(mark)


def _marks(reading: Reading, person_id: int) -> Sequence[Attendance]:
    found = select(Attendance).where(Attendance.person_id == person_id)
    return reading.session.scalars(found).all()


def _carry_printed(work: Work, kept_id: int, other_id: int) -> None:
    """The kept record takes the other's row on the sheets that went to paper."""
    for sheet in work.session.scalars(select(PrintedSheet)):
        if other_id in sheet.person_ids and kept_id not in sheet.person_ids:
            sheet.person_ids = [kept_id if n == other_id else n for n in sheet.person_ids]


CARRIERS += [_carry_enrolments, _carry_waiting, _carry_marks, _carry_printed]


def _told(reading: Reading, person_id: int) -> Iterator[str]:
    enrolments, waiting, marks = (
        reading.session.scalar(
            select(func.count()).select_from(model).where(model.person_id == person_id)
        )
        or 0
        for model in (Enrolment, Waiting, Attendance)
    )
    if enrolments:
        yield ngettext("{n} enrolment", "{n} enrolments", enrolments).format(n=enrolments)
    if waiting:
        told = ngettext("{n} place on a waiting list", "{n} places on waiting lists", waiting)
        yield told.format(n=waiting)
    if marks:
        yield ngettext("{n} attendance mark", "{n} attendance marks", marks).format(n=marks)


def _told_of_both(reading: Reading, kept_id: int, other_id: int) -> Iterator[str]:
    kept, other = (_enrolments(reading, person_id) for person_id in (kept_id, other_id))
    overlapping = (
        later.group_id
        for one, two in ((kept, other), (other, kept))
        for earlier, later in product(one, two)
        if earlier.first_day <= later.first_day and _overlap(earlier, later)
    )
    if groups := len(set(overlapping)):
        words = ngettext(
            "In {n} group both are enrolled for the same days: one enrolment spans them.",
            "In {n} groups both are enrolled for the same days: one enrolment spans them.",
            groups,
        )
        yield words.format(n=groups)
    marked = {mark.session_id for mark in _marks(reading, kept_id)}
    if marks := len(marked & {mark.session_id for mark in _marks(reading, other_id)}):
        words = ngettext(
            "At {n} session both are marked: who came to it as one of them came, otherwise the mark"
            " of the record that stays is kept. The notes beside both marks stay.",
            "At {n} sessions both are marked: who came to it as one of them came, otherwise the"
            " mark of the record that stays is kept. The notes beside both marks stay.",
            marks,
        )
        yield words.format(n=marks)


def _enrolments(reading: Reading, person_id: int) -> Sequence[Enrolment]:
    return reading.session.scalars(select(Enrolment).where(Enrolment.person_id == person_id)).all()


TOLD_CARRIED.append(_told)
TOLD_SETTLED.append(_told_of_both)
