"""Thousands of invented people, with as many different names as so many people have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from random import Random
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work

_AT_ONCE, _A_FAMILY = 50_000, 4
_SYLLABLES = [
    (latin + vowel, arabic + vowel_ar)
    for latin, arabic in zip(
        ("b", "t", "j", "h", "kh", "d", "r", "z", "s", "ch", "gh", "f", "k", "l", "m", "n"),
        "بتجحخدرزسشغفكلمن",
        strict=True,
    )
    for vowel, vowel_ar in (("a", "ا"), ("i", "ي"), ("ou", "و"), ("e", ""))
]


@action("Filled a centre to be measured", Permission.EDIT_FAMILIES, {"people": 8})
def fill_with_people(work: Work, people: int) -> None:
    """Add so many persons with names in both scripts, a family and a telephone for each four."""
    from amane_desktop.people.models import Family, Person, Telephone

    random, families = Random(1), people // _A_FAMILY
    surnames = invented_surnames(random, max(100, people // 20))
    persons = invented_persons(random, surnames, families)
    for first in range(0, families, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, families))
        work.add_in_bulk(Family, [_family(n, *surnames[n % len(surnames)]) for n in some])
        work.add_in_bulk(
            Telephone,
            [
                {
                    "family_id": n + 1,
                    "number": f"06{random.randint(0, 99_999_999):08}",
                    "whose": "",
                    "is_safe": True,
                    "note": "",
                }
                for n in some
            ],
        )
    while some_persons := list(islice(persons, _AT_ONCE)):
        work.add_in_bulk(Person, some_persons)


def invented_surnames(random: Random, count: int) -> list[tuple[str, str]]:
    """So many different surnames in both scripts, the sample's first."""
    from amane_desktop.demonstration.sample import sample

    surnames = [(row[0], row[1]) for row in sample("family_names")]
    while len(surnames) < count:
        parts = random.choices(_SYLLABLES, k=random.choice((2, 3, 3, 4)))
        latin, arabic = ("".join(side) for side in zip(*parts, strict=True))
        surnames.append((latin.capitalize(), arabic))
    return surnames


def _family(number: int, name: str, name_ar: str) -> dict[str, Any]:
    from amane_desktop.people.names import sort_key

    return {
        "file_number": f"{2009 + number % 18}-{number // 18:05}",
        "name": name,
        "name_ar": name_ar,
        "address": "",
        "sort_key": sort_key(name, ""),
        "sort_key_ar": sort_key(name_ar, ""),
    }


def invented_persons(
    random: Random, surnames: list[tuple[str, str]], families: int
) -> Iterator[dict[str, Any]]:
    """Four persons of each family, as the rows of their table."""
    from amane_desktop.demonstration.sample import sample
    from amane_desktop.people.names import sort_key

    given = [row for kind in ("men", "women", "girls", "boys") for row in sample(kind)]
    for number in range(families * _A_FAMILY):
        name, name_ar, *_ = random.choice(given)
        family = number // _A_FAMILY
        surname, surname_ar = surnames[family % len(surnames)]
        yield {
            "family_id": family + 1,
            "given_name": name,
            "family_name": surname,
            "given_name_ar": name_ar,
            "family_name_ar": surname_ar,
            "sex": "",
            "birth_date": date(1960 + number % 60, 1 + number % 12, 1 + number % 28),
            "birth_precision": "exact",
            "kinship": "",
            "level": "",
            "sort_key": sort_key(surname, name),
            "sort_key_ar": sort_key(surname_ar, name_ar),
        }
