"""What belongs to a person, for the history of the family: one entry for each table."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, text

from amane_desktop.office.journal import GONE, JournalChange
from amane_desktop.office.rows import Row, model_of, within
from amane_desktop.office.work import Reading

# Tables, each with the column that names the person; the rooms above add theirs.
BELONGINGS: dict[str, str] = {}


def belonging_to(reading: Reading, person_ids: Collection[int]) -> tuple[Row, ...]:
    """The rows of these persons, those that are gone as well; only the journal knows of them."""
    found: dict[Row, None] = {}
    for kind, column in BELONGINGS.items():
        table = model_of(kind).__table__
        whose = JournalChange.before[column].as_integer()
        gone = select(JournalChange.row_id).where(
            JournalChange.kind == kind, text(GONE), whose.in_(person_ids)
        )
        for condition in within(table.c[column], person_ids):
            there = reading.session.scalars(select(table.c.id).where(condition))
            found |= {(kind, number): None for number in there}
        found |= {(kind, number): None for number in reading.session.scalars(gone)}
    return tuple(found)
