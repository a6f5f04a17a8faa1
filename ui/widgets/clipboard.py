"""Rows for a spreadsheet, by way of the clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

# What keeps text in its direction on the screen has no place in a cell.
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OURS = "application/x-amane-rows"
_FORMULA = re.compile(r"\s*[=+\-@]")


def cell(text: str) -> str:
    """The text as a spreadsheet keeps it: one line, and never a formula."""
    text = " ".join(_MARKS.sub("", text).split())
    return f"'{text}" if _FORMULA.match(text) else text


def copy_rows(rows: Iterable[Sequence[str]]) -> None:
    """Put the rows on the clipboard, as text between tabs and as a table."""
    from html import escape

    cells = [[cell(text) for text in row] for row in rows]
    kept = QMimeData()
    kept.setText("\n".join("\t".join(row) for row in cells))
    # Excel keeps a cell of this format as text, a file number too.
    td = "<td style=\"mso-number-format:'\\@'\">{}</td>"
    body = "".join(f"<tr>{''.join(td.format(escape(text)) for text in row)}</tr>" for row in cells)
    kept.setHtml(f"<table>{body}</table>")
    kept.setData(_OURS, b"")
    QGuiApplication.clipboard().setMimeData(kept)


def forget_copied() -> None:
    """Take from the clipboard what was copied here, be it rows or a text."""
    clipboard = QGuiApplication.clipboard()
    # Not every platform tells whose it is; Qt gives nothing for an empty one.
    held = cast("QMimeData | None", clipboard.mimeData())
    if clipboard.ownsClipboard() or (held is not None and held.hasFormat(_OURS)):
        clipboard.clear()
