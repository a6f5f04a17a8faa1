"""Where everything stands on a roster: the pages of a group, their columns and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import accumulate

from amane_desktop.i18n import format_date
from amane_desktop.printing import fonts, text
from amane_desktop.printing.frame import LONG_SIDE, MARGIN, MM, SHORT_SIDE, Page
from amane_desktop.printing.wording import in_script
from amane_desktop.school_support.roster import EMPTY_ROWS, RosterChild, RosterSheet, RosterSlot

HEAD_TOP = 32 * MM
NUMBER = 8 * MM
GAP = 2.5 * MM
_LANDSCAPE_CHILDREN = 14
_ROWS = {True: _LANDSCAPE_CHILDREN + EMPTY_ROWS, False: 25 + EMPTY_ROWS}
_BELOW_GRID = 29 * MM
_TALLEST_ROW = 9 * MM
_WIDEST_SESSION = 16 * MM
# Names are drawn smaller down to this; a longer one goes on below, on a taller row.
NAME, SMALLEST_NAME, NAME_LINE = 10.0, 7.0, 2.9 * MM
_NORMAL_ROW = 7 * MM
# So are levels, whose column is as wide as the widest of them, within these.
LEVEL, SMALLEST_LEVEL, BESIDE_LEVEL = 8.0, 7.0, 1 * MM
_NARROWEST_LEVEL, _WIDEST_LEVEL = 14 * MM, 24 * MM
DIAMOND, BESIDE_DIAMOND = 2 * MM, 1.2 * MM


@dataclass(frozen=True)
class SheetPage:
    """One page of a roster: some rows of a group, where None is a row to write in."""

    sheet: RosterSheet
    first: int
    rows: tuple[RosterChild | None, ...]
    landscape: bool
    heights: tuple[float, ...]  # of each row, where a row of one line is 1


def pages(sheet: RosterSheet, languages: tuple[str, ...]) -> list[SheetPage]:
    """The pages that a group needs, filled evenly so that the last is no scrap."""
    rows = (*sheet.children, *[None] * sheet.empty_rows)
    landscape = len(rows) <= _ROWS[True]
    room = Columns(sheet, landscape, languages).names
    heights = [_height(child, languages, room) for child in rows]
    most = _ROWS[landscape]
    per_page = sum(heights) / -(-sum(heights) // most)
    found, first = [], 0
    while first < len(rows):
        count = _count(heights[first:], per_page, most)
        end = first + count
        found.append(SheetPage(sheet, first, rows[first:end], landscape, tuple(heights[first:end])))
        first = end
    return found


def _count(heights: Sequence[float], wanted: float, most: int) -> int:
    """How many rows stand on a page: until it is as full as the others, and never too full."""
    for count, filled in enumerate(accumulate(heights), 1):
        if filled > most:
            return max(1, count - 1)
        if filled >= wanted - 0.001:
            return count
    return len(heights)


def _height(child: RosterChild | None, languages: tuple[str, ...], room: float) -> float:
    """How many rows of one line the names of a child and its level take."""
    if child is None:
        return 1
    names = (part.lines for part in placed_names(child, languages, room))
    lines = max(map(len, (*names, level_lines(child, languages))))
    return 1 if lines == 1 else max(1.0, (lines * NAME_LINE + 1.4 * MM) / _NORMAL_ROW)


@dataclass(frozen=True)
class PlacedName:
    """A name's lines, its room, and the birthday that stands behind it."""

    lines: tuple[str, ...]
    room: float
    birthday: date | None
    lang: str


def placed_names(
    child: RosterChild, languages: tuple[str, ...], room: float
) -> tuple[PlacedName, ...]:
    """The name in the paper's script, or in each; the longer takes what the other leaves."""
    if len(languages) == 1:
        lang = languages[0]
        latin, other = child.name, child.name_ar
        name = (other or latin) if lang == "ar" else (latin or other)
        return (_placed(name, child.birthday, lang, room),)
    first_day = child.birthday if child.name else None
    second_day = None if child.name else child.birthday
    needs = [
        text.fit(name, fonts.REGULAR, NAME, room, SMALLEST_NAME).width
        + birthday_room(day, lang)
        + GAP
        for name, day, lang in ((child.name, first_day, "fr"), (child.name_ar, second_day, "ar"))
    ]
    second = min(needs[1], max(room / 2, room - needs[0]))
    return (
        _placed(child.name, first_day, "fr", room - second),
        _placed(child.name_ar, second_day, "ar", second - GAP),
    )


