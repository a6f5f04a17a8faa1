"""Morocco's public holidays of a year, as the calendar's package computes them."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Computed:
    """One holiday; those of the lunar calendar are estimates, and may shift by a day."""

    day: date
    name: str
    name_ar: str
    is_estimate: bool


@lru_cache(maxsize=8)
def computed_holidays(year: int) -> tuple[Computed, ...]:
    """The public holidays of a year by day; two of one day are told apart."""
    morocco = _morocco()
    french, arabic = (morocco(years=year, language=lang) for lang in ("fr", "ar"))
    return tuple(
        Computed(day, _name(name), _name(name_ar), "(" in name)
        for day in sorted(french)
        for name, name_ar in zip(_each(french[day]), _each(arabic[day]), strict=True)
    )


def _each(names: str) -> list[str]:
    """The names of a day, those of the moon last, so that both languages tell the same one."""
    return sorted(names.split(";"), key=lambda name: "(" in name)


def _morocco() -> Any:
    """Morocco's calendar alone: its package would load 250 other countries along with it."""
    import holidays

    world = "holidays.countries"
    if world not in sys.modules:
        empty = ModuleType(world)
        empty.__path__ = [str(Path(holidays.__file__).with_name("countries"))]
        sys.modules[world] = empty
    return import_module(f"{world}.morocco").Morocco


def _name(text: str) -> str:
    """One holiday's name without the note that its date is an estimate."""
    return re.sub(r"\s*\([^)]*\)", "", text).strip()
