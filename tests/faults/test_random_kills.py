"""Killed at any moment, of entry, a backup, a restore or an update: nothing saved is lost."""

from pathlib import Path

import pytest

from tests.faults.amount import Amount
from tests.faults.scenes import (
    Backed,
    BackingUp,
    Entering,
    Migrating,
    Restoring,
    RestoringAnew,
    Scene,
)
from tests.faults.standing import bytes_of, check_drive
from tests.faults.test_in_clear import names_in_clear

OFTEN: dict[type[Scene], tuple[int, int]] = {
    Entering: (12, 200),
    BackingUp: (8, 34),
    Restoring: (8, 33),
    RestoringAnew: (4, 17),
    Migrating: (6, 33),
}


@pytest.mark.parametrize("kind", OFTEN)
def test_killed_at_random(
    backed: Backed, tmp_path: Path, amount: Amount, kind: type[Scene]
) -> None:
    scene = kind(backed, tmp_path / "pc", tmp_path / "stick")
    scene.try_once()
    for _turn in amount.times(*OFTEN[kind]):
        scene.again()
        with scene.start() as chore:
            scene.wait(chore, amount.random)
            told = chore.kill()
        held = bytes_of(scene.folder.parent, scene.drive)
        assert names_in_clear(held, "Bouzid", max(backed.now)) == set()
        scene.check(told)
        amount.count(f"killed: {scene.what}")
    if kind is BackingUp:
        scene.try_once()
        check_drive(scene.drive, is_tidy=True)
