"""A new key for the whole database: on a copy, which is checked and swapped in."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from amane_desktop.storage.database import (
    Damaged,
    InUse,
    connect,
    copy_database,
    is_whole,
    named_causes,
)
from amane_desktop.storage.durable import flush, flush_names, put_in_place


def opens(path: Path, key: bytes) -> bool:
    """Whether the database is under this key."""
    if not path.exists() or not path.stat().st_size:
        return False  # opened, it would become an empty database
    try:
        connect(path, key).close()
    except Damaged:
        return False
    return True


def copy_under_new_key(path: Path, old: bytes, new: bytes) -> Path:
    """A copy of the database, closed by everybody, under another key; for `swap_in`.

    Raises InUse when another program has the database open.
    """
    copy = path.with_name(path.name + ".rekey")
    for left in (copy, path.with_name(f"{copy.name}-journal")):
        left.unlink(missing_ok=True)
    copy_database(path, copy, old)
    with named_causes(), closing(connect(copy, old)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    if not is_whole(copy, new):
        raise Damaged
    if path.with_name(path.name + "-wal").exists():
        raise InUse  # somebody else has it open, and would go on in the old file
    flush(copy)
    return copy


def swap_in(copy: Path, path: Path) -> None:
    """Put the copy in the database's place."""
    put_in_place(copy, path)
    flush_names(path.parent)
