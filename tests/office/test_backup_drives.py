"""The drives that are known, whose turn it is, and how old the last good backup is."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.audit import AuditFilter, audit_ids, audit_lines
from amane_desktop.office.backing_up import back_up, prepare_drive
from amane_desktop.office.backup_drives import (
    Level,
    backup_plan,
    change_drive,
    known_drives,
    last_backup,
    retire_drive,
)
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.staff import renew_recovery_code
from amane_desktop.office.upkeep import Upkeep
from amane_desktop.people import actions
from amane_desktop.storage.backup.faults import DriveTrouble, NotTheDrive
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.keyring import new_recovery_code
from tests.storage.backed_up import FRIDAY, back_up_at, plug_in


@pytest.fixture
def drives(office: Office, tmp_path: Path) -> tuple[Path, Path]:
    red, blue = tmp_path / "red", tmp_path / "blue"
    return plug_in(office, red, "Red"), plug_in(office, blue, "Blue")


def due(office: Office) -> list[str]:
    return [drive.name for drive in office.ask(known_drives) if drive.is_due]


def test_two_drives_take_turns(office: Office, drives: tuple[Path, Path]) -> None:
    red, blue = drives
    assert due(office) == ["Red"]
    back_up_at(office, red)
    assert due(office) == ["Blue"]
    back_up_at(office, blue, FRIDAY + timedelta(days=7))
    assert due(office) == ["Red"]


def test_the_turn_is_right_while_the_clock_is_wrong(
    office: Office, drives: tuple[Path, Path]
) -> None:
    back_up_at(office, drives[0], FRIDAY)
    back_up_at(office, drives[1], FRIDAY - timedelta(days=365))
    assert due(office) == ["Red"]


@pytest.mark.parametrize(
    ("days", "level"), [(0, Level.GOOD), (7, Level.GOOD), (8, Level.WAITING), (15, Level.DANGER)]
)
def test_a_backup_grows_old(
    office: Office, drives: tuple[Path, Path], days: int, level: Level
) -> None:
    back_up_at(office, drives[0])
    office.clock = Clock(FRIDAY + timedelta(days=days))
    last = office.ask(last_backup)
    assert (last.at, last.drive) == (FRIDAY.astimezone(UTC), "Red")
    assert (last.days, last.level) == (days, level)


def test_a_new_recovery_code_asks_for_a_backup_that_it_opens(
    office: Office, drives: tuple[Path, Path]
) -> None:
    back_up(office, drives[0], Progress())
    last = office.ask(last_backup)
    assert (last.level, last.needs_old_code) == (Level.GOOD, False)
    office.do(renew_recovery_code, new_recovery_code())
    last = office.ask(last_backup)
    assert (last.level, last.needs_old_code) == (Level.WAITING, True)
    back_up(office, drives[0], Progress())
    last = office.ask(last_backup)
    assert (last.level, last.needs_old_code) == (Level.GOOD, False)


def test_never_yet_is_pressing_only_where_there_is_something_to_lose(office: Office) -> None:
    office.clock = Clock(datetime.now(UTC) + timedelta(days=20))
    last = office.ask(last_backup)
    assert (last.at, last.days, last.has_work, last.level) == (None, None, False, Level.GOOD)
    office.do(actions.add_family, "Aït Baha", "")
    assert office.ask(last_backup).level is Level.DANGER
    office.clock = Clock(datetime.now(UTC) + timedelta(days=9))
    assert office.ask(last_backup).level is Level.WAITING


def test_one_that_failed_is_noted_and_does_not_count(
    office: Office, drives: tuple[Path, Path]
) -> None:
    (drives[0] / "Amane" / office.ask(backup_plan).set_id).write_bytes(b"in the way")
    with pytest.raises(DriveTrouble):
        back_up(office, drives[0], Progress())
    with Session(office._engine) as session:
        (noted,) = session.scalars(select(Upkeep))
    assert (noted.is_good, noted.told) == (False, {"trouble": "DriveFails"})
    assert office.ask(last_backup).at is None
    assert due(office) == ["Red"]


def test_a_drive_is_renamed_retired_and_undone(office: Office, drives: tuple[Path, Path]) -> None:
    office.do(change_drive, 1, 1, "Red stick", "at the director's")
    with pytest.raises(Refusal):
        office.do(change_drive, 2, 1, "Red stick", "")
    office.do(retire_drive, 1, 2)
    assert due(office) == ["Blue"]
    with pytest.raises(Refusal):
        back_up(office, drives[0], Progress())
    newest = office.ask(audit_lines, office.ask(audit_ids, AuditFilter())[:1])[0]
    assert newest.told.sentence == "Retired a drive for backups"
    office.undo_last()
    office.undo_last()
    red = office.ask(known_drives)[0]
    assert (red.name, red.kept_at, red.is_retired) == ("Red", "", False)
    prepare_drive(office, drives[0], "Red", "")
    assert len(office.ask(known_drives)) == 2


def test_where_a_known_drive_stood_no_other_is_begun(
    office: Office, drives: tuple[Path, Path]
) -> None:
    back_up_at(office, drives[0])
    (drives[0] / "Amane").rename(drives[0].with_name("pulled out"))
    with pytest.raises(NotTheDrive):
        prepare_drive(office, drives[0], "New", "")
    assert not list(drives[0].iterdir())


def test_a_folder_on_the_pcs_own_disk_is_no_last_backup_and_has_no_turn(
    office: Office, drives: tuple[Path, Path], tmp_path: Path
) -> None:
    back_up_at(office, drives[0])
    here = tmp_path / "here"
    here.mkdir()
    prepare_drive(office, here, "Here", "", str(here))
    back_up_at(office, here, FRIDAY + timedelta(days=15))
    last = office.ask(last_backup)
    assert (last.drive, last.days, last.level) == ("Red", 15, Level.DANGER)
    back_up_at(office, drives[1], FRIDAY + timedelta(days=16))
    assert due(office) == ["Red"]
    office.do(retire_drive, 1, 1)
    office.do(retire_drive, 2, 1)
    assert due(office) == []


def test_no_backup_goes_into_the_centres_own_folder(
    office: Office, drives: tuple[Path, Path]
) -> None:
    inside = office.folder / "copies"
    inside.mkdir()
    for place in (office.folder, inside):
        with pytest.raises(Refusal, match="own folder") as refused:
            prepare_drive(office, place, "Here", "", str(place))
        assert refused.value.field == "name"
    assert not list(inside.iterdir())
    shutil.move(drives[0] / "Amane", inside)
    with pytest.raises(Refusal, match="own folder"):
        back_up(office, inside, Progress())
