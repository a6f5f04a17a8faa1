"""Which engine stands under the database."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class EngineVersions:
    """The versions of SQLite, of SQLCipher, and of the library that encrypts for it."""

    sqlite: str
    sqlcipher: str
    openssl: str


@cache
def engine_versions() -> EngineVersions:
    """What the engine says of itself; no file is opened."""
    import sqlcipher3.dbapi2 as sqlcipher

    with closing(sqlcipher.connect(":memory:")) as connection:
        # Without a key there is no cipher to ask.
        connection.execute("PRAGMA key = 'none'")

        def told(what: str) -> str:
            row = connection.execute(f"PRAGMA {what}").fetchone()
            return str(row[0]) if row else ""

        openssl = told("cipher_provider_version").removeprefix("OpenSSL ")
        return EngineVersions(sqlcipher.sqlite_version, told("cipher_version"), openssl)
