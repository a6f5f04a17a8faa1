"""Appointments: planned at a local day and hour, moved, held or not, seen by whom they concern."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Part, Permission, Role
from amane_desktop.agenda.appointment_lines import (
    AppointmentLine,
    appointments,
    appointments_of,
    open_appointments,
)
from amane_desktop.agenda.appointments import (
    add_appointment,
    cancel_appointment,
    change_appointment,
    hold_appointment,
    miss_appointment,
    move_appointment,
)
from amane_desktop.agenda.models import Appointment
from amane_desktop.agenda.services import SERVICES, TaskService
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.erasing import erase_person
from amane_desktop.people.family_file import draw_family_file, family_file
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Family
from tests.printing.paper import text
from tests.rows import as_role, protect, rows_of

SERVICE = "hearings"
TODAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _a_family_and_a_service(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Salma and Omar Bahi; a service whose appointments tell of the civil status."""
    office.clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    permissions = (Permission.SEE_DOSSIERS, Permission.EDIT_DOSSIERS)
    kinds = {"hearing": "Meet the teachers again"}
    monkeypatch.setitem(SERVICES, SERVICE, TaskService(*permissions, Part.CIVIL_STATUS, kinds))
    family = office.do(actions.add_family, "Bahi", "")
    for name in ("Salma", "Omar"):
        office.do(actions.add_person, family, name, "Bahi")


def add(office: Office, day: date = FRIDAY, at: time | None = None, **told: Any) -> int:
    return office.do(add_appointment, SERVICE, told.pop("title", "Audience"), day, at, **told)


def week(office: Office) -> list[AppointmentLine]:
    return list(office.ask(appointments, date(2026, 11, 23), date(2026, 11, 29)))


def test_a_week_is_told_in_the_order_of_its_days_and_hours(office: Office) -> None:
    add(office, FRIDAY, time(9), title="b")
    add(office, FRIDAY, title="a")
    add(office, TODAY, time(15, 30), title="c", place="Tribunal", person_id=1, staff_id=1)
    add(office, date(2026, 11, 30), title="next week")
    assert [(line.title, line.time) for line in week(office)] == [
        ("c", time(15, 30)),
        ("a", None),
        ("b", time(9)),
    ]
    first = week(office)[0]
    assert (first.name, first.family_id, first.staff, first.place) == (
        "Salma Bahi",
        1,
        "Khadija",
        "Tribunal",
    )
    assert [line.title for line in office.ask(appointments_of, 1)] == ["c"]


def test_an_hour_stays_what_it_was_when_the_clock_changes_for_ramadan(office: Office) -> None:
    add(office, date(2027, 2, 10), time(9))
    office.clock = Clock(datetime(2027, 2, 10, 8, tzinfo=UTC))
    (line,) = office.ask(appointments, date(2027, 2, 10), date(2027, 2, 10))
    assert (line.day, line.time) == (date(2027, 2, 10), time(9))


def test_what_is_past_asks_what_became_of_it(office: Office) -> None:
    held, missed, cancelled, _forgotten = (add(office, TODAY) for _n in range(4))
    with pytest.raises(Refusal):
        office.do(hold_appointment, add(office), 1)
    office.do(hold_appointment, held, 1, "Le juge demande un témoin")
    office.do(miss_appointment, missed, 1)
    office.do(cancel_appointment, cancelled, 1)
    assert office.ask(open_appointments) == ()
    office.clock = Clock(datetime(2026, 11, 25, 10, tzinfo=UTC))
    assert [line.id for line in office.ask(open_appointments)] == [4]
    assert week(office)[0].note == "Le juge demande un témoin"
    states = [line.state for line in week(office)]
    assert states == ["held", "missed", "cancelled", "planned", "planned"]
    assert [line.is_overdue for line in week(office)] == [False, False, False, True, False]


