"""The paper of a family's whole file: titled parts, each with what is known, flowing over pages."""

from __future__ import annotations

from amane_desktop.people.family_file import FamilyFile, Section
from amane_desktop.printing import fonts, text
from amane_desktop.printing.frame import MM, SOFT, Heading, Page, Paper

_LABEL = 52 * MM
_TOP, _TOP_AFTER, _BOTTOM = 42 * MM, 18 * MM, 16 * MM
_LINE, _SIZE, _BEFORE, _TITLE = 5.2 * MM, 10.0, 4 * MM, 7 * MM


def draw(file: FamilyFile) -> bytes:
    """The paper as a PDF; drawn once to know how many pages it takes."""
    pages = _Drawing(file, 1).draw()[0]
    return _Drawing(file, pages).draw()[1]


class _Drawing:
    """The pages under the pen, and how far down the present one is written."""

    def __init__(self, file: FamilyFile, pages: int) -> None:
        self._file = file
        self._paper = Paper(file.title, rtl=file.is_rtl, printed=file.printed, pages=pages)
        self._page: Page
        self._down = 0.0
        self._count = 0

    def draw(self) -> tuple[int, bytes]:
        """The number of pages, and the paper."""
        self._turn()
        for section in self._file.sections:
            self._write(section)
        return self._count, self._paper.finish()

    def _turn(self) -> None:
        self._page = self._paper.page()
        self._count += 1
        self._down = _TOP_AFTER
        if self._count == 1:
            file = self._file
            self._page.heading([Heading(file.centre, file.title, file.day, rtl=file.is_rtl)])
            self._down = _TOP

    def _write(self, section: Section) -> None:
        # A title stands with the first of its rows.
        self._need(_BEFORE + _TITLE + self._tall(*section.rows[0]))
        self._down += _BEFORE
        page = self._page
        page.write(section.title, 0, self._down, page.inner, font=fonts.BOLD, size=12.0)
        page.canvas.setLineWidth(0.4)
        page.canvas.setStrokeGray(SOFT)
        line = page.y(self._down + 1.8 * MM)
        page.canvas.line(page.x(0, page.inner), line, page.x(0, page.inner) + page.inner, line)
        self._down += _TITLE
        for label, value in section.rows:
            self._row(label, value)

    def _row(self, label: str, value: str) -> None:
        self._need(self._tall(label, value))
        page, rtl = self._page, self._file.is_rtl
        lines = self._lines(label, value)
        if label:
            page.write(label, 0, self._down, _LABEL - 3 * MM, size=9.0, grey=SOFT, rtl=rtl)
        offset = _LABEL if label else 0.0
        for line in lines:
            page.write(line, offset, self._down, page.inner - offset, size=_SIZE)
            self._down += _LINE

    def _lines(self, label: str, value: str) -> list[str]:
        room = self._page.inner - (_LABEL if label else 0.0)
        parts = (
            text.break_lines(part, fonts.REGULAR, _SIZE, room, self._file.is_rtl)
            for part in value.splitlines()
        )
        return [line for lines in parts for line in lines] or [""]

    def _tall(self, label: str, value: str) -> float:
        return _LINE * len(self._lines(label, value))

    def _need(self, tall: float) -> None:
        if self._down + tall > self._page.height - _BOTTOM:
            self._turn()
