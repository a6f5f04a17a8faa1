"""Taking in a spreadsheet: all that was shown becomes families and persons, as one action."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.dates import Precision
from amane_desktop.people.file_numbers import next_numbers
from amane_desktop.people.importing.plan import Plan, PlannedFamily, PlannedPerson, Progress
from amane_desktop.people.models import (
    Family,
    FamilyState,
    Membership,
    Person,
    Schooling,
    Telephone,
)
from amane_desktop.people.person_details import kept_names
from amane_desktop.people.schooling import first_lines
from amane_desktop.people.schools import schools_named
from amane_desktop.people.sight import check_whole
from amane_desktop.people.sort_keys import family_keys
from amane_desktop.people.states import State

_TOLD: dict[str, Any] = {
    "sex": "",
    "birth_date": None,
    "birth_precision": Precision.EXACT,
    "birth_estimated_on": None,
    "birth_place": "",
    "kinship": "",
    "school_id": None,
    "level": "",
    "school_class": "",
    "cin": "",
    "massar": "",
}


@action(
    N_("Took in a spreadsheet"),
    Permission.EDIT_FAMILIES,
    {"plan": Plan((), {})},
)
def take_in(
    work: Work,
    plan: Plan,
    anyway: Collection[int] = (),
    progress: Progress = lambda done, of: None,
) -> int:
    """Make what the plan shows; gives how many persons were made.

    Who is there already is left out, but for the places in `anyway`. What was unclear stands in the
    notes, as it was written. `progress` may raise: then nothing is made.
    """
    wanted = [(f, made) for f in plan.families if (made := _wanted(f, anyway))]
    ids = _add_families(work, [family for family, _made in wanted if family.family_id is None])
    home_of = iter(ids)
    told = (person.values.get("school", "") for _family, made in wanted for person in made)
    schools = schools_named(work, told)
    persons: list[dict[str, Any]] = []
    telephones: list[dict[str, Any]] = []
    for family, made in wanted:
        if family.family_id is None:
            home = next(home_of)
            telephones += ({"family_id": home, **_telephone(n)} for n in family.telephones)
        else:
            home = family.family_id
            check_whole(work, home)
        persons += ({"family_id": home, **_columns(person, schools)} for person in made)
    progress(1, 3)
    first = work.add_in_bulk(Person, persons)
    progress(2, 3)
    work.add_in_bulk(
        Membership,
        [
            {"person_id": n, "family_id": p["family_id"], "kinship": p["kinship"]}
            for n, p in zip(count(first), persons, strict=False)
        ],
    )
    years = first_lines(zip(count(first), persons, strict=False), work.today)
    work.add_in_bulk(Schooling, list(years))
    work.add_in_bulk(Telephone, telephones)
    progress(3, 3)
    return len(persons)


def _wanted(family: PlannedFamily, anyway: Collection[int]) -> list[PlannedPerson]:
    return [p for p in family.persons if p.same is None or p.place in anyway]


def _add_families(work: Work, families: list[PlannedFamily]) -> list[int]:
    rows = [
        {
            "file_number": number,
            **family.values,
            **family_keys(family.values["name"], family.values["name_ar"]),
        }
        for number, family in zip(next_numbers(work, len(families)), families, strict=True)
    ]
    first = work.add_in_bulk(Family, rows)
    ids = list(range(first, first + len(rows)))
    opened = {"state": State.OPEN, "day": work.today, "reason": "", "note": ""}
    work.add_in_bulk(FamilyState, [{"family_id": family_id, **opened} for family_id in ids])
    return ids


def _columns(person: PlannedPerson, schools: Mapping[str, int | None]) -> dict[str, Any]:
    values = dict(person.values)
    names = kept_names(
        *(values.pop(n) for n in ("given_name", "family_name", "given_name_ar", "family_name_ar"))
    )
    values["school_id"] = schools[values.pop("school", "")]
    notes = [values.pop("notes", "")]
    if person.unclear:
        notes.append(_("In the spreadsheet, unclear:") + " " + " · ".join(person.unclear))
    return names | _TOLD | values | {"notes": "\n".join(filter(None, notes))}


def _telephone(number: str) -> dict[str, Any]:
    # Nobody is called before somebody has said that it is safe.
    return {"number": number, "whose": "", "is_safe": False, "note": ""}
