"""What a family's whole file tells of groups and of who came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from amane_desktop.attendance.models import (
    Attendance,
    Enrolment,
    EnrolmentPause,
    Group,
    Mark,
    Waiting,
)
from amane_desktop.i18n import N_, _, format_date, in_its_own_direction, labelled
from amane_desktop.office.values import value_words
from amane_desktop.office.work import Reading
from amane_desktop.people.family_file import FILE_PARTS, Section
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script

_MARKS = {
    Mark.PRESENT: N_("present"),
    Mark.LATE: N_("late"),
    Mark.EXCUSED: N_("excused"),
    Mark.ABSENT: N_("absent"),
}


def _of_groups(reading: Reading, family_id: int) -> Iterator[Section]:
    rows = reading.session.execute(
        select(Person, Enrolment, Group)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Group, Group.id == Enrolment.group_id)
        .where(Person.family_id == family_id)
        .order_by(Person.id, Enrolment.first_day)
    )
    told = tuple(
        (
            in_reader_script(person.given_name, person.given_name_ar),
            _told(reading, enrolment, group),
        )
        for person, enrolment, group in rows
    )
    yield Section(_("Groups"), told)
    yield Section(_("Waiting lists"), _waiting(reading, family_id))
    counted = reading.session.execute(
        select(Person, Attendance.mark, func.count())
        .join(Attendance, Attendance.person_id == Person.id)
        .where(Person.family_id == family_id)
        .group_by(Person.id, Attendance.mark)
        .order_by(Person.id)
    )
    counts: dict[str, Counter[str]] = {}
    for person, mark, n in counted:
        name = in_reader_script(person.given_name, person.given_name_ar)
        counts.setdefault(name, Counter())[mark] += n
    yield Section(_("Attendance"), tuple((name, _counts(each)) for name, each in counts.items()))


def _told(reading: Reading, enrolment: Enrolment, group: Group) -> str:
    """The group with its days, why the child left it, and when it paused."""
    pauses = reading.session.scalars(
        select(EnrolmentPause)
        .where(EnrolmentPause.enrolment_id == enrolment.id)
        .order_by(EnrolmentPause.first_day)
    )
    parts = (
        in_reader_script(group.name, group.name_ar),
        _days(enrolment.first_day, enrolment.last_day),
        value_words(reading, "group_leaving_reason", enrolment.leaving_reason),
        enrolment.leaving_note,
        *(labelled(_("Pause"), _pause(pause)) for pause in pauses),
    )
    return " · ".join(filter(None, parts))


def _pause(pause: EnrolmentPause) -> str:
    days = _days(pause.first_day, pause.last_day)
    return f"{days} ({pause.reason})" if pause.reason else days


def _waiting(reading: Reading, family_id: int) -> tuple[tuple[str, str], ...]:
    rows = reading.session.execute(
        select(Person, Waiting, Group)
        .join(Waiting, Waiting.person_id == Person.id)
        .join(Group, Group.id == Waiting.group_id)
        .where(Person.family_id == family_id)
        .order_by(Person.id, Waiting.since)
    )
    return tuple(
        (
            in_reader_script(person.given_name, person.given_name_ar),
            " · ".join(
                filter(
                    None,
                    (
                        in_reader_script(group.name, group.name_ar),
                        _days(waiting.since, waiting.until),
                        waiting.note,
                    ),
                )
            ),
        )
        for person, waiting, group in rows
    )


def _days(first_day: date, last_day: date | None) -> str:
    first = format_date(first_day)
    if last_day is None:
        return _("since {day}").format(day=first)
    return _("from {first} to {last}").format(first=first, last=format_date(last_day))


def _counts(counted: Counter[str]) -> str:
    told = (labelled(_(words), str(counted[mark])) for mark, words in _MARKS.items())
    return " · ".join(map(in_its_own_direction, told))


FILE_PARTS.append(_of_groups)
