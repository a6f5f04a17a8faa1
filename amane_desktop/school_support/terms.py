"""The terms of a school year, and averages as schools write them."""

from __future__ import annotations

from datetime import date

from amane_desktop.i18n import N_, _, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.people.levels import cycle_of
from amane_desktop.people.schooling import school_year_name

# Moroccan schools have two; the second begins after the mid-year break.
TERMS = {1: N_("1st semester"), 2: N_("2nd semester")}
OUT_OF = (10, 20)
_SECOND_BEGINS = 2


def term_name(term: int, year: int) -> str:
    """1st semester · 2026/2027."""
    return f"{_(TERMS[term])} · {school_year_name(year)}"


def has_begun(year: int, term: int, today: date) -> bool:
    """Whether something can be told of the term."""
    return today >= (date(year, 9, 1) if term == 1 else date(year + 1, _SECOND_BEGINS, 1))


def out_of_at(level: str) -> int:
    """What marks are out of at a level: 10 at primary school, 20 after it."""
    return 10 if cycle_of(level) in ("preschool", "primary") else 20


def average_words(average: int | None, out_of: int) -> str:
    """7,25/10; empty while it is not known."""
    return "" if average is None else isolate(f"{typed_average(average)}/{out_of}")


def typed_average(average: int | None) -> str:
    """An average as it is typed: 7,25."""
    if average is None:
        return ""
    whole, part = divmod(average, 100)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",")


def read_average(text: str) -> int | None:
    """What was typed, in hundredths: 7,25 or 7.25; refuses what is no number."""
    typed = text.strip().replace(",", ".").replace("٫", ".")
    if not typed:
        return None
    whole, _point, part = typed.partition(".")
    if not (whole.isdecimal() and (part == "" or part.isdecimal()) and len(part) <= 2):
        raise Refusal(_("Type a number such as 7,25."), "average")
    return int(whole) * 100 + int(part.ljust(2, "0"))
