"""What staff can do with families and persons."""

from __future__ import annotations

from typing import Any, Unpack

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission, Role
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.file_numbers import next_numbers
from amane_desktop.people.memberships import begin_membership, keep_kinship
from amane_desktop.people.models import Family, Person, Telephone
from amane_desktop.people.names import in_reader_script, sort_key, without_family_word
from amane_desktop.people.person_details import Told, kept_details, kept_names
from amane_desktop.people.sight import check_whole
from amane_desktop.people.telephones import read_number
from amane_desktop.people.texts import name_text, short_text


@action(
    N_("Added a family"),
    Permission.EDIT_FAMILIES,
    {"name": "Aït Baha", "name_ar": "أيت باها"},
)
def add_family(work: Work, name: str, name_ar: str, address: str = "") -> int:
    """Open a family's file under the year's next number; refuses a family without a name."""
    values = _family_values(name, name_ar, address)
    family = Family(file_number=next_numbers(work, 1)[0], **values)
    work.session.add(family)
    work.session.flush()
    return family.id


@action(
    N_("Changed a family"),
    Permission.EDIT_FAMILIES,
    {"family_id": 1, "version": 1, "name": "Aït Baha", "name_ar": "أيت باها", "address": "Lastah"},
)
def change_family(
    work: Work, family_id: int, version: int, name: str, name_ar: str, address: str = ""
) -> None:
    """Change a family's name and address; refuses on top of a newer version."""
    check_whole(work, family_id)
    family = work.editable(Family, family_id, version)
    _put(family, _family_values(name, name_ar, address))


@action(
    N_("Said who may see where a family lives"),
    Permission.PROTECT_FAMILIES,
    {"family_id": 1, "version": 2, "is_protected": True, "responsible_id": 1},
)
def protect_family(
    work: Work, family_id: int, version: int, is_protected: bool, responsible_id: int | None
) -> None:
    """Keep address, school and telephones from all but the director and one social worker."""
    family = work.editable(Family, family_id, version)
    check_whole(work, family_id)
    responsible = work.session.get(StaffMember, responsible_id or 0)
    if responsible_id is not None and (
        responsible is None
        or not responsible.is_active
        or responsible.role not in (Role.SOCIAL_WORKER, Role.DIRECTOR)
    ):
        raise Refusal(_("A social worker or the director is responsible."), "responsible_id")
    family.is_protected, family.responsible_id = is_protected, responsible_id


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


@action(
    N_("Added a telephone"),
    Permission.EDIT_FAMILIES,
    {"family_id": 1, "number": "06 12 34 56 78", "whose": "Fatima", "is_safe": True},
)
def add_telephone(
    work: Work, family_id: int, number: str, whose: str = "", *, is_safe: bool, note: str = ""
) -> int:
    """Add a number to a family: whose it is, and whether it is safe to call."""
    if work.session.get(Family, family_id) is None:
        raise Refusal(_("This family is no longer there."))
    check_whole(work, family_id)
    telephone = Telephone(family_id=family_id, **_telephone_values(number, whose, is_safe, note))
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
) -> None:
    """Change a number, whose it is or whether it is safe; refuses on top of a newer version."""
    telephone = work.editable(Telephone, telephone_id, version)
    check_whole(work, telephone.family_id)
    _put(telephone, _telephone_values(number, whose, is_safe, note))


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


def _family_values(name: str, name_ar: str, address: str) -> dict[str, Any]:
    name = without_family_word(name_text(name, "name"))
    name_ar = without_family_word(name_text(name_ar, "name_ar"))
    if not (name or name_ar):
        message = _("Give the family's name, in one script at least.")
        raise Refusal(message, in_reader_script("name", "name_ar"))
    return {
        "name": name,
        "name_ar": name_ar,
        "address": short_text(address, "address"),
        "sort_key": sort_key(name or name_ar, ""),
        "sort_key_ar": sort_key(name_ar or name, ""),
    }


def _telephone_values(number: str, whose: str, is_safe: bool, note: str) -> dict[str, Any]:
    read = read_number(number)
    if read is None:
        raise Refusal(_("A number has ten digits and begins with 05, 06, 07 or +212."), "number")
    return {
        "number": read,
        "whose": name_text(whose, "whose"),
        "is_safe": is_safe,
        "note": short_text(note, "note"),
    }
