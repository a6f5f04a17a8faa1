"""The A4 page of every printed paper: margins, heading, foot, and text set from either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from reportlab.pdfgen.canvas import Canvas

from amane_desktop.printing import fonts, text
from amane_desktop.printing.arabic import CONTROLS

MM = 72 / 25.4
MARGIN = 12 * MM
SHORT_SIDE = 210 * MM
LONG_SIDE = 297 * MM
SOFT = 0.33

# Baseline below the top edge, weight and size of the heading's three lines.
_HEADING_LINES = (
    (14 * MM, fonts.BOLD, 11.5),
    (22 * MM, fonts.BOLD, 16.0),
    (29 * MM, fonts.REGULAR, 10.5),
)

Align = Literal["leading", "trailing", "centre"]


@dataclass(frozen=True)
class Heading:
    """The three lines above a paper, in one language."""

    centre: str
    title: str
    below: str
    rtl: bool


class Page:
    """One page under the pen: offsets run from the leading margin, and down from the top edge."""

    def __init__(self, canvas: Canvas, height: float, width: float, rtl: bool) -> None:
        self.canvas = canvas
        self.height = height
        # A paper in two languages turns round where the second begins.
        self.rtl = rtl
        self.inner = width - 2 * MARGIN
        # All lines of a page go into one text object: half the cost of a call for each.
        self._lines = canvas.beginText()
        self._style: tuple[str, float, float] | None = None

    def x(self, offset: float, width: float = 0.0) -> float:
        """The left edge of a box of that width, on the paper."""
        return MARGIN + (self.inner - offset - width if self.rtl else offset)

    def y(self, down: float) -> float:
        """A place below the top edge, as ReportLab counts."""
        return self.height - down

    def write(
        self,
        words: str,
        offset: float,
        down: float,
        room: float,
        *,
        font: str = fonts.REGULAR,
        size: float = 10.0,
        smallest: float = 6.0,
        align: Align = "leading",
        grey: float = 0.0,
        rtl: bool | None = None,
    ) -> text.Fitted:
        """Write one line on a baseline, fitted to its room, and give what was drawn."""
        line = text.fit(words, font, size, room, smallest, rtl)
        self.put(line, offset, down, room, font=font, align=align, grey=grey)
        return line

    def put(
        self,
        line: text.Fitted,
        offset: float,
        down: float,
        room: float,
        *,
        font: str = fonts.REGULAR,
        align: Align = "leading",
        grey: float = 0.0,
    ) -> None:
        """Put a line that was fitted before on a baseline."""
        x = self.x(offset, room)
        if align == "centre":
            x += (room - line.width) / 2
        elif (align == "trailing") is not self.rtl:
            x += room - line.width
        if self._style != (font, line.size, grey):
            self._style = (font, line.size, grey)
            self._lines.setFont(font, line.size)
            self._lines.setFillGray(grey)
        self._lines.setTextOrigin(x, self.height - down)
        self._lines.textLine(line.seen)

    def close(self) -> None:
        """Put the text onto the page and turn it over."""
        self.canvas.drawText(self._lines)
        self.canvas.showPage()

    def paragraph(
        self,
        words: str,
        offset: float,
        down: float,
        room: float,
        *,
        size: float,
        rtl: bool,
        font: str = fonts.REGULAR,
        leading: float = 1.5,
        align: Align = "leading",
    ) -> float:
        """Write lines one below the other, and give the baseline that follows."""
        for line in text.break_lines(words, font, size, room, rtl):
            self.write(line, offset, down, room, font=font, size=size, rtl=rtl, align=align)
            down += size * leading
        return down

    def heading(self, headings: Sequence[Heading]) -> None:
        """Write the headings, one at the leading edge or two side by side, in equal sizes."""
        room = self.inner / len(headings) - (4 * MM if len(headings) > 1 else 0)
        for line, (down, font, size) in enumerate(_HEADING_LINES):
            words = [(heading.centre, heading.title, heading.below)[line] for heading in headings]
            size = min(
                text.fit(part, font, size, room, 8.0, heading.rtl).size
                for part, heading in zip(words, headings, strict=True)
            )
            for place, (part, heading) in enumerate(zip(words, headings, strict=True)):
                self.write(
                    part,
                    self.inner - room if place else 0.0,
                    down,
                    room,
                    font=font,
                    size=size,
                    smallest=8.0,
                    align="trailing" if place else "leading",
                    rtl=heading.rtl,
                )

    def foot(self, printed: str, number: int, total: int) -> None:
        """Write who printed the paper and when, and which page of how many this is."""
        down = self.height - 8 * MM
        self.write(printed, 0, down, self.inner - 20 * MM, size=7.0, grey=SOFT, rtl=self.rtl)
        if not total:
            return
        self.write(
            f"{number} / {total}",
            self.inner - 18 * MM,
            down,
            18 * MM,
            size=8.0,
            align="trailing",
            grey=SOFT,
            rtl=False,
        )


class Paper:
    """A document of A4 pages whose number is known before the first is drawn.

    With 0 `pages` each stands alone, and none is counted.
    """

    def __init__(self, title: str, *, rtl: bool, printed: str, pages: int) -> None:
        fonts.register()
        self._out = BytesIO()
        self._rtl = rtl
        self._printed = printed
        self._pages = pages
        self._drawn = 0
        self._page: Page | None = None
        # Invariant: the same paper printed at the same held time is the same file.
        self._canvas = Canvas(
            self._out,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.REGULAR,
            pdfVersion=(1, 6),
        )
        self._canvas.setTitle(CONTROLS.sub("", title))
        # Rows are measured for a pen: the printer must not shrink them.
        self._canvas.setViewerPreference("PrintScaling", "None")

    def page(self, *, landscape: bool = False) -> Page:
        """A new page, its foot written."""
        if self._page:
            self._page.close()
        self._drawn += 1
        height, width = (SHORT_SIDE, LONG_SIDE) if landscape else (LONG_SIDE, SHORT_SIDE)
        self._canvas.setPageSize((width, height))
        self._page = Page(self._canvas, height, width, self._rtl)
        self._page.foot(self._printed, self._drawn, self._pages)
        return self._page

    def finish(self) -> bytes:
        """The whole paper as a PDF file."""
        if self._page:
            self._page.close()
        self._canvas.save()
        return self._out.getvalue()


def diamond(canvas: Any, x: float, y: float, size: float) -> None:
    """A small diamond standing on a baseline, for the birthday that no letter can say."""
    half = size / 2
    path = canvas.beginPath()
    path.moveTo(x + half * 0.75, y)
    path.lineTo(x + half * 1.5, y + half)
    path.lineTo(x + half * 0.75, y + size)
    path.lineTo(x, y + half)
    path.close()
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
