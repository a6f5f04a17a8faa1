"""Parts of a paper, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """Pages of a paper that belong together, as those of one group."""

    title: str
    pages: range
