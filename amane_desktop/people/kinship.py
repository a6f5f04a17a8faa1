"""How a person stands in the household: kinship, who houses, who may sign."""

from __future__ import annotations

from datetime import date

from amane_desktop.i18n import N_, _
from amane_desktop.people.dates import age_in_years

KINSHIPS: dict[str, str] = {
    "mother": N_("mother"),
    "father": N_("father"),
    "grandmother": N_("grandmother"),
    "grandfather": N_("grandfather"),
    "aunt": N_("aunt"),
    "uncle": N_("uncle"),
    "daughter": N_("daughter"),
    "son": N_("son"),
    "sister": N_("sister"),
    "brother": N_("brother"),
    "granddaughter": N_("granddaughter"),
    "grandson": N_("grandson"),
    "niece": N_("niece"),
    "nephew": N_("nephew"),
    "other": N_("other relative"),
}
_GUARDIANS: dict[str, str] = {
    "mother": N_("mother, guardian"),
    "father": N_("father, guardian"),
    "grandmother": N_("grandmother, guardian"),
    "grandfather": N_("grandfather, guardian"),
    "aunt": N_("aunt, guardian"),
    "uncle": N_("uncle, guardian"),
    "daughter": N_("daughter, guardian"),
    "son": N_("son, guardian"),
    "sister": N_("sister, guardian"),
    "brother": N_("brother, guardian"),
}
SEXES: dict[str, str] = {"f": N_("female"), "m": N_("male")}
_YOUNG = {"daughter", "son", "granddaughter", "grandson", "niece", "nephew"}
_GROWN = {"mother", "father", "grandmother", "grandfather", "aunt", "uncle"}
_WOMEN = {"mother", "grandmother", "aunt", "daughter", "sister", "granddaughter", "niece"}


def kinship_name(code: str) -> str:
    """The kinship in the reader's language; empty when it was not told."""
    return _(KINSHIPS[code]) if code in KINSHIPS else ""


def sex_name(code: str) -> str:
    """The sex in the reader's language; empty when it was not told."""
    return _(SEXES[code]) if code in SEXES else ""


def sex_told_by(kinship: str) -> str:
    """The sex that the kinship tells; empty when it tells none."""
    if kinship in _WOMEN:
        return "f"
    return "m" if kinship in KINSHIPS and kinship != "other" else ""


def is_child(birth_date: date | None, kinship: str, today: date) -> bool:
    """Whether somebody is under 18; without a birth date, a child of the house by kinship."""
    if birth_date is not None:
        return age_in_years(birth_date, today) < 18
    return kinship in _YOUNG


def is_grown(birth_date: date | None, kinship: str, today: date) -> bool:
    """Whether somebody is surely 18 or older; without a birth date, by kinship."""
    if birth_date is not None:
        return age_in_years(birth_date, today) >= 18
    return kinship in _GROWN


def standing(kinship: str, sex: str, *, is_housing: bool, is_signing: bool) -> str:
    """What a person is in the household, in words; housing and signing are two things."""
    is_woman = kinship in _WOMEN or sex == "f"
    houses, signs = "", ""
    if is_housing and kinship in _GUARDIANS:
        name = _(_GUARDIANS[kinship])
    else:
        name = kinship_name(kinship)
        if is_housing:
            houses = _("she is the guardian") if is_woman else _("he is the guardian")
    if is_signing:
        signs = _("she may sign") if is_woman else _("he may sign")
    return " · ".join(filter(None, (name, houses, signs)))
