"""A backup or a drive that somebody made to do harm: refused, and nothing outside it is touched."""

import json
import os
import resource
import shutil
import zlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amane_desktop.office import centre
from amane_desktop.office.backing_up import back_up
from amane_desktop.office.errors import Refusal
from amane_desktop.office.restore_choice import choose
from amane_desktop.office.restoring import restore
from amane_desktop.storage.backup.faults import DriveTrouble
from amane_desktop.storage.backup.layout import found_in
from amane_desktop.storage.backup.opening import Opened, open_backup
from amane_desktop.storage.backup.progress import Progress
from tests.conftest import PASSWORD
from tests.faults.scenes import Backed
from tests.faults.standing import bytes_of
from tests.faults.test_spoilt_backup import is_noticed

GIGABYTE = 1024**3
HASH = "0" * 64


@pytest.fixture
def hostile(backed: Backed, tmp_path: Path) -> Backed:
    """A copy of both, to be made hostile."""
    folder = Path(shutil.copytree(backed.folder, tmp_path / "pc" / "centre"))
    drive = Path(shutil.copytree(backed.drive, tmp_path / "stick"))
    return Backed(folder, drive, backed.then, backed.now)


def is_refused(hostile: Backed) -> bool:
    """Whether verifying and restoring refuse the only backup, and touch nothing."""
    before = bytes_of(hostile.folder.parent.parent)
    (found,) = found_in(hostile.drive)
    assert is_noticed(found)
    for folder in (hostile.folder, hostile.folder.parent / "new"):
        with pytest.raises(Refusal):
            restore(choose(found, folder, PASSWORD), Progress())
    return bytes_of(hostile.folder.parent.parent) == before


def sealed(opened: Opened, told: bytes) -> bytes:
    """What somebody writes who has the key: the form of a manifest, with anything in it."""
    mark, nonce = b"amane backup 1\n", os.urandom(12)
    key = opened.master.derive("backup")
    return mark + nonce + AESGCM(key).encrypt(nonce, zlib.compress(told, 1), mark)


def told_by(opened: Opened, **changed: object) -> bytes:
    made_at = opened.manifest.made_at.isoformat()
    return json.dumps(asdict(opened.manifest) | {"made_at": made_at} | changed).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"attachments": {"../../../centre/amane.db": 5}},
        {"attachments": {"/etc/passwd": 5}},
        {"attachments": {HASH[:-3] + "/..": 5}},
        {"attachments": {HASH.upper().replace("0", "A"): 5}},
        {"attachments": {"..\\..\\" + HASH: 5}},
        {"attachments": {HASH: 10**18}},
        {"attachments": {HASH: -1}},
        {"missing": ["../" + HASH]},
        {"database_size": 10**15},
        {"database_size": -5},
        {"database_size": "1" + "0" * 5000},
        {"database_size": 1e999},
        {"counts": {"family": 10**12}},
        {"schema": "../../0006"},
        {"made_at": "2026-11-25"},
        {"database_sha256": "../" + HASH},
        {"attachments": [HASH]},
    ],
)
def test_a_manifest_that_leads_elsewhere(hostile: Backed, changed: dict[str, object]) -> None:
    (found,) = found_in(hostile.drive)
    opened = open_backup(found, PASSWORD)
    (found.folder / "amane.backup").write_bytes(sealed(opened, told_by(opened, **changed)))
    assert is_refused(hostile)


@pytest.mark.parametrize(
    "told", [b"[" * 10**6, b"\0" * 200_000_000, b'{"made_at":' * 10**5, b"null", b"\xff"],
    ids=["deep", "large once unpacked", "deeper", "nothing", "no text"],
)  # fmt: skip
def test_a_manifest_that_is_none(hostile: Backed, told: bytes) -> None:
    (found,) = found_in(hostile.drive)
    opened = open_backup(found, PASSWORD)
    (found.folder / "amane.backup").write_bytes(sealed(opened, told))
    assert is_refused(hostile)


@pytest.mark.parametrize("name", ["amane.backup", "keyring.json", "amane.db"])
def test_a_file_of_many_gigabytes(hostile: Backed, name: str) -> None:
    """It holds nothing but a hole, and is not read to its end."""
    (found,) = found_in(hostile.drive)
    os.truncate(found.folder / name, 50 * GIGABYTE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert is_noticed(found)
    for folder in (hostile.folder, hostile.folder.parent / "new"):
        with pytest.raises(Refusal):
            restore(choose(found, folder, PASSWORD), Progress())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000
    os.truncate(found.folder / name, 0)


@pytest.mark.parametrize(
    "costs", ["m=999999,t=1,p=1", "m=262144,t=9,p=9", "m=99999999,t=1,p=1", "m=0,t=1,p=1"]
)
def test_a_key_ring_that_takes_all_memory(hostile: Backed, costs: str) -> None:
    (found,) = found_in(hostile.drive)
    ring = found.folder / "keyring.json"
    told = json.loads(ring.read_text())
    for slot in told["slots"]:
        slot["argon2id"] = costs
    ring.write_text(json.dumps(told))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert is_refused(hostile)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


@pytest.mark.parametrize("told", [b"[" * 200_000, b'{"slots": 5}', b"null"])
def test_a_key_ring_that_is_none(hostile: Backed, told: bytes) -> None:
    (found,) = found_in(hostile.drive)
    (found.folder / "keyring.json").write_bytes(told)
    assert is_refused(hostile)


def to_a_link(path: Path, elsewhere: Path) -> None:
    shutil.move(path, elsewhere / path.name)
    path.symlink_to(elsewhere / path.name)


def of_a_backup(drive: Path) -> Path:
    return found_in(drive)[0].folder


def of_a_set(drive: Path) -> Path:
    return of_a_backup(drive).parent


PLACES: dict[str, Callable[[Path], Path]] = {
    "a backup": of_a_backup,
    "the set": of_a_set,
    "the files": lambda drive: of_a_set(drive) / "files",
    "a folder of files": lambda drive: next((of_a_set(drive) / "files").iterdir()),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_link_out_of_the_drive_is_not_written_through(
    hostile: Backed, tmp_path: Path, place: str
) -> None:
    """However it is linked, a backup stands on the drive itself, or is refused."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    linked = PLACES[place](hostile.drive)
    to_a_link(linked, elsewhere)
    before = bytes_of(elsewhere)
    office = centre.open_centre(hostile.folder, "Khadija", PASSWORD)
    try:
        back_up(office, hostile.drive, Progress())
    except (DriveTrouble, Refusal):
        pass
    else:
        assert not is_noticed(found_in(hostile.drive)[0])
    finally:
        office.close()
    assert bytes_of(elsewhere) == before


def test_nothing_is_found_behind_a_link(hostile: Backed, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    to_a_link(of_a_set(hostile.drive), tmp_path / "elsewhere")
    assert found_in(hostile.drive) == ()
