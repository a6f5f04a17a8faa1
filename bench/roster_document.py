"""The week's rosters as a document of an office suite: the same pages, words, boxes and type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from itertools import groupby

import pypdfium2

from amane_desktop.i18n import format_date, translator, week_title
from amane_desktop.printing import arabic
from amane_desktop.printing.wording import printed_line
from amane_desktop.school_support.roster import RosterChild, RosterSheet, RosterSlot
from amane_desktop.school_support.roster_layout import hours, weekday

_FONT = "IBM Plex Sans Arabic"
_LEGEND = "birthday · tick = present · A absent · E excused · L late"
_UNLIKE = str.maketrans({")": "(", "_": None, "-": None})
_HAIR, _RULE = "0.35pt solid #b8b8b8", "0.9pt solid #000000"
# Name, typeface, size, grey, alignment, and whether it is written from the right.
_WORDS = (
    ("centre", "bold", 11.5, 0, "start", False),
    ("centre_ar", "bold", 11.5, 0, "end", True),
    ("title", "bold", 16, 0, "start", False),
    ("title_ar", "bold", 16, 0, "end", True),
    ("below", "regular", 10.5, 0, "start", False),
    ("below_ar", "regular", 10.5, 0, "end", True),
    ("day", "semibold", 9, 0, "center", False),
    ("day_ar", "semibold", 9, 0, "center", True),
    ("hours", "regular", 6, 0x54, "center", False),
    ("number", "regular", 8, 0x54, "center", False),
    ("name", "regular", 10, 0, "start", False),
    ("name_ar", "regular", 10, 0, "end", True),
    ("legend", "regular", 8, 0x54, "start", False),
    ("legend_ar", "regular", 8, 0x54, "end", True),
    ("line", "regular", 10, 0, "start", False),
    ("foot", "regular", 7, 0x54, "start", False),
)
_FAMILIES = {"regular": _FONT, "semibold": f"{_FONT} SemiBold", "bold": _FONT}
# The strong sides of a cell, and its hairlines.
_BOXES = {
    "plain": ("", ""),
    "line": ("", "top bottom"),
    "box": ("", "top bottom left right"),
    "first": ("left", "top bottom right"),
    "head": ("left right", "top bottom"),
    "hour": ("bottom", "top left right"),
}
_COLUMNS = {"half": 93, "number": 8, "name": 39, "name_ar": 33, "level": 14, "session": 7.66}


def as_document(sheets: Sequence[RosterSheet], by: str, at: datetime) -> str:
    """The rosters as a flat OpenDocument text in French and Arabic, a page for each group."""
    parts = "".join(
        [
            *(
                f'<style:font-face style:name="{name}" svg:font-family="\'{family}\'"/>'
                for name, family in _FAMILIES.items()
            ),
            "</office:font-face-decls><office:automatic-styles>",
            *(_words_style(*style) for style in _WORDS),
            *(_box_style(name, *sides) for name, sides in _BOXES.items()),
            *(_column_style(name, width) for name, width in _COLUMNS.items()),
        ]
    )
    return _DOCUMENT.format(
        styles=parts,
        printed=escape(printed_line("fr", by, at)),
        body="".join(_page(sheet, bool(place)) for place, sheet in enumerate(sheets)),
    )


def same_words(ours: bytes, theirs: bytes) -> bool:
    """Whether two papers have the same letters on each page, in whatever order they are read."""
    return _letters(ours) == _letters(theirs)


def _letters(paper: bytes) -> list[Counter[str]]:
    pages = pypdfium2.PdfDocument(paper)
    texts = (page.get_textpage().get_text_range() for page in pages)
    # A bracket is turned round with its line, the line to sign on is drawn or typed, and a hyphen
    # at which a name goes on below is told as one that no letter is.
    seen = (text.translate(_UNLIKE) for text in texts)
    return [Counter(c for c in text if c.isprintable() and not c.isspace()) for text in seen]


def _page(sheet: RosterSheet, follows: bool) -> str:
    halves = (_heading(sheet, "fr"), _heading(sheet, "ar"))
    legends = (
        _p("legend", translator("fr").gettext(_LEGEND)),
        _p("legend_ar", translator("ar").gettext(_LEGEND)),
    )
    columns = ["number", "name", "name_ar", "level", *["session"] * len(sheet.slots)]
    rows = (*sheet.children, *[None] * sheet.empty_rows)
    signed = (translator(lang).gettext("Teacher's signature") for lang in ("fr", "ar"))
    return "".join(
        [
            _p("group" if follows else "first_group", ""),
            _table(["half", "half"], _row(map(_cell, halves))),
            _table(
                columns,
                _row(_day_heads(sheet.slots)),
                _row(_hour_heads(sheet.slots)),
                *(_row(_child(n, child, sheet.slots), "tall") for n, child in enumerate(rows, 1)),
            ),
            _table(["half", "half"], _row(map(_cell, legends))),
            _p("line", arabic.join(signed, " / "), "<text:tab/>"),
        ]
    )


def _heading(sheet: RosterSheet, lang: str) -> str:
    rtl = lang == "ar"
    group, room, teacher = (
        (sheet.group_ar, sheet.room_ar, sheet.teacher_ar)
        if rtl
        else (sheet.group, sheet.room, sheet.teacher)
    )
    title = translator(lang).gettext("Group {name}").format(name=group)
    lines = {
        "centre": sheet.centre_ar if rtl else sheet.centre,
        "title": arabic.join((title, room, teacher)),
        "below": week_title(sheet.monday, lang),
    }
    return "".join(_p(f"{name}_ar" if rtl else name, words) for name, words in lines.items())


def _day_heads(slots: Sequence[RosterSlot]) -> list[str]:
    cells = [_cell("", columns=4)]
    for day, of_day in groupby(slots, key=lambda slot: slot.day):
        words = format_date(day, "weekday_short", "fr").replace(".", "")
        heads = _p("day", words) + _p("day_ar", weekday(day, "ar"))
        cells.append(_cell(heads, "head", len(list(of_day))))
    return cells


def _hour_heads(slots: Sequence[RosterSlot]) -> list[str]:
    return [_cell("", columns=4), *(_cell(_p("hours", "–".join(hours(s))), "hour") for s in slots)]


def _child(number: int, child: RosterChild | None, slots: Sequence[RosterSlot]) -> list[str]:
    days = [slot.day for slot in slots]
    begins = [not place or day != days[place - 1] for place, day in enumerate(days)]
    return [
        _cell(_p("number", str(number)), "line"),
        _cell(_p("name", child.name if child else ""), "line"),
        _cell(_p("name_ar", child.name_ar if child else ""), "line"),
        _cell(_p("number", child.level if child else ""), "line"),
        *(_cell(_p("number", ""), "first" if first else "box") for first in begins),
    ]


def _p(style: str, words: str, after: str = "") -> str:
    return f'<text:p text:style-name="{style}">{escape(words)}{after}</text:p>'


def _cell(inside: str, style: str = "plain", columns: int = 1) -> str:
    spanned = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
    opening = f'<table:table-cell table:style-name="{style}"{spanned}>'
    covered = "<table:covered-table-cell/>" * (columns - 1)
    return f"{opening}{inside or _p('number', '')}</table:table-cell>{covered}"


def _row(cells: Iterable[str], style: str = "low") -> str:
    return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'


def _table(columns: Sequence[str], *rows: str) -> str:
    widths = "".join(f'<table:table-column table:style-name="{name}"/>' for name in columns)
    return f'<table:table table:style-name="grid">{widths}{"".join(rows)}</table:table>'


def _words_style(name: str, font: str, size: float, grey: int, align: str, rtl: bool) -> str:
    weight = "bold" if font == "bold" else "normal"
    both = (
        f'style:font-name{kind}="{font}" {prefix}:font-size{kind}="{size}pt"'
        f' {prefix}:font-weight{kind}="{weight}"'
        for kind, prefix in (("", "fo"), ("-complex", "style"))
    )
    return (
        f'<style:style style:name="{name}" style:family="paragraph">'
        f'<style:paragraph-properties fo:text-align="{align}"'
        f' style:writing-mode="{"rl" if rtl else "lr"}-tb"><style:tab-stops>'
        '<style:tab-stop style:position="15cm" style:leader-style="solid"'
        ' style:leader-text="_"/></style:tab-stops></style:paragraph-properties>'
        f'<style:text-properties {" ".join(both)} fo:color="#{grey:02x}{grey:02x}{grey:02x}"/>'
        "</style:style>"
    )


def _box_style(name: str, strong: str, hair: str) -> str:
    borders = [f'fo:border-{side}="{_RULE}"' for side in strong.split()]
    borders += [f'fo:border-{side}="{_HAIR}"' for side in hair.split()]
    return (
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties'
        f' fo:padding="0.3mm" style:vertical-align="middle" {" ".join(borders)}/></style:style>'
    )


def _column_style(name: str, width: float) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}mm"/></style:style>'
    )


_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls>{styles}
<style:style style:name="first_group" style:family="paragraph" style:master-page-name="sheet">
<style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="group" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/>
<style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="grid" style:family="table">
<style:table-properties style:width="186mm" table:align="left"/></style:style>
<style:style style:name="low" style:family="table-row"/>
<style:style style:name="tall" style:family="table-row">
<style:table-row-properties style:min-row-height="7.8mm"/></style:style>
<style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="210mm"
 fo:page-height="297mm" fo:margin="10mm" fo:margin-left="12mm" fo:margin-right="12mm"/>
<style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="sheet" style:page-layout-name="a4">
<style:footer><text:p text:style-name="foot">{printed}<text:s text:c="20"/>
<text:page-number/> / <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""
