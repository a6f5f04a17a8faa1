"""How long the program's own steps took on this PC, in memory alone, until a report asks."""

from __future__ import annotations

from time import perf_counter

from amane_desktop import STARTED

seconds: dict[str, float] = {}
_begun: dict[str, float] = {"start": STARTED}


def begin(step: str) -> None:
    """A step begins now."""
    _begun[step] = perf_counter()


def end(step: str) -> None:
    """It has ended."""
    if step in _begun:
        seconds[step] = perf_counter() - _begun[step]
