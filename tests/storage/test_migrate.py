"""A database is migrated on a copy, and one of a newer version is left alone."""

import shutil
from pathlib import Path

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import amane_desktop.agenda.models
import amane_desktop.rooms
import amane_desktop.school_support.models  # noqa: F401
from amane_desktop.storage.database import Base, Unreachable, open_engine
from amane_desktop.storage.migrate import (
    HEAD,
    SCRIPTS,
    NewerVersion,
    bring_up_to_date,
    create_schema,
)

KEY = b"k" * 32
LATER = '''"""A later version."""

import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{head}"


def upgrade() -> None:
    {body}
'''


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "amane.db"
    engine = open_engine(path, KEY)
    create_schema(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("INSERT INTO file_number (year, last) VALUES (2026, 7)")
    engine.dispose()
    return path


def scripts_with(tmp_path: Path, body: str) -> Path:
    scripts = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts)
    (scripts / "versions" / "later.py").write_text(LATER.format(body=body, head=HEAD))
    return scripts


def tables(path: Path) -> set[str]:
    engine = open_engine(path, KEY)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        found = {row[0] for row in rows}
        assert connection.exec_driver_sql("SELECT last FROM file_number").scalar_one() == 7
    engine.dispose()
    return found


def test_the_migrations_make_what_the_models_say(database: Path) -> None:
    engine = open_engine(database, KEY)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()
    assert HEAD == "0007"


def test_an_older_database_is_migrated_and_kept(database: Path, tmp_path: Path) -> None:
    scripts = scripts_with(tmp_path, 'op.create_table("later", sa.Column("id", sa.Integer()))')
    bring_up_to_date(database, KEY, head="later", scripts=scripts)
    assert "later" in tables(database)
    assert "later" not in tables(tmp_path / f"amane.db.{HEAD}")


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    database: Path, tmp_path: Path
) -> None:
    with pytest.raises(RuntimeError):
        bring_up_to_date(
            database, KEY, head="later", scripts=scripts_with(tmp_path, "raise RuntimeError")
        )
    assert "later" not in tables(database)


def test_a_copy_whose_log_was_not_taken_in_takes_no_place(database: Path, tmp_path: Path) -> None:
    held = ["from amane_desktop.storage.database import connect"]
    held += [f"op.reading = connect({str(database) + '.new'!r}, {KEY!r})"]
    held += ["op.reading.execute('BEGIN')", "op.reading.execute('SELECT * FROM family').fetchall()"]
    held += ['op.create_table("later", sa.Column("id", sa.Integer()))']
    scripts, before = scripts_with(tmp_path, "\n    ".join(held)), database.read_bytes()
    try:
        with pytest.raises(Unreachable):
            bring_up_to_date(database, KEY, head="later", scripts=scripts)
        assert database.read_bytes() == before
    finally:
        op.reading.close()
    shutil.rmtree(scripts)
    body = 'op.create_table("later", sa.Column("id", sa.Integer()))'
    bring_up_to_date(database, KEY, head="later", scripts=scripts_with(tmp_path, body))
    assert "later" in tables(database)


def test_a_database_of_a_newer_version_is_refused_untouched(database: Path, tmp_path: Path) -> None:
    scripts = scripts_with(tmp_path, 'op.create_table("later", sa.Column("id", sa.Integer()))')
    bring_up_to_date(database, KEY, head="later", scripts=scripts)
    before = database.read_bytes()
    with pytest.raises(NewerVersion):
        bring_up_to_date(database, KEY)
    assert database.read_bytes() == before
