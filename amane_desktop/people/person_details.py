"""What may be told of a person: who sees which of it, how it is kept, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypedDict

from amane_desktop.access.permissions import Part, sees
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.values import one_of
from amane_desktop.office.work import Work
from amane_desktop.people.dates import EARLIEST, PRECISIONS, Precision
from amane_desktop.people.identity import CIVIL_STATUSES, kept_cin, kept_massar
from amane_desktop.people.kinship import KINSHIPS, SEXES, sex_told_by
from amane_desktop.people.levels import LEVELS
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.schools import school_told
from amane_desktop.people.sort_keys import person_keys
from amane_desktop.people.texts import long_text, name_text, short_text


class Told(TypedDict, total=False):
    """What is told beside the names; of a change, what is not told stays as it is."""

    sex: str
    birth_date: date | None
    birth_precision: str
    birth_estimated_on: date | None
    birth_place: str
    is_deceased: bool
    kinship: str
    cin: str
    massar: str
    nationality: str
    civil_status: str
    # (its number, or its name in either script: one that is not in the list yet joins it)
    school: int | str
    level: str
    school_class: str
    health_cover: str
    may_fetch: str
    must_not_fetch: str
    safety_note: str
    notes: str


SEEN_WITH: dict[str, Part] = {
    "sex": Part.AGE,
    "birth_date": Part.AGE,
    "birth_precision": Part.AGE,
    "birth_estimated_on": Part.AGE,
    "is_deceased": Part.AGE,
    "birth_place": Part.IDENTITY,
    "cin": Part.IDENTITY,
    "massar": Part.IDENTITY,
    "nationality": Part.IDENTITY,
    "kinship": Part.HOUSEHOLD,
    "civil_status": Part.CIVIL_STATUS,
    "school": Part.SCHOOL,
    "school_class": Part.SCHOOL,
    "level": Part.LEVEL,
    "health_cover": Part.HEALTH,
    "may_fetch": Part.DOOR,
    "must_not_fetch": Part.DOOR,
    "safety_note": Part.DOOR,
    "notes": Part.NOTES,
}
# (lists of values that are called as their columns)
LISTED = ("nationality", "health_cover")
_CODES: dict[str, Collection[str]] = {
    "sex": SEXES,
    "kinship": KINSHIPS,
    "level": LEVELS,
    "birth_precision": PRECISIONS,
    "civil_status": CIVIL_STATUSES,
}
_WORDS: dict[str, Callable[[str, str], str]] = {
    "birth_place": short_text,
    "school_class": short_text,
    "may_fetch": long_text,
    "must_not_fetch": long_text,
    "safety_note": long_text,
    "notes": long_text,
}


def kept_names(
    given_name: str, family_name: str, given_name_ar: str, family_name_ar: str
) -> dict[str, str]:
    """The names as they are kept, with where they stand in a list; refuses no first name at all."""
    names = {
        "given_name": name_text(given_name, "given_name"),
        "family_name": name_text(family_name, "family_name"),
        "given_name_ar": name_text(given_name_ar, "given_name_ar"),
        "family_name_ar": name_text(family_name_ar, "family_name_ar"),
    }
    if not (names["given_name"] or names["given_name_ar"]):
        message = _("Give the first name, in one script at least.")
        raise Refusal(message, in_reader_script("given_name", "given_name_ar"))
    return names | person_keys(**names)


def kept_details(work: Work, told: Told, person: Person | None = None) -> dict[str, Any]:
    """What was told as it is kept; refuses what cannot be, and what the teller may not read."""
    if not all(sees(work.by.role, SEEN_WITH[field]) for field in told):
        raise NotAllowed(_("Your role does not allow this."))
    kept: dict[str, Any] = dict(told)
    _check_codes(work, kept, person)
    _check_birth(work, kept)
    for field, words in _WORDS.items():
        if field in kept:
            kept[field] = words(kept[field], field)
    if "school" in kept:
        before = None if person is None else person.school_id
        kept["school_id"] = school_told(work, kept.pop("school"), before)
    if "cin" in kept:
        kept["cin"] = kept_cin(kept["cin"])
    if "massar" in kept:
        kept["massar"] = kept_massar(kept["massar"])
    known = kept if person is None else {**vars(person), **kept}
    tells_sex = sex_told_by(known.get("kinship", ""))
    if tells_sex and known.get("sex") and known["sex"] != tells_sex:
        raise Refusal(_("This does not go with the kinship."), "sex")
    return kept


def _check_codes(work: Work, kept: Mapping[str, Any], person: Person | None) -> None:
    for field, codes in _CODES.items():
        if kept.get(field) and kept[field] not in codes:
            raise Refusal(_("This is not one of the choices."), field)
    for list_ in LISTED:
        if list_ in kept:
            before = "" if person is None else getattr(person, list_)
            one_of(work, list_, kept[list_], list_, before)


def _check_birth(work: Work, kept: dict[str, Any]) -> None:
    """A day that was told goes with how well it is known, and with nothing of an older one."""
    if "birth_date" not in kept:
        return
    born = kept["birth_date"]
    if born is not None and not EARLIEST <= born <= work.today:
        raise Refusal(_("The birth date must lie between 1900 and today."), "birth_date")
    precision = kept.setdefault("birth_precision", Precision.EXACT)
    estimated_on = kept.setdefault("birth_estimated_on", None)
    if precision != Precision.ESTIMATE or born is None:
        kept["birth_estimated_on"] = None
    elif estimated_on is not None and not born <= estimated_on <= work.today:
        raise Refusal(_("An age is estimated on a day between the birth and today."), "birth_date")
