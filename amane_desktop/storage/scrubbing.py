"""Leaving nothing behind of what was erased: in the file's pages, its log, and older copies."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from amane_desktop.storage import fulltext
from amane_desktop.storage.database import Damaged, InUse, let_references_wait
from amane_desktop.storage.durable import flush_names


def begin_erasing(session: Session) -> None:
    """Let rows go in any order until the commit, and their places be overwritten."""
    session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
    let_references_wait(session)


def end_erasing(session: Session) -> None:
    """Let the index for finding hold nothing of the rows that went."""
    fulltext.make_index_anew(session.connection())


def older_files(path: Path) -> list[Path]:
    """The copies that updates of the program have left beside the database."""
    return sorted(path.parent.glob(path.name + ".*"))


def scrub(engine: Engine, path: Path) -> None:
    """Write the file anew without what is free in it, empty its log, remove its older copies.

    Raises InUse when another program has the file open, OSError when a copy cannot be removed.
    """
    import sqlcipher3.dbapi2 as sqlcipher

    for older in older_files(path):
        older.unlink()
    flush_names(path.parent)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
    except sqlcipher.DatabaseError as error:
        is_busy = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in (5, 6)
        raise (InUse if is_busy else Damaged) from error
    finally:
        connection.close()
