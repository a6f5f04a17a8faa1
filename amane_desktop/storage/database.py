"""The SQLCipher engine: every engine-specific statement stands in this room."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import QueuePool


class Base(DeclarativeBase):
    """Every table of the centre; rows have a number of their own."""

    # What undo must never take back (numbers given out) says False.
    is_journalled: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)


class Damaged(Exception):
    """The database cannot be read with its key: cut short, or altered."""


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine on the encrypted file; sessions begin with `begin immediate` when they write."""
    import sqlcipher3.dbapi2 as sqlcipher

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connect(path, key),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    # The driver leaves transactions to us (isolation_level=None).
    event.listen(engine, "begin", _begin)
    return engine


def _connect(path: Path, key: bytes) -> Any:
    import sqlcipher3.dbapi2 as sqlcipher

    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise Damaged from error
    return connection


def copy_database(source: Path, target: Path, key: bytes) -> None:
    """A consistent copy under the same key, whoever reads the source meanwhile."""
    one, other = _connect(source, key), _connect(target, key)
    try:
        one.backup(other)
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        other.close()
        one.close()


def is_whole(engine: Engine) -> bool:
    """Whether every page is authentic and every reference leads somewhere."""
    with engine.connect() as connection:
        broken = connection.exec_driver_sql("PRAGMA cipher_integrity_check").first()
        astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return broken is None and astray is None


def _begin(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
