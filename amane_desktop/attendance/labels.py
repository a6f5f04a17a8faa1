"""How the history tells groups, enrolments and marks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.colours import COLOURS
from amane_desktop.attendance.models import (
    Attendance,
    Enrolment,
    EnrolmentPause,
    Group,
    GroupSession,
    Waiting,
)
from amane_desktop.attendance.reach import sees_day
from amane_desktop.i18n import N_, _, format_date, language
from amane_desktop.office.history import is_shown, last_values
from amane_desktop.office.labels import Column, describe, yes_or_no
from amane_desktop.office.work import Reading
from amane_desktop.people.belongings import BELONGINGS
from amane_desktop.people.levels import level_name
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.sight import Sight


def _group(values: Mapping[str, Any]) -> str:
    return in_reader_script(values["name"], values["name_ar"])


def _nothing(_values: Mapping[str, Any]) -> str:
    return ""


def _levels(codes: str) -> str:
    return ", ".join(level_name(code, language()) for code in codes.split(",") if code)


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _is_of_seen_day(reading: Reading, values: Mapping[str, Any]) -> bool:
    meeting = last_values(reading.session, GroupSession.__tablename__, values["session_id"])
    is_seen = meeting is not None and sees_day(reading, date.fromisoformat(meeting["day"]))
    return is_seen and _is_of_seen_person(reading, values)


def _is_of_seen_person(reading: Reading, values: Mapping[str, Any]) -> bool:
    number = values["person_id"]
    if reading.session.get(Person, number) is None:
        return is_shown(reading, "person", number)  # merged into another record
    return Sight(reading).names_person(number)


def _is_of_seen_enrolment(reading: Reading, values: Mapping[str, Any]) -> bool:
    enrolment = last_values(reading.session, Enrolment.__tablename__, values["enrolment_id"])
    return enrolment is not None and _is_of_seen_person(reading, enrolment)


describe(
    Group.__tablename__,
    Permission.SEE_ATTENDANCE,
    _group,
    {
        "name": Column(N_("Name in Latin letters")),
        "name_ar": Column(N_("Name in Arabic")),
        "levels": Column(N_("Levels"), _levels),
        "teacher": Column(N_("Teacher in Latin letters")),
        "teacher_ar": Column(N_("Teacher in Arabic")),
        "room": Column(N_("Room in Latin letters")),
        "room_ar": Column(N_("Room in Arabic")),
        "capacity": Column(N_("Places")),
        "activity": Column(N_("Activity"), list_="activity"),
        "colour": Column(N_("Colour"), lambda code: _(COLOURS[code])),
        "is_open": Column(N_("Open to whoever comes"), yes_or_no),
        "last_day": Column(N_("Last day"), _day),
    },
    noun=N_("Groups"),
)
describe(
    Enrolment.__tablename__,
    Permission.SEE_ATTENDANCE,
    _nothing,
    {"first_day": Column(N_("First day"), _day), "last_day": Column(N_("Last day"), _day)},
    _is_of_seen_person,
    noun=N_("Enrolments"),
    refers={"person_id": "person", "group_id": Group.__tablename__},
)
describe(
    EnrolmentPause.__tablename__,
    Permission.SEE_ATTENDANCE,
    _nothing,
    {
        "first_day": Column(N_("First day"), _day, is_told_at_first=True),
        "last_day": Column(N_("Last day"), _day, is_told_at_first=True),
    },
    _is_of_seen_enrolment,
    noun=N_("Pauses in groups"),
    refers={"enrolment_id": Enrolment.__tablename__},
)
describe(
    Waiting.__tablename__,
    Permission.SEE_OTHER_DAYS,
    _nothing,
    {"since": Column(N_("Waits since"), _day), "until": Column(N_("Waited until"), _day)},
    _is_of_seen_person,
    noun=N_("Places on waiting lists"),
    refers={"person_id": "person", "group_id": Group.__tablename__},
)
describe(
    Attendance.__tablename__,
    Permission.SEE_ATTENDANCE,
    _nothing,
    {"note": Column(N_("Note"))},
    _is_of_seen_day,
    noun=N_("Attendance"),
    refers={"person_id": "person"},
)
for _kind in (Enrolment.__tablename__, Waiting.__tablename__):
    BELONGINGS[_kind] = "person_id"
