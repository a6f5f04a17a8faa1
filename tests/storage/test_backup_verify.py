"""What was altered of a backup is noticed, wherever it was; seeded, so that a failure repeats."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.storage.backup import manifest
from amane_desktop.storage.backup.checking import FindingKind
from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble, NotABackup
from amane_desktop.storage.backup.layout import found_in
from amane_desktop.storage.backup.manifest import seal
from amane_desktop.storage.backup.opening import open_backup
from amane_desktop.storage.keyring import WrongPassword
from tests.conftest import PASSWORD
from tests.storage.backed_up import FRIDAY, add_paper, back_up_at, plug_in, wrong_with

SEED = 20261127


@pytest.fixture
def drive(office: Office, tmp_path: Path) -> Path:
    """Two backups: of a family and a paper, and of one more of both."""
    drive = plug_in(office, tmp_path / "drive")
    for number, name in enumerate(("Aït Baha", "Bouzid")):
        office.do(actions.add_family, name, "")
        add_paper(office, bytes([number]) * 3000)
        back_up_at(office, drive, FRIDAY + timedelta(days=7 * number))
    assert wrong_with(drive) == ()
    return drive


def newest(drive: Path) -> Path:
    return found_in(drive)[0].folder


def attachments(drive: Path) -> list[Path]:
    return sorted(drive.glob("Amane/*/files/*/*"))


def is_noticed(drive: Path) -> bool:
    """Whether it cannot be opened, or checking it finds something."""
    try:
        return bool(wrong_with(newest(drive)))
    except (BackupDamaged, NotABackup, WrongPassword, DriveTrouble):
        return True


def flip(file: Path, at: int, bit: int = 1) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= bit
    file.write_bytes(content)


def test_a_bit_flipped_anywhere(drive: Path) -> None:
    chance = random.Random(SEED)
    files = [*newest(drive).iterdir(), *attachments(drive)]
    for _each in range(60):
        file = chance.choice(files)
        at, bit = chance.randrange(file.stat().st_size), 1 << chance.randrange(8)
        flip(file, at, bit)
        assert is_noticed(drive), (SEED, file.name, at, bit)
        flip(file, at, bit)
    assert not is_noticed(drive)


@pytest.mark.parametrize("name", ["amane.backup", "keyring.json", "amane.db"])
def test_a_byte_flipped_in_its_first_and_last(drive: Path, name: str) -> None:
    file = newest(drive) / name
    for at in (*range(40), *range(-20, 0)):
        flip(file, at)
        assert is_noticed(drive), at
        flip(file, at)


def test_a_file_cut_short(drive: Path) -> None:
    chance = random.Random(SEED)
    for file in (*newest(drive).iterdir(), *attachments(drive)):
        whole = file.read_bytes()
        for length in (0, 1, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(3))):
            file.write_bytes(whole[:length])
            assert is_noticed(drive), (SEED, file.name, length)
        file.write_bytes(whole + b"\0")
        assert is_noticed(drive), file.name
        file.write_bytes(whole)


def test_files_of_the_backup_before_it(drive: Path) -> None:
    older, newer = found_in(drive)[1].folder, newest(drive)
    for name in ("amane.db", "amane.backup"):
        whole = (newer / name).read_bytes()
        shutil.copyfile(older / name, newer / name)
        assert is_noticed(drive), name
        (newer / name).write_bytes(whole)
    one, other = attachments(drive)
    swapped = one.read_bytes(), other.read_bytes()
    one.write_bytes(swapped[1])
    other.write_bytes(swapped[0])
    assert {found.kind for found in wrong_with(drive)} == {FindingKind.ATTACHMENT_DAMAGED}


def test_the_whole_of_the_backup_before_it(drive: Path) -> None:
    for file in newest(drive).iterdir():
        shutil.copyfile(found_in(drive)[1].folder / file.name, file)
    assert is_noticed(drive)


def test_a_file_removed(drive: Path) -> None:
    for file in (*newest(drive).iterdir(), *attachments(drive)):
        whole = file.read_bytes()
        file.unlink()
        assert file.name == "amane.backup" or is_noticed(drive), file.name
        file.write_bytes(whole)
    (newest(drive) / "amane.backup").unlink()
    assert len(found_in(drive)) == 1


def to_a_link(file: Path) -> None:
    aside = file.rename(file.with_name("aside"))
    file.symlink_to(aside)


def to_a_huge_one(file: Path) -> None:
    os.truncate(file, 50 * 1024**3)


def to_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("spoil", [to_a_link, to_a_huge_one, to_a_folder])
@pytest.mark.parametrize("name", ["amane.backup", "keyring.json", "amane.db", "attachment"])
def test_what_no_backup_of_ours_is(drive: Path, name: str, spoil: Callable[[Path], None]) -> None:
    """No link is followed, and nothing that is absurdly large is read to its end."""
    place = newest(drive)
    spoil(attachments(drive)[0] if name == "attachment" else place / name)
    assert place not in [found.folder for found in found_in(drive)] or is_noticed(drive)


def test_rubbish_is_no_backup(drive: Path, tmp_path: Path) -> None:
    for name in ("2026-13-45T996099Z", "..", "x.new", "2026-11-25T183005Z.new"):
        (tmp_path / "rubbish" / name / "amane.backup").mkdir(parents=True, exist_ok=True)
    (tmp_path / "rubbish" / "2026-11-25T183005Z").symlink_to(newest(drive))
    assert found_in(tmp_path / "rubbish") == ()
    assert found_in(tmp_path / "nowhere") == ()
    assert found_in(Path("\0")) == ()


def test_every_place_of_a_drive_leads_to_its_backups(drive: Path) -> None:
    both, (one, _other) = found_in(drive), found_in(drive)
    assert len(both) == 2
    for place in (drive / "Amane", one.folder.parent):
        assert found_in(place) == both
    for place in (one.folder, *one.folder.iterdir()):
        assert found_in(place) == (one,)


@pytest.mark.parametrize(
    "told",
    [
        {"attachments": {"../../../../etc/passwd": 1}},
        {"missing": ("C:\\\\Windows",)},
        {"database_sha256": "../x"},
        {"counts": {"family": "many"}},
    ],
)
def test_a_manifest_that_leads_elsewhere(
    office: Office, drive: Path, told: dict[str, object]
) -> None:
    """Sealed as ours are, by somebody who holds the key."""
    found = found_in(drive)[0]
    ours = open_backup(found, PASSWORD).manifest
    hostile = seal(replace(ours, **told), office.vault._master)  # type: ignore[arg-type]
    (found.folder / "amane.backup").write_bytes(hostile)
    with pytest.raises(BackupDamaged):
        open_backup(found, PASSWORD)


def test_a_manifest_that_swells(
    office: Office, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "_LARGEST_TOLD", 500)
    with pytest.raises(BackupDamaged):
        open_backup(found_in(drive)[0], PASSWORD)
