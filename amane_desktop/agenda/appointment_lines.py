"""The appointments as Today, a week and a record show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, and_, select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.models import Appointment
from amane_desktop.agenda.services import appointments_seen, sees_tasks_of, title_of
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.models import Person
from amane_desktop.people.names import whole_names


@dataclass(frozen=True)
class AppointmentLine:
    """Who is expected where and when, in local time; `time` None is some hour of that day.

    `is_overdue`: its day is past and nobody has said whether it was held.
    """

    id: int
    service: str
    kind: str
    title: str
    day: date
    time: time | None
    place: str
    state: str
    note: str
    staff_id: int | None
    staff: str
    person_id: int | None
    family_id: int | None
    name: str
    name_ar: str
    version: int
    is_overdue: bool
    may_edit: bool


@query(Permission.SEE_CENTRE, {"first": date(2026, 11, 23), "last": date(2026, 12, 6)})
def appointments(reading: Reading, first: date, last: date) -> tuple[AppointmentLine, ...]:
    """The appointments of these days, in the order of the day; those without an hour first."""
    return _lines(reading, Appointment.day.between(first, last))


@query(Permission.SEE_CENTRE, {"person_id": 1})
def appointments_of(reading: Reading, person_id: int) -> tuple[AppointmentLine, ...]:
    """All appointments of a person that the reader sees, in their order."""
    return _lines(reading, Appointment.person_id == person_id)


@query(Permission.SEE_CENTRE, {})
def open_appointments(reading: Reading) -> tuple[AppointmentLine, ...]:
    """The appointments whose day is past and of which nobody has said what became of them."""
    return _lines(reading, and_(Appointment.day < reading.today, Appointment.state == "planned"))


def appointments_by_id(reading: Reading, ids: Collection[int]) -> tuple[AppointmentLine, ...]:
    """These appointments, for a service's own record; none that the reader does not see."""
    return _lines(reading, Appointment.id.in_(ids))


def _lines(reading: Reading, condition: ColumnElement[bool]) -> tuple[AppointmentLine, ...]:
    rows = reading.session.execute(
        select(Appointment, Person, StaffMember.name)
        .outerjoin(Person, Person.id == Appointment.person_id)
        .outerjoin(StaffMember, StaffMember.id == Appointment.staff_id)
        .where(condition, appointments_seen(reading))
        .order_by(Appointment.day, Appointment.time, Appointment.id)
    )
    return tuple(_line(reading, row, person, staff or "") for row, person, staff in rows)


def _line(reading: Reading, row: Appointment, person: Person | None, staff: str) -> AppointmentLine:
    name, name_ar = whole_names(person) if person is not None else ("", "")
    return AppointmentLine(
        id=row.id,
        service=row.service,
        kind=row.kind,
        title=title_of(row.service, row.kind, row.title),
        day=row.day,
        time=row.time,
        place=row.place,
        state=row.state,
        note=row.note,
        staff_id=row.staff_id,
        staff=staff,
        person_id=row.person_id,
        family_id=person.family_id if person is not None else None,
        name=name,
        name_ar=name_ar,
        version=vars(row)["version"],
        is_overdue=row.state == "planned" and row.day < reading.today,
        # (of a person whom the reader sees; that is asked by the list's own condition)
        may_edit=sees_tasks_of(reading, row.service, None, to_edit=True),
    )
