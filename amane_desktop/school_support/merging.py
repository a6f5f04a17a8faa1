"""What a merge of two persons carries over of their follow-up at school."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from amane_desktop.i18n import ngettext
from amane_desktop.office.attachments import detach
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.comparing import TOLD_CARRIED, TOLD_SETTLED
from amane_desktop.people.merging import CARRIERS
from amane_desktop.school_support.models import SchoolAbsence, SchoolMeeting, TermResult


def _carry_results(work: Work, kept_id: int, other_id: int) -> None:
    """Of a term told twice the kept record's average and bulletin stay, where there are any."""
    kept = {(row.year, row.term): row for row in _results(work, kept_id)}
    for row in _results(work, other_id):
        same = kept.get((row.year, row.term))
        if same is None:
            row.person_id = kept_id
            continue
        if same.average is None:
            same.average, same.out_of = row.average, row.out_of
        same.worries = "\n".join(dict.fromkeys(filter(None, (same.worries, row.worries))))
        left = row.attachment_id
        if same.attachment_id is None:
            same.attachment_id, left = left, None
        work.session.delete(row)
        work.session.flush()
        if left is not None:
            detach(work, left)


def _carry_absences(work: Work, kept_id: int, other_id: int) -> None:
    """Days that both were absent on are one absence, excused if one of them was."""
    kept = _absences(work, kept_id)
    for row in _absences(work, other_id):
        same = next((each for each in kept if _overlap(each, row)), None)
        if same is None:
            row.person_id = kept_id
            kept.append(row)
            continue
        same.first_day = min(same.first_day, row.first_day)
        same.last_day = max(same.last_day, row.last_day)
        same.is_excused = same.is_excused or row.is_excused
        same.note = " · ".join(dict.fromkeys(filter(None, (same.note, row.note))))
        work.session.delete(row)


def _carry_meetings(work: Work, kept_id: int, other_id: int) -> None:
    found = select(SchoolMeeting).where(SchoolMeeting.person_id == other_id)
    for meeting in work.session.scalars(found):
        meeting.person_id = kept_id


def _overlap(one: SchoolAbsence, other: SchoolAbsence) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _results(reading: Reading, person_id: int) -> list[TermResult]:
    found = select(TermResult).where(TermResult.person_id == person_id)
    return list(reading.session.scalars(found))


def _absences(reading: Reading, person_id: int) -> list[SchoolAbsence]:
    found = select(SchoolAbsence).where(SchoolAbsence.person_id == person_id)
    return list(reading.session.scalars(found.order_by(SchoolAbsence.first_day)))


CARRIERS += [_carry_results, _carry_absences, _carry_meetings]


def _told(reading: Reading, person_id: int) -> Iterator[str]:
    def count(model: Any) -> int:
        counted = select(func.count()).select_from(model).where(model.person_id == person_id)
        return reading.session.scalar(counted) or 0

    if n := count(TermResult):
        yield ngettext("{n} result of a term", "{n} results of terms", n).format(n=n)
    if n := count(SchoolAbsence):
        yield ngettext("{n} absence at school", "{n} absences at school", n).format(n=n)
    if n := count(SchoolMeeting):
        yield ngettext("{n} meeting at school", "{n} meetings at school", n).format(n=n)


def _told_of_both(reading: Reading, kept_id: int, other_id: int) -> Iterator[str]:
    kept = {(row.year, row.term) for row in _results(reading, kept_id)}
    if n := len(kept & {(row.year, row.term) for row in _results(reading, other_id)}):
        words = ngettext(
            "{n} semester is told twice: the average and the bulletin of the record that stays are"
            " kept, and what worries of both.",
            "{n} semesters are told twice: the averages and the bulletins of the record that stays"
            " are kept, and what worries of both.",
            n,
        )
        yield words.format(n=n)


TOLD_CARRIED.append(_told)
TOLD_SETTLED.append(_told_of_both)
