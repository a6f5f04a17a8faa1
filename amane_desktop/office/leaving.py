"""What leaves the encrypted house: lists as spreadsheets, in one folder, told in the journal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Mapped

from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import N_, _, format_date, is_rtl, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.office.labels import describe
from amane_desktop.office.registry import action
from amane_desktop.office.short_lines import short_line
from amane_desktop.office.work import Work
from amane_desktop.storage.database import Base

_UNFIT = re.compile(r"[^\w\- ]+")
# Marks that keep a number in its own direction mean nothing in a cell of its own; and what no
# spreadsheet can hold.
_UNSEEN = re.compile(
    "[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
)
_WIDEST, _NARROWEST = 40, 8


class LeavingFile(Base):
    """A file with people's data that somebody took out: its title, and how many rows it has."""

    __tablename__ = "leaving_file"
    title: Mapped[str]
    rows: Mapped[int]


def leaving_folder() -> Path:
    """The one folder for what leaves the house, beside the user's own documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Amane"


@action(
    N_("Took a list out"),
    Permission.EXPORT_LISTS,
    {"title": "Persons", "headings": ("Person",), "rows": (("Yassine",),)},
    is_undoable=False,
)
def export_list(
    work: Work, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> Path:
    """Write a list as it is shown into a spreadsheet in the folder for what leaves; says where.

    A second sheet says what the file holds, who made it and when. Refuses when it cannot be
    written.
    """
    title = short_line(title, "title")
    work.session.add(LeavingFile(title=title, rows=len(rows)))
    try:
        folder = leaving_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = _free_name(folder, f"{title} {work.today:%Y-%m-%d}")
        _write(path, title, headings, rows, _word_on(work, title, len(rows)))
    except OSError:
        raise Refusal(_("The list cannot be written into the folder for what leaves.")) from None
    return path


def _word_on(work: Work, title: str, rows: int) -> str:
    words = ngettext(
        "This file holds in clear what the centre keeps under “{title}”: {n} row. {who} took it out"
        " on {day}. Show it to nobody who need not see it, and delete it once it has served.",
        "This file holds in clear what the centre keeps under “{title}”: {n} rows. {who} took it"
        " out on {day}. Show it to nobody who need not see it, and delete it once it has served.",
        rows,
    )
    return words.format(title=title, n=rows, who=work.by.name, day=format_date(work.today))


def _free_name(folder: Path, name: str) -> Path:
    name = _UNFIT.sub("", name)
    names = (f"{name}.xlsx", *(f"{name} ({n}).xlsx" for n in range(2, 1000)))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def _write(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    word: str,
) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_UNFIT.sub("", title)[:31] or "1")
    sheet.sheet_view.rightToLeft = is_rtl()
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)

    def cell(text: str, *, is_bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=_UNSEEN.sub("", text))
        # Whatever it begins with, a text is no formula.
        made.data_type = "s"
        if is_bold:
            made.font = bold
        return made

    for column, heading in enumerate(headings):
        widest = max((len(row[column]) for row in rows), default=0)
        width = min(_WIDEST, max(_NARROWEST, widest, len(heading)) + 2)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width
    sheet.append([cell(heading, is_bold=True) for heading in headings])
    for row in rows:
        sheet.append([cell(text) for text in row])
    told = book.create_sheet(_("Read this first"))
    told.append([cell(word)])
    book.save(path)


describe(
    LeavingFile.__tablename__,
    Permission.SEE_CENTRE,
    lambda values: str(values["title"]),
    {},
    lambda reading, _values: may(reading.by.role, Permission.EXPORT_LISTS),
)
