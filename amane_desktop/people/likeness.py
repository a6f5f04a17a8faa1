"""How likely a record is of the person who is told of: points for what agrees, and against.

A hint must earn its place: names alone have to agree in both parts, a slip or another family name
asks for the birth as well, and what speaks against it (sex, birth, age) leaves it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from amane_desktop.people import spelling
from amane_desktop.people.dates import Precision, age_in_years
from amane_desktop.people.kinship import is_grown
from amane_desktop.people.names import fold, spelled_words

# From so many points on somebody is shown: both names the same, or less of a name and the birth.
ENOUGH = 4
# Both names the same, born on the very day: no chance.
SURE = 7
_SAME, _ALIKE, _UNTOLD, _ANOTHER = 2, 1, 0, -1
_OTHER_PAPER = -2
# Two spellings (Jaro-Winkler) that sound the same, and such that need not.
_SPELLED_ALIKE, _A_SLIP = 0.84, 0.92
# How many of year, month and day a precision tells.
_PARTS = {Precision.EXACT: 3, Precision.MONTH: 2, Precision.YEAR: 1, Precision.ESTIMATE: 0}
_A_FEW_DAYS = 10
# Nobody so young is a mother or a grandfather.
_YOUNGEST = 13

Names = tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True)
class Told:
    """What is told of somebody, as far as it says who it is: names in Latin letters, in Arabic."""

    names: Names
    birth_date: date | None = None
    birth_precision: str = Precision.EXACT
    sex: str = ""
    kinship: str = ""
    cin: str = ""
    massar: str = ""
    family_id: int | None = None


def likeness(row: Any, told: Told, today: date) -> int:
    """The points, 0 where something speaks against it or too little for it."""
    if told.sex and row.sex and told.sex != row.sex:
        return 0
    born = _births(row, told)
    given = _names(told, row, 0)
    if born is None or given < _ALIKE or _is_a_generation_apart(row, told, today):
        return 0
    # In one household everybody may have the family's name, or the mother's own.
    family = _SAME if row.family_id == told.family_id else _names(told, row, 1)
    papers = ((row.cin, told.cin), (row.massar, told.massar))
    differ = sum(bool(one and other and one != other) for one, other in papers)
    points = given + family + born + differ * _OTHER_PAPER
    return points if points >= ENOUGH else 0


def _births(row: Any, told: Told) -> int | None:
    """How far the births agree, as exactly as both are known; None when they cannot be one."""
    one, other = told.birth_date, row.birth_date
    if one is None or other is None:
        return 0
    depth = min(_depth(one, told.birth_precision), _depth(other, row.birth_precision))
    apart = abs(one.year - other.year)
    if depth < 2:
        is_further = apart - (1 - depth)
        return 1 if is_further <= 0 else 0 if is_further == 1 else None
    parts = [(day.year, day.month, day.day)[:depth] for day in (one, other)]
    differ = sum(a != b for a, b in zip(*parts, strict=True))
    is_turned = apart == 0 and (one.month, one.day) == (other.day, other.month)
    is_near = is_turned or abs((one - other).days) <= _A_FEW_DAYS
    is_slip = (differ == 1 and apart <= 1) or (depth == 3 and is_near)
    return depth if not differ else 1 if is_slip else None


def _depth(day: date, precision: str) -> int:
    """How much the date tells; 1 January stands in papers for a day that nobody knew."""
    depth = _PARTS[Precision(precision)]
    return min(depth, 1) if (day.month, day.day) == (1, 1) else depth


def _is_a_generation_apart(row: Any, told: Told, today: date) -> bool:
    ends = ((told.birth_date, told.kinship), (row.birth_date, row.kinship))
    return any(
        born is not None
        and age_in_years(born, today) < _YOUNGEST
        and is_grown(None, kinship, today)
        for born, _own in ends
        for _born, kinship in ends
    )


def _names(told: Told, row: Any, part: int) -> int:
    """How far the first names agree (0), or the family names (1)."""
    kept = ((row.given_name, row.family_name), (row.given_name_ar, row.family_name_ar))
    latin, arabic = ((one[part], own[part]) for one, own in zip(told.names, kept, strict=True))
    return names_alike((latin[0], arabic[0]), (latin[1], arabic[1]))


def names_alike(one: tuple[str, str], other: tuple[str, str]) -> int:
    """How far two names agree, each in Latin letters and in Arabic: 2 the same, 1 alike, or not.

    They are compared in a script that both have; where there is none, by how they sound.
    """
    in_one_script = [_spelled(a, b) for a, b in zip(one, other, strict=True) if a and b]
    if in_one_script:
        return max(in_one_script)
    return max(_heard(one[0], other[1]), _heard(one[1], other[0]))


def _spelled(one: str, own: str) -> int:
    from rapidfuzz.distance.JaroWinkler import similarity

    if fold(one) == fold(own):
        return _SAME
    alike, is_heard = similarity(fold(one), fold(own)), _heard(one, own) > 0
    if is_heard and alike >= _SPELLED_ALIKE:
        return _SAME
    words, own_words = set(spelled_words(one)), set(spelled_words(own))
    is_part = words <= own_words or own_words <= words
    return _ALIKE if is_heard or is_part or alike >= _A_SLIP else _ANOTHER


def _heard(one: str, own: str) -> int:
    """Whether the words sound the same, one after the other; the same when surely so."""
    if not (one and own):
        return _UNTOLD
    words, own_words = (spelling.said(spelled_words(name)) for name in (one, own))
    if len(words) != len(own_words):
        # One of them writes as one word what the other writes as several.
        words, own_words = (
            [reduce(spelling.joined, words, "")],
            [reduce(spelling.joined, own_words, "")],
        )
    keys = [
        (spelling.word_sounds(a), spelling.word_sounds(b))
        for a, b in zip(words, own_words, strict=True)
    ]
    if not all(set(a) & set(b) for a, b in keys):
        return _ANOTHER
    return _SAME if all(a[:1] == b[:1] for a, b in keys) else _ALIKE
