"""Where everything stands on a roster: the pages of a group, their columns and rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from amane_desktop.printing import fonts
from amane_desktop.printing.frame import MM, Page
from amane_desktop.school_support.roster import RosterChild, RosterSheet, RosterSlot

HEAD_TOP = 32 * MM
NUMBER = 8 * MM
GAP = 2.5 * MM
_LANDSCAPE_CHILDREN = 14
_EMPTY_ROWS = 5
_ROWS = {True: _LANDSCAPE_CHILDREN + _EMPTY_ROWS, False: 25 + _EMPTY_ROWS}
_BELOW_GRID = 29 * MM
_TALLEST_ROW = 9 * MM
_WIDEST_SESSION = 16 * MM


@dataclass(frozen=True)
class SheetPage:
    """One page of a roster: some rows of a group, where None is a row to write in."""

    sheet: RosterSheet
    first: int
    rows: tuple[RosterChild | None, ...]
    landscape: bool


def pages(sheet: RosterSheet) -> list[SheetPage]:
    """The pages that a group needs, filled evenly so that the last is no scrap."""
    rows = (*sheet.children, *[None] * _EMPTY_ROWS)
    landscape = len(sheet.children) <= _LANDSCAPE_CHILDREN
    count = -(-len(rows) // _ROWS[landscape])
    per_page = -(-len(rows) // count)
    return [
        SheetPage(sheet, first, rows[first : first + per_page], landscape)
        for first in range(0, len(rows), per_page)
    ]


def hours(slot: RosterSlot) -> tuple[str, str]:
    """When a session begins and ends, as short as can be: 10 and 12, or 17:30."""
    return _hour(slot.start), _hour(slot.end)


def _hour(at: time) -> str:
    return f"{at.hour}:{at.minute:02}" if at.minute else str(at.hour)


class Layout:
    """Columns as offsets from the leading margin, rows as distances from the top, in points."""

    def __init__(self, page: Page, content: SheetPage, languages: tuple[str, ...]) -> None:
        both, slots = len(languages) == 2, content.sheet.slots
        self.level = (24 if languages == ("ar",) else 14) * MM
        free = page.inner - NUMBER - self.level - _room_for_names(content, both)
        self.session = min(_WIDEST_SESSION, free / len(slots)) if slots else 0.0
        self.sessions_at = page.inner - self.session * len(slots)
        self.names = self.sessions_at - NUMBER - self.level - GAP
        self.two_line_hours = any(
            fonts.width("–".join(hours(slot)), fonts.REGULAR, 5.8) > self.session - 1.4 * MM
            for slot in slots
        )
        self.hours_at = HEAD_TOP + (9.0 if both else 5.6) * MM
        self.top = self.hours_at + (6.2 if self.two_line_hours else 3.4) * MM
        rows = len(content.rows)
        self.row = min(_TALLEST_ROW, (page.height - self.top - _BELOW_GRID) / rows)
        self.bottom = self.top + self.row * rows


def _room_for_names(content: SheetPage, both: bool) -> float:
    """What names keep, however many sessions there are."""
    if content.landscape:
        return (100 if both else 70) * MM
    if len(content.sheet.slots) > 12:
        return (60 if both else 45) * MM
    return (72 if both else 55) * MM
