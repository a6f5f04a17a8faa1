"""Invented relationships of a household, and children who stayed with a grandmother for a while."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
_CHILDREN = ("daughter", "son")
_AWAY = {"daughter": "granddaughter", "son": "grandson"}


def relationships(persons: Sequence[Row], first_id: int, today: date) -> Iterator[Row]:
    """What was told in a household, whose persons have consecutive row numbers."""
    adults = {p["kinship"]: first_id + n for n, p in enumerate(persons) if not _is_child(p)}
    children = [first_id + n for n, p in enumerate(persons) if _is_child(p)]
    for role in ("mother", "father"):
        if role in adults:
            yield from (_row(adults[role], "parent", child) for child in children)
    if "father" in adults:
        yield _row(adults["mother"], "spouse", adults["father"])
    if {"grandmother", "mother"} <= adults.keys():
        yield _row(adults["grandmother"], "parent", adults["mother"])
    housing, *others = adults.values()
    signing = adults.get("father", None if others else housing)
    for child in children:
        yield _row(housing, "houses", child)
        if signing is not None:
            yield _row(signing, "signs", child)
        if "aunt" in adults:
            since = today - timedelta(days=400)
            note = f"n° {300 + child}/{since.year}"
            yield _row(housing, "kafala", child, first_day=since, note=note)


def stays(families: Sequence[Sequence[Row]], first_id: int, today: date) -> Iterator[Row]:
    """Where everyone lives; some eldest children stayed with a grandmother for most of a year."""
    first, last = today - timedelta(days=500), today - timedelta(days=190)
    grandmothers = [family for family in families if _begins(family, "grandmother", "child")]
    homes = [family for family in families if _begins(family, "mother", "child")]
    away = {
        id(home[1]): grandmother[0]["family_id"]
        for home, grandmother in zip(homes, grandmothers, strict=False)
        if home[1]["birth_date"] < first
    }
    for person_id, person in enumerate((p for family in families for p in family), first_id):
        here = {"person_id": person_id, "family_id": person["family_id"]}
        here |= {"kinship": person["kinship"], "first_day": None, "last_day": None}
        if id(person) in away:
            there = {"family_id": away[id(person)], "kinship": _AWAY[person["kinship"]]}
            yield here | {"last_day": first}
            yield here | there | {"first_day": first, "last_day": last}
            yield here | {"first_day": last}
        else:
            yield here


def _begins(family: Sequence[Row], *who: str) -> bool:
    return [("child" if _is_child(p) else p["kinship"]) for p in family[: len(who)]] == list(who)


def _is_child(person: Row) -> bool:
    return person["kinship"] in _CHILDREN


def _row(
    person_id: int, kind: str, other_id: int, *, first_day: date | None = None, note: str = ""
) -> Row:
    ends = {"person_id": person_id, "kind": kind, "other_id": other_id}
    return ends | {"first_day": first_day, "last_day": None, "note": note}
