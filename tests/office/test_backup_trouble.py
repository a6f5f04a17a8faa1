"""Whatever befalls a backup is told in words that name the drive and say what to do."""

import pytest

from amane_desktop.office.backup_trouble import trouble_in_words
from amane_desktop.office.errors import Refusal
from amane_desktop.storage.backup import faults
from amane_desktop.storage.backup.faults import Doing
from amane_desktop.storage.backup.progress import Cancelled

NAMED = (
    faults.DriveGone(),
    faults.NotTheDrive(),
    faults.DriveFull(5_000_000, 2_000_000),
    faults.DriveFull(),
    *map(faults.DriveFails, Doing),
    faults.DriveLies(),
    faults.FileTooLarge(),
    faults.DriveBusy(),
    faults.BackupDamaged("amane.db"),
)


def test_every_trouble_of_the_core_has_words_of_its_own() -> None:
    kinds = {kind for kind in vars(faults).values() if isinstance(kind, type)}
    raised = {kind for kind in kinds if issubclass(kind, Exception)}
    told = {type(error) for error in (*NAMED, faults.SourceFails(), faults.NotABackup())}
    assert raised - {faults.DriveTrouble} == told


@pytest.mark.parametrize("error", NAMED, ids=lambda error: repr(error))
def test_a_drive_in_trouble_is_named_with_what_to_do_next(error: Exception) -> None:
    told = trouble_in_words(error, "Stick A")
    assert "Stick A" in told.happened and told.next
    assert type(error).__name__ not in told.happened + told.next


def test_how_much_is_wanting_is_said() -> None:
    assert "3 MB" in trouble_in_words(faults.DriveFull(5_000_000, 2_000_000), "Stick A").happened


def test_what_is_nobodys_fault_names_no_drive() -> None:
    for error in (Cancelled(), faults.SourceFails(), OSError("/home/Khadija")):
        told = trouble_in_words(error, "Stick A")
        assert told.next and "Khadija" not in " ".join(told)
    assert trouble_in_words(Refusal("Not known."), "Stick A").happened == "Not known."
