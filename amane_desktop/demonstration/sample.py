"""Names, quarters and schools to draw from; all of them invented or very common."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "sample"


@lru_cache
def sample(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one sample file: French, Arabic, and what else it has."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(map(tuple, list(csv.reader(file))[1:]))
