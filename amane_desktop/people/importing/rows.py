"""The rows of a spreadsheet as families and persons: what is told, and what stays unclear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from amane_desktop.i18n import _, labelled
from amane_desktop.people.dates import Precision
from amane_desktop.people.importing.cells import (
    is_arabic,
    is_not_known,
    part_name,
    read_age,
    read_birth,
    read_kinship,
    read_level,
    read_sex,
)
from amane_desktop.people.importing.columns import FIELDS
from amane_desktop.people.kinship import sex_told_by
from amane_desktop.people.names import fold, without_family_word
from amane_desktop.people.telephones import read_number

_LONGEST_NAME, _LONGEST = 80, 200
_BETWEEN = re.compile(r"\s*[,;/|،؛]\s*")
# What ties a row to the one above it when all of it is left empty.
_NAMED = {"full_name", "given_first", "given_name", "family_name", "mother", "child"}
_TIES = ("family_name", "full_name", "given_first", "mother", "telephone", "address", "file")
_NAMES = ("given_name", "family_name", "given_name_ar", "family_name_ar")


@dataclass
class ReadPerson:
    """A person as a row tells it; `unclear` says in words what was not understood, as it stood."""

    row: int
    values: dict[str, Any]
    unclear: list[str] = field(default_factory=list)


@dataclass
class ReadFamily:
    """A family as its rows tell it."""

    values: dict[str, str]
    telephones: list[str] = field(default_factory=list)
    persons: list[ReadPerson] = field(default_factory=list)


Told = Mapping[str, list[str]]


def read_rows(
    rows: Sequence[Sequence[str]], first: int, columns: Mapping[int, str], today: date
) -> tuple[list[ReadFamily], dict[int, str]]:
    """The families of the rows from `first` on, and why rows were left out, by their number."""
    families: dict[str, ReadFamily] = {}
    left_out: dict[int, str] = {}
    above = ""
    is_a_family_a_row = "child" in columns.values()
    for number, row in enumerate(rows[first:], start=first + 1):
        told = _told(row, columns)
        if not told:
            continue
        persons = [*_persons(told, number, today, is_a_family_a_row)]
        if not persons:
            left_out[number] = _("No name stands in this row.")
            continue
        key = above if above and not any(told.get(tie) for tie in _TIES) else _key(told, number)
        family = families.setdefault(key, ReadFamily({"name": "", "name_ar": "", "address": ""}))
        persons[0].unclear += _no_names(row, columns)
        _tell_family(family, told, persons)
        family.persons += (p for p in persons if not _stands_there(family, p))
        above = key
    return list(families.values()), left_out


def _told(row: Sequence[str], columns: Mapping[int, str]) -> Told:
    told: dict[str, list[str]] = {}
    for column, name in columns.items():
        if column < len(row) and _says(name, row[column]):
            told.setdefault(name, []).append(row[column])
    return told


def _no_names(row: Sequence[str], columns: Mapping[int, str]) -> Iterator[str]:
    """What stands where a name should, and is none."""
    for column, name in columns.items():
        if column < len(row) and row[column] and not _says(name, row[column]):
            yield _as_written(name, row[column])


def _says(name: str, text: str) -> bool:
    """Whether the cell tells something; a name without a letter is a number or a total."""
    return any(c.isalpha() for c in text) if name in _NAMED else bool(text)


def _key(told: Told, number: int) -> str:
    """What the rows of one family have in common; without any of it, a row stands alone."""
    if told.get("file"):
        return "file " + fold(told["file"][0])
    names = _names(told)
    name = fold(names["family_name"] or names["family_name_ar"])
    for tie in ("mother", "telephone", "address"):
        if told.get(tie):
            return " ".join((tie, name, fold(told[tie][0])))
    return f"row {number}"


def _persons(told: Told, row: int, today: date, is_a_family: bool) -> Iterator[ReadPerson]:
    names = _names(told)
    if told.get("mother"):
        yield _mother(told, row)
    if any(names[n] for n in ("given_name", "given_name_ar")):
        yield _person(told, names, row, today)
    if is_a_family:
        for cell in told.get("child", ()):
            for name in filter(None, _BETWEEN.split(cell)):
                yield _named(row, {_in_script("given_name", name): name})


def _names(told: Told) -> dict[str, str]:
    """The names in their scripts, whichever column they stood in."""
    names = dict.fromkeys(_NAMES, "")
    for column in ("full_name", "given_first"):
        for whole in told.get(column, ()):
            parts = part_name(whole, family_first=column == "full_name")
            for kind, part in zip(("given_name", "family_name"), parts, strict=True):
                names[_in_script(kind, whole)] = part
    for kind in ("given_name", "family_name"):
        for name in told.get(kind, ()):
            names[_in_script(kind, name)] = without_family_word(name)
    return names


def _in_script(kind: str, name: str) -> str:
    return f"{kind}_ar" if is_arabic(name) else kind


def _named(row: int, names: Mapping[str, str]) -> ReadPerson:
    person = ReadPerson(row, dict.fromkeys(_NAMES, ""))
    for kind, name in names.items():
        person.values[kind] = name[:_LONGEST_NAME]
        if len(name) > _LONGEST_NAME:
            person.unclear.append(name)
    return person


def _mother(told: Told, row: int) -> ReadPerson:
    """The mother, by what her column says of her name; it may be her first name alone."""
    whole = told["mother"][0]
    given, family = part_name(whole, family_first=False)
    names = {_in_script("given_name", whole): given, _in_script("family_name", whole): family}
    mother = _named(row, names)
    mother.values |= {"kinship": "mother", "sex": "f"}
    return mother


def _person(told: Told, names: Mapping[str, str], row: int, today: date) -> ReadPerson:
    person = _named(row, names)
    values = person.values
    for name, read in (("sex", read_sex), ("kinship", read_kinship), ("level", read_level)):
        for text in told.get(name, ()):
            code = read(text)
            if code is None:
                person.unclear.append(_as_written(name, text))
            else:
                values[name] = code
    _tell_birth(person, told, today)
    for name in ("birth_place", "school", "school_class", "massar", "cin"):
        for text in told.get(name, ()):
            if len(text) > _LONGEST:
                person.unclear.append(_as_written(name, text))
            else:
                values[name] = text
    if "sex" in values and sex_told_by(values.get("kinship", "")) not in ("", values["sex"]):
        person.unclear.append(_as_written("kinship", told["kinship"][0]))
        del values["kinship"]
    values["notes"] = "\n".join(told.get("notes", ()))
    return person


def _tell_birth(person: ReadPerson, told: Told, today: date) -> None:
    """A date where one is written; an age only where it is told on which day it was written."""
    entered = [read_birth(text, today) for text in told.get("written_on", ())]
    on = entered[0].day if entered and entered[0] else None
    known = None
    dates, ages = (
        [text for text in told.get(name, ()) if not is_not_known(text)]
        for name in ("birth_date", "age")
    )
    for text in dates:
        known = read_birth(text, today)
        if known is None:
            person.unclear.append(_as_written("birth_date", text))
    for text in () if known else ages:
        known = read_age(text, on)
        if known is None:
            person.unclear.append(_as_written("age", text))
        else:
            person.values["birth_estimated_on"] = on
    if known is not None:
        person.values |= {"birth_date": known.day, "birth_precision": Precision(known.precision)}


def _tell_family(family: ReadFamily, told: Told, persons: list[ReadPerson]) -> None:
    """What a row adds to its family: a name where it has none, an address, telephones."""
    for person in reversed(persons):
        for own, of_family in (("family_name", "name"), ("family_name_ar", "name_ar")):
            family.values[of_family] = family.values[of_family] or person.values[own]
    for name in ("address", "neighbourhood"):
        for text in told.get(name, ()):
            if len(text) > _LONGEST:
                persons[0].unclear.append(_as_written(name, text))
            elif not family.values.get(name):
                family.values[name] = text
    for cell in told.get("telephone", ()):
        for text in filter(None, _BETWEEN.split(cell)):
            number = read_number(text) or read_number(f"0{text}")  # spreadsheets drop the 0
            if number is None:
                persons[0].unclear.append(_as_written("telephone", text))
            elif number not in family.telephones:
                family.telephones.append(number)


def _stands_there(family: ReadFamily, person: ReadPerson) -> bool:
    """Whether an earlier row told of this person; what it left empty is filled in."""
    for other in family.persons:
        if _is_same(other.values, person.values):
            fill = {k: v for k, v in person.values.items() if v and not other.values.get(k)}
            other.values |= fill
            other.unclear += (u for u in person.unclear if u not in other.unclear)
            return True
    return False


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if (one.get("kinship") == "mother") != (other.get("kinship") == "mother"):
        return False
    births = (one.get("birth_date"), other.get("birth_date"))
    if None not in births and births[0] != births[1]:
        return False
    kinds = ("given_name", "given_name_ar")
    return any(one[k] and fold(one[k]) == fold(other[k]) for k in kinds)


def _as_written(name: str, text: str) -> str:
    return labelled(_(FIELDS[name]), text)
