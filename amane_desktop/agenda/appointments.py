"""What staff do with appointments: plan, move, and say whether they were held.

Days and times are those of the wall in Taroudant: an hour stays what it was when the clock changes.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from enum import StrEnum

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.models import Appointment
from amane_desktop.agenda.services import SERVICES, check_tasks_of, title_of
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person
from amane_desktop.people.texts import long_text, short_text

_FURTHEST = timedelta(days=3 * 366)


class AppointmentState(StrEnum):
    """What became of an appointment."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


STATES: dict[str, str] = {
    AppointmentState.PLANNED: N_("Planned"),
    AppointmentState.HELD: N_("Held"),
    AppointmentState.MISSED: N_("Missed"),
    AppointmentState.CANCELLED: N_("Cancelled"),
}


@action(
    N_("Added an appointment"),
    Permission.SEE_CENTRE,
    {
        "service": "school_support",
        "title": "See the head of the school",
        "day": date(2026, 12, 1),
        "time": time(10, 30),
        "person_id": 1,
    },
)
def add_appointment(
    work: Work,
    service: str,
    title: str,
    day: date,
    time: time | None = None,
    place: str = "",
    *,
    kind: str = "",
    person_id: int | None = None,
    staff_id: int | None = None,
    note: str = "",
) -> int:
    """Write down who is expected where and when; one that is past may be noted as well."""
    check_tasks_of(work, service, person_id)
    if person_id is not None and work.session.get(Person, person_id) is None:
        raise Refusal(_("This is no longer there."))
    if kind and kind not in SERVICES[service].kinds:
        raise Refusal(_("This is not one of the choices."), "kind")
    _check_day(work, day)
    _check_staff(work, staff_id)
    appointment = Appointment(
        service=service,
        kind=kind,
        title=_title(service, kind, title),
        person_id=person_id,
        staff_id=staff_id,
        day=day,
        time=time,
        place=short_text(place, "place"),
        note=long_text(note, "note"),
    )
    work.session.add(appointment)
    work.session.flush()
    return appointment.id


@action(
    N_("Changed an appointment"),
    Permission.SEE_CENTRE,
    {"appointment_id": 1, "version": 1, "title": "See the head", "place": "Ibn Battuta"},
)
def change_appointment(
    work: Work,
    appointment_id: int,
    version: int,
    title: str,
    place: str = "",
    staff_id: int | None = None,
    note: str = "",
) -> None:
    """Change what it is about, where it is and who goes; when it is, is moved."""
    appointment = _appointment(work, appointment_id, version)
    if staff_id != appointment.staff_id:
        _check_staff(work, staff_id)
    appointment.title = _title(appointment.service, appointment.kind, title)
    appointment.place, appointment.note = short_text(place, "place"), long_text(note, "note")
    appointment.staff_id = staff_id


@action(
    N_("Moved an appointment"),
    Permission.SEE_CENTRE,
    {"appointment_id": 1, "version": 2, "day": date(2026, 11, 24), "time": time(9)},
)
def move_appointment(
    work: Work, appointment_id: int, version: int, day: date, time: time | None = None
) -> None:
    """Put it on another day or hour: it is planned again, also if it was missed or cancelled."""
    appointment = _appointment(work, appointment_id, version)
    if appointment.state == AppointmentState.HELD:
        raise Refusal(_("It was held already."))
    if day < work.today:
        raise Refusal(_("This day is past."), "day")
    _check_day(work, day)
    appointment.day, appointment.time = day, time
    appointment.state = AppointmentState.PLANNED


@action(N_("Held an appointment"), Permission.SEE_CENTRE, {"appointment_id": 1, "version": 5})
def hold_appointment(work: Work, appointment_id: int, version: int, note: str = "") -> None:
    """Say that it took place; refuses one whose day is still to come."""
    _end(work, appointment_id, version, AppointmentState.HELD, note)


@action(N_("Missed an appointment"), Permission.SEE_CENTRE, {"appointment_id": 1, "version": 3})
def miss_appointment(work: Work, appointment_id: int, version: int, note: str = "") -> None:
    """Say that it did not take place though its day came."""
    _end(work, appointment_id, version, AppointmentState.MISSED, note)


@action(N_("Cancelled an appointment"), Permission.SEE_CENTRE, {"appointment_id": 1, "version": 4})
def cancel_appointment(work: Work, appointment_id: int, version: int, note: str = "") -> None:
    """Say that it is not to take place; refuses one that was held."""
    appointment = _appointment(work, appointment_id, version)
    if appointment.state == AppointmentState.HELD:
        raise Refusal(_("It was held already."))
    _put_state(appointment, AppointmentState.CANCELLED, note)


def _end(work: Work, appointment_id: int, version: int, state: AppointmentState, note: str) -> None:
    appointment = _appointment(work, appointment_id, version)
    if appointment.day > work.today:
        raise Refusal(_("This day is still to come."))
    if appointment.state == state:
        raise Refusal(_("This is done already."))
    _put_state(appointment, state, note)


def _put_state(appointment: Appointment, state: AppointmentState, note: str) -> None:
    appointment.state = state
    if note:
        both = dict.fromkeys(filter(None, (appointment.note, long_text(note, "note"))))
        appointment.note = long_text("\n".join(both), "note")


def _appointment(work: Work, appointment_id: int, version: int) -> Appointment:
    appointment = work.session.get(Appointment, appointment_id)
    if appointment is not None:
        check_tasks_of(work, appointment.service, appointment.person_id)
    return work.editable(Appointment, appointment_id, version)


def _title(service: str, kind: str, title: str) -> str:
    title = short_text(title, "title")
    if not title_of(service, kind, title):
        raise Refusal(_("Say what the appointment is about."), "title")
    return title


def _check_day(work: Work, day: date) -> None:
    if day > work.today + _FURTHEST:
        raise Refusal(_("This day is too far away."), "day")
    if day < work.today - _FURTHEST:
        raise Refusal(_("This day is too long ago."), "day")


def _check_staff(work: Work, staff_id: int | None) -> None:
    member = work.session.get(StaffMember, staff_id) if staff_id is not None else None
    if staff_id is not None and (member is None or not member.is_active):
        raise Refusal(_("Choose from the list."), "staff_id")
