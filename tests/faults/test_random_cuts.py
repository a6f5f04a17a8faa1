"""The power goes at any moment, of the PC or of the drive: nothing saved before it is lost."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from amane_desktop.office.errors import Refusal
from tests.faults.amount import Amount
from tests.faults.power import Disk, plugged_in
from tests.faults.processes import Told
from tests.faults.scenes import (
    Backed,
    BackingUp,
    Entering,
    EnteringCarelessly,
    Migrating,
    Restoring,
    RestoringAnew,
    Scene,
)

PC, DRIVE, BOTH = "the PC", "the drive", "the PC and the drive"
OFTEN: dict[tuple[type[Scene], str], tuple[int, int]] = {
    (Entering, PC): (8, 70),
    (BackingUp, PC): (4, 25),
    (BackingUp, DRIVE): (4, 25),
    (BackingUp, BOTH): (3, 15),
    (Restoring, PC): (5, 25),
    (RestoringAnew, PC): (3, 15),
    (Migrating, PC): (4, 25),
}


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[dict[str, tuple[Disk, ...]]]:
    """The PC's own disk and the drive's."""
    with plugged_in(tmp_path, "pc") as pc, plugged_in(tmp_path, "stick") as stick:
        yield {PC: (pc,), DRIVE: (stick,), BOTH: (pc, stick)}


@pytest.mark.parametrize(("kind", "which"), OFTEN)
def test_cut_at_random(
    disks: dict[str, tuple[Disk, ...]],
    backed: Backed,
    amount: Amount,
    kind: type[Scene],
    which: str,
) -> None:
    pc, stick = disks[BOTH]
    scene = kind(backed, pc.where, stick.where)
    scene.try_once()
    for _turn in amount.times(*OFTEN[kind, which]):
        told = cut_once(disks, scene, which, amount.random)
        assert all(told.refused)
        scene.check(told)
        amount.count(f"power of {which} cut: {scene.what}")


def test_this_can_tell(disks: dict[str, tuple[Disk, ...]], backed: Backed, amount: Amount) -> None:
    """Were the disk not waited for, what was shown as saved would be gone."""
    pc, stick = disks[BOTH]
    scene = EnteringCarelessly(backed, pc.where, stick.where)
    for _turn in amount.times(3, 10):
        told = cut_once(disks, scene, PC, amount.random)
        assert len(told.kept) > len(backed.now)
        # Undamaged, or not to be opened at all: it was not kept.
        with pytest.raises((AssertionError, Refusal)):
            scene.check(told)
        amount.count("power cut with synchronous=OFF, which loses what was saved (as it must)")


def cut_once(disks: dict[str, tuple[Disk, ...]], scene: Scene, which: str, random: Random) -> Told:
    """Cut the power while the chore is under way; gives what it had said by then."""
    scene.again()
    for disk in disks[BOTH]:
        disk.settle()
    with scene.start() as chore:
        scene.wait(chore, random)
        if which != DRIVE:
            # The PC goes with its disk: from here on nobody sees anything.
            chore.freeze()
        for disk in disks[which]:
            disk.stop()
        told = chore.end() if which == DRIVE else chore.kill()
    for disk in disks[which]:
        disk.come_back()
    return told
