"""Two at once, a clock that goes wrong, and somebody who was let go."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.backup_drives import last_backup
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.restore_choice import choose
from amane_desktop.office.snapshots import Why, take_if_due, take_snapshot
from amane_desktop.people import actions
from amane_desktop.storage.backup.layout import found_in
from amane_desktop.storage.backup.opening import open_backup
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.keyring import WrongPassword
from tests.conftest import PASSWORD
from tests.faults.amount import Amount
from tests.faults.forked import Chore
from tests.faults.scenes import Backed, BackingUp, Entering, Restoring, Scene
from tests.faults.standing import check_drive, standing
from tests.storage.backed_up import FRIDAY, back_up_at, plug_in

A_YEAR = timedelta(days=365)


def both(one: Chore, other: Chore) -> list[str]:
    """Let two chores end that began at once; what each was refused."""
    with one, other:
        return [*one.end().refused, *other.end().refused]


def test_two_back_up_at_once(backed: Backed, tmp_path: Path, amount: Amount) -> None:
    scene = BackingUp(backed, tmp_path / "pc", tmp_path / "stick")
    for _turn in amount.times(3, 20):
        refused = both(scene.start(), scene.start())
        assert len(refused) < 2
        assert all("Another" in told for told in refused)
        check_drive(scene.drive, is_tidy=True)
        assert standing(scene.folder) == backed.now
        amount.count("two backups at once")


def test_two_restore_at_once(backed: Backed, tmp_path: Path, amount: Amount) -> None:
    scene = Restoring(backed, tmp_path / "pc", tmp_path / "stick")
    for _turn in amount.times(3, 20):
        scene.again()
        refused = both(scene.start(), scene.start())
        assert all(refused)
        # Each may have found the other at work.
        done = len(refused) < 2
        assert standing(scene.folder) == (backed.then if done else backed.now)
        amount.count("two restores at once")


@pytest.mark.parametrize("meanwhile", [Entering, BackingUp])
def test_a_restore_while_another_works(
    backed: Backed, tmp_path: Path, amount: Amount, meanwhile: type[Scene]
) -> None:
    """Whoever works is not interrupted, and nothing that was saved is between two states."""
    scene = Restoring(backed, tmp_path / "pc", tmp_path / "stick")
    for _turn in amount.times(3, 20):
        scene.again()
        more = ("3",) if meanwhile is Entering else (str(scene.drive),)
        with Chore(meanwhile.verb, scene.folder, *more) as other:
            other.told.kept = set(backed.now)
            other.hear(amount.random.randint(0, 4))
            with scene.start() as restoring:
                told = restoring.end()
            worked = other.end()
        assert all(told.refused)
        found = standing(scene.folder)
        if told.refused:
            expected = worked.kept if meanwhile is Entering else backed.now
            assert found == expected
        else:
            # The other came first, or was refused, or opened what was restored.
            assert found >= backed.then or worked.refused
        check_drive(scene.drive)
        amount.count(f"a restore while another is at {meanwhile.what}")


def test_the_clock_is_set_back_a_year(backed: Backed, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(backed.folder, tmp_path / "pc" / "centre"))
    office = centre.open_centre(folder, "Khadija", PASSWORD, Clock(FRIDAY))
    drive = plug_in(office, tmp_path / "stick", "Green stick")
    first = back_up_at(office, drive, FRIDAY)
    kept = take_snapshot(office, Why.CLOSING, Progress())
    office.clock = Clock(FRIDAY - A_YEAR)
    office.do(actions.add_family, "Bouzid", "")
    second = back_up_at(office, drive, FRIDAY - A_YEAR)
    later = take_if_due(office, Progress())
    assert kept is not None and later is not None
    assert set(check_drive(drive)) == {first.found, second.found}
    assert set(found_in(folder / "snapshots")) == {kept, later}
    assert (office.ask(last_backup).days or 0) >= 0
    # Put right again, nothing was lost by it.
    third = back_up_at(office, drive, FRIDAY + timedelta(days=1))
    assert check_drive(drive)[0] == third.found
    assert {first.found, third.found} <= set(found_in(drive))
    office.close()
    assert standing(folder) == backed.now | {"Bouzid"}


def test_who_was_let_go_restores_nothing_made_since(backed: Backed, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(backed.folder, tmp_path / "pc" / "centre"))
    theirs = "le mot de passe d'Omar"
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    drive = plug_in(office, tmp_path / "stick", "Green stick")
    omar = office.do(staff.add_staff_member, "Omar", Role.DIRECTOR, theirs, must_choose=False)
    before = back_up_at(office, drive, FRIDAY)
    version = next(line.version for line in office.ask(staff.staff) if line.id == omar)
    office.do(staff.deactivate_staff_member, omar, version)
    since = back_up_at(office, drive, FRIDAY + timedelta(days=7))
    kept = take_snapshot(office, Why.CLOSING, Progress())
    office.close()
    assert kept is not None
    for found in (since.found, kept):
        with pytest.raises(WrongPassword):
            open_backup(found, theirs)
    assert open_backup(before.found, theirs).manifest == before.manifest
    for found in (before.found, since.found, kept):
        assert open_backup(found, PASSWORD)
    for place in (folder, tmp_path / "new"):
        with pytest.raises(Refusal):
            choose(since.found, place, theirs)
