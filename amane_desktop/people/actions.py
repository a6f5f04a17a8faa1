"""What staff can do with families and persons."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.levels import LEVELS
from amane_desktop.people.models import Family, FileNumber, Person
from amane_desktop.people.names import clean, find_text, sort_key

_LONGEST_NAME = 80


@action(
    N_("Added a family"),
    Permission.EDIT_FAMILIES,
    {"name": "Aït Baha", "name_ar": "أيت باها"},
)
def add_family(work: Work, name: str, name_ar: str, address: str = "") -> int:
    """Open a family's file under the year's next number; refuses a family without a name."""
    name, name_ar = _name(name, "name"), _name(name_ar, "name_ar")
    if not (name or name_ar):
        raise Refusal(_("Give the family's name, in one script at least."), "name")
    family = Family(
        file_number=_next_number(work),
        name=name,
        name_ar=name_ar,
        address=clean(address),
        sort_key=sort_key(name or name_ar, ""),
        sort_key_ar=sort_key(name_ar or name, ""),
        find_text=find_text(name, name_ar),
    )
    work.session.add(family)
    work.session.flush()
    return family.id


@action(
    N_("Added a person"),
    Permission.EDIT_FAMILIES,
    {
        "family_id": 1,
        "given_name": "Yassine",
        "family_name": "Aït Baha",
        "given_name_ar": "ياسين",
        "family_name_ar": "أيت باها",
    },
)
def add_person(
    work: Work,
    family_id: int,
    given_name: str,
    family_name: str,
    given_name_ar: str = "",
    family_name_ar: str = "",
    *,
    sex: str = "",
    birth_date: date | None = None,
    birth_precision: str = "exact",
    kinship: str = "",
    is_housing: bool = False,
    is_signing: bool = False,
    school: str = "",
    level: str = "",
) -> int:
    """Add a person to a family; refuses one without a first name, or born before 1900 or later."""
    if work.session.get(Family, family_id) is None:
        raise Refusal(_("This family is no longer there."))
    names = {
        key: _name(value, key)
        for key, value in {
            "given_name": given_name,
            "family_name": family_name,
            "given_name_ar": given_name_ar,
            "family_name_ar": family_name_ar,
        }.items()
    }
    if not (names["given_name"] or names["given_name_ar"]):
        raise Refusal(_("Give the first name, in one script at least."), "given_name")
    if birth_date is not None and not date(1900, 1, 1) <= birth_date <= work.today:
        raise Refusal(_("The birth date must lie between 1900 and today."), "birth_date")
    if level and level not in LEVELS:
        raise Refusal(_("This school level is not known."), "level")
    person = Person(
        family_id=family_id,
        **names,
        sex=sex,
        birth_date=birth_date,
        birth_precision=birth_precision,
        kinship=kinship,
        is_housing=is_housing,
        is_signing=is_signing,
        school=clean(school),
        level=level,
        sort_key=sort_key(
            names["family_name"] or names["family_name_ar"],
            names["given_name"] or names["given_name_ar"],
        ),
        sort_key_ar=sort_key(
            names["family_name_ar"] or names["family_name"],
            names["given_name_ar"] or names["given_name"],
        ),
        find_text=find_text(*names.values()),
    )
    work.session.add(person)
    work.session.flush()
    return person.id


def _name(text: str, field: str) -> str:
    name = clean(text)
    if len(name) > _LONGEST_NAME:
        raise Refusal(_("This name is too long: 80 letters at most."), field)
    return name


def _next_number(work: Work) -> str:
    year = work.today.year
    counter = work.session.scalar(select(FileNumber).where(FileNumber.year == year))
    if counter is None:
        counter = FileNumber(year=year, last=0)
        work.session.add(counter)
    counter.last += 1
    return f"{year}-{counter.last:04d}"
