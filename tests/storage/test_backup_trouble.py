"""Whatever befalls the drive midway: a name for it, and the older backup as it was."""

import errno
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.storage.alone import alone
from amane_desktop.storage.backup import copying, medium, taking, writing
from amane_desktop.storage.backup.faults import (
    DriveBusy,
    DriveFails,
    DriveFull,
    DriveGone,
    DriveLies,
    DriveTrouble,
    FileTooLarge,
    SourceFails,
)
from amane_desktop.storage.backup.layout import found_in
from amane_desktop.storage.backup.medium import FolderMedium
from amane_desktop.storage.backup.opening import open_backup
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.backup.writing import Written, write_backup
from amane_desktop.storage.database import connect
from amane_desktop.storage.keyring import WrongPassword
from tests.conftest import PASSWORD
from tests.storage.backed_up import FRIDAY, add_paper, back_up_at, plug_in, wrong_with
from tests.storage.in_pieces import InPieces

LATER = FRIDAY + timedelta(days=7)


class Failing(FolderMedium):
    """A drive whose n-th write or flush gives an error of the system's."""

    number, left = 0, 0

    def put(self, file: BinaryIO, part: bytes) -> None:
        self._count()
        super().put(file, part)

    def flush(self, file: BinaryIO) -> None:
        self._count()
        super().flush(file)

    def rename(self, old: Path, new: Path) -> None:
        with self._naming(medium.Doing.WRITING):
            self._count()
        super().rename(old, new)

    def _count(self) -> None:
        type(self).left -= 1
        if self.left == 0:
            raise OSError(self.number, "as the system says")


class Lying(FolderMedium):
    """A drive that gives back something else than what was written to a file of that name."""

    of = ""

    @contextmanager
    def reading(self, path: Path) -> Iterator[BinaryIO]:
        if path.name.startswith(self.of) and path.parent.name.endswith((".new", self.of[:2])):
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)
        with super().reading(path) as file:
            yield file


class Piecemeal(FolderMedium):
    """A drive that gives few bytes at a time, as Windows does past its memory of a file."""

    @contextmanager
    def reading(self, path: Path) -> Iterator[BinaryIO]:
        with super().reading(path) as file:
            yield InPieces(file)  # type: ignore[misc]


@pytest.fixture
def drive(office: Office, tmp_path: Path) -> Path:
    """A drive with one good backup, and a paper that it does not hold yet."""
    drive = plug_in(office, tmp_path / "drive")
    add_paper(office)
    back_up_at(office, drive)
    add_paper(office, b"new" * 1000)
    return drive


def write(office: Office, drive: Path, onto: type[FolderMedium] = FolderMedium) -> Written:
    (mark,) = (drive / "Amane" / "drive.json").read_text().split('"')[3:4]
    source = office.vault.source(found_in(drive)[0].set_id, "Khadija")
    return write_backup(source, drive, mark, Progress(), LATER, onto)


def is_as_before(office: Office, drive: Path) -> bool:
    """Whether the one good backup is there, and nothing half-written, here or there."""
    left = [*drive.rglob("*.new"), *office.folder.glob("*backup*")]
    return len(found_in(drive)) == 1 and not left and wrong_with(drive) == ()


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, DriveFull), (errno.EIO, DriveFails), (errno.ENODEV, DriveGone)],
)
def test_each_write_flush_and_rename_fails_once(
    office: Office, drive: Path, number: int, told: type[DriveTrouble]
) -> None:
    Failing.number, kept = number, set(drive.glob("Amane/*/files/*/*"))
    for nth in range(1, 100):
        Failing.left = nth
        for file in set(drive.glob("Amane/*/files/*/*")) - kept:
            file.unlink()
        try:
            write(office, drive, Failing)
        except DriveTrouble as trouble:
            assert type(trouble) is told
            assert is_as_before(office, drive), nth
        else:
            break
    assert 11 <= nth < 100
    assert len(found_in(drive)) == 2
    assert wrong_with(drive) == ()


