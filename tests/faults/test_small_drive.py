"""A drive or disk that is full, gone, unreadable or closed: a clear word, the old backup intact."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from amane_desktop.office import centre
from amane_desktop.office.backing_up import back_up, prepare_drive
from amane_desktop.office.backup_drives import known_drives
from amane_desktop.office.backup_trouble import trouble_in_words
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.storage.backup.faults import (
    Doing,
    DriveFails,
    DriveFull,
    DriveGone,
    NotTheDrive,
    SourceFails,
)
from amane_desktop.storage.backup.layout import FOLDER, found_in
from amane_desktop.storage.backup.medium import FolderMedium
from amane_desktop.storage.backup.progress import Progress, Step
from tests.conftest import PASSWORD
from tests.faults.amount import Amount
from tests.faults.forked import calls_in, counted, injected
from tests.faults.power import plugged_in
from tests.faults.scenes import Backed, BackingUp
from tests.faults.standing import bytes_of, check_drive, standing
from tests.faults.test_disk import NOBODY, fill

PAGE = 4096


@contextmanager
def of_fixed_size(where: Path, megabytes: int) -> Iterator[Path]:
    """A disk that holds so much and no more."""
    where.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(where)]
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    if not is_root or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no root, or no right to mount: a full drive was NOT tried")
    try:
        yield where
    finally:
        subprocess.run(["umount", "-l", str(where)], check=False)


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    try:
        yield office
    finally:
        office.close()


@pytest.fixture
def folder(backed: Backed, tmp_path: Path) -> Path:
    """A copy of the centre that was backed up."""
    return Path(shutil.copytree(backed.folder, tmp_path / "pc" / "centre"))


def size_of_a_backup(backed: Backed) -> int:
    return sum(map(len, bytes_of(backed.drive).values()))


def test_the_drive_is_full_at_every_write(
    folder: Path, backed: Backed, tmp_path: Path, amount: Amount, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The room shrinks page by page; and what it says that it has, another program has taken."""
    # Said before anything is written, where the drive tells the truth; here it does not.
    monkeypatch.setattr(FolderMedium, "free", lambda medium: 10**12)
    steps = range(0, size_of_a_backup(backed) + 64 * PAGE, PAGE)
    with of_fixed_size(tmp_path / "stick", 16) as drive, opened(folder) as office:
        shutil.copytree(backed.drive / FOLDER, drive / FOLDER)
        before = found_in(drive)
        for left in amount.some(steps, 12, (0, PAGE)):
            ballast, full = fill(drive, left), False
            try:
                written = back_up(office, drive, Progress())
            except DriveFull as trouble:
                full = True
                assert "is full" in trouble_in_words(trouble, "Red stick").happened
                assert check_drive(drive, is_tidy=True) == before
            else:
                assert check_drive(drive)[0] == written.found
                shutil.rmtree(drive / FOLDER)
                shutil.copytree(backed.drive / FOLDER, drive / FOLDER)
            ballast.unlink()
            amount.count("drive full at a write of a backup" if full else "drive just large enough")
        assert back_up(office, drive, Progress()).found == check_drive(drive, is_tidy=True)[0]
    assert standing(folder) == backed.now


def test_the_drive_says_that_it_is_full(folder: Path, backed: Backed, tmp_path: Path) -> None:
    with of_fixed_size(tmp_path / "stick", 16) as drive, opened(folder) as office:
        shutil.copytree(backed.drive / FOLDER, drive / FOLDER)
        before = bytes_of(drive)
        ballast = fill(drive, 3 * PAGE)
        with pytest.raises(DriveFull) as told:
            back_up(office, drive, Progress())
        assert told.value.missing > 0
        ballast.unlink()
        assert bytes_of(drive) == before


def test_the_pcs_disk_is_full_at_every_write(
    backed: Backed, tmp_path: Path, amount: Amount
) -> None:
    """Where the copy is made that goes to the drive."""
    drive = Path(shutil.copytree(backed.drive, tmp_path / "stick"))
    before, full = found_in(drive), 0
    with of_fixed_size(tmp_path / "pc", 16) as pc:
        folder = Path(shutil.copytree(backed.folder, pc / "centre"))
        steps = range(0, (folder / "amane.db").stat().st_size + 32 * PAGE, PAGE)
        with opened(folder) as office:
            office.ask(known_drives)
            for left in amount.some(steps, 10, (0, PAGE)):
                ballast = fill(pc, left)
                try:
                    back_up(office, drive, Progress())
                except (SourceFails, Refusal) as trouble:
                    full += 1
                    told = trouble_in_words(trouble, "Red stick")
                    assert told.happened != "The backup was not made."
                    assert check_drive(drive, is_tidy=True) == before
                else:
                    shutil.rmtree(drive)
                    shutil.copytree(backed.drive, drive)
                ballast.unlink()
                assert not [path for path in folder.iterdir() if "backup" in path.name]
                amount.count("PC's disk full at a write of a backup")
        assert standing(folder) == backed.now
    assert full > 2


