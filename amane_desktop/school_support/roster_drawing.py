"""How a roster is drawn: heading, columns, the pen's grid, names, legend and signature line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from amane_desktop.i18n import N_, format_date, translator, week_title
from amane_desktop.printing import arabic, fonts, grid, text
from amane_desktop.printing.frame import MM, SOFT, Heading, Page, Paper, diamond
from amane_desktop.printing.wording import in_script, printed_line
from amane_desktop.school_support.roster import RosterChild, RosterSheet, RosterSlot
from amane_desktop.school_support.roster_layout import (
    BESIDE_DIAMOND,
    BESIDE_LEVEL,
    DIAMOND,
    HEAD_TOP,
    NAME,
    NAME_LINE,
    NUMBER,
    SMALLEST_LEVEL,
    SMALLEST_NAME,
    Layout,
    PlacedName,
    SheetPage,
    birthday_room,
    hours,
    level_lines,
    level_size,
    pages,
    placed_names,
    weekday,
)


def draw(
    sheets: Sequence[RosterSheet], paper_lang: str, printed_by: str, printed_at: datetime
) -> bytes:
    """The rosters as a PDF file, one group after the other."""
    languages = tuple(paper_lang.split("+"))
    sheet_pages = [page for sheet in sheets for page in pages(sheet, languages)]
    paper = Paper(
        translator(languages[0]).gettext(N_("Rosters")),
        rtl=languages[0] == "ar",
        printed=printed_line(languages[0], printed_by, printed_at),
        pages=len(sheet_pages),
    )
    for page in sheet_pages:
        _Roster(paper.page(landscape=page.landscape), page, languages).draw()
    return paper.finish()


class _Roster:
    """A roster's page under the pen."""

    def __init__(self, page: Page, content: SheetPage, languages: tuple[str, ...]) -> None:
        self.page = page
        self.content = content
        self.sheet = content.sheet
        self.languages = languages
        self.both = len(languages) == 2
        self.days = [
            (day, list(slots)) for day, slots in groupby(self.sheet.slots, key=lambda s: s.day)
        ]
        self.at = Layout(page, content, languages)

    def draw(self) -> None:
        """Draw the whole page."""
        self.page.heading([self._heading(lang) for lang in self.languages])
        self._column_heads()
        closed = self._closed_runs()
        holes = [self._close(box, words) for box, words in closed]
        self._lines(holes)
        for place, child in enumerate(self.content.rows):
            self._row(place, child)
        self._legend()
        self._signature()

    def _heading(self, lang: str) -> Heading:
        sheet, rtl = self.sheet, lang == "ar"
        group = in_script(rtl, sheet.group, sheet.group_ar)
        parts = (
            translator(lang).gettext(N_("Group {name}")).format(name=group),
            in_script(rtl, sheet.room, sheet.room_ar),
            in_script(rtl, sheet.teacher, sheet.teacher_ar),
        )
        return Heading(
            in_script(rtl, sheet.centre, sheet.centre_ar),
            arabic.join(parts),
            week_title(sheet.monday, lang),
            rtl,
        )

    def _column_heads(self) -> None:
        offset = self.at.sessions_at
        for day, slots in self.days:
            width = self.at.session * len(slots)
            for place, lang in enumerate(self.languages):
                words = format_date(day, "weekday_short", lang).replace(".", "")
                if place:
                    words = weekday(day, lang)
                self.page.write(
                    words,
                    offset + 1 * MM,
                    HEAD_TOP + (3.2 + 3.9 * place) * MM,
                    width - 2 * MM,
                    font=fonts.SEMIBOLD,
                    size=9.0,
                    align="centre",
                )
            for slot in slots:
                self._hours_head(slot, offset)
                offset += self.at.session

    def _hours_head(self, slot: RosterSlot, offset: float) -> None:
        start, end = hours(slot)
        lines = (start, end) if self.at.two_line_hours else (f"{start}–{end}",)
        for place, words in enumerate(lines):
            self.page.write(
                words,
                offset + 0.7 * MM,
                self.at.hours_at + (1.8 + 2.7 * place) * MM,
                self.at.session - 1.4 * MM,
                size=7.0,
                smallest=4.0,
                align="centre",
                grey=SOFT,
                rtl=False,
            )

    def _lines(self, holes: Sequence[grid.Box]) -> None:
        """Rule the grid: hairlines around the words, then the days and the frame over them."""
        page, canvas = self.page, self.page.canvas
        left, right = page.x(0, page.inner), page.x(0, page.inner) + page.inner
        hair = [(left, page.y(down), right, page.y(down)) for down in self.at.rows[1:-1]]
        strong = [
            (left, page.y(down), right, page.y(down)) for down in (self.at.top, self.at.bottom)
        ]
        offset = self.at.sessions_at
        for _day, slots in self.days:
            x = page.x(offset)
            strong.append((x, page.y(HEAD_TOP), x, page.y(self.at.bottom)))
            for place in range(1, len(slots)):
                x = page.x(offset + self.at.session * place)
                hair.append((x, page.y(self.at.hours_at - 0.6 * MM), x, page.y(self.at.bottom)))
            offset += self.at.session * len(slots)
        if self.days:
            x = page.x(offset)
            strong.append((x, page.y(HEAD_TOP), x, page.y(self.at.bottom)))
        whole = grid.Box(left, page.y(self.at.bottom), page.inner, self.at.bottom - HEAD_TOP)
        grid.around(canvas, whole, holes)
        grid.rules(canvas, hair, grid.HAIRLINE, grid.PALE)
        canvas.restoreState()
        grid.rules(canvas, strong, grid.RULE)

    def _closed_runs(self) -> list[tuple[grid.Box, str]]:
        """Closed columns with their words; neighbours closed for one reason on a day are one."""
        runs = []
        place = 0
        for (_day, is_closed, words), slots in groupby(
            self.sheet.slots, key=lambda s: (s.day, s.is_closed, self._reason(s))
        ):
            count = len(list(slots))
            if is_closed:
                width = self.at.session * count
                x = self.page.x(self.at.sessions_at + self.at.session * place, width)
                y = self.page.y(self.at.bottom)
                runs.append((grid.Box(x, y, width, self.at.bottom - self.at.top), words))
            place += count
        return runs

    def _reason(self, slot: RosterSlot) -> str:
        words = []
        for lang in self.languages:
            own = slot.closed_reason_ar if lang == "ar" else slot.closed_reason
            other = "" if self.both else slot.closed_reason or slot.closed_reason_ar
            words.append(own or other or translator(lang).gettext(N_("centre closed")))
        return arabic.join(words)

    def _close(self, box: grid.Box, words: str) -> grid.Box:
        """Hatch a column, write along its middle why, and give the place that takes."""
        line = text.fit(words, fonts.REGULAR, 8.0, box.height - 10 * MM, 5.0, self.page.rtl)
        canvas = self.page.canvas
        across, along = box.x + box.width / 2, box.y + box.height / 2
        canvas.saveState()
        canvas.translate(across, along)
        canvas.rotate(90)
        canvas.setFont(fonts.REGULAR, line.size)
        canvas.setFillGray(SOFT)
        canvas.drawString(-line.width / 2, -line.size * 0.32, line.seen)
        canvas.restoreState()
        wide, tall = min(5 * MM, box.width - 1 * MM), line.width + 5 * MM
        hole = grid.Box(across - wide / 2, along - tall / 2, wide, tall)
        grid.hatch(canvas, box, hole)
        return hole

    def _row(self, place: int, child: RosterChild | None) -> None:
        down = (self.at.rows[place] + self.at.rows[place + 1]) / 2 + 1.25 * MM
        number = str(self.content.first + place + 1)
        self.page.write(number, 0, down, NUMBER - 2 * MM, size=8.0, align="centre", grey=SOFT)
        if child is None:
            return
        self._level(level_lines(child, self.languages), down)
        for second, name in enumerate(placed_names(child, self.languages, self.at.names)):
            self._name(name, down, trailing=bool(second))

    def _level(self, lines: Sequence[str], down: float) -> None:
        """A level in the middle of its column."""
        first = down - NAME_LINE * (len(lines) - 1) / 2
        for place, words in enumerate(lines):
            self.page.write(
                words,
                self.at.sessions_at - self.at.level + BESIDE_LEVEL,
                first + NAME_LINE * place,
                self.at.level - 2 * BESIDE_LEVEL,
                size=level_size(lines),
                smallest=SMALLEST_LEVEL,
                align="centre",
                grey=SOFT,
            )

    def _name(self, name: PlacedName, down: float, *, trailing: bool) -> None:
        """A name at the edge of its column, and behind it the day of a birthday."""
        extra = birthday_room(name.birthday, name.lang)
        edge = NUMBER + (self.at.names - name.room if trailing else 0)
        size = NAME if len(name.lines) == 1 else SMALLEST_NAME
        first = down - NAME_LINE * (len(name.lines) - 1) / 2
        wide = 0.0
        for place, words in enumerate(name.lines):
            line = self.page.write(
                words,
                edge + (extra if trailing else 0),
                first + NAME_LINE * place,
                name.room - extra,
                size=size,
                smallest=SMALLEST_NAME,
                align="trailing" if trailing else "leading",
            )
            wide = max(wide, line.width)
        if name.birthday is not None:
            self._birthday(name, name.birthday, wide, edge, down, trailing)

    def _birthday(
        self,
        name: PlacedName,
        birthday: date,
        wide: float,
        edge: float,
        down: float,
        trailing: bool,
    ) -> None:
        """A diamond and the weekday behind a name of that width."""
        beside = wide + BESIDE_DIAMOND
        mark = edge + (name.room - beside - DIAMOND if trailing else beside)
        diamond(self.page.canvas, self.page.x(mark, DIAMOND), self.page.y(down), 2.6 * MM)
        room = birthday_room(birthday, name.lang) - DIAMOND - 2 * BESIDE_DIAMOND
        self.page.write(
            weekday(birthday, name.lang),
            mark - BESIDE_DIAMOND - room if trailing else mark + DIAMOND + 1 * MM,
            down,
            room,
            size=9.0,
            align="trailing" if trailing else "leading",
        )

    def _legend(self) -> None:
        """Say what the marks mean, in each language at its own side."""
        down = self.at.bottom + 5 * MM
        room = self.page.inner / len(self.languages) - 6 * MM
        for place, lang in enumerate(self.languages):
            words = translator(lang).gettext(
                N_("birthday · tick = present · A absent · E excused · L late")
            )
            mark = self.page.inner - 2 * MM if place else 0.0
            diamond(self.page.canvas, self.page.x(mark, 1.7 * MM), self.page.y(down), 2.2 * MM)
            self.page.write(
                words,
                self.page.inner - room - 3 * MM if place else 3 * MM,
                down,
                room,
                size=8.0,
                align="trailing" if place else "leading",
                grey=SOFT,
                rtl=lang == "ar",
            )

    def _signature(self) -> None:
        down = self.at.bottom + 13 * MM
        words = arabic.join(
            (translator(lang).gettext(N_("Teacher's signature")) for lang in self.languages), " / "
        )
        line = self.page.write(words, 0, down, 90 * MM, size=10.0, rtl=self.page.rtl)
        start = self.page.x(line.width + 8 * MM, 65 * MM)
        y = self.page.y(down + 1.5 * MM)
        grid.rules(self.page.canvas, [(start, y, start + 65 * MM, y)], 0.6)