def _placed(name: str, birthday: date | None, lang: str, room: float) -> PlacedName:
    beside = birthday_room(birthday, lang)
    lines = text.wrap(name, fonts.REGULAR, NAME, room - beside, SMALLEST_NAME)
    return PlacedName(lines, room, birthday, lang)


def level_lines(child: RosterChild, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The level in the paper's script, whole: where it is long, its words go on below."""
    words = in_script(languages[0] == "ar", child.level, child.level_ar)
    room = _WIDEST_LEVEL - 2 * BESIDE_LEVEL
    return text.wrap(words, fonts.REGULAR, LEVEL, room, SMALLEST_LEVEL)


def level_size(lines: Sequence[str]) -> float:
    """How large a level is drawn: one that goes on below is smaller."""
    return LEVEL if len(lines) == 1 else SMALLEST_LEVEL


def _level_column(sheet: RosterSheet, languages: tuple[str, ...]) -> float:
    """How wide the levels of a sheet are."""
    room = _WIDEST_LEVEL - 2 * BESIDE_LEVEL
    told = {level_lines(child, languages) for child in sheet.children}
    widest = max(
        (
            text.fit(line, fonts.REGULAR, level_size(lines), room, SMALLEST_LEVEL).width
            for lines in told
            for line in lines
        ),
        default=0.0,
    )
    return max(_NARROWEST_LEVEL, widest + 2 * BESIDE_LEVEL)


def weekday(day: date, lang: str) -> str:
    """The day of the week alone, as it is shortened: jeu., الخميس."""
    return format_date(day, "weekday_short", lang).rsplit(" ", 1)[0]


def birthday_room(birthday: date | None, lang: str) -> float:
    """What a birthday takes behind a name: a diamond and the weekday."""
    if birthday is None:
        return 0.0
    line = text.fit(weekday(birthday, lang), fonts.REGULAR, 9.0, 30 * MM, 9.0)
    return line.width + DIAMOND + 2 * BESIDE_DIAMOND


def hours(slot: RosterSlot) -> tuple[str, str]:
    """When a session begins and ends, as short as can be: 10 and 12, or 17:30."""
    return _hour(slot.start), _hour(slot.end)


def _hour(at: time) -> str:
    return f"{at.hour}:{at.minute:02}" if at.minute else str(at.hour)


class Columns:
    """The columns of a group's pages, as offsets from the leading margin, in points."""

    def __init__(self, sheet: RosterSheet, landscape: bool, languages: tuple[str, ...]) -> None:
        both, slots = len(languages) == 2, len(sheet.slots)
        inner = (LONG_SIDE if landscape else SHORT_SIDE) - 2 * MARGIN
        self.level = _level_column(sheet, languages)
        free = inner - NUMBER - self.level - _room_for_names(slots, landscape, both)
        self.session = min(_WIDEST_SESSION, free / slots) if slots else 0.0
        self.sessions_at = inner - self.session * slots
        self.names = self.sessions_at - NUMBER - self.level - GAP


class Layout(Columns):
    """The columns of a page, and its rows as distances from the top."""

    def __init__(self, page: Page, content: SheetPage, languages: tuple[str, ...]) -> None:
        super().__init__(content.sheet, content.landscape, languages)
        both, slots = len(languages) == 2, content.sheet.slots
        self.two_line_hours = any(
            fonts.width("–".join(hours(slot)), fonts.REGULAR, 5.8) > self.session - 1.4 * MM
            for slot in slots
        )
        self.hours_at = HEAD_TOP + (9.0 if both else 5.6) * MM
        self.top = self.hours_at + (6.2 if self.two_line_hours else 3.4) * MM
        row = min(_TALLEST_ROW, (page.height - self.top - _BELOW_GRID) / sum(content.heights))
        # Where each row begins, and where the last one ends.
        self.rows = tuple(
            self.top + row * above for above in accumulate(content.heights, initial=0.0)
        )
        self.bottom = self.rows[-1]


def _room_for_names(slots: int, landscape: bool, both: bool) -> float:
    """What names keep, however many sessions there are."""
    if landscape:
        return (100 if both else 70) * MM
    if slots > 12:
        return (60 if both else 45) * MM
    return (72 if both else 55) * MM
