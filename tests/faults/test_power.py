"""The power goes: what was shown as saved is there when it comes back.

The disk is a file of its own; its file system is stopped dead, as by a cut, with nothing more
written of what only stood in memory.
"""

import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance import marking
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.queries import CellMark, week
from amane_desktop.office import centre, staff
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.people import actions
from amane_desktop.people.photos import person_photo, put_photo
from amane_desktop.storage import database
from tests.conftest import PASSWORD
from tests.faults.processes import names_in
from tests.faults.test_kill import opens

# EXT4_IOC_SHUTDOWN, and the flag that leaves the file system's own log unwritten.
_SHUTDOWN, _WITHOUT_LOG = 0x8004587D, 2
_SIZE = 64 * 1024 * 1024


class Disk:
    """A disk whose power can be cut."""

    def __init__(self, image: Path, where: Path) -> None:
        self._image, self.where = image, where
        where.mkdir()
        with image.open("wb") as file:
            file.truncate(_SIZE)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)

    def plug_in(self) -> bool:
        """Mount it; False where this is not allowed."""
        command = ["mount", "-o", "loop", str(self._image), str(self.where)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    def cut(self, office: Office | None = None) -> None:
        """Cut the power, under an opened centre if there is one, and let it come back."""
        root = os.open(self.where, os.O_RDONLY)
        fcntl.ioctl(root, _SHUTDOWN, struct.pack("I", _WITHOUT_LOG))
        os.close(root)
        # Only that the files are let go: nothing more reaches this disk.
        if office is not None:
            office.close()
        subprocess.run(["umount", str(self.where)], check=True)
        assert self.plug_in()

    def unplug(self) -> None:
        """Unmount it, whoever still has a file of it open."""
        subprocess.run(["umount", "-l", str(self.where)], check=True)


@pytest.fixture
def disk(tmp_path: Path, made: Path) -> Iterator[Disk]:
    """Such a disk, with a centre on it."""
    if getattr(os, "geteuid", lambda: 1)() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("no root, or no ext4: a power cut was NOT tried")
    disk = Disk(tmp_path / "disk.img", tmp_path / "disk")
    if not disk.plug_in():
        pytest.skip("no right to mount: a power cut was NOT tried")
    shutil.copytree(made, disk.where / "centre")
    os.sync()
    yield disk
    disk.unplug()


@pytest.fixture
def office(disk: Disk) -> Office:
    """That centre, opened; nobody closes it before the power goes."""
    return centre.open_centre(disk.where / "centre", "Khadija", PASSWORD)


def test_what_was_saved_is_there(disk: Disk, office: Office) -> None:
    saved = {f"F{n}" for n in range(20)}
    for name in saved:
        office.do(actions.add_family, name, "")
    disk.cut(office)
    assert names_in(disk.where / "centre") == saved


def test_a_marked_column_is_there(disk: Disk, office: Office) -> None:
    """All present by one key, then a row's mark and its note: each was shown as saved."""
    monday, ten = date(2026, 9, 7), time(10)
    group = office.do(groups.add_group, "Atlas", "", from_=monday)
    family = office.do(actions.add_family, "Bouzid", "")
    children = [office.do(actions.add_person, family, f"F{n}", "Bouzid") for n in range(20)]
    for child in children:
        office.do(groups.enrol_child, group, child, from_=monday)
    assert office.do(marking.mark_all_present, group, monday, ten) == 20
    office.do(marking.mark_child, group, children[11], monday, ten, Mark.ABSENT)
    office.do(marking.note_attendance, group, children[11], monday, ten, "Malade")
    disk.cut(office)
    again = centre.open_centre(disk.where / "centre", "Khadija", PASSWORD)
    sheet = again.ask(week, group, monday)
    again.close()
    assert sheet is not None
    expected = {(child, monday, ten): CellMark(Mark.PRESENT, "") for child in children}
    expected[children[11], monday, ten] = CellMark(Mark.ABSENT, "Malade")
    assert sheet.marks == expected


def test_the_test_can_tell(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without waiting for the disk, a cut would lose what was shown as saved."""
    connect = database.connect

    def careless(path: Path, key: bytes) -> object:
        connection = connect(path, key)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    monkeypatch.setattr(database, "connect", careless)
    office = centre.open_centre(disk.where / "centre", "Khadija", PASSWORD)
    office.do(actions.add_family, "Bouzid", "")
    monkeypatch.undo()
    disk.cut(office)
    assert names_in(disk.where / "centre") == set()


def test_a_photo_that_was_saved_is_there(disk: Disk, office: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "")
    child = office.do(actions.add_person, family, "Yassine", "Bouzid")
    office.do(put_photo, child, EXAMPLE)
    kept = office.ask(person_photo, child)
    disk.cut(office)
    again = centre.open_centre(disk.where / "centre", "Khadija", PASSWORD)
    assert kept and again.ask(person_photo, child) == kept
    again.close()


def test_whoever_was_let_go_stays_out(disk: Disk, office: Office) -> None:
    folder = disk.where / "centre"
    samira = office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, "un mot de passe")
    office.do(actions.add_family, "Bouzid", "")
    office.do(staff.deactivate_staff_member, samira, 1)
    disk.cut(office)
    assert not opens(folder, "Samira", "un mot de passe")
    assert names_in(folder) == {"Bouzid"}
