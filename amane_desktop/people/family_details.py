"""What may be told of a family: how it is kept, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, cast

from sqlalchemy import func, select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Part, Permission, Role, may, sees
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.values import ListedValue, listed, one_of, some_of, value_words
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.models import Family
from amane_desktop.people.names import find_text, in_reader_script, without_family_word
from amane_desktop.people.sight import Sight
from amane_desktop.people.sort_keys import family_keys
from amane_desktop.people.texts import is_arabic, long_text, name_text, short_text


class FamilyTold(TypedDict, total=False):
    """What is told beside name and address; of a change, what is not told stays as it is.

    Codes of listed values; `languages` are several between commas, and a neighbourhood that is not
    listed is told by its name.
    """

    neighbourhood: str
    languages: str
    origin: str
    origin_note: str
    housing: str
    responsible_id: int | None
    is_protected: bool


@dataclass(frozen=True)
class FamilyFacts:
    """What was told of a family, and in the reader's words what of it is listed.

    Without what the reader may not see.
    """

    told: FamilyTold
    words: Mapping[str, str]
    responsible: str


SEEN_WITH: dict[str, Part] = {
    "neighbourhood": Part.ADDRESS,
    "languages": Part.ADDRESS,
    "origin": Part.ADDRESS,
    "origin_note": Part.NOTES,
    "housing": Part.ADDRESS,
    "responsible_id": Part.ADDRESS,
    "is_protected": Part.ADDRESS,
}
LISTED = {
    "neighbourhood": "neighbourhood",
    "languages": "language",
    "origin": "origin",
    "housing": "housing",
}
_SAYS_WHO_SEES = {"responsible_id", "is_protected"}


def kept_family_names(name: str, name_ar: str) -> dict[str, str]:
    """The family's name as it is kept, with where it stands in a list; refuses none at all."""
    name = without_family_word(name_text(name, "name"))
    name_ar = without_family_word(name_text(name_ar, "name_ar"))
    if not (name or name_ar):
        message = _("Give the family's name, in one script at least.")
        raise Refusal(message, in_reader_script("name", "name_ar"))
    return {"name": name, "name_ar": name_ar, **family_keys(name, name_ar)}


def kept_family_details(
    work: Work, address: str, told: FamilyTold, family: Family | None = None
) -> dict[str, Any]:
    """What was told as it is kept; refuses what cannot be, and what the teller may not decide."""
    if not all(sees(work.by.role, SEEN_WITH[key]) for key in told):
        raise NotAllowed(_("Your role does not allow this."))
    kept: dict[str, Any] = {"address": short_text(address, "address"), **told}
    before: dict[str, Any] = {"responsible_id": None, "is_protected": False}
    if family is not None:
        before = {key: getattr(family, key) for key in SEEN_WITH}
    for key, keep in _KEEP.items():
        if key in kept:
            kept[key] = keep(work, kept[key], before.get(key, ""))
    changed = {key for key in _SAYS_WHO_SEES & kept.keys() if kept[key] != before[key]}
    if changed and not may(work.by.role, Permission.PROTECT_FAMILIES):
        raise NotAllowed(_("Your role does not allow this."))
    if "responsible_id" in changed:
        check_responsible(work, kept["responsible_id"])
    return kept


def facts_of(reading: Reading, family_id: int) -> FamilyFacts:
    """What was told of a family, as far as the reader sees it."""
    sight = Sight(reading)
    parts = {part: sight.part(part).label(part.name) for part in set(SEEN_WITH.values())}
    row = reading.session.execute(
        select(Family, StaffMember.name.label("responsible"), *parts.values())
        .outerjoin(StaffMember, StaffMember.id == Family.responsible_id)
        .where(Family.id == family_id)
    ).one()
    family = row[0]
    told = {key: getattr(family, key) for key, p in SEEN_WITH.items() if getattr(row, p.name)}
    words = {
        key: value_words(reading, list_, told[key]) for key, list_ in LISTED.items() if key in told
    }
    responsible = row.responsible or "" if "responsible_id" in told else ""
    return FamilyFacts(cast(FamilyTold, told), words, responsible)


def check_responsible(work: Work, staff_id: int | None) -> None:
    """Refuse a responsible one who is neither a social worker nor the director, or has left."""
    if staff_id is None:
        return
    member = work.session.get(StaffMember, staff_id)
    roles = (Role.SOCIAL_WORKER, Role.DIRECTOR)
    if member is None or not member.is_active or member.role not in roles:
        raise Refusal(_("A social worker or the director is responsible."), "responsible_id")


def _neighbourhood(work: Work, told: str, before: str) -> str:
    """The code of a neighbourhood told by code or name; one that nobody listed yet is added."""
    name = name_text(told, "neighbourhood")
    if name in ("", before):
        return name
    for value in listed(work, "neighbourhood"):
        if name == value.code or find_text(name) in map(find_text, (value.name, value.name_ar)):
            return value.code
    return _add_neighbourhood(work, name)


def _add_neighbourhood(work: Work, name: str) -> str:
    of_list = ListedValue.list == "neighbourhood"
    found = select(func.count(), func.max(ListedValue.position), func.max(ListedValue.id))
    is_in_arabic = is_arabic(name)
    count, position, newest = work.session.execute(found.where(of_list)).one()
    value = ListedValue(
        list="neighbourhood",
        code=f"added-{newest + 1 if count else 1}",
        name="" if is_in_arabic else name,
        name_ar=name if is_in_arabic else "",
        position=position + 1 if count else 0,
    )
    work.session.add(value)
    return value.code


_KEEP: dict[str, Callable[[Work, str, str], str]] = {
    "neighbourhood": _neighbourhood,
    "languages": lambda work, told, before: some_of(work, "language", told, "languages", before),
    "origin": lambda work, told, before: one_of(work, "origin", told, "origin", before),
    "origin_note": lambda _work, told, _before: long_text(told, "origin_note"),
    "housing": lambda work, told, before: one_of(work, "housing", told, "housing", before),
}
