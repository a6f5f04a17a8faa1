"""Finding as one types, in centres of 10,000, 100,000 and 1,000,000 invented people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.office.office import Office
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from bench import centre
from bench.pairs import Pair
from bench.people import fill_with_people

SIZES = (10_000, 100_000, 1_000_000)
# What finding may take longer than the bare query.
_ALLOWED = 0.005
_ROUNDS = 9
_NAMES = {
    "person": "given_name, family_name, given_name_ar, family_name_ar",
    "family": "name, name_ar",
}
# Of 1 to 12 characters: begun and whole names, other spellings, slips, numbers, and nobody.
QUERIES = (
    *("m", "f", "ب", "م", "0", "mo", "ai", "kh", "مح", "فا", "06", "moh", "fat", "ben", "أيت"),
    *("061", "202", "moha", "zine", "ياسي", "0612", "khadi", "فاطمة", "ait ba", "yassin", "باها"),
    *("mohamed", "muhamad", "fatmia", "محمد ايت", "bouchra", "2024-01", "khaddija", "ait baha"),
    *("moh ait b", "mohaemd a", "الزهراء", "06001234", "fatima zah", "yasine beka", "فاطمة الزه"),
    *("fatimazahra", "mohamed bena", "xqxqxq", "ghizlane aït", "عبد الكريم", "zzzz zzzz"),
)


@dataclass(frozen=True)
class Measured:
    """What finding takes in a centre of so many people."""

    people: int
    ours: float
    bare: float
    is_scanned: bool
    recall_names: float
    recall_numbers: float

    def line(self) -> str:
        """It in a sentence for the page."""
        found = (
            f"; of what a folded scan finds, {self.recall_names:.0%} of the names and "
            f"{self.recall_numbers:.0%} of the numbers"
            if self.is_scanned
            else ""
        )
        return (
            f"Finding in {self.people:,} people, from the key to ranked rows, p95 over "
            f"{len(QUERIES)} queries of 1 to 12 characters: **{self.ours * 1000:.1f} ms**, the "
            f"bare prefix query {self.bare * 1000:.2f} ms{found}."
        )


def measure(place: Path, sizes: tuple[int, ...] = SIZES) -> tuple[Pair, Pair, list[str]]:
    """Beside the bare query and its 5 ms, the largest beside the smallest, and what is told."""
    done = {}
    for people in sizes:
        print(f"Finding among {people:,} people…", flush=True)
        done[people] = _measure_one(place / f"finding-{people}", people)
    usual, smallest, largest = done[sizes[1]], done[sizes[0]].ours, done[sizes[-1]].ours
    allowed = usual.bare + _ALLOWED
    return (
        Pair(usual.ours, allowed, usual.ours / allowed),
        Pair(largest, smallest, largest / smallest),
        [*(one.line() for one in done.values()), spellings(place)],
    )


def spellings(place: Path) -> str:
    """The recall of other spellings of a name, each kept by one person and typed by another."""
    from amane_desktop.people.actions import add_family, add_person
    from tests.people.test_spelling import ASIDE, TUNED

    office = centre.new(place / "spellings")
    try:
        figures = []
        for names in (TUNED, ASIDE):
            found = asked = 0
            for spelled in names:
                family = office.do(add_family, "Xq", "")
                kept = {s: office.do(add_person, family, s, "") for s in spelled}
                for typed in spelled:
                    hits = office.ask(everybody, typed)
                    wanted = {person for spelling, person in kept.items() if spelling != typed}
                    found, asked = found + len(wanted & hits), asked + len(wanted)
            figures.append(found / asked)
    finally:
        office.close()
    return (
        f"Of {len(TUNED) + len(ASIDE)} names in all their spellings, each typed and looked for "
        f"among the others: **{figures[0]:.1%}** are found of those that the rules were made "
        f"with, **{figures[1]:.1%}** of the third that was kept aside."
    )


@query(Permission.SEE_FAMILIES, {"words": "ait"})
def everybody(reading: Reading, words: str) -> set[int]:
    """Every person that any question finds, before the list is cut."""
    return {row for table, row in _all_found(reading, words) if table == "person"}


@query(Permission.SEE_FAMILIES, {"words": "ait"})
def lost(reading: Reading, words: str) -> tuple[int, int, int, int]:
    """What a folded scan finds and we find of it: names by beginning, numbers by any part."""
    from sqlalchemy import text

    from amane_desktop.people.findable import number_in
    from amane_desktop.people.names import find_text, find_words

    found = set(_all_found(reading, words))
    wanted = [f" {word}" for word in find_words(words)]
    names = {
        (table, row)
        for table, columns in _NAMES.items()
        for row, *kept in reading.session.execute(text(f"SELECT id, {columns} FROM {table}"))
        if wanted and all(word in find_text(*kept) for word in wanted)
    }
    number, numbers = number_in(words), set()
    if len(number) >= 3 and number.isdecimal():
        numbers = {
            (table, row)
            for table, column in (
                ("family_numbers", "file_number"),
                ("telephone_numbers", "number"),
            )
            for row, kept in reading.session.execute(
                text(f"SELECT id, {column} FROM {table.removesuffix('_numbers')}")
            )
            if number in kept.replace("-", "")
        }
    return len(names), len(names & found), len(numbers), len(numbers & found)


def _all_found(reading: Reading, words: str) -> Iterator[tuple[str, int]]:
    from sqlalchemy import bindparam, select

    from amane_desktop.people.asking import name_questions, number_questions
    from amane_desktop.people.models import Person
    from amane_desktop.storage import fulltext

    asked = bindparam("asked", type_=Person.given_name.type)
    for names, questions in (
        (True, [expression for _rank, expression in name_questions(reading.session, words)]),
        (False, list(number_questions(words))),
    ):
        for table in ("person", "family") if names else ("family", "telephone"):
            index = fulltext.name_index(table) if names else fulltext.number_index(table)
            rows = select(index.c.rowid).where(fulltext.matches(index, asked))
            for expression in questions:
                for row in reading.session.scalars(rows, {"asked": expression}):
                    yield table if names else f"{table}_numbers", row


def _measure_one(folder: Path, people: int) -> Measured:
    from amane_desktop.people.finding import find

    office = centre.new(folder)
    try:
        office.do(fill_with_people, people)
        for typed in QUERIES:
            office.ask(find, typed)
        ours, bare = _times(lambda typed: office.ask(find, typed), office)
        # A scan of a million rows for every query would take longer than all else.
        scanned = [office.ask(lost, typed) for typed in QUERIES] if people < SIZES[-1] else []
    finally:
        office.close()
    names, names_found, numbers, numbers_found = (
        map(sum, zip(*scanned, strict=True)) if scanned else (1, 1, 1, 1)
    )
    recall = names_found / names, numbers_found / numbers
    return Measured(people, ours, bare, bool(scanned), *recall)


def _times(find: Callable[[str], Any], office: Office) -> tuple[float, float]:
    """The p95 of ours and of the bare query, taken in turn."""
    ours, bare = [], []
    for _round in range(_ROUNDS):
        for typed in QUERIES:
            before = time.perf_counter()
            find(typed)
            between = time.perf_counter()
            took = office.ask(bare_prefix, typed)
            ours.append(between - before)
            bare.append(took)
    return quantiles(ours, n=20)[-1], quantiles(bare, n=20)[-1]


@query(Permission.SEE_FAMILIES, {"words": "ait"})
def bare_prefix(reading: Reading, words: str) -> float:
    """Seconds of the least that finds: one prefix query of FTS5, twenty row numbers, no rank."""
    from amane_desktop.people.names import find_words

    connection = reading.session.connection().connection.driver_connection
    assert connection is not None
    asked = " AND ".join(f'words : "{word}" *' for word in find_words(words)) or '"x"'
    before = time.perf_counter()
    connection.execute(
        "SELECT rowid FROM finding_in_person WHERE finding_in_person MATCH ? LIMIT 20", (asked,)
    ).fetchall()
    return time.perf_counter() - before
