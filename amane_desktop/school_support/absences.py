"""Absences that the school reported."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import long_text
from amane_desktop.school_support.followed import followed_child
from amane_desktop.school_support.models import SchoolAbsence

_LONGEST = timedelta(days=300)


@action(
    N_("Told an absence at school"),
    Permission.EDIT_SCHOOL,
    {"person_id": 1, "first_day": date(2021, 11, 10), "last_day": date(2021, 11, 11)},
)
def add_absence(
    work: Work,
    person_id: int,
    first_day: date,
    last_day: date,
    *,
    is_excused: bool = False,
    note: str = "",
) -> int:
    """Tell days on which the school says the child was not there.

    Refuses days to come, days that end before they begin, and days that are told already.
    """
    followed_child(work, person_id)
    absence = SchoolAbsence(person_id=person_id)
    _write(work, absence, first_day, last_day, is_excused=is_excused, note=note)
    work.session.add(absence)
    work.session.flush()
    return absence.id


@action(
    N_("Changed an absence at school"),
    Permission.EDIT_SCHOOL,
    {
        "absence_id": 1,
        "version": 1,
        "first_day": date(2021, 11, 10),
        "last_day": date(2021, 11, 12),
        "is_excused": True,
    },
)
def change_absence(
    work: Work,
    absence_id: int,
    version: int,
    first_day: date,
    last_day: date,
    *,
    is_excused: bool = False,
    note: str = "",
) -> None:
    """Set right what was told of an absence; refuses what telling it refuses."""
    absence = _absence(work, absence_id, version)
    _write(work, absence, first_day, last_day, is_excused=is_excused, note=note)


@action(
    N_("Removed an absence at school"),
    Permission.EDIT_SCHOOL,
    {"absence_id": 1, "version": 2},
)
def remove_absence(work: Work, absence_id: int, version: int) -> None:
    """Take away an absence that was told by mistake; it stays in the history."""
    work.session.delete(_absence(work, absence_id, version))


def _absence(work: Work, absence_id: int, version: int) -> SchoolAbsence:
    absence = work.session.get(SchoolAbsence, absence_id)
    if absence is not None:
        followed_child(work, absence.person_id)
    return work.editable(SchoolAbsence, absence_id, version)


def _write(
    work: Work,
    absence: SchoolAbsence,
    first_day: date,
    last_day: date,
    *,
    is_excused: bool,
    note: str,
) -> None:
    for field, day in (("first_day", first_day), ("last_day", last_day)):
        if day > work.today:
            raise Refusal(_("This day has not come yet."), field)
    if last_day < first_day:
        raise Refusal(_("The last day comes after the first one."), "last_day")
    if last_day - first_day > _LONGEST:
        raise Refusal(_("This is longer than a school year."), "last_day")
    same = select(SchoolAbsence.id).where(
        SchoolAbsence.person_id == absence.person_id,
        SchoolAbsence.first_day <= last_day,
        SchoolAbsence.last_day >= first_day,
        SchoolAbsence.id != (absence.id or 0),
    )
    with work.session.no_autoflush:
        if work.session.scalar(same) is not None:
            raise Refusal(_("Some of these days are told already."), "first_day")
    absence.first_day, absence.last_day = first_day, last_day
    absence.is_excused, absence.note = is_excused, long_text(note, "note")