@pytest.mark.parametrize("name", ["amane.db", "amane.backup", "keyring.json", "attachment"])
def test_a_drive_that_does_not_keep_what_was_written(
    office: Office, drive: Path, name: str
) -> None:
    Lying.of = name if name != "attachment" else add_paper(office, b"another")
    with pytest.raises(DriveLies):
        write(office, drive, Lying)
    assert is_as_before(office, drive)


def test_a_drive_that_gives_what_it_keeps_a_little_at_a_time(
    office: Office, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InPieces, "most", 100)
    write(office, drive, Piecemeal)
    assert wrong_with(drive) == ()


def test_a_folder_without_permission(office: Office, drive: Path) -> None:
    class Locked(Failing):
        number = errno.EACCES

        def make_folder(self, folder: Path) -> None:
            with self._naming(medium.Doing.WRITING):
                raise OSError(self.number, "")

    with pytest.raises(DriveFails) as told:
        write(office, drive, Locked)
    assert told.value.what is medium.Doing.PERMISSION
    assert is_as_before(office, drive)


def test_too_little_room_is_said_before_anything_is_written(office: Office, drive: Path) -> None:
    class Small(FolderMedium):
        def free(self) -> int:
            return 1000

    with pytest.raises(DriveFull) as told:
        write(office, drive, Small)
    assert told.value.missing == told.value.needed - 1000 > 0
    assert is_as_before(office, drive)


@pytest.mark.parametrize("room", [copying, writing])
def test_a_file_that_fat_does_not_hold(
    office: Office, drive: Path, room: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "LARGEST_FILE", 2000)
    with pytest.raises(FileTooLarge):
        write(office, drive)
    assert is_as_before(office, drive)


def test_while_another_is_being_written(office: Office, drive: Path) -> None:
    with alone(office.folder / "backup.lock"), pytest.raises(DriveBusy):
        write(office, drive)
    with alone(found_in(drive)[0].folder.parent / "busy"), pytest.raises(DriveBusy):
        write(office, drive)
    write(office, drive)


def test_what_a_kill_left_is_swept(office: Office, drive: Path) -> None:
    above = found_in(drive)[0].folder.parent
    (above / "2026-11-28T100000Z.new").mkdir()
    (above / "2026-11-28T100000Z.new" / "amane.db").write_bytes(b"half")
    next(above.glob("files/*/*")).with_suffix(".new").write_bytes(b"half")
    (office.folder / "backup.new").mkdir()
    write(office, drive)
    assert not [*drive.rglob("*.new"), *office.folder.glob("*backup*")]


def test_what_a_kill_left_on_this_pc_is_gone_after_the_next_start(folder: Path) -> None:
    (folder / "backup.new").mkdir()
    (folder / "backup.new" / "amane.db").write_bytes(b"half")
    (folder / "backup.lock").touch()
    centre.open_centre(folder, "Khadija", PASSWORD).close()
    assert not list(folder.glob("*backup*"))


def test_a_start_meanwhile_leaves_a_backup_its_copy(folder: Path) -> None:
    (folder / "backup.new").mkdir()
    with alone(folder / "backup.lock"):
        centre.open_centre(folder, "Khadija", PASSWORD).close()
        assert (folder / "backup.new").exists()


def test_a_key_ring_of_this_pc_that_is_damaged_is_told(office: Office, drive: Path) -> None:
    (office.folder / "keyring.json").write_bytes(b"{}")
    with pytest.raises(Refusal, match=r"keyring\.json"):
        back_up_at(office, drive, LATER)


def test_an_attachment_that_went_bad_on_the_drive_is_copied_anew(
    office: Office, drive: Path
) -> None:
    """One that is missing or cut short, at once; one that changed, within a dozen backups."""
    (file,) = drive.glob("Amane/*/files/*/*")
    whole = file.read_bytes()
    for spoilt in (b"", whole[:-1], None):
        file.write_bytes(spoilt) if spoilt is not None else file.unlink()
        assert write(office, drive).copied.mended == 1
        assert file.read_bytes() == whole
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    mended = [write(office, drive).copied.mended for _turn in range(copying.TURNS)]
    assert sum(mended) == 1
    assert file.read_bytes() == whole


