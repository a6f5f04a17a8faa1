"""When the centre is closed: public holidays in Morocco, and the centre's own days."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.attendance.models import DayException

_NOON = time(13)


class DayPart(StrEnum):
    """How much of a day a closing takes."""

    DAY = "day"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True)
class Closure:
    """Why the centre is closed, in both scripts; a holiday of the moon may shift by a day."""

    reason: str
    reason_ar: str
    is_estimate: bool = False


class Closures:
    """The closings of some days; the centre's own word goes before the public holiday."""

    def __init__(self, exceptions: Iterable[DayException]) -> None:
        self._own = {(e.day, e.part): e for e in exceptions}

    def at(self, day: date, start: time) -> Closure | None:
        """Why the centre is closed at that hour; None when it is open."""
        part = DayPart.MORNING if start < _NOON else DayPart.AFTERNOON
        own = self._own.get((day, part)) or self._own.get((day, DayPart.DAY))
        if own is not None:
            return None if own.is_open else Closure(own.reason, own.reason_ar)
        return public_holidays(day.year).get(day)


def closures_between(session: Session, first: date, last: date) -> Closures:
    """The closings from one day to another."""
    return Closures(
        session.scalars(select(DayException).where(DayException.day.between(first, last)))
    )


@lru_cache(maxsize=8)
def public_holidays(year: int) -> dict[date, Closure]:
    """Morocco's public holidays; those of the lunar calendar are computed, and may shift a day."""
    morocco = _morocco()
    french, arabic = (morocco(years=year, language=lang) for lang in ("fr", "ar"))
    return {
        day: Closure(_name(french[day]), _name(arabic[day]), "(" in french[day]) for day in french
    }


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
    return re.sub(r"\s*\([^)]*\)", "", text.split(";")[-1]).strip()
