"""A disk that is full, fails or may not be written: refused in words, and what was saved stays."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from amane_desktop.people import actions
from tests.conftest import PASSWORD
from tests.faults import driver
from tests.faults.processes import check_nothing_is_lost, names_in, run

UNSAVED = "This could not be saved: the disk is full or cannot be written."
UNOPENED = "The centre cannot be opened: the disk is full, or its folder cannot be written."
UNMADE = "The centre cannot be made here: the disk is full, or the folder is in use."
NOBODY = 65534


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    where = tmp_path / "disk"
    where.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(where)]
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    if not is_root or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no root, or no right to mount: a full disk was NOT tried")
    yield where
    subprocess.run(["umount", "-l", str(where)], check=True)


def fill(disk: Path, left: int = 0) -> Path:
    """A file that takes all the room but `left` bytes."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"")
    free = shutil.disk_usage(disk).free
    ballast.write_bytes(bytes(max(0, free - left)))
    return ballast


@pytest.mark.parametrize(
    "inject",
    [
        "pwrite64:error=ENOSPC:when=200..215",
        "pwrite64:error=EIO:when=300..303",
        "fsync:error=EIO:when=10..14",
    ],
)
def test_a_disk_that_fails_for_a_while(folder: Path, inject: str) -> None:
    told = run("work", folder, "40", inject=inject)
    assert set(told.refused) == {UNSAVED}
    # Work went on once the fault was gone.
    assert told.words[-3:] == ["doing", "done", "closed"]
    check_nothing_is_lost(told, folder)


def test_a_full_disk_while_saving(small_disk: Path) -> None:
    folder = small_disk / "centre"
    centre.create(folder, **driver.NAMES, password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    saved: set[str] = set()
    ballast = fill(small_disk, left=200_000)
    with pytest.raises(Refusal) as refused:
        for n in range(500):
            office.do(actions.add_family, f"F{n}", "", "x" * 200)
            saved.add(f"F{n}")
    assert refused.value.message == UNSAVED
    assert saved
    ballast.unlink()
    office.do(actions.add_family, "Chafik", "شفيق")
    office.close()
    assert names_in(folder) == saved | {"Chafik"}


def test_a_full_disk_while_signing_in(small_disk: Path) -> None:
    folder = small_disk / "centre"
    centre.create(folder, **driver.NAMES, password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    office.do(actions.add_family, "Bouzid", "بوزيد")
    office.close()
    ballast = fill(small_disk)
    with pytest.raises(Refusal) as refused:
        centre.open_centre(folder, "Khadija", PASSWORD)
    assert refused.value.message == UNOPENED
    ballast.unlink()
    assert names_in(folder) == {"Bouzid"}


def test_a_full_disk_while_a_password_is_renewed(small_disk: Path) -> None:
    folder = small_disk / "centre"
    code = centre.create(folder, **driver.NAMES, password=PASSWORD)
    ballast = fill(small_disk)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(Refusal) as refused:
        centre.reset_password(folder, "Khadija", code, driver.NEW_PASSWORD)
    assert refused.value.message == UNOPENED
    # An empty log of the database may be left, for there is no room to take it away.
    assert not any(path.read_bytes() for path in folder.glob("*-wal"))
    assert {name: (folder / name).read_bytes() for name in before} == before
    ballast.unlink()
    centre.open_centre(folder, "Khadija", PASSWORD).close()


@pytest.mark.parametrize("left", [0, 4096, 12_288, 150_000])
def test_a_full_disk_while_a_centre_is_made(small_disk: Path, left: int) -> None:
    ballast = fill(small_disk, left)
    with pytest.raises(Refusal) as refused:
        centre.create(small_disk / "centre", **driver.NAMES, password=PASSWORD)
    assert refused.value.message == UNMADE
    assert list(small_disk.iterdir()) == [ballast]
    ballast.unlink()
    centre.create(small_disk / "centre", **driver.NAMES, password=PASSWORD)
    assert names_in(small_disk / "centre") == set()


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A centre's folder whose files this user may read, and only read."""
    # Not under pytest's own folder, which only its user may enter.
    around = Path(tempfile.mkdtemp())
    around.chmod(0o755)
    folder = around / "centre"
    centre.create(folder, **driver.NAMES, password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    office.do(actions.add_family, "Bouzid", "بوزيد")
    office.close()
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    around.chmod(0o555)
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    if is_root:
        os.seteuid(NOBODY)
    if os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        pytest.skip("this system lets everybody write: a closed folder was NOT tried")
    yield folder
    if is_root:
        os.seteuid(0)
    for path in (around, folder, *folder.iterdir()):
        path.chmod(0o755)
    shutil.rmtree(around)


def test_a_folder_that_may_not_be_written(closed_folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in closed_folder.iterdir()}
    with pytest.raises(Refusal) as unopened:
        centre.open_centre(closed_folder, "Khadija", PASSWORD)
    assert unopened.value.message == UNOPENED
    with pytest.raises(Refusal) as unmade:
        centre.create(closed_folder.parent / "other", **driver.NAMES, password=PASSWORD)
    assert unmade.value.message == UNMADE
    assert {path.name: path.read_bytes() for path in closed_folder.iterdir()} == before
    assert list(closed_folder.parent.iterdir()) == [closed_folder]


def test_files_that_may_not_even_be_read(closed_folder: Path) -> None:
    is_root = os.getuid() == 0
    for name, message in (("amane.db", UNOPENED), ("keyring.json", UNOPENED)):
        if is_root:
            os.seteuid(0)
        (closed_folder / name).chmod(0)
        if is_root:
            os.seteuid(NOBODY)
        with pytest.raises(Refusal) as refused:
            centre.open_centre(closed_folder, "Khadija", PASSWORD)
        assert refused.value.message == message
