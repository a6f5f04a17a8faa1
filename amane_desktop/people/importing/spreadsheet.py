"""Cells from xlsx, ods and csv files; formulas give their last result, macros never run."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.names import clean

KINDS = (".xlsx", ".xlsm", ".ods", ".csv")
MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_MOST_BYTES, _MOST_UNPACKED = 50_000_000, 300_000_000
# How a workbook with a password begins: it is wrapped in an older kind of file.
_WRAPPED = bytes.fromhex("D0CF11E0A1B11AE1")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# Where a cell stands, as in <c r="AB12">.
_PLACE, _LONGEST_PLACE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']"""), 16
_SEPARATORS = ";,\t|"


@dataclass(frozen=True)
class Sheet:
    """One sheet, every cell as clean text; a merged cell speaks for each row that it covers."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets that hold anything; refuses what is too large, locked or no spreadsheet."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            beginning = file.read(8)
    except OSError:
        raise Refusal(_("This file cannot be read."), "path") from None
    if size > _MOST_BYTES:
        raise Refusal(_("This file is too large: 50 MB at most."), "path")
    if path.suffix.lower() not in KINDS:
        raise Refusal(_("Choose a spreadsheet: xlsx, ods or csv."), "path")
    if path.suffix.lower() == ".csv":
        sheets = [(path.stem, _csv_rows(path))]
    else:
        _check_unpacked(path, beginning)
        sheets = _workbook(path)
    read = tuple(Sheet(clean(name), rows) for name, cells in sheets if (rows := _plain(cells)))
    if not read:
        raise Refusal(_("Nothing is written in this spreadsheet."), "path")
    return read


def _check_unpacked(path: Path, beginning: bytes) -> None:
    """Refuse what a password locks, and what would swell beyond all measure."""
    locked = _("This spreadsheet has a password. Save it without one, then take it in.")
    if beginning == _WRAPPED:
        raise Refusal(locked, "path")
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
            manifest = "META-INF/manifest.xml"
            if manifest in packed.namelist() and b"encryption-data" in packed.read(manifest):
                raise Refusal(locked, "path")
            for entry in packed.infolist() if unpacked <= _MOST_UNPACKED else ():
                if _SHEET.fullmatch(entry.filename):
                    _check_reach(packed, entry)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
        raise Refusal(_("This is no spreadsheet, or it is damaged."), "path") from None
    if unpacked > _MOST_UNPACKED:
        raise Refusal(_("This spreadsheet is too large."), "path")


def _check_reach(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a sheet with a lonely cell far out: every cell up to there would be made."""
    last_row, last_column, tail = 0, 0, b""
    with packed.open(entry) as sheet:
        while chunk := sheet.read(1_000_000):
            for letters, digits in _PLACE.findall(tail + chunk):
                last_row = max(last_row, int(digits))
                last_column = max(last_column, _column(letters))
            tail = chunk[-_LONGEST_PLACE:]
    if last_row * last_column > (MOST_ROWS + 100) * _MOST_COLUMNS:
        raise Refusal(_("This spreadsheet is too large."), "path")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _workbook(path: Path) -> list[tuple[str, list[list[Any]]]]:
    import python_calamine as calamine

    sheets = []
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS + 100:
                raise Refusal(_("A sheet has 20,000 rows at most."), "path")
            rows = sheet.to_python(skip_empty_area=False)
            for (top, leading), (bottom, trailing) in sheet.merged_cell_ranges or ():
                _spread(rows, top, leading, bottom, trailing)
            sheets.append((name, rows))
    except (calamine.CalamineError, OSError, ValueError):
        raise Refusal(_("This is no spreadsheet, or it is damaged."), "path") from None
    return sheets


def _spread(rows: list[list[Any]], top: int, leading: int, bottom: int, trailing: int) -> None:
    """Say in each cell below what a merged one says for all of them.

    Only downwards: a title across the sheet is no heading of every column. Empty ones may lie
    beyond all that is written.
    """
    if trailing != leading or top >= len(rows) or leading >= len(rows[top]):
        return
    for row in rows[top + 1 : bottom + 1]:
        row[leading] = rows[top][leading]


def _csv_rows(path: Path) -> list[list[Any]]:
    raw = path.read_bytes()
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(_("This is no spreadsheet, or it is damaged."), "path")
    text = _decoded(raw)
    head = text[:20_000]
    separator = max(_SEPARATORS, key=lambda sign: head.count(sign))
    try:
        rows: list[list[Any]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(list(row))
            if len(rows) > MOST_ROWS + 100:
                raise Refusal(_("A sheet has 20,000 rows at most."), "path")
    except csv.Error:
        raise Refusal(_("This is no spreadsheet, or it is damaged."), "path") from None
    return rows


def _decoded(raw: bytes) -> str:
    """The text, whichever alphabet's code the office's spreadsheet wrote it in."""
    for code in (
        ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    ):
        try:
            return raw.decode(code)
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=["cp1252", "cp1256"]).best()
    return str(best) if best else raw.decode("cp1252", errors="replace")


def _plain(rows: list[list[Any]]) -> tuple[tuple[str, ...], ...]:
    """Clean text in as many columns as are used; empty rows at the end are left out."""
    texts = [[_text(cell) for cell in row[:_MOST_COLUMNS]] for row in rows]
    while texts and not any(texts[-1]):
        texts.pop()
    width = max((n + 1 for row in texts for n, cell in enumerate(row) if cell), default=0)
    return tuple(tuple((row + [""] * width)[:width]) for row in texts) if width else ()


def _text(cell: Any) -> str:
    """A cell as somebody would type it: days as 2015-09-03, whole numbers without a point."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))
