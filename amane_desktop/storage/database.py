"""The SQLCipher engine: every engine-specific statement stands in this room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import QueuePool

from amane_desktop.storage import fulltext
from amane_desktop.storage.locked_files import copy_locked_file


class Base(DeclarativeBase):
    """Every table of the centre; rows have a number of their own."""

    # What undo must never take back (numbers given out) says False.
    is_journalled: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)


class Damaged(Exception):
    """The database cannot be read with its key: cut short, or altered."""


class Unreachable(Exception):
    """The disk is full, fails, or does not let this user read or write."""


class InUse(Exception):
    """Another program writes at the same time."""


# SQLite's own numbers; what is not here is an error of ours, and is told as one.
_CAUSES: dict[int, type[Exception]] = {
    5: InUse,  # BUSY
    6: InUse,  # LOCKED
    8: Unreachable,  # READONLY
    10: Unreachable,  # IOERR
    11: Damaged,  # CORRUPT
    13: Unreachable,  # FULL
    14: Unreachable,  # CANTOPEN
    26: Damaged,  # NOTADB
}


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine on the encrypted file; sessions begin with `begin immediate` when they write.

    What befalls the file is raised as Damaged, Unreachable or InUse.
    """
    import sqlcipher3.dbapi2 as sqlcipher

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    # The driver leaves transactions to us (isolation_level=None).
    event.listen(engine, "begin", _begin)
    event.listen(engine, "connect", fulltext.prepare)
    event.listen(engine, "handle_error", _name_cause)
    return engine


def engine_of_copy(path: Path, key: bytes) -> Engine:
    """An engine for a copy that nobody writes to; it writes nothing itself."""
    import sqlcipher3.dbapi2 as sqlcipher

    # Python's own sqlite3, which is taken otherwise, is not part of the bundle.
    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect_to_copy(path, key),
        hide_parameters=True,
    )


def _cause(error: BaseException | None) -> type[Exception] | None:
    return _CAUSES.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)


def _name_cause(context: ExceptionContext) -> None:
    cause = _cause(context.original_exception)
    if cause is not None:
        # SQLCipher refuses everything on a connection that has met a false page. After a failed
        # write it must stay: opened anew, it would take what was refused from the log.
        context.is_disconnect = cause is Damaged
        raise cause


_WHERE_IT_IS_WRITTEN = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
)


def connect(path: Path, key: bytes) -> Any:
    """A bare connection to the encrypted file; Damaged when the key does not open it."""
    return _opened(str(path), key, *_WHERE_IT_IS_WRITTEN)


def copy_as_one_file(source: Path, target: Path, key: bytes, its_key: bytes) -> None:
    """A consistent copy without a log, under a key of its own; nobody who writes is held up.

    It is not flushed. Raises Damaged, Unreachable, InUse or OSError.
    """
    with named_causes():
        with closing(connect(source, key)) as reading:
            # As long as this reads, what it sees stands in the file and its log: no page of it is
            # overwritten by a later one, and the log does not begin anew.
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM sqlite_master").fetchall()
            copy_locked_file(source, target)
            with suppress(FileNotFoundError):
                shutil.copyfile(_log_of(source), _log_of(target))
        settings = ("synchronous = OFF", "journal_mode = DELETE")
        address = f"{_uri(target)}?mode=rw"
        with closing(_opened(address, key, *settings, is_address=True)) as copy:
            if its_key != key:
                copy.execute(f"PRAGMA rekey = \"x'{its_key.hex()}'\"")


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def connect_to_copy(path: Path, key: bytes) -> Any:
    """A bare connection to a copy that nobody writes to; it writes nothing itself, not beside it.

    Raises Damaged when the key does not open it.
    """
    if path.exists() and not path.stat().st_size:
        raise Damaged  # opened, it would be an empty database
    return _opened(f"{_uri(path)}?mode=ro&immutable=1", key, is_address=True)


def _opened(place: str, key: bytes, *settings: str, is_address: bool = False) -> Any:
    """A bare connection that has been read from once, so that the key is known to fit."""
    import sqlcipher3.dbapi2 as sqlcipher

    with named_causes():
        connection = sqlcipher.connect(
            place, uri=is_address, isolation_level=None, check_same_thread=False
        )
        try:
            # Its log would go to the terminal, and name places in the file.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for setting in ("temp_store = MEMORY", *settings):
                connection.execute(f"PRAGMA {setting}")
            connection.execute("SELECT count(*) FROM sqlite_master")
        except BaseException:
            connection.close()
            raise
    return connection


def _uri(path: Path) -> str:
    """The path as SQLite takes it with options, a drive's letter and a network's folder too."""
    name = quote(path.absolute().as_posix())
    return f"file://{name}" if name.startswith("/") else f"file:///{name}"


def copy_database(source: Path, target: Path, key: bytes) -> None:
    """A consistent copy under the same key, whoever reads the source meanwhile.

    Raises Damaged, Unreachable or InUse.
    """
    with (
        named_causes(),
        closing(connect(source, key)) as one,
        closing(connect(target, key)) as other,
    ):
        one.backup(other)
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def named_causes() -> Iterator[None]:
    """Raise what befalls a bare connection as Damaged, Unreachable or InUse."""
    import sqlcipher3.dbapi2 as sqlcipher

    try:
        yield
    except sqlcipher.Error as error:
        raise (_cause(error) or Damaged) from error


def check_alone(path: Path, key: bytes) -> None:
    """InUse while anybody else has the database open, were it only to read."""
    import sqlcipher3.dbapi2 as sqlcipher

    with (
        named_causes(),
        closing(sqlcipher.connect(str(path), isolation_level=None)) as connection,
    ):
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def let_references_wait(session: Session) -> None:
    """Let rows of this transaction refer to what is not there, until the commit."""
    session.execute(text("PRAGMA defer_foreign_keys = ON"))


def false_pages(connection: Connection) -> int:
    """How many pages of the file are not authentic.

    One that is being written at the moment looks false once, and not again.
    """
    found = (
        {row[0] for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")}
        for _time in range(3)
    )
    false = next(found)
    while false and (again := next(found, None)) is not None:
        false &= again
    return len(false)


def is_in_order(connection: Connection) -> bool:
    """Whether tables and indexes agree with each other, page by page."""
    return bool(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() == "ok")


def astray(connection: Connection) -> dict[str, list[int]]:
    """Rows with a reference that leads nowhere, by their table."""
    found: dict[str, list[int]] = {}
    for table, row_id, *_where in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.setdefault(table, []).append(row_id)
    return found


def is_whole(path: Path, key: bytes) -> bool:
    """Whether every page of a copy is authentic and every reference leads somewhere."""
    with named_causes(), closing(connect_to_copy(path, key)) as copy:
        return has_authentic_pages(copy) and has_its_references(copy)


def has_authentic_pages(copy: Any) -> bool:
    """Whether every page is as it was written, under this key."""
    return copy.execute("PRAGMA cipher_integrity_check").fetchone() is None


def has_its_references(copy: Any) -> bool:
    """Whether every reference leads somewhere."""
    return copy.execute("PRAGMA foreign_key_check").fetchone() is None


def _begin(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
