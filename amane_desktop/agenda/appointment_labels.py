"""How the history tells appointments, and what undo, a merge and erasing must know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from sqlalchemy import Select, func, select

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.appointments import STATES
from amane_desktop.agenda.models import Appointment
from amane_desktop.agenda.services import appointments_seen, sees_tasks_of, title_of
from amane_desktop.i18n import N_, DateStyle, _, format_date, isolate, ngettext
from amane_desktop.office.erasing import goes_with
from amane_desktop.office.labels import Column, describe, staff_name
from amane_desktop.office.undo_rules import Part, keep_together, rows_seen
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.belongings import BELONGINGS
from amane_desktop.people.comparing import TOLD_CARRIED
from amane_desktop.people.family_file import FILE_PARTS, Section
from amane_desktop.people.merging import CARRIERS
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script

KIND = Appointment.__tablename__


def when_in_words(day: date, at: time | None, style: DateStyle = "long") -> str:
    """The day, with the hour where one is told."""
    if at is None:
        return format_date(day, style)
    words = _("{day} at {time}")
    return words.format(day=format_date(day, style), time=isolate(f"{at:%H:%M}"))


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _time(value: str) -> str:
    return isolate(value[:5])


def _state(value: str) -> str:
    return _(STATES[value])


def _is_shown(reading: Reading, values: Mapping[str, Any]) -> bool:
    return sees_tasks_of(reading, values["service"], values["person_id"])


describe(
    KIND,
    Permission.SEE_CENTRE,
    lambda values: title_of(values["service"], values["kind"], values["title"]),
    {
        "title": Column(N_("What it is about")),
        "day": Column(N_("Day"), _day, is_told_at_first=True),
        "time": Column(N_("Time"), _time, is_told_at_first=True),
        "place": Column(N_("Place")),
        "staff_id": Column(N_("Who goes"), name=staff_name),
        "state": Column(N_("State"), _state),
        "note": Column(N_("Note")),
    },
    _is_shown,
    noun=N_("Appointments"),
    refers={"person_id": "person"},
)
BELONGINGS[KIND] = "person_id"
goes_with("person", Appointment.person_id, N_("Appointments"))


def _may_be_undone(reading: Reading) -> Select[int]:
    return select(Appointment.id).where(appointments_seen(reading, to_edit=True))


rows_seen(KIND, _may_be_undone)
# What became of it is said of that day and hour.
keep_together(appointment=Part(("id",), frozenset({"day", "time", "state"})))


def _carry(work: Work, kept_id: int, other_id: int) -> None:
    for row in work.session.scalars(select(Appointment).where(Appointment.person_id == other_id)):
        row.person_id = kept_id


def _told(reading: Reading, person_id: int) -> Iterator[str]:
    seen = (Appointment.person_id == person_id, appointments_seen(reading))
    if n := reading.session.scalar(select(func.count()).select_from(Appointment).where(*seen)):
        yield ngettext("{n} appointment", "{n} appointments", n).format(n=n)


CARRIERS.append(_carry)
TOLD_CARRIED.append(_told)


def _of_family(reading: Reading, family_id: int) -> Iterator[Section]:
    rows = reading.session.execute(
        select(Appointment, Person)
        .join(Person, Person.id == Appointment.person_id)
        .where(Person.family_id == family_id, appointments_seen(reading))
        .order_by(Appointment.day, Appointment.time, Appointment.id)
    )
    told = tuple(
        (in_reader_script(person.given_name, person.given_name_ar), _in_words(row))
        for row, person in rows
    )
    yield Section(_("Appointments"), told)


def _in_words(row: Appointment) -> str:
    title = title_of(row.service, row.kind, row.title)
    when = when_in_words(row.day, row.time)
    return " · ".join(filter(None, (title, when, row.place, _(STATES[row.state]), row.note)))


FILE_PARTS.append(_of_family)
