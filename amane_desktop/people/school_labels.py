"""How the history tells schools and a child's school years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.i18n import N_, _, format_date, language
from amane_desktop.office.history import last_values
from amane_desktop.office.labels import Column, describe, yes_or_no
from amane_desktop.office.work import Reading
from amane_desktop.people.belongings import BELONGINGS
from amane_desktop.people.gone import sees_part_or_gone
from amane_desktop.people.levels import level_name
from amane_desktop.people.models import School, Schooling
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.schooling import outcome_name, school_year_name
from amane_desktop.people.schools import kind_name


def school_words(reading: Reading, school_id: int) -> str:
    """What a school is called, or was when it was there."""
    return _school(last_values(reading.session, School.__tablename__, school_id) or {})


def sees_schooling(reading: Reading, person_id: int) -> bool:
    """Whether the reader sees where a child goes to school, or would have seen it."""
    return sees_part_or_gone(reading, person_id, Part.SCHOOL)


def _school(values: Mapping[str, Any]) -> str:
    return in_reader_script(values.get("name", ""), values.get("name_ar", ""))


def _year(values: Mapping[str, Any]) -> str:
    return _("School year {name}").format(name=school_year_name(values["year"]))


def _level(code: str) -> str:
    return level_name(code, language())


def _day(value: str) -> str:
    return format_date(date.fromisoformat(value))


describe(
    School.__tablename__,
    Permission.SEE_SCHOOL,
    _school,
    {
        "name": Column(N_("Name in Latin letters")),
        "name_ar": Column(N_("Name in Arabic")),
        "kind": Column(N_("Kind of school"), kind_name),
        "telephone": Column(N_("Telephone")),
        "address": Column(N_("Address")),
        "note": Column(N_("Note")),
        "is_retired": Column(N_("No longer offered"), yes_or_no),
    },
    noun=N_("Schools"),
)
describe(
    Schooling.__tablename__,
    Permission.SEE_FAMILIES,
    _year,
    {
        "school_id": Column(N_("School"), name=school_words),
        "level": Column(N_("Level"), _level),
        "school_class": Column(N_("Class")),
        "first_day": Column(N_("First day"), _day),
        "last_day": Column(N_("Last day"), _day),
        "outcome": Column(N_("Outcome"), outcome_name),
        "leaving_reason": Column(N_("Why the child left school"), list_="school_leaving_reason"),
        "note": Column(N_("Note")),
    },
    lambda reading, values: sees_schooling(reading, values["person_id"]),
    noun=N_("School years"),
    refers={"person_id": "person"},
)
BELONGINGS[Schooling.__tablename__] = "person_id"
