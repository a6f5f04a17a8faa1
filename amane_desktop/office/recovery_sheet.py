"""The recovery code on paper, and what to do with it, in French and in Arabic."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from amane_desktop.i18n import N_, format_date, translator

if TYPE_CHECKING:
    from amane_desktop.printing.frame import Page

_PURPOSE = N_(
    "This code opens the centre when every password is forgotten."
    " Whoever holds it can read everything."
)
_STEPS = (
    N_("Put this sheet into an envelope, close it and sign across the flap."),
    N_("Keep it far from this computer: with the association's president, or in a safe."),
    N_("Do not photograph it, and do not send it by telephone or e-mail."),
    N_(
        "When the program asks for the recovery code, type the six blocks in order,"
        " from left to right."
    ),
    N_("Without a password and without this code, nobody can open the centre again."),
)
_AFTER_ANOTHER = N_(
    "Keep the sheet before this one until every USB drive has a new backup:"
    " the older ones open only with it."
)
_COLUMNS = 3


def draw_recovery_sheet(
    centre_name: str,
    centre_name_ar: str,
    code: str,
    printed_at: datetime,
    lang: str,
    number: int = 1,
) -> bytes:
    """The sheet as a PDF file; the reader's language stands first."""
    from amane_desktop.printing.frame import Heading, Paper

    languages = ("ar", "fr") if lang == "ar" else ("fr", "ar")
    headings = []
    for each in languages:
        gettext = translator(each).gettext
        own, other = (
            (centre_name_ar, centre_name) if each == "ar" else (centre_name, centre_name_ar)
        )
        day = format_date(printed_at.date(), "long", each)
        title = gettext(N_("Recovery code no. {n}")).format(n=number)
        headings.append(Heading(own or other, title, day, rtl=each == "ar"))
    gettext = translator(languages[0]).gettext
    paper = Paper(
        gettext(N_("Recovery code")),
        rtl=languages[0] == "ar",
        printed=gettext(N_("Not to be left on a desk, nor kept in the office's files")),
        pages=1,
    )
    page = paper.page()
    page.heading(headings)
    steps = _STEPS if number == 1 else (*_STEPS, _AFTER_ANOTHER)
    down = _blocks(page, code)
    for each in languages:
        page.rtl = each == "ar"
        down = _advice(page, each, down, steps)
    return paper.finish()


def _blocks(page: Page, code: str) -> float:
    """Draw the code's blocks in boxes, from left to right for every reader."""
    from amane_desktop.printing import fonts
    from amane_desktop.printing.frame import MARGIN, MM, SOFT

    page.canvas.setLineWidth(1)
    gap, tall, top = 6 * MM, 24 * MM, 42 * MM
    wide = (page.inner - gap * (_COLUMNS - 1)) / _COLUMNS
    blocks = code.split("-")
    for place, block in enumerate(blocks):
        row, column = divmod(place, _COLUMNS)
        x, down = MARGIN + column * (wide + gap), top + row * (tall + gap)
        page.canvas.roundRect(x, page.y(down + tall), wide, tall, 3 * MM)
        offset = page.inner - (x - MARGIN) - wide if page.rtl else x - MARGIN
        page.write(
            block,
            offset,
            down + 14.5 * MM,
            wide,
            font=fonts.BOLD,
            size=30.0,
            align="centre",
            rtl=False,
        )
        page.write(
            str(place + 1), offset, down + 21 * MM, wide, size=9.0, align="centre", grey=SOFT
        )
    rows = -(-len(blocks) // _COLUMNS)
    return top + rows * (tall + gap) + 10 * MM


def _advice(page: Page, lang: str, down: float, steps: tuple[str, ...]) -> float:
    """Write what the code is for and how to keep it, from the language's own side."""
    from amane_desktop.printing import fonts
    from amane_desktop.printing.frame import MM

    gettext, rtl = translator(lang).gettext, lang == "ar"
    indent = 9 * MM
    down = page.paragraph(
        gettext(_PURPOSE), 0, down, page.inner, font=fonts.SEMIBOLD, size=12.0, rtl=rtl
    )
    down += 2 * MM
    for number, step in enumerate(steps, start=1):
        page.write(str(number), 0, down, indent, font=fonts.BOLD, size=12.0)
        down = page.paragraph(gettext(step), indent, down, page.inner - indent, size=12.0, rtl=rtl)
        down += 1.5 * MM
    return down + 10 * MM
