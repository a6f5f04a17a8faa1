"""What stands in a centre, on a drive, and beside them, once a fault is over."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office import centre
from amane_desktop.office.checking import data_faults
from amane_desktop.office.office import Office
from amane_desktop.storage.backup.checking import check
from amane_desktop.storage.backup.contents import reading_copy
from amane_desktop.storage.backup.layout import Found, found_in
from amane_desktop.storage.backup.opening import open_backup
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.database import has_authentic_pages, has_its_references
from tests.conftest import PASSWORD
from tests.faults.processes import Told

# A centre that nobody has open; an update leaves the database that it has brought forward.
OURS = {"amane.db", "keyring.json", "sign-in.json", "attachments", "snapshots"}
_RECORDS = (
    "SELECT name FROM family",
    "SELECT given_name FROM person",
    "SELECT 'photo-' || given_name FROM person WHERE photo_id IS NOT NULL",
    "SELECT 'place-' || given_name FROM person JOIN enrolment ON person.id = person_id",
    "SELECT 'mark-' || given_name FROM person JOIN attendance ON person.id = person_id",
)


def records_of(office: Office) -> set[str]:
    """Every record that the chores make, by what they call it."""
    with office._engine.connect() as connection:
        return {str(row[0]) for told in _RECORDS for row in connection.exec_driver_sql(told)}


def records_in(database: Path, key: bytes) -> set[str]:
    """The same of a copy, or of a database of another version, every page of which is as it was."""
    with reading_copy(database, key) as connection:
        assert has_authentic_pages(connection) and has_its_references(connection)
        return {str(row[0]) for told in _RECORDS for row in connection.execute(told)}


def standing(folder: Path, kept: Collection[str] = ()) -> set[str]:
    """The records of a centre that is opened again, wholly checked, and closed.

    Nothing stands in its folder then, nor beside it, but what is its own and what is `kept`.
    """
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    try:
        assert office.ask(data_faults) == ()
        found = records_of(office)
    finally:
        office.close()
    assert {path.name for path in folder.iterdir()} <= OURS | set(kept)
    unfinished = [*folder.rglob("*.new"), *folder.parent.glob(f"{folder.name}.*")]
    assert not unfinished, unfinished
    return found


def check_kept(told: Told, folder: Path, kept: Collection[str] = ()) -> None:
    """All that was shown as saved stands; what was under way, as a whole or not at all."""
    found = standing(folder, kept)
    assert found in (told.kept, told.after()), found ^ told.kept
    told.kept, told.under_way = found, ""


def wrong_with(found: Found) -> tuple[object, ...]:
    """What a full check of a backup finds, opened with the director's password."""
    return check(open_backup(found, PASSWORD), Progress())


def check_drive(drive: Path, *, is_tidy: bool = False) -> tuple[Found, ...]:
    """Every backup of a drive is good; gives them. Tidy, nothing half-written is left on it."""
    backups = found_in(drive)
    for found in backups:
        assert wrong_with(found) == ()
    left = [path for path in drive.rglob("*") if path.name.endswith(".new") or path.name == "busy"]
    assert not (is_tidy and left), left
    return backups


def bytes_of(*places: Path) -> dict[Path, bytes]:
    """Every file of some places as it stands, but for a disk's own."""
    return {
        path: path.read_bytes()
        for place in places
        for path in place.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
