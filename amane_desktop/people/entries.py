"""What can be found: one entry for each table and index, whichever service it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, not_

from amane_desktop.people.sight import Sight


@dataclass(frozen=True)
class Found:
    """A person or a family (`kind`) that was looked for; `detail` tells it from its like.

    A person's family name stands first, as the list is sorted.
    """

    kind: str
    id: int
    family_id: int
    name: str
    name_ar: str
    detail: str
    file_number: str
    family: str
    birth_year: int | None


# Gives `kind`, `id`, `sort_key`, `other_key`, `is_closed` (work with the family has ended) and what
# `show` wants, of rows that may be seen; takes `asked`, an expression for the index, and `most`.
Statement = Callable[[Sight], Select[Any]]


@dataclass(frozen=True)
class Entry:
    """Rows of one kind that are found by their names or by a number, and how a hit is shown.

    Their table is followed by the index (`storage/fulltext.py`); a service adds its own to ENTRIES.
    """

    kind: str
    by_number: bool
    statement: Statement
    show: Callable[[Any, date], Found]


ENTRIES: list[Entry] = []


def without_closed(sight: Sight, statement: Statement) -> Select[Any]:
    """The statement without the rows of families with whom work has ended."""
    found = statement(sight)
    return found.where(not_(found.selected_columns["is_closed"]))
