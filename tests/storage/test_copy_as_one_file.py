"""A copy of a database that is being written: one moment of it, and nobody's locks are lost."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from amane_desktop.storage.database import Damaged, connect, connect_to_copy, copy_as_one_file

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
BOTH = "SELECT (SELECT max(n) FROM one), (SELECT max(n) FROM other), (SELECT count(*) FROM one)"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[tuple[Path, Any]]:
    """Two tables that say the same at any moment, and a connection to them."""
    path = tmp_path / "amane.db"
    connection = connect(path, KEY)
    connection.execute("PRAGMA wal_autocheckpoint = 20")
    for table in ("one", "other"):
        connection.execute(f"CREATE TABLE {table} (n INTEGER, filling BLOB)")
    add(connection, 0)
    yield path, connection
    connection.close()


def add(connection: Any, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for table in ("one", "other"):
        connection.execute(f"INSERT INTO {table} VALUES (?, randomblob(?))", (number, 20_000))
        connection.execute(f"UPDATE {table} SET filling = randomblob(9000) WHERE n % 7 = ?", (1,))
    connection.execute("COMMIT")


def told(path: Path, key: bytes = KEY) -> tuple[int, int, int]:
    copy = connect_to_copy(path, key)
    try:
        assert copy.execute("PRAGMA cipher_integrity_check").fetchone() is None
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        one, other, rows = copy.execute(BOTH).fetchone()
    finally:
        copy.close()
    return int(one), int(other), int(rows)


def test_it_is_of_one_moment_while_somebody_writes_and_empties_the_log(
    database: tuple[Path, Any], tmp_path: Path
) -> None:
    path, _reading = database
    done, written = Event(), [0]

    def work() -> None:
        connection = connect(path, KEY)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA wal_autocheckpoint = 10")
        while not done.is_set():
            written[0] += 1
            add(connection, written[0])
        connection.close()

    worker = Thread(target=work)
    worker.start()
    try:
        last = -1
        for number in range(30):
            at_least, target = written[0] - 1, tmp_path / f"copy{number}.db"
            copy_as_one_file(path, target, KEY, KEY)
            one, other, rows = told(target)
            assert one == other == rows - 1
            assert one >= max(last, at_least)
            last = one
            target.unlink()
    finally:
        done.set()
        worker.join()
    assert last > 0
    assert not list(tmp_path.glob("copy*"))


def test_under_another_key(database: tuple[Path, Any], tmp_path: Path) -> None:
    copy_as_one_file(database[0], tmp_path / "copy.db", KEY, OTHER)
    assert told(tmp_path / "copy.db", OTHER) == (0, 0, 1)
    with pytest.raises(Damaged):
        connect_to_copy(tmp_path / "copy.db", KEY)


def test_a_wrong_key(database: tuple[Path, Any], tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        copy_as_one_file(database[0], tmp_path / "copy.db", OTHER, OTHER)


@pytest.mark.skipif(sys.platform == "win32", reason="closing a file lets go no locks there")
def test_the_locks_of_this_process_are_still_its_own(
    database: tuple[Path, Any], tmp_path: Path
) -> None:
    """By this lock another program knows, when it ends, that the log is still needed."""
    copy_as_one_file(database[0], tmp_path / "copy.db", KEY, KEY)
    code = (
        "import fcntl; file = open({path!r}, 'rb+');"
        "fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)"
    )
    taking = [sys.executable, "-c", code.format(path=str(database[0]))]
    taken = subprocess.run(taking, capture_output=True, text=True, check=False)
    assert "BlockingIOError" in taken.stderr
