"""How a monthly register is drawn: a column a session, a letter a mark, totals at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, groupby

from amane_desktop.attendance.mark_letters import MARKS, mark_letter
from amane_desktop.attendance.models import Mark
from amane_desktop.i18n import N_, format_date, translator
from amane_desktop.printing import arabic, fonts, grid, text
from amane_desktop.printing.frame import LONG_SIDE, MARGIN, MM, SOFT, Heading, Page, Paper
from amane_desktop.printing.wording import in_each, in_script, printed_line
from amane_desktop.school_support.register import CAME, Register, RegisterChild
from amane_desktop.school_support.table_words import group_title, name_cells

_NUMBER, _TOTAL, _RATE = 8 * MM, 8 * MM, 12 * MM
_NAMES = {1: 56 * MM, 2: 90 * MM}
_WIDEST = 8 * MM
# Between the figures of two sessions.
_GAP = 0.5 * MM
_TOP, _ROW, _NAME_LINE, _BELOW = 44 * MM, 6.3 * MM, 2.9 * MM, 24 * MM
_ROOM = 210 * MM - _TOP - _BELOW
_NAME, _SMALLEST = 9.0, 7.0
_TOTALS = len(MARKS) * _TOTAL + _RATE


@dataclass(frozen=True)
class _PageRows:
    register: Register
    first: int
    rows: tuple[RegisterChild, ...]
    heights: tuple[float, ...]
    is_last: bool


def draw(
    registers: Sequence[Register], paper_lang: str, printed_by: str, printed_at: datetime
) -> bytes:
    """The registers as a PDF file, one group after the other."""
    languages = tuple(paper_lang.split("+"))
    pages = [page for register in registers for page in _pages(register, languages)]
    paper = Paper(
        translator(languages[0]).gettext(N_("Monthly register")),
        rtl=languages[0] == "ar",
        printed=printed_line(languages[0], printed_by, printed_at),
        pages=len(pages),
    )
    for page in pages:
        _Drawing(paper.page(landscape=True), page, languages).draw()
    return paper.finish()


def _pages(register: Register, languages: tuple[str, ...]) -> list[_PageRows]:
    """The pages of a group; the last keeps room for the line of totals."""
    heights = [_height(child, languages) for child in register.children]
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(heights):
        ends = list(accumulate(heights[first:]))
        count = max(1, sum(end <= _ROOM - _ROW for end in ends))
        found.append((first, first + count))
        first += count
    return [
        _PageRows(
            register,
            first,
            register.children[first:end],
            tuple(heights[first:end]),
            end == len(heights),
        )
        for first, end in found or [(0, 0)]
    ]


def _height(child: RegisterChild, languages: tuple[str, ...]) -> float:
    lines = max(map(len, _names(child, languages)))
    return _ROW if lines == 1 else lines * _NAME_LINE + 1.6 * MM


def _names(child: RegisterChild, languages: tuple[str, ...]) -> list[tuple[str, ...]]:
    room = _NAMES[len(languages)] / len(languages) - 2 * MM
    cells = name_cells(child.child, languages)
    return [text.wrap(name, fonts.REGULAR, _NAME, room, _SMALLEST) for name in cells]


class _Drawing:
    """A page of a register under the pen."""

    def __init__(self, page: Page, content: _PageRows, languages: tuple[str, ...]) -> None:
        self.page = page
        self.content = content
        self.register = content.register
        self.languages = languages
        self.lang = languages[0]
        self.sessions_at = _NUMBER + _NAMES[len(languages)]
        sessions = len(self.register.sessions)
        free = LONG_SIDE - 2 * MARGIN - self.sessions_at - _TOTALS
        self.session = min(_WIDEST, free / sessions) if sessions else 0.0
        self.totals_at = self.sessions_at + self.session * sessions
        self.right = self.totals_at + _TOTALS
        heights = (*content.heights, *([_ROW] if content.is_last else []))
        self.rows = tuple(_TOP + above for above in accumulate(heights, initial=0.0))

    def draw(self) -> None:
        """Draw the whole page."""
        self.page.heading([self._heading(lang) for lang in self.languages])
        self._heads()
        self._lines()
        for place, child in enumerate(self.content.rows):
            self._row(place, child)
        if self.content.is_last:
            self._sums()
        self._legend()

    def _heading(self, lang: str) -> Heading:
        rtl, head = lang == "ar", self.register.head
        month = format_date(self.register.month, "month", lang)
        title = translator(lang).gettext(N_("Register · {month}")).format(month=month)
        return Heading(
            in_script(rtl, head.centre, head.centre_ar), group_title(head, lang), title, rtl
        )

    def _heads(self) -> None:
        page, offset = self.page, self.sessions_at
        for day, sessions in groupby(self.register.sessions, key=lambda s: s.day):
            width = self.session * len(list(sessions))
            for down, words, size in (
                (_TOP - 8.6 * MM, format_date(day, "weekday_letter", self.lang), 7.0),
                (_TOP - 5.0 * MM, str(day.day), 8.0),
            ):
                page.write(words, offset, down, width, size=size, smallest=4.0, align="centre")
            offset += width
        starts = [f"{session.start.hour}" for session in self.register.sessions]
        size = self._figure_size(starts, 5.5)
        for column, start in enumerate(starts):
            self._figures(column, _TOP - 1.4 * MM, start, size, SOFT)
        for place, mark in enumerate(MARKS):
            self._total(place, _TOP - 1.4 * MM, mark_letter(mark, self.lang), fonts.SEMIBOLD)
        self._total(len(MARKS), _TOP - 1.4 * MM, "%", fonts.SEMIBOLD)

    def _figure_size(self, figures: Iterable[str], most: float) -> float:
        """The size in which the widest of these figures leaves a gap in its column."""
        widest = max((fonts.width(each, fonts.REGULAR, 1.0) for each in figures), default=0.0)
        return min(most, (self.session - _GAP) / widest) if widest else most

    def _figures(
        self, column: int, down: float, figures: str, size: float, grey: float = 0.0
    ) -> None:
        """Figures in the middle of a session's column, in the size of all in their row."""
        self.page.write(
            figures,
            self.sessions_at + self.session * column,
            down,
            self.session,
            size=size,
            smallest=size,
            align="centre",
            grey=grey,
        )

    def _total(self, place: int, down: float, words: str, font: str = fonts.REGULAR) -> None:
        width = _TOTAL if place < len(MARKS) else _RATE
        offset = self.totals_at + _TOTAL * place
        self.page.write(words, offset, down, width, font=font, size=8.0, align="centre")

    def _lines(self) -> None:
        page, bottom = self.page, self.rows[-1]
        left, right = sorted((page.x(0), page.x(self.right)))
        hair = [(left, page.y(down), right, page.y(down)) for down in self.rows[1:-1]]
        strong = [(left, page.y(down), right, page.y(down)) for down in (_TOP, bottom)]
        day = None
        for place, session in enumerate(self.register.sessions):
            x = page.x(self.sessions_at + self.session * place)
            line = (x, page.y(_TOP - (10.5 * MM if session.day != day else 0)), x, page.y(bottom))
            hair.append(line)
            day = session.day
        for place in range(len(MARKS) + 2):
            offset = min(self.totals_at + _TOTAL * place, self.right)
            offset = self.right if place == len(MARKS) + 1 else offset
            hair.append((page.x(offset), page.y(_TOP), page.x(offset), page.y(bottom)))
        x = page.x(self.totals_at)
        strong.append((x, page.y(_TOP - 10.5 * MM), x, page.y(bottom)))
        grid.rules(page.canvas, hair, grid.HAIRLINE, grid.PALE)
        grid.rules(page.canvas, strong, grid.RULE)

    def _row(self, place: int, child: RegisterChild) -> None:
        page = self.page
        down = (self.rows[place] + self.rows[place + 1]) / 2 + 1.2 * MM
        number = str(self.content.first + place + 1)
        page.write(number, 0, down, _NUMBER - 2 * MM, size=7.5, align="centre", grey=SOFT)
        names = _names(child, self.languages)
        room = _NAMES[len(self.languages)] / len(names)
        for column, lines in enumerate(names):
            first = down - _NAME_LINE * (len(lines) - 1) / 2
            for line, words in enumerate(lines):
                page.write(
                    words,
                    _NUMBER + room * column,
                    first + _NAME_LINE * line,
                    room - 2 * MM,
                    size=_NAME if len(lines) == 1 else _SMALLEST,
                    smallest=_SMALLEST,
                    align="trailing" if column else "leading",
                )
        for column, mark in enumerate(child.marks):
            if mark is not None or not child.is_enrolled[column]:
                self._mark(column, down, mark)
        self._totals(down, child.counted)

    def _totals(self, down: float, counted: Counter[Mark]) -> None:
        for column, mark in enumerate(MARKS):
            self._total(column, down, str(counted[mark]))
        came = sum(counted[mark] for mark in CAME)
        if counted:
            self._total(len(MARKS), down, f"{round(100 * came / counted.total())}")

    def _mark(self, column: int, down: float, mark: Mark | None) -> None:
        """A letter, bold where the child did not come; a dash before and after the enrolment."""
        self.page.write(
            "–" if mark is None else mark_letter(mark, self.lang),
            self.sessions_at + self.session * column,
            down,
            self.session,
            font=fonts.REGULAR if mark is None or mark in CAME else fonts.BOLD,
            size=7.5,
            smallest=5.0,
            align="centre",
            grey=SOFT if mark is None or mark in CAME else 0.0,
        )

    def _sums(self) -> None:
        """Below the last child: how many came to each session, and all marks together.

        Where columns are narrow the figures are smaller, so that none runs into the next.
        """
        down = (self.rows[-2] + self.rows[-1]) / 2 + 1.2 * MM
        self.page.write(
            " / ".join(in_each(self.languages, N_("Came"))),
            _NUMBER,
            down,
            self.sessions_at - _NUMBER - 2 * MM,
            font=fonts.SEMIBOLD,
            size=8.5,
            rtl=self.page.rtl,
        )
        children = self.register.children
        came: dict[int, str] = {}
        for column in range(len(self.register.sessions)):
            marks = [child.marks[column] for child in children]
            if any(marks):
                came[column] = str(sum(mark in CAME for mark in marks))
        size = self._figure_size(came.values(), 7.0)
        for column, figures in came.items():
            self._figures(column, down, figures, size)
        self._totals(down, sum((child.counted for child in children), Counter()))

    def _legend(self) -> None:
        """Say what the letters mean, in the language in which they stand, and keep a signature."""
        down = self.rows[-1] + 6 * MM
        gettext = translator(self.lang).gettext
        words = {
            Mark.PRESENT: N_("present"),
            Mark.ABSENT: N_("absent"),
            Mark.EXCUSED: N_("excused"),
            Mark.LATE: N_("late"),
        }
        told = [f"{mark_letter(mark, self.lang)} {gettext(words[mark])}" for mark in MARKS]
        told.append(gettext(N_("– not enrolled · % present or late, of the marked sessions")))
        self.page.write(arabic.join(told), 0, down, self.page.inner, size=8.0, grey=SOFT)
        if self.content.is_last:
            line = self.page.write(
                arabic.join(in_each(self.languages, N_("Teacher's signature")), " / "),
                0,
                down + 8 * MM,
                90 * MM,
                rtl=self.page.rtl,
            )
            start, y = self.page.x(line.width + 8 * MM, 65 * MM), self.page.y(down + 9.5 * MM)
            grid.rules(self.page.canvas, [(start, y, start + 65 * MM, y)], 0.6)