def test_the_drive_is_pulled_out_midway(folder: Path, tmp_path: Path, amount: Amount) -> None:
    """After it, the folder where it was is one of the PC's own disk: nothing is written there."""
    with plugged_in(tmp_path, "stick") as stick, opened(folder) as office:
        prepare_drive(office, stick.where, "Green stick", "")
        back_up(office, stick.where, Progress())
        heard: list[Step] = []
        back_up(office, stick.where, Progress(lambda progress: heard.append(progress.step)))
        for nth in amount.some(range(len(heard)), 6, (0,)):
            before, left = check_drive(stick.where), nth

            def pull(_progress: Progress) -> None:
                nonlocal left
                left -= 1
                if left == -1:
                    stick.unplug()

            with suppress(DriveGone):
                back_up(office, stick.where, Progress(pull))
            if left >= 0:
                # It was done sooner than the one before.
                stick.unplug()
            assert list(stick.where.iterdir()) == []
            # It stays so, for as long as the drive is away.
            with pytest.raises(NotTheDrive):
                back_up(office, stick.where, Progress())
            assert list(stick.where.iterdir()) == []
            assert stick.plug_in()
            assert check_drive(stick.where)[-len(before) :] == before
            back_up(office, stick.where, Progress())
            check_drive(stick.where, is_tidy=True)
            amount.count(f"drive pulled out while {heard[nth]}")


def test_an_empty_folder_where_the_drive_was_is_never_written_to(
    folder: Path, tmp_path: Path
) -> None:
    with plugged_in(tmp_path, "stick") as stick, opened(folder) as office:
        prepare_drive(office, stick.where, "Green stick", "")
        back_up(office, stick.where, Progress())
        stick.unplug()
        for attempt in (
            lambda: back_up(office, stick.where, Progress()),
            lambda: prepare_drive(office, stick.where, "Green stick", ""),
        ):
            with pytest.raises(NotTheDrive):
                attempt()
        assert list(stick.where.iterdir()) == []
        assert stick.plug_in()


def test_a_drive_is_known_wherever_it_comes_up(folder: Path, tmp_path: Path) -> None:
    """Another letter, another mount point: it is known by its mark."""
    with plugged_in(tmp_path, "stick") as stick, opened(folder) as office:
        prepare_drive(office, stick.where, "Green stick", "")
        back_up(office, stick.where, Progress())
        known = {drive.mark for drive in office.ask(known_drives)}
        stick.unplug()
        stick.where = tmp_path / "elsewhere"
        stick.where.mkdir()
        assert stick.plug_in()
        back_up(office, stick.where, Progress())
        assert {drive.mark for drive in office.ask(known_drives)} == known
        assert not list((tmp_path / "stick").iterdir())
        check_drive(stick.where, is_tidy=True)


def test_each_read_of_a_database_fails_once(backed: Backed, tmp_path: Path, amount: Amount) -> None:
    call = "pread64"  # as SQLite reads; of the drive itself, see test_fat
    scene = BackingUp(backed, tmp_path / "pc", tmp_path / "stick")
    with scene.start(counted(call, tmp_path / "calls")) as chore:
        scene.check(chore.end())
    places = range(1, calls_in(tmp_path / "calls")[call] + 1)
    for nth in amount.some(places, 5):
        with scene.start(injected(f"{call}:error=EIO:when={nth}")) as chore:
            told = chore.end()
        assert all(told.refused)
        scene.check(told)
        amount.count("a read failed once (EIO): a backup")


LOCKED = ("", FOLDER, "set", "files")


@pytest.mark.parametrize("which", LOCKED)
def test_a_folder_without_permission(backed: Backed, which: str) -> None:
    """For whoever is not its owner; the root of the system may write everywhere."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        pytest.skip("no root to become somebody else: a closed drive was NOT tried")
    around = Path(tempfile.mkdtemp())
    try:
        folder = Path(shutil.copytree(backed.folder, around / "centre"))
        drive = Path(shutil.copytree(backed.drive, around / "stick"))
        set_ = found_in(drive)[0].folder.parent
        places = {"": drive, FOLDER: drive / FOLDER, "set": set_, "files": set_ / "files"}
        for path in (around, *around.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        closed = places[which]
        for path in (closed, *closed.rglob("*")):
            os.chown(path, 0, 0)
            path.chmod(0o755 if path.is_dir() else 0o644)
        os.seteuid(NOBODY)
        before = bytes_of(drive)
        with opened(folder) as office, pytest.raises(DriveFails) as told:
            back_up(office, drive, Progress())
        assert told.value.what is Doing.PERMISSION
        assert "lock" in trouble_in_words(told.value, "Red stick").next
        assert bytes_of(drive) == before
    finally:
        os.seteuid(0)
        shutil.rmtree(around)
