"""A rehearsal restores the drive apart from the centre, says what it held, and leaves nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.rehearsing import rehearsals, rehearse
from amane_desktop.people.actions import add_family
from amane_desktop.storage.backup.progress import Cancelled, Progress
from tests.conftest import PASSWORD
from tests.rows import as_role, families_of
from tests.storage.backed_up import FRIDAY, add_paper, back_up_at, plug_in


@pytest.fixture
def drive(office: Office, tmp_path: Path) -> Path:
    office.do(add_family, "Bouzid", "")
    add_paper(office)
    return plug_in(office, tmp_path / "drive")


def stands(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_what_the_drive_gives_back_is_counted_and_the_centre_is_not_touched(
    office: Office, drive: Path
) -> None:
    found = back_up_at(office, drive).found
    office.do(add_family, "Kabbaj", "")
    before, on_drive = stands(office.folder), stands(drive)
    told = rehearse(office, found, PASSWORD, Progress(), 1)
    assert (told.counts["family"], told.counts["attachment"], told.missing) == (1, 1, 0)
    assert stands(office.folder) == before and stands(drive) == on_drive
    assert len(families_of(office)) == 2
    assert office.ask(rehearsals).at is not None


def test_it_is_due_a_month_after_the_first_backup_and_then_once_a_year(
    office: Office, drive: Path
) -> None:
    found = back_up_at(office, drive).found
    for days, is_due in ((29, False), (31, True)):
        office.clock = Clock(FRIDAY + timedelta(days=days))
        assert office.ask(rehearsals).is_due == is_due
    rehearse(office, found, PASSWORD, Progress(), 1)
    for days, is_due in ((31, False), (395, False), (397, True)):
        office.clock = Clock(FRIDAY + timedelta(days=days))
        assert office.ask(rehearsals).is_due == is_due


def test_a_damaged_backup_is_told_and_a_wrong_secret_is_no_rehearsal(
    office: Office, drive: Path
) -> None:
    found = back_up_at(office, drive).found
    before = stands(office.folder)
    with pytest.raises(Refusal) as refused:
        rehearse(office, found, "not the password", Progress(), 1)
    assert refused.value.field == "secret"
    database = found.folder / "amane.db"
    database.write_bytes(database.read_bytes()[:-4096])
    with pytest.raises(Refusal):
        rehearse(office, found, PASSWORD, Progress(), 1)
    assert stands(office.folder) == before
    assert office.ask(rehearsals).at is None


def test_who_may_not_restore_does_not_rehearse_and_what_is_stopped_leaves_nothing(
    office: Office, drive: Path
) -> None:
    found = back_up_at(office, drive).found
    before = stands(office.folder)
    with pytest.raises(NotAllowed):
        rehearse(as_role(office, Role.ADMINISTRATOR), found, PASSWORD, Progress(), 1)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        rehearse(office, found, PASSWORD, stopped, 1)
    assert stands(office.folder) == before
