"""Whatever was altered of a backup: verifying notices it, restoring refuses it, nothing is touched.

Bytes flipped, files cut short, exchanged, removed, or put under another's manifest.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.errors import Refusal
from amane_desktop.office.restore_choice import choose
from amane_desktop.office.restoring import restore
from amane_desktop.storage.backup.checking import check
from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble, NotABackup
from amane_desktop.storage.backup.layout import Found
from amane_desktop.storage.backup.opening import open_backup
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.keyring import WrongPassword
from tests.conftest import PASSWORD
from tests.faults.amount import Amount
from tests.faults.scenes import Backed
from tests.faults.standing import bytes_of, check_drive
from tests.storage.backed_up import back_up_at

PARTS = ("amane.backup", "keyring.json", "amane.db")
# The salt and the header's page of a database; what tells where an attachment's chunks are.
HEADERS = {"amane.db": 4096, "attachment": 64}


@dataclass(frozen=True)
class Spoilt:
    """A centre, closed, and the two backups of a drive; the newer one is what is spoilt."""

    folder: Path
    drive: Path
    newer: Found
    older: Found

    def file(self, name: str) -> Path:
        """A file of the newer backup."""
        return self.newer.folder / name

    def attachments(self) -> list[Path]:
        """The files that both name."""
        return sorted((self.newer.folder.parent / "files").glob("*/*"))


@pytest.fixture
def spoilt(backed: Backed, tmp_path: Path) -> Spoilt:
    folder = Path(shutil.copytree(backed.folder, tmp_path / "pc" / "centre"))
    drive = Path(shutil.copytree(backed.drive, tmp_path / "stick"))
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    # So that the newer one has another key ring too.
    office.do(staff.add_staff_member, "Omar", Role.TEACHER, "quatre autres mots ici")
    # Of the same day, only the newer one would stay.
    back_up_at(office, drive, office.clock.local() + timedelta(days=7))
    office.close()
    newer, older = check_drive(drive)
    return Spoilt(folder, drive, newer, older)


def is_noticed(found: Found) -> bool:
    """Whether verifying it says that something is wrong."""
    try:
        return bool(check(open_backup(found, PASSWORD), Progress()))
    except (BackupDamaged, NotABackup, WrongPassword, DriveTrouble):
        return True


@contextmanager
def refused(spoilt: Spoilt, what: object) -> Iterator[None]:
    """What was done to the newer backup is noticed and refused; its file is put back then."""
    before = bytes_of(spoilt.drive)
    standing = bytes_of(spoilt.folder.parent)
    yield
    assert is_noticed(spoilt.newer), what
    for folder in (spoilt.folder, spoilt.folder.parent / "new"):
        with pytest.raises(Refusal) as told:
            restore(choose(spoilt.newer, folder, PASSWORD), Progress())
        assert told.value.message, what
    assert bytes_of(spoilt.folder.parent) == standing, what
    for path in bytes_of(spoilt.drive).keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        if path.is_symlink():
            path.unlink()
        if path.is_dir():
            path.rmdir()
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def flip(path: Path, at: int, bits: int) -> None:
    """Alter a byte where it stands."""
    with path.open("rb+") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ bits]))


@pytest.mark.parametrize("name", [*PARTS, "attachment"])
def test_a_byte_flipped(spoilt: Spoilt, amount: Amount, name: str) -> None:
    """At every position of the manifest, the key ring and the headers."""
    path = spoilt.attachments()[0] if name == "attachment" else spoilt.file(name)
    size = path.stat().st_size
    places = range(min(size, HEADERS.get(name, size)))
    for at in amount.some(places, 12, (0, places[-1])):
        with refused(spoilt, (name, at)):
            flip(path, at, 1 << amount.random.randrange(8))
        amount.count(
            f"a byte flipped in the head of {name}"
            if name in HEADERS
            else f"a byte flipped in {name}"
        )


def test_a_byte_flipped_elsewhere(spoilt: Spoilt, amount: Amount) -> None:
    files = [spoilt.file("amane.db")] * 3 + spoilt.attachments()
    for _turn in amount.times(20, 1000):
        path = amount.random.choice(files)
        at = amount.random.randrange(path.stat().st_size)
        with refused(spoilt, (path.name, at)):
            flip(path, at, amount.random.randrange(1, 256))
        amount.count("a byte flipped at random in the database or an attachment")


def test_a_file_cut_short(spoilt: Spoilt, amount: Amount) -> None:
    files = [*map(spoilt.file, PARTS), *spoilt.attachments()]
    for turn in amount.times(8, 50):
        path = files[turn % len(files)]
        size = path.stat().st_size
        with refused(spoilt, path.name), path.open("rb+") as file:
            file.truncate(amount.random.choice((0, 1, size - 1, amount.random.randrange(size))))
        amount.count("a file cut short")


def exchange(one: Path, other: Path) -> None:
    """Give each the content of the other."""
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


@pytest.mark.parametrize(
    "names",
    [("amane.db",), ("amane.backup",), ("keyring.json",), ("amane.db", "keyring.json"), PARTS],
)
def test_files_exchanged_between_two_backups(
    spoilt: Spoilt, amount: Amount, names: tuple[str, ...]
) -> None:
    """An older database under the newer manifest, and each of the others."""
    with refused(spoilt, names):
        for name in names:
            exchange(spoilt.file(name), spoilt.older.folder / name)
    amount.count("files exchanged between two backups")


def test_attachments_exchanged(spoilt: Spoilt, amount: Amount) -> None:
    one, other = spoilt.attachments()[:2]
    with refused(spoilt, "attachments"):
        exchange(one, other)
    amount.count("two attachments exchanged")


def remove(path: Path) -> None:
    path.unlink()


def to_a_link(path: Path) -> None:
    """The same bytes, but by a link."""
    path.symlink_to(path.rename(path.with_name("aside")).name)


def to_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [remove, to_a_link, to_a_folder])
@pytest.mark.parametrize("name", [*PARTS, "attachment"])
def test_no_file_any_more(
    spoilt: Spoilt, amount: Amount, name: str, spoil: Callable[[Path], None]
) -> None:
    path = spoilt.attachments()[0] if name == "attachment" else spoilt.file(name)
    with refused(spoilt, name):
        spoil(path)
    amount.count(f"a file {'removed' if spoil is remove else 'replaced by a link or a folder'}")
