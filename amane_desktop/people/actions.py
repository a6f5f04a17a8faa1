"""What staff can do with families and persons."""

from __future__ import annotations

from typing import Any, Unpack

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.family_details import (
    FamilyTold,
    kept_family_details,
    kept_family_names,
)
from amane_desktop.people.file_numbers import next_numbers
from amane_desktop.people.memberships import begin_membership, keep_kinship
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.person_details import Told, kept_details, kept_names
from amane_desktop.people.schooling import keep_schooling
from amane_desktop.people.sight import check_whole
from amane_desktop.people.states import open_file
from amane_desktop.people.telephone_details import TelephoneTold, kept_telephone

_OF_SCHOOL = frozenset({"school", "level", "school_class"})


@action(
    N_("Added a family"),
    Permission.EDIT_FAMILIES,
    {"name": "Aït Baha", "name_ar": "أيت باها"},
)
def add_family(
    work: Work, name: str, name_ar: str, address: str = "", **told: Unpack[FamilyTold]
) -> int:
    """Open a family's file under the year's next number; refuses a family without a name."""
    names = kept_family_names(name, name_ar)
    details = kept_family_details(work, address, told)
    family = Family(file_number=next_numbers(work, 1)[0], **names, **details)
    work.session.add(family)
    work.session.flush()
    open_file(work, family.id)
    return family.id


@action(
    N_("Changed a family"),
    Permission.EDIT_FAMILIES,
    {"family_id": 1, "version": 1, "name": "Aït Baha", "name_ar": "أيت باها", "address": "Lastah"},
)
def change_family(
    work: Work,
    family_id: int,
    version: int,
    name: str,
    name_ar: str,
    address: str = "",
    **told: Unpack[FamilyTold],
) -> None:
    """Change a family's names and what was told of it; refuses on top of a newer version."""
    check_whole(work, family_id)
    family = work.editable(Family, family_id, version)
    names = kept_family_names(name, name_ar)
    _put(family, names | kept_family_details(work, address, told, family))


@action(
    N_("Added a person"),
    Permission.EDIT_FAMILIES,
    {
        "family_id": 1,
        "given_name": "Yassine",
        "family_name": "Aït Baha",
        "given_name_ar": "ياسين",
        "family_name_ar": "أيت باها",
        "school": "Al Massira",
    },
)
def add_person(
    work: Work,
    family_id: int,
    given_name: str,
    family_name: str,
    given_name_ar: str = "",
    family_name_ar: str = "",
    **told: Unpack[Told],
) -> int:
    """Add a person to a family; refuses one without a first name, or born before 1900 or later."""
    if work.session.get(Family, family_id) is None:
        raise Refusal(_("This family is no longer there."))
    check_whole(work, family_id)
    names = kept_names(given_name, family_name, given_name_ar, family_name_ar)
    person = Person(family_id=family_id, **names, **kept_details(work, told))
    work.session.add(person)
    work.session.flush()
    begin_membership(work, person)
    keep_schooling(work, person)
    return person.id


@action(
    N_("Changed a person"),
    Permission.EDIT_FAMILIES,
    {
        "person_id": 1,
        "version": 1,
        "given_name": "Yassine",
        "family_name": "Aït Baha",
        "school": "Ibn Battuta",
    },
)
def change_person(
    work: Work,
    person_id: int,
    version: int,
    given_name: str,
    family_name: str,
    given_name_ar: str = "",
    family_name_ar: str = "",
    **told: Unpack[Told],
) -> None:
    """Change what is told of a person; refuses as `add_person` does, and on a newer version."""
    person = work.editable(Person, person_id, version)
    check_whole(work, person.family_id)
    names = kept_names(given_name, family_name, given_name_ar, family_name_ar)
    _put(person, names | kept_details(work, told, person))
    keep_kinship(work, person)
    if told.keys() & _OF_SCHOOL:
        keep_schooling(work, person)


@action(
    N_("Added a telephone"),
    Permission.EDIT_FAMILIES,
    {"family_id": 1, "number": "06 12 34 56 78", "whose": "Fatima", "is_safe": True},
)
def add_telephone(
    work: Work,
    family_id: int,
    number: str,
    whose: str = "",
    *,
    is_safe: bool,
    note: str = "",
    **told: Unpack[TelephoneTold],
) -> int:
    """Add a number to a family: whose it is, and what is safe to do with it."""
    if work.session.get(Family, family_id) is None:
        raise Refusal(_("This family is no longer there."))
    check_whole(work, family_id)
    values = kept_telephone(work, family_id, number, whose, is_safe, note, told)
    telephone = Telephone(family_id=family_id, **values)
    work.session.add(telephone)
    work.session.flush()
    return telephone.id


@action(
    N_("Changed a telephone"),
    Permission.EDIT_FAMILIES,
    {"telephone_id": 1, "version": 1, "number": "+212612345678", "is_safe": False},
)
def change_telephone(
    work: Work,
    telephone_id: int,
    version: int,
    number: str,
    whose: str = "",
    *,
    is_safe: bool,
    note: str = "",
    **told: Unpack[TelephoneTold],
) -> None:
    """Change a number, whose it is or what is safe; refuses on top of a newer version."""
    telephone = work.editable(Telephone, telephone_id, version)
    family_id = telephone.family_id
    check_whole(work, family_id)
    _put(telephone, kept_telephone(work, family_id, number, whose, is_safe, note, told))


@action(
    N_("Removed a telephone"),
    Permission.EDIT_FAMILIES,
    {"telephone_id": 1, "version": 2},
)
def remove_telephone(work: Work, telephone_id: int, version: int) -> None:
    """Take a number off a family's record; it stays in the history."""
    telephone = work.editable(Telephone, telephone_id, version)
    check_whole(work, telephone.family_id)
    work.session.delete(telephone)


def _put(row: Any, values: dict[str, Any]) -> None:
    for key, value in values.items():
        setattr(row, key, value)
