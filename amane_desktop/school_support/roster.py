"""The weekly roster of a group: what stands on it, and the paper itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from amane_desktop.i18n import PaperLang as PaperLang

EMPTY_ROWS, BLANK_ROWS = 5, 25


@dataclass(frozen=True)
class RosterSlot:
    """A column of the roster: one group session of the week, perhaps on a closed half-day."""

    day: date
    start: time
    end: time
    is_closed: bool
    closed_reason: str
    closed_reason_ar: str


@dataclass(frozen=True)
class RosterChild:
    """A row of the roster; `birthday` is the day of this week on which it falls."""

    name: str
    name_ar: str
    level: str
    level_ar: str
    birthday: date | None


@dataclass(frozen=True)
class RosterSheet:
    """A group in one week, with its sessions and its children in the order of the paper."""

    centre: str
    centre_ar: str
    group: str
    group_ar: str
    room: str
    room_ar: str
    teacher: str
    teacher_ar: str
    monday: date
    slots: tuple[RosterSlot, ...]
    children: tuple[RosterChild, ...]
    empty_rows: int = EMPTY_ROWS
    group_id: int = 0
    person_ids: tuple[int, ...] = ()


def draw_rosters(
    sheets: Sequence[RosterSheet], paper_lang: PaperLang, printed_by: str, printed_at: datetime
) -> bytes:
    """The rosters as a PDF file, one group after the other."""
    from amane_desktop.school_support.roster_drawing import draw

    return draw(sheets, paper_lang, printed_by, printed_at)


def pages_of(sheet: RosterSheet, paper_lang: PaperLang) -> int:
    """How many pages a group takes."""
    from amane_desktop.school_support.roster_layout import pages

    return len(pages(sheet, tuple(paper_lang.split("+"))))


def load_drawing() -> None:
    """Load fonts and words before they are wanted, so that the first roster need not wait."""
    from amane_desktop.i18n import format_date
    from amane_desktop.printing import arabic, fonts
    from amane_desktop.school_support import roster_drawing  # noqa: F401

    fonts.register()
    for lang in ("fr", "ar"):
        format_date(date.today(), "weekday_short", lang)
    arabic.shape("أمان", True)
