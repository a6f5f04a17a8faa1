"""What happens in invented groups: who pauses, who waits, and an activity open to all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from random import Random

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Role
from amane_desktop.attendance.models import EnrolmentPause, Group, TimetableSlot, Waiting
from amane_desktop.demonstration.school_year import Child
from amane_desktop.office.front_door import DEMO_PASSWORD
from amane_desktop.office.work import Work

TEACHERS = (("Naïma Ouhaddou", "نعيمة أوهدو"), ("Brahim Amghar", "إبراهيم أمغار"))
_FULL, _WAIT, _EVERY = 2, 3, 9
_REASONS = ("Voyage", "Chez ses grands-parents", "Récolte des olives")


def add_teachers(work: Work) -> list[int]:
    """Staff members who teach; they sign in with the demonstration's password."""
    members = [
        StaffMember(
            name=name, name_ar=name_ar, role=Role.TEACHER, slot_id=work.vault.add(DEMO_PASSWORD)
        )
        for name, name_ar in TEACHERS
    ]
    work.session.add_all(members)
    work.session.flush()
    work.afterwards.append(lambda office: office.show_names())
    return [member.id for member in members]


def live(
    work: Work,
    random: Random,
    of_group: Sequence[tuple[int, Sequence[Child]]],
    first_enrolment: int,
    others: Sequence[Child],
) -> None:
    """Let the first groups be full, with children who wait, and a few children pause."""
    waiting = [
        {"group_id": number, "person_id": child.id, "until": None, "note": ""}
        | {"since": work.today - timedelta(days=random.randint(3, 40))}
        for turn, (number, _children) in enumerate(of_group[:_FULL])
        for child in others[turn * _WAIT : (turn + 1) * _WAIT]
    ]
    work.add_in_bulk(Waiting, waiting)
    enrolled = range(first_enrolment, first_enrolment + sum(len(c) for _n, c in of_group))
    monday = work.today - timedelta(days=work.today.weekday())
    pauses = [
        {
            "enrolment_id": number,
            "first_day": monday,
            "last_day": monday + timedelta(days=random.choice((5, 12, 19))),
            "reason": random.choice(_REASONS),
        }
        for number in enrolled[4::_EVERY]
    ]
    work.add_in_bulk(EnrolmentPause, pauses)


def add_open_activity(work: Work, first: date) -> None:
    """Games in the yard late on Wednesdays, for whoever comes."""
    games = {"name": "Jeux de la cour", "name_ar": "ألعاب الساحة", "levels": ""}
    games |= {"teacher": "", "teacher_ar": "", "room": "cour", "room_ar": "الساحة"}
    does = {"activity": "games", "colour": "grey", "is_open": True, "capacity": 300}
    number = work.add_in_bulk(Group, [games | does])
    hours = {"weekday": 3, "start": time(17), "end": time(18), "last_day": None}
    work.add_in_bulk(TimetableSlot, [{"group_id": number, "first_day": first, **hours}])
