"""What undo must know of tables beyond their foreign keys; each room says it of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from amane_desktop.office.work import Reading

Derive = Callable[[Mapping[str, Any]], Mapping[str, Any]]
RowsSeen = Callable[[Reading], Select[int]]
PartSeen = Callable[[Reading, Mapping[str, Any]], bool]


@dataclass(frozen=True)
class Part:
    """The columns of a table that belong to a whole (none: each of them), and whose it is.

    `is_alone`: what was done later to any other row of that owner makes it stay as well.
    """

    owner: tuple[str, ...]
    columns: frozenset[str] = frozenset()
    is_alone: bool = True


# Each whole is right only together: of one owner, an action is put back in all its parts or none.
WHOLES: list[Mapping[str, Part]] = []
DERIVED: dict[str, tuple[frozenset[str], Derive]] = {}
ROWS_SEEN: dict[str, RowsSeen] = {}
PART_SEEN: dict[str, tuple[frozenset[str], PartSeen]] = {}
NEEDED: dict[str, Callable[[Session, int], None]] = {}


def keep_together(**parts: Part) -> None:
    """Rows and columns (table=Part) that are right only together, such as days that follow."""
    WHOLES.append(parts)


def follows(kind: str, columns: frozenset[str], derive: Derive) -> None:
    """Columns that are worked out from the row's others, such as a key to sort by."""
    DERIVED[kind] = columns, derive


def rows_seen(kind: str, select_ids: RowsSeen) -> None:
    """The rows of a table that a reader may see, for thousands asked about at once."""
    ROWS_SEEN[kind] = select_ids


def part_seen(kind: str, columns: frozenset[str], is_seen: PartSeen) -> None:
    """Columns of a table that a reader may put back who does not see the whole row."""
    PART_SEEN[kind] = columns, is_seen


def removed_unless(kind: str, refuse: Callable[[Session, int], None]) -> None:
    """Rows of a table that others name without a reference; `refuse` raises while one does."""
    NEEDED[kind] = refuse


def own_affairs(kind: str) -> frozenset[str]:
    """The columns that nobody writes: they follow from the others."""
    columns = DERIVED[kind][0] if kind in DERIVED else frozenset()
    return columns | {"version"}
