"""Migrations: a database brought to this program's version, on a copy that is swapped in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, TextClause, text
from sqlalchemy.exc import NoResultFound, OperationalError

from amane_desktop.storage import fulltext
from amane_desktop.storage.database import (
    Damaged,
    InUse,
    Unreachable,
    copy_database,
    is_whole,
    open_engine,
)
from amane_desktop.storage.durable import flush, flush_names, put_in_place

if TYPE_CHECKING:
    from alembic.config import Config

# Known here too, because Alembic is slow to load and a centre is opened every morning.
HEAD = "0007"
# Tables with rows that migrations made, of which the journal knows nothing.
FILLED_BY_MIGRATIONS = frozenset(
    {"listed_value", "membership", "relationship", "school", "schooling"}
)
SCRIPTS = Path(__file__).with_name("migrations")


class NewerVersion(Exception):
    """A newer program wrote the database; it was not touched."""


def listed_values(values: Mapping[str, Sequence[tuple[str, str, str]]]) -> Iterator[TextClause]:
    """The statements that add the words that a centre begins with: code, French and Arabic."""
    for list_, names in values.items():
        for position, (code, name, name_ar) in enumerate(names):
            yield text(
                "INSERT INTO listed_value"
                " (list, code, name, name_ar, position, is_retired, version)"
                " VALUES (:list, :code, :name, :name_ar, :position, 0, 1)"
            ).bindparams(list=list_, code=code, name=name, name_ar=name_ar, position=position)


def create_schema(engine: Engine) -> None:
    """Make every table in an empty database."""
    _upgrade(engine, SCRIPTS)


def bring_up_to_date(path: Path, key: bytes, *, head: str = HEAD, scripts: Path = SCRIPTS) -> None:
    """Migrate an older database on a copy, swap it in and keep the old file beside it.

    The index that finding leans on is no part of the migrations; it is made anew where it must be.
    Raises NewerVersion when a newer program wrote it, Damaged when it cannot be read or the copy
    does not come out whole, Unreachable when the disk fails or is full, and InUse when another
    program has it open; the file is then as it was.
    """
    found = _version(path, key)
    if found != head:
        _migrate(path, key, found, scripts)
    engine = open_engine(path, key)
    try:
        fulltext.bring_index_up_to_date(engine)
    finally:
        engine.dispose()


def _migrate(path: Path, key: bytes, found: str, scripts: Path) -> None:
    if found not in _revisions(scripts):
        raise NewerVersion
    copy, kept = path.with_name(path.name + ".new"), path.with_name(f"{path.name}.{found}")
    log = copy.with_name(f"{copy.name}-wal")
    for left in (copy, log):
        left.unlink(missing_ok=True)
    copy_database(path, copy, key)
    engine = open_engine(copy, key)
    try:
        _upgrade(engine, scripts)
    finally:
        engine.dispose()
    if log.exists():
        raise Unreachable  # closed without a word, but not all of it is in the file
    if not is_whole(copy, key):
        raise Damaged
    if path.with_name(path.name + "-wal").exists():
        raise InUse  # somebody else has it open, and would go on in the old file
    shutil.copy2(path, kept)
    flush(kept)
    put_in_place(copy, path)
    flush_names(path.parent)


def revision(connection: Connection) -> str:
    """The revision of the tables that an open database has."""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
    return str(found.scalar_one())


def _version(path: Path, key: bytes) -> str:
    if not path.exists() or not path.stat().st_size:
        raise Damaged  # opened, it would become an empty database
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            return revision(connection)
    except (OperationalError, NoResultFound) as error:
        raise Damaged from error
    finally:
        engine.dispose()


def _config(scripts: Path) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def _revisions(scripts: Path) -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(scripts)).walk_revisions()}


def _upgrade(engine: Engine, scripts: Path) -> None:
    from alembic import command

    config = _config(scripts)
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        # Its triggers would go with a table that a migration makes anew, and nobody would notice.
        fulltext.drop_index(connection)
        command.upgrade(config, "head")
