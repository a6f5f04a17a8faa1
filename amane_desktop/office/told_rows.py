"""Which rows of an action are told by name, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable

from amane_desktop.office.history import is_shown, subject_of
from amane_desktop.office.journal import JournalChange
from amane_desktop.office.rows import Row
from amane_desktop.office.work import Reading


def is_told(reading: Reading, change: JournalChange) -> bool:
    """Not a span of rows made in bulk, nor what was erased or may not be seen."""
    is_single = change.last_row_id is None and not change.is_erased
    return is_single and is_shown(reading, change.kind, change.row_id)


def subjects_of(reading: Reading, rows: Iterable[Row]) -> list[str]:
    """What the rows are called, each name once."""
    named = dict.fromkeys(subject_of(reading, row) for row in dict.fromkeys(rows))
    return [subject for subject in named if subject]