def test_one_that_this_pc_has_lost_keeps_no_backup_from_being_made(
    office: Office, drive: Path
) -> None:
    gone, damaged = add_paper(office), add_paper(office)
    (office.folder / "attachments" / gone).unlink()
    file = office.folder / "attachments" / damaged
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    written = write(office, drive)
    assert set(written.manifest.missing) == {gone, damaged}
    assert wrong_with(drive) == ()


def test_one_that_was_erased_leaves_the_drive_with_the_last_backup_that_names_it(
    office: Office, drive: Path
) -> None:
    (file,) = drive.glob("Amane/*/files/*/*")
    connection = office._engine.raw_connection()
    connection.cursor().execute("DELETE FROM attachment WHERE stored_as = ?", (file.name,))
    connection.close()
    write(office, drive)
    assert file.exists()
    for folder in (found.folder for found in found_in(drive)[1:]):
        for part in folder.iterdir():
            part.unlink()
        folder.rmdir()
    write(office, drive)
    assert not file.exists()
    assert wrong_with(drive) == ()


def test_no_room_on_this_pc(office: Office, drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(taking, "copy_as_one_file", full)
    with pytest.raises(SourceFails):
        write(office, drive)
    assert is_as_before(office, drive)


def test_who_was_let_go_opens_no_backup_made_since(office: Office, drive: Path) -> None:
    samira = office.do(staff.add_staff_member, "Samira", Role.ADMINISTRATOR, PASSWORD + " 2")
    before = back_up_at(office, drive, LATER)
    version = next(each.version for each in office.ask(staff.staff) if each.id == samira)
    office.do(staff.deactivate_staff_member, samira, version)
    since = back_up_at(office, drive, LATER + timedelta(days=1))
    assert open_backup(before.found, PASSWORD + " 2").manifest == before.manifest
    with pytest.raises(WrongPassword):
        open_backup(since.found, PASSWORD + " 2")
    for written in (before, since):
        assert open_backup(written.found, PASSWORD).manifest == written.manifest


def test_keys_that_cannot_be_renewed_are_told_as_what_befell_them(
    office: Office, drive: Path
) -> None:
    """By this PC's disk, or by another window; once they are, who was let go opens no backup."""
    samira = office.do(staff.add_staff_member, "Samira", Role.ADMINISTRATOR, PASSWORD + " 2")
    version = next(each.version for each in office.ask(staff.staff) if each.id == samira)
    in_the_way = office.folder / "amane.db.rekey"
    in_the_way.mkdir()
    office.do(staff.deactivate_staff_member, samira, version)
    with pytest.raises(SourceFails):
        back_up_at(office, drive, LATER)
    in_the_way.rmdir()
    database = office.folder / "amane.db"
    another = connect(database, office.vault.source("", "").database_key)
    with closing(another), pytest.raises(Refusal, match="other window"):
        back_up_at(office, drive, LATER)
    written = back_up_at(office, drive, LATER)
    with pytest.raises(WrongPassword):
        open_backup(written.found, PASSWORD + " 2")
    assert wrong_with(written.found.folder) == ()


def test_nothing_on_the_drive_tells_of_the_centre(office: Office, drive: Path) -> None:
    content = b"".join(file.read_bytes() for file in drive.rglob("*") if file.is_file())
    for told in ("Centre Amane", "مركز أمان", "Khadija", PASSWORD):
        for spelt in (told.encode(), told.encode("utf-16-le")):
            assert spelt not in content
    names = " ".join(str(path.relative_to(drive)) for path in drive.rglob("*"))
    assert all(
        letter in "0123456789abcdefABCDEFGHIJKLMNOPQRSTUVWXYZghijklmnopqrstuvwxyz./- "
        for letter in names
    )
