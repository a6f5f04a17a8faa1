"""What a copy of the database holds, read without the program's models: it may be an older one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amane_desktop.storage.attachments import Stored
from amane_desktop.storage.backup.layout import ATTACHMENT
from amane_desktop.storage.database import Damaged, connect_to_copy, named_causes

# The index for finding is made anew wherever it must be.
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' "
    "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'finding%' ORDER BY name"
)
_CACHE = 64 * 1024  # KiB
# Those of rows, and those that the journal alone names: undo may bring them back.
_ATTACHMENTS = "SELECT stored_as, key, size FROM attachment"
_ONCE_ATTACHED = " UNION ALL ".join(
    f"SELECT {side} ->> 'stored_as', {side} ->> 'key', {side} ->> 'size' "
    "FROM journal_change WHERE kind = 'attachment'"
    for side in ("before", "after")
)


@dataclass(frozen=True)
class Contents:
    """The version of its tables, and how many rows each has."""

    schema: str
    counts: dict[str, int]


@contextmanager
def reading_copy(path: Path, key: bytes) -> Iterator[Any]:
    """A connection to a copy that is never written to; raises Damaged or Unreachable."""
    with named_causes(), closing(connect_to_copy(path, key)) as connection:
        # Following references goes back and forth in the file.
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        yield connection


def contents_of(connection: Any) -> Contents:
    """What the copy holds, beside attachments."""
    tables = [name for (name,) in connection.execute(_TABLES)]
    counts = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables
    }
    (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Contents(str(schema), counts)


def attachments_of(connection: Any) -> dict[str, Stored]:
    """The attachments that the copy names, by their names."""
    return {each.name: each for each in _attachments(connection)}


def _attachments(connection: Any) -> Iterator[Stored]:
    for row in connection.execute(_ONCE_ATTACHED):
        if None not in row:
            yield _stored(*row)
    for row in connection.execute(_ATTACHMENTS):
        yield _stored(*row)


def _stored(name: str, key: str, size: int) -> Stored:
    """An attachment's row; Damaged where its name is none of ours, and might lead elsewhere."""
    if not ATTACHMENT.fullmatch(name):
        raise Damaged
    return Stored(name, bytes.fromhex(key), size)
