"""What an older centre knew of who houses and who may sign, and of schools, stands as rows."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.against_journal import AgainstJournal, Differences, journalled_kinds
from amane_desktop.storage.database import open_engine
from amane_desktop.storage.migrate import SCRIPTS, _upgrade, bring_up_to_date

KEY = b"k" * 32
YOUNG = str(date.today() - timedelta(days=365 * 9))
PERSONS = (
    # family, birth date, kinship, houses, signs, school, level
    (1, "1980-01-01", "mother", 1, 0, "", ""),
    (1, "1975-01-01", "father", 0, 1, "", ""),
    (1, YOUNG, "", 0, 0, "Al Massira", "3AEP"),
    (1, None, "son", 0, 0, "مدرسة النخيل", ""),
    (1, "1999-01-01", "daughter", 0, 0, "", ""),
    (1, None, "grandmother", 0, 0, "", ""),
    (2, YOUNG, "son", 0, 0, "Al Massira", ""),
)


def upgraded(tmp_path: Path) -> Engine:
    """A centre of the third revision, brought to the newest."""
    older = tmp_path / "older"
    shutil.copytree(SCRIPTS, older)
    for later in ("0004", "0005", "0006", "0007"):
        next((older / "versions").glob(f"{later}*")).unlink()
    path = tmp_path / "amane.db"
    engine = open_engine(path, KEY)
    _upgrade(engine, older)
    with engine.execution_options(writes=True).begin() as connection:
        for number in (1, 2):
            connection.exec_driver_sql(
                "INSERT INTO family (file_number, name, name_ar, address, is_protected, sort_key,"
                f" sort_key_ar, find_text, version) VALUES ('{number}','','','',0,'','','',1)"
            )
        for person in PERSONS:
            connection.exec_driver_sql(
                "INSERT INTO person (family_id, birth_date, kinship, is_housing, is_signing,"
                " school, level, given_name, family_name, given_name_ar, family_name_ar, sex,"
                " birth_precision, sort_key, sort_key_ar, find_text, version)"
                " VALUES (?,?,?,?,?,?,?,'','','','','','exact','','','',1)",
                person,
            )
        note_in_journal(connection)
    engine.dispose()
    bring_up_to_date(path, KEY)
    return open_engine(path, KEY)


def note_in_journal(connection: Connection) -> None:
    """Let the journal know how families and persons were made."""
    connection.exec_driver_sql(
        "INSERT INTO staff_member (name, role, slot_id) VALUES ('Khadija', 'director', '1')"
    )
    connection.exec_driver_sql(
        "INSERT INTO journal_action (at, staff_id, name)"
        " VALUES ('2025-01-01 09:00:00', 1, 'take_in')"
    )
    for kind in ("staff_member", "family", "person"):
        for row in connection.exec_driver_sql(f"SELECT * FROM {kind}").mappings().all():
            connection.exec_driver_sql(
                "INSERT INTO journal_change (action_id, kind, row_id, after) VALUES (1, ?, ?, ?)",
                (kind, row["id"], json.dumps(dict(row))),
            )


def test_what_the_journal_knew_is_in_step_after_the_upgrade(tmp_path: Path) -> None:
    """What a migration rewrote, the check would call a fault."""
    engine = upgraded(tmp_path)
    with Session(engine) as session:
        compared = AgainstJournal(session, lambda _rows: None)
        for kind in journalled_kinds():
            assert compared.differences(kind) == Differences((), (), ()), kind
    engine.dispose()


def test_a_tick_becomes_a_row_for_each_child_and_a_typed_school_too(tmp_path: Path) -> None:
    engine = upgraded(tmp_path)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT person_id, kind, other_id, first_day FROM relationship ORDER BY id"
        ).all()
        schools = connection.exec_driver_sql("SELECT id, name, name_ar FROM school").all()
        taught = connection.exec_driver_sql(
            "SELECT person_id, year, schooling.school_id, schooling.level, person.school_id"
            " FROM schooling JOIN person ON person.id = person_id"
        ).all()
    engine.dispose()
    assert schools == [(1, "Al Massira", ""), (2, "", "مدرسة النخيل")]
    today = date.today()
    year = today.year if today.month >= 9 else today.year - 1
    assert taught == [(3, year, 1, "3AEP", 1), (4, year, 2, "", 2), (7, year, 1, "", 1)]
    assert rows == [
        (1, "houses", 3, None),
        (1, "houses", 4, None),
        (2, "signs", 3, None),
        (2, "signs", 4, None),
    ]
