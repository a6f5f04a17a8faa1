"""What encryption costs: the same work on the centre's kind of file, and on plain SQLite."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from amane_desktop.storage.database import connect
from bench.pairs import Pair, paired, timed
from bench.people import invented_persons, invented_surnames

PEOPLE, COMMITS, LOOKUPS = 20_000, 100, 2_000
_COLUMNS = ("given_name", "family_name", "given_name_ar", "family_name_ar", "sort_key")


def beside_plain(place: Path) -> list[str]:
    """Each kind of work by an encrypted file, in times what it takes by a plain one."""
    key, random = secrets.token_bytes(32), Random(1)
    persons = invented_persons(random, invented_surnames(random, PEOPLE // 20), PEOPLE // 4)
    rows = [tuple(person[name] for name in _COLUMNS) for person in islice(persons, PEOPLE)]
    encrypted = _Work(lambda path: connect(path, key), place / "encrypted.db", rows)
    plain = _Work(_connect_plain, place / "plain.db", rows)
    pairs = {
        f"writing {PEOPLE:,} persons at once": (encrypted.fill, plain.fill),
        f"{COMMITS} changes, each saved": (encrypted.commit, plain.commit),
        "opening the file and reading one person": (encrypted.open, plain.open),
        f"reading {LOOKUPS:,} persons here and there": (encrypted.look_up, plain.look_up),
        "reading them all": (encrypted.scan, plain.scan),
    }
    told = [_line(work, paired(timed(a), timed(b))) for work, (a, b) in pairs.items()]
    return ["Encrypted beside plain SQLite, the same work, as a ratio: " + "; ".join(told) + "."]


def _line(work: str, pair: Pair) -> str:
    return f"{work} **{pair.ratio:.2f}** ({pair.ours * 1000:.3g} beside {pair.peer * 1000:.3g} ms)"


def _connect_plain(path: Path) -> Any:
    """A connection as the program makes it, but for the key."""
    import sqlcipher3.dbapi2 as sqlcipher

    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


class _Work:
    """The same statements for both files."""

    def __init__(
        self, connect: Callable[[Path], Any], path: Path, rows: list[tuple[Any, ...]]
    ) -> None:
        self._connect = partial(connect, path)
        self._connection = self._connect()
        self._rows = rows

    def fill(self) -> None:
        """Make the table anew and write every row."""
        marks = ", ".join("?" * len(_COLUMNS))
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        execute("DROP TABLE IF EXISTS person")
        execute(f"CREATE TABLE person (id INTEGER PRIMARY KEY, {', '.join(_COLUMNS)})")
        execute("CREATE INDEX by_sort_key ON person (sort_key)")
        self._connection.executemany(
            f"INSERT INTO person ({', '.join(_COLUMNS)}) VALUES ({marks})", self._rows
        )
        execute("COMMIT")

    def commit(self) -> None:
        """Change one row after the other, and wait each time until it is on the disk."""
        for row_id in self._some(COMMITS):
            change = "UPDATE person SET given_name = given_name || 'x' WHERE id = ?"
            self._connection.execute(change, (row_id,))

    def open(self) -> None:
        """Open the file and read a row."""
        connection = self._connect()
        connection.execute("SELECT * FROM person WHERE id = 7").fetchone()
        connection.close()

    def look_up(self) -> None:
        """Read rows all over the file, with nothing of it in memory."""
        connection = self._connect()
        for row_id in self._some(LOOKUPS):
            connection.execute("SELECT * FROM person WHERE id = ?", (row_id,)).fetchone()
        connection.close()

    def scan(self) -> None:
        """Read every row, with nothing of it in memory."""
        connection = self._connect()
        connection.execute(
            "SELECT count(*) FROM person WHERE family_name_ar LIKE '%xq%'"
        ).fetchone()
        connection.close()

    @staticmethod
    def _some(count: int) -> Iterator[int]:
        random = Random(2)
        return (random.randint(1, PEOPLE) for _ in range(count))
