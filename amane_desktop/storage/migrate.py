"""The schema's version: made new, and refused when a newer program wrote it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from amane_desktop.storage.database import Base, open_engine

SCHEMA_VERSION = 1


class NewerVersion(Exception):
    """A newer program wrote the database; it was not touched."""


def create_schema(engine: Engine) -> None:
    """Make every table in an empty database."""
    with engine.execution_options(writes=True).begin() as connection:
        Base.metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def check_version(path: Path, key: bytes) -> None:
    """Refuse a database of a newer version."""
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    finally:
        engine.dispose()
    if found > SCHEMA_VERSION:
        raise NewerVersion
