"""Invented households: who lives together, how old they are and where they go to school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from amane_desktop.demonstration.files import draw_telephone
from amane_desktop.demonstration.sample import sample
from amane_desktop.demonstration.schools import draw_school
from amane_desktop.people.levels import NO_SCHOOL, WAY, cycle_of
from amane_desktop.people.sort_keys import family_keys, person_keys

_LEVELS = [code for code in WAY if cycle_of(code) != "preschool"]
_FIRST_SCHOOL_AGE = 6
# (years after which some children go to school no more)
_FIRST_LEFT = 3
_NEWBORN = 12
# (shares of the households)
_CHILDREN_WAIT, _MOTHER_WAITS = 0.26, 0.06
REGISTERED = "registered"
# How the grown-ups of a household stand to its children, and how often that is met.
_HOUSEHOLDS: dict[tuple[str, ...], int] = {
    ("mother",): 42,
    ("mother", "father"): 34,
    ("grandmother",): 12,
    ("grandmother", "mother"): 8,
    ("aunt",): 4,
}
_YOUNGEST = {"mother": 24, "father": 28, "grandmother": 52, "aunt": 27}

_FETCHES = (
    "Sa grand-mère · جدته",
    "Sa tante maternelle · خالته",
    "Son grand frère · أخوه الأكبر",
    "La voisine du même étage · الجارة",
    "Rentre à pied avec sa sœur · يعود مع أخته",
)
_NEVER = ("Un voisin, même s'il insiste · أحد الجيران ولو ألح", "Un cousin éloigné · ابن عم بعيد")
_UNWELL = (
    "Asthme : l'inhalateur est dans le cartable · ربو: البخاخ في المحفظة",
    "Allergie aux arachides · حساسية من الفول السوداني",
)


@dataclass(frozen=True)
class Household:
    """The columns of a family, of its persons and of its telephones, without row numbers.

    A telephone has its `person` by its place in the household.
    """

    family: dict[str, Any]
    persons: list[dict[str, Any]]
    telephones: list[dict[str, Any]]


def draw_household(random: Random, today: date) -> Household:
    """One invented household, as it stands on a day."""
    surname, surname_ar = random.choice(sample("family_names"))
    adults = random.choices(list(_HOUSEHOLDS), list(_HOUSEHOLDS.values()))[0]
    persons = [_adult(random, role, adults, (surname, surname_ar), today) for role in adults]
    persons += _children(random, (surname, surname_ar), today)
    for person, status in zip(persons, _civil_statuses(persons), strict=True):
        person["civil_status"] = status
    quarter = random.choice(sample("quarters"))
    family = {
        "name": surname,
        "name_ar": surname_ar,
        "address": f"{random.randint(3, 240)}, {quarter[0]}, Taroudant",
        **family_keys(surname, surname_ar),
    }
    return Household(family, persons, _telephones(random, len(adults)))


def draw_newborn(random: Random, household: Household, today: date) -> dict[str, Any]:
    """A child of the household who was born some days ago."""
    is_girl = random.random() < 0.5
    name = random.choice(sample("girls" if is_girl else "boys"))
    surname = household.family["name"], household.family["name_ar"]
    born = today - timedelta(days=_NEWBORN)
    kinship = "daughter" if is_girl else "son"
    sex = "f" if is_girl else "m"
    person = _person(name, surname, sex=sex, born=born, precision="exact", kinship=kinship)
    return person | {"civil_status": "not_yet"}


def _adult(
    random: Random, role: str, adults: tuple[str, ...], surname: tuple[str, ...], today: date
) -> dict[str, Any]:
    is_man = role == "father"
    name = random.choice(sample("men" if is_man else "women"))
    # Women keep their own name in Morocco; a father has the children's.
    family_name = surname if is_man else random.choice(sample("family_names"))
    age = _YOUNGEST[role] + random.randint(0, 16)
    born, precision = _birth(random, age, today, exact=0.55 if age > 50 else 0.85)
    return _person(
        name,
        family_name,
        sex="m" if is_man else "f",
        born=born,
        precision=precision,
        kinship=role,
    )


def _children(random: Random, surname: tuple[str, ...], today: date) -> list[dict[str, Any]]:
    count = random.choices((1, 2, 3, 4, 5, 6), (14, 28, 28, 17, 9, 4))[0]
    names = {True: list(sample("girls")), False: list(sample("boys"))}
    children = []
    for age in sorted((random.randint(1, 17) for _ in range(count)), reverse=True):
        is_girl = random.random() < 0.5
        name = names[is_girl].pop(random.randrange(len(names[is_girl])))
        born, precision = _birth(random, age, today, exact=0.94)
        level, school = _schooling(random, born, today)
        children.append(
            _person(
                name,
                surname,
                sex="f" if is_girl else "m",
                born=born,
                precision=precision,
                kinship="daughter" if is_girl else "son",
                level=level,
                school=school,
            )
        )
    return children


def _birth(random: Random, age: int, today: date, exact: float) -> tuple[date, str]:
    born = today - timedelta(days=int(age * 365.25) + random.randint(1, 364))
    if random.random() < exact:
        return born, "exact"
    return date(born.year, 1, 1), random.choice(("year", "estimate"))


def _schooling(random: Random, born: date, today: date) -> tuple[str, str]:
    year = today.year if today.month >= 9 else today.year - 1
    repeated = random.choices((0, 1, 2), (72, 21, 7))[0]
    step = year - born.year - _FIRST_SCHOOL_AGE - repeated
    if not 0 <= step < len(_LEVELS):
        return "", ""
    if random.random() < 0.06:
        return (NO_SCHOOL if step >= _FIRST_LEFT else ""), ""
    return _LEVELS[step], draw_school(random, _LEVELS[step])


def _person(
    name: tuple[str, ...],
    family_name: tuple[str, ...],
    *,
    sex: str,
    born: date,
    precision: str,
    kinship: str,
    level: str = "",
    school: str = "",
) -> dict[str, Any]:
    return {
        "given_name": name[0],
        "family_name": family_name[0],
        "given_name_ar": name[1],
        "family_name_ar": family_name[1],
        "sex": sex,
        "birth_date": born,
        "birth_precision": precision,
        "kinship": kinship,
        "school": school,
        "level": level,
        **_at_the_door(f"{name[0]} {family_name[0]} {born}" if level else ""),
        **person_keys(name[0], family_name[0], name[1], family_name[1]),
    }


def _civil_statuses(persons: list[dict[str, Any]]) -> list[str]:
    """Whose birth is registered; of some households the children's is not, nor the mother's."""
    random = Random(
        " ".join(f"{person['given_name']} {person['birth_date']}" for person in persons)
    )
    drawn = random.random()
    waiting = {"daughter", "son"} if drawn < _CHILDREN_WAIT else set()
    waiting |= {"mother"} if drawn < _MOTHER_WAITS else set()
    return ["in_progress" if person["kinship"] in waiting else REGISTERED for person in persons]


def _at_the_door(child: str) -> dict[str, str]:
    """Who may fetch some of the children, who must not, and what to do when they are unwell."""
    random = Random(child)
    told = {"may_fetch": (_FETCHES, 0.3), "must_not_fetch": (_NEVER, 0.04)}
    told["safety_note"] = (_UNWELL, 0.06)
    return {
        field: random.choice(words) if child and random.random() < share else ""
        for field, (words, share) in told.items()
    }


def _telephones(random: Random, adults: int) -> list[dict[str, Any]]:
    """Numbers of the grown-ups, each by its place in the household."""
    return [
        {
            "person": place,
            "number": f"0{random.choice('67')}00{random.randint(0, 999_999):06d}",
            **draw_telephone(random),
        }
        for place in range(adults)
        if random.random() < 0.8
    ]
