"""How the history tells what is heard of a child at school."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, format_date
from amane_desktop.office.history import last_values
from amane_desktop.office.labels import Column, describe, staff_name, yes_or_no
from amane_desktop.office.work import Reading
from amane_desktop.people.belongings import BELONGINGS
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.school_labels import sees_schooling
from amane_desktop.school_support.models import (
    SchoolAbsence,
    SchoolMeeting,
    SchoolTeacher,
    TermResult,
)
from amane_desktop.school_support.terms import term_name, typed_average


def days_words(first_day: date, last_day: date) -> str:
    """One day, or from when to when."""
    if first_day == last_day:
        return format_date(first_day)
    words = _("from {first} to {last}")
    return words.format(first=format_date(first_day), last=format_date(last_day))


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


def _as_date(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _absence(values: Mapping[str, Any]) -> str:
    return days_words(_as_date(values["first_day"]), _as_date(values["last_day"]))


def _meeting(values: Mapping[str, Any]) -> str:
    return format_date(_as_date(values["day"]))


def _teacher(reading: Reading, teacher_id: int) -> str:
    was = last_values(reading.session, SchoolTeacher.__tablename__, teacher_id) or {}
    return in_reader_script(was.get("name", ""), was.get("name_ar", ""))


def _is_shown(reading: Reading, values: Mapping[str, Any]) -> bool:
    return sees_schooling(reading, values["person_id"])


describe(
    TermResult.__tablename__,
    Permission.SEE_SCHOOL,
    lambda values: term_name(values["term"], values["year"]),
    {
        "average": Column(N_("Average"), typed_average, is_told_at_first=True),
        "out_of": Column(N_("Out of"), is_told_at_first=True),
        "worries": Column(N_("What worries")),
        "attachment_id": Column(N_("Bulletin"), lambda _number: _("a bulletin")),
    },
    _is_shown,
    noun=N_("Results of terms"),
    refers={"person_id": "person"},
)
describe(
    SchoolAbsence.__tablename__,
    Permission.SEE_SCHOOL,
    _absence,
    {
        "first_day": Column(N_("First day"), _day),
        "last_day": Column(N_("Last day"), _day),
        "is_excused": Column(N_("Excused"), yes_or_no),
        "note": Column(N_("Note")),
    },
    _is_shown,
    noun=N_("Absences at school"),
    refers={"person_id": "person"},
)
describe(
    SchoolMeeting.__tablename__,
    Permission.SEE_SCHOOL,
    _meeting,
    {
        "day": Column(N_("Day"), _day),
        "teacher_id": Column(N_("Teacher"), name=_teacher),
        "met": Column(N_("Whom we met")),
        "staff_id": Column(N_("Who was there"), name=staff_name),
        "said": Column(N_("What was said")),
        "agreed": Column(N_("What was agreed")),
        "next_day": Column(N_("Next date"), _day),
    },
    _is_shown,
    noun=N_("Meetings at school"),
    refers={"person_id": "person"},
)
for _model in (TermResult, SchoolAbsence, SchoolMeeting):
    BELONGINGS[_model.__tablename__] = "person_id"
