"""The places of a group: how many are taken, and from when one is free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.attendance.models import Enrolment, Group
from amane_desktop.i18n import ngettext
from amane_desktop.office.errors import Refusal

Span = tuple[date, date | None]


class GroupFull(Refusal):
    """No place is free on some of the days; the child can wait for one."""


def check_place(
    session: Session, group: Group, first: date, last: date | None, *, but: int = 0
) -> None:
    """Refuse when all places are taken on one of the days, the enrolment `but` not counted."""
    taken = [span for number, span in _enrolments(session, group.id, first) if number != but]
    if _most(taken, first, last) >= group.capacity:
        told = ngettext(
            "The only place is taken on these days: the child can wait for it.",
            "All {n} places are taken on these days: the child can wait for one.",
            group.capacity,
        )
        raise GroupFull(told.format(n=group.capacity))


def places_taken(session: Session, group_id: int, first: date) -> int:
    """The most places that are taken on one day from a day on; a pause keeps its place."""
    return _most([span for _n, span in _enrolments(session, group_id, first)], first, None)


def free_from(session: Session, group: Group, first: date) -> date | None:
    """The first day, not before another, from which a place stays free; None when none does."""
    taken = [span for _number, span in _enrolments(session, group.id, first)]
    after = {last + timedelta(days=1) for _first, last in taken if last is not None}
    for day in sorted({first, *after}):
        if _most(taken, day, None) < group.capacity:
            return day
    return None


def _enrolments(session: Session, group_id: int, first: date) -> list[tuple[int, Span]]:
    rows = session.execute(
        select(Enrolment.id, Enrolment.first_day, Enrolment.last_day).where(
            Enrolment.group_id == group_id,
            Enrolment.last_day.is_(None) | (Enrolment.last_day >= first),
        )
    )
    return [(number, (begins, ends)) for number, begins, ends in rows]


def _most(spans: Iterable[Span], first: date, last: date | None) -> int:
    """How many of the spans hold together, at most, on a day from the first to the last."""
    inside = [
        (max(begins, first), ends)
        for begins, ends in spans
        if (last is None or begins <= last) and (ends is None or ends >= first)
    ]
    # As many as ever hold together do so on a day on which one of them begins.
    return max(
        (
            sum(begins <= day and (ends is None or ends >= day) for begins, ends in inside)
            for day in {begins for begins, _ends in inside}
        ),
        default=0,
    )