def test_one_that_is_moved_is_planned_again(office: Office) -> None:
    number = add(office, TODAY, time(9))
    office.do(miss_appointment, number, 1)
    before = rows_of(office, Appointment)
    office.do(move_appointment, number, 2, FRIDAY, time(11))
    (line,) = week(office)
    assert (line.day, line.time, line.state) == (FRIDAY, time(11), "planned")
    office.undo_last()
    assert rows_of(office, Appointment) == before
    office.do(hold_appointment, number, 4)
    for what, told in ((move_appointment, (FRIDAY,)), (cancel_appointment, ())):
        with pytest.raises(Refusal):
            office.do(what, number, 5, *told)


def test_a_change_leaves_the_day_and_a_kind_says_what_no_title_does(office: Office) -> None:
    number = add(office, FRIDAY, time(9), title="", kind="hearing")
    assert week(office)[0].title == "Meet the teachers again"
    office.do(change_appointment, number, 1, "", "Tribunal, salle 2", 1, "Acte")
    (line,) = week(office)
    assert (line.day, line.time, line.place) == (FRIDAY, time(9), "Tribunal, salle 2")
    assert (line.staff, line.note) == ("Khadija", "Acte")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"kind": "party"}, "kind"),
        ({"day": date(2036, 1, 1)}, "day"),
        ({"day": date(2016, 1, 1)}, "day"),
        ({"staff_id": 9}, "staff_id"),
        ({"place": "x" * 201}, "place"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    office: Office, told: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as error:
        add(office, **told)
    assert error.value.field == field
    assert rows_of(office, Appointment) == []


def test_an_appointment_is_not_moved_into_the_past(office: Office) -> None:
    number = add(office)
    with pytest.raises(Refusal) as error:
        office.do(move_appointment, number, 1, date(2026, 11, 23))
    assert error.value.field == "day"


def test_who_does_not_see_the_service_sees_no_appointment_of_it(office: Office) -> None:
    add(office, person_id=1, place="Tribunal")
    add(office)
    add_for_all = ("school_support", "Conseil", FRIDAY)
    office.do(add_appointment, *add_for_all)
    worker, administrator, teacher, volunteer = (
        as_role(office, role)
        for role in (Role.SOCIAL_WORKER, Role.ADMINISTRATOR, Role.TEACHER, Role.VOLUNTEER)
    )
    assert [len(week(who)) for who in (worker, administrator)] == [3, 3]
    assert [line.title for line in week(teacher)] == ["Conseil"]
    assert week(volunteer) == [] == list(volunteer.ask(appointments_of, 1))
    assert teacher.ask(history, (("appointment", 1),)) == ()
    with pytest.raises(NotAllowed):
        teacher.do(cancel_appointment, 1, 1)
    protect(office, 1, worker.signed_in.id)
    assert [len(week(who)) for who in (office, worker, administrator)] == [3, 3, 2]
    with pytest.raises(NotAllowed):
        administrator.do(cancel_appointment, 1, 1)


def test_the_history_and_the_familys_file_tell_it_in_words(office: Office) -> None:
    number = add(office, FRIDAY, time(9, 30), person_id=1, place="Tribunal")
    office.do(move_appointment, number, 1, date(2026, 12, 4), time(10))
    moved, added = (
        "".join(c for c in str(line) if c not in "\u2066\u2068\u2069")
        for line in office.ask(history, (("person", 1), ("appointment", number)))[:2]
    )
    assert moved.startswith("Moved an appointment · Audience")
    assert "Time: 09:30 → 10:00" in moved and "27 November 2026 → 4 December 2026" in moved
    assert "Day: — → 27 November 2026" in added
    paper = text(draw_family_file(office.ask(family_file, 1, "fr")))
    assert "Audience · 4 décembre 2026 à 10:00 · Tribunal · Prévu" in paper


def test_appointments_go_with_their_person(office: Office) -> None:
    add(office, person_id=2)
    compared = office.ask(compare_persons, 1, 2)
    assert compared is not None and "1 appointment" in compared.carried
    office.do(merge_persons, 1, compared.kept.version, 2, compared.other.version)
    assert [line.title for line in office.ask(appointments_of, 1)] == ["Audience"]
    office.undo_last()
    assert [row["person_id"] for row in rows_of(office, Appointment)] == [2]
    office.do(erase_person, 1, 2, rows_of(office, Family)[0]["file_number"])
    assert rows_of(office, Appointment) == []
