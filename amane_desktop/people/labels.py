"""How the history tells families, persons and telephones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from amane_desktop.access.permissions import Part, Permission
from amane_desktop.i18n import N_, _, isolate, language
from amane_desktop.office.history import last_values
from amane_desktop.office.labels import Column, describe, staff_name, yes_or_no
from amane_desktop.office.work import Reading
from amane_desktop.people.dates import PRECISIONS, Precision, shown_date
from amane_desktop.people.gone import sees_whole_or_gone
from amane_desktop.people.identity import civil_status_name
from amane_desktop.people.kinship import kinship_name, sex_name
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.school_labels import school_words
from amane_desktop.people.states import state_name
from amane_desktop.people.telephones import shown_number


def _family(values: Mapping[str, Any]) -> str:
    return in_reader_script(values["name"], values["name_ar"])


def _person(values: Mapping[str, Any]) -> str:
    return in_reader_script(values["given_name"], values["given_name_ar"])


def _telephone(values: Mapping[str, Any]) -> str:
    return " · ".join(filter(None, (values["whose"], _number(values["number"]))))


def _state(values: Mapping[str, Any]) -> str:
    # A row has a day, the journal its text.
    day = _day(str(values["day"]))
    return _("{state} since {day}").format(state=state_name(values["state"]), day=day)


def _number(number: str) -> str:
    return isolate(shown_number(number))


def _day(value: str) -> str:
    return shown_date(date.fromisoformat(value), Precision.EXACT)


def _level(code: str) -> str:
    return level_name(code, language())


def _precision(code: str) -> str:
    return _(PRECISIONS[code])


def _called(reading: Reading, person_id: int) -> str:
    """A person by name, also one who is gone; nothing of whom the reader does not see whole."""
    person = last_values(reading.session, "person", person_id)
    is_seen = person is not None and _is_of_seen_family(reading, person)
    return _person(person) if person is not None and is_seen else ""


def _is_of_seen_family(reading: Reading, values: Mapping[str, Any]) -> bool:
    return sees_whole_or_gone(reading, values["family_id"])


describe(
    "family",
    Permission.SEE_FAMILIES,
    _family,
    {
        "name": Column(N_("Name in Latin letters")),
        "name_ar": Column(N_("Name in Arabic")),
        "address": Column(N_("Address")),
        "neighbourhood": Column(N_("Neighbourhood"), list_="neighbourhood"),
        "languages": Column(N_("Languages at home"), list_="language"),
        "origin": Column(N_("How it came to the centre"), list_="origin"),
        "origin_note": Column(N_("Why it came"), part=Part.NOTES),
        "housing": Column(N_("Housing"), list_="housing"),
        "state": Column(N_("State of the file"), state_name),
        "responsible_id": Column(N_("Responsible"), name=staff_name),
        "is_protected": Column(N_("Protected"), yes_or_no),
    },
    lambda reading, values: sees_whole_or_gone(reading, values["id"]),
    noun=N_("Families"),
)
describe(
    "person",
    Permission.SEE_FAMILIES,
    _person,
    {
        "given_name": Column(N_("First name in Latin letters")),
        "family_name": Column(N_("Family name in Latin letters")),
        "given_name_ar": Column(N_("First name in Arabic")),
        "family_name_ar": Column(N_("Family name in Arabic")),
        "sex": Column(N_("Sex"), sex_name),
        "birth_date": Column(N_("Birth date"), _day),
        "birth_precision": Column(N_("How well the date is known"), _precision),
        "kinship": Column(N_("Kinship"), kinship_name),
        # Relationships have taken the place of these two; older entries still tell of them.
        "is_housing": Column(N_("Houses the child"), yes_or_no),
        "is_signing": Column(N_("May sign"), yes_or_no),
        "birth_estimated_on": Column(N_("Age estimated on"), _day),
        "birth_place": Column(N_("Place of birth"), part=Part.IDENTITY),
        "school_id": Column(N_("School"), name=school_words),
        # A school was a text once; older entries still tell of it.
        "school": Column(N_("School")),
        "school_class": Column(N_("Class")),
        "cin": Column(N_("CIN"), part=Part.IDENTITY),
        "massar": Column(N_("Massar code"), part=Part.IDENTITY),
        "civil_status": Column(N_("Civil status"), civil_status_name, part=Part.CIVIL_STATUS),
        "nationality": Column(N_("Nationality"), list_="nationality", part=Part.IDENTITY),
        "health_cover": Column(N_("Health cover"), list_="health_cover", part=Part.HEALTH),
        "is_deceased": Column(N_("Deceased"), yes_or_no),
        "notes": Column(N_("Notes"), part=Part.NOTES),
        "may_fetch": Column(N_("May fetch the child"), part=Part.DOOR),
        "must_not_fetch": Column(N_("Must not fetch the child"), part=Part.DOOR),
        "safety_note": Column(N_("Safety note"), part=Part.DOOR),
        "photo_id": Column(N_("Photo"), lambda _number: _("a photo")),
        "level": Column(N_("Level"), _level),
    },
    _is_of_seen_family,
    noun=N_("Persons"),
    refers={"family_id": "family"},
)
describe(
    "telephone",
    Permission.SEE_FAMILIES,
    _telephone,
    {
        "number": Column(N_("Number"), _number),
        # Of a person of the family, or of whom the words name.
        "person_id": Column(N_("Whose telephone"), name=_called, is_told_at_first=True),
        "whose": Column(N_("Whose telephone")),
        "is_safe": Column(N_("Safe to call"), yes_or_no),
        "may_leave_message": Column(N_("A message may be left"), yes_or_no),
        "who_may_know": Column(N_("Who may know")),
        "note": Column(N_("Note")),
    },
    _is_of_seen_family,
    noun=N_("Telephones"),
    refers={"family_id": "family"},
)
describe(
    "family_state",
    Permission.SEE_FAMILIES,
    _state,
    {
        "reason": Column(N_("Reason"), list_="closing_reason", is_told_at_first=True),
        "note": Column(N_("Note"), part=Part.NOTES, is_told_at_first=True),
    },
    _is_of_seen_family,
)
