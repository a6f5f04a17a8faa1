"""How the history tells the timetable: periods, single sessions, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.models import (
    DayException,
    PublicHoliday,
    SchoolHoliday,
    SessionChange,
    TimetablePeriod,
)
from amane_desktop.i18n import N_, _, format_date, isolate
from amane_desktop.office.labels import Column, describe, yes_or_no
from amane_desktop.people.names import in_reader_script


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _hour(value: str) -> str:
    return isolate(f"{time.fromisoformat(value):%H:%M}")


def _name(values: Mapping[str, Any]) -> str:
    return in_reader_script(values["name"], values["name_ar"])


def _of_day(values: Mapping[str, Any]) -> str:
    return _day(values["day"])


def _session(values: Mapping[str, Any]) -> str:
    at = _("{day}, {hour}").format(day=_day(values["day"]), hour=_hour(values["start"]))
    title = in_reader_script(values["title"], values["title_ar"])
    return " · ".join(filter(None, (title, at)))


_NAMES = {"name": Column(N_("Name in Latin letters")), "name_ar": Column(N_("Name in Arabic"))}
_DAYS = {"first_day": Column(N_("First day"), _day), "last_day": Column(N_("Last day"), _day)}

describe(
    TimetablePeriod.__tablename__,
    Permission.SEE_ATTENDANCE,
    _name,
    {**_NAMES, **_DAYS},
    noun=N_("Periods of the timetable"),
)
describe(
    SchoolHoliday.__tablename__,
    Permission.SEE_ATTENDANCE,
    _name,
    {**_NAMES, **_DAYS, "is_closed": Column(N_("The centre is closed"), yes_or_no)},
    noun=N_("School holidays"),
)
describe(
    PublicHoliday.__tablename__,
    Permission.SEE_ATTENDANCE,
    _name,
    {
        "day": Column(N_("Day"), _day),
        "is_estimate": Column(N_("The date is an estimate"), yes_or_no),
    },
    noun=N_("Public holidays"),
)
describe(
    DayException.__tablename__,
    Permission.SEE_ATTENDANCE,
    _of_day,
    {"reason": Column(N_("Reason")), "reason_ar": Column(N_("Reason in Arabic"))},
    noun=N_("Closed days"),
)
describe(
    SessionChange.__tablename__,
    Permission.SEE_OTHER_DAYS,
    _session,
    {
        "to_day": Column(N_("Held on"), _day),
        "to_start": Column(N_("Begins"), _hour),
        "to_end": Column(N_("Ends"), _hour),
        "reason": Column(N_("Reason"), is_told_at_first=True),
    },
    noun=N_("Single sessions"),
    refers={"group_id": "child_group"},
)
