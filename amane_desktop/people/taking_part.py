"""What the persons of a family take part in; each room above adds what is its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time
from itertools import chain

from amane_desktop.access.permissions import Permission
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class TakingPart:
    """A person in something that goes on, and its hours of today, where it takes place today."""

    person_id: int
    name: str
    name_ar: str
    today: tuple[tuple[time, time], ...]


# Gives what goes on for the persons of a family, as far as the reader sees it.
TAKES_PART: list[Callable[[Reading, int], Iterable[TakingPart]]] = []


@query(Permission.SEE_FAMILIES, {"family_id": 1})
def taking_part(reading: Reading, family_id: int) -> tuple[TakingPart, ...]:
    """What the persons of a family take part in at the moment."""
    return tuple(chain.from_iterable(part(reading, family_id) for part in TAKES_PART))
