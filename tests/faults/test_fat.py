"""A stick with FAT's rules, limits and sudden absence: the backup before it is never harmed."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from amane_desktop.office import centre
from amane_desktop.office.office import Office
from amane_desktop.people.photos import put_photo
from amane_desktop.storage.backup.drive_mark import read_mark
from amane_desktop.storage.backup.faults import (
    DriveFails,
    DriveGone,
    DriveLies,
    DriveTrouble,
    FileTooLarge,
    NotTheDrive,
)
from amane_desktop.storage.backup.layout import FOLDER, found_in
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.backup.writing import Written, write_backup
from tests.conftest import PASSWORD
from tests.faults.amount import Amount
from tests.faults.chores import picture
from tests.faults.fat import Stick
from tests.faults.scenes import Backed
from tests.faults.standing import check_drive, standing


@dataclass
class AtWork:
    """A centre that is open, with a paper that its stick does not hold yet."""

    office: Office
    stick: Stick
    turn: int = 0

    def write(self) -> Written:
        """A backup, a week after the one before."""
        self.turn += 1
        set_id, mark = found_in(self.stick.place)[0].set_id, read_mark(self.stick.place)
        now = self.office.clock.local() + timedelta(weeks=self.turn)
        source = self.office.vault.source(set_id, "Khadija")
        place, medium_at = self.stick.place, self.stick.medium
        return write_backup(source, place, str(mark), Progress(), now, medium_at)

    def add_photo(self, number: int) -> None:
        """Something that the stick does not hold yet."""
        self.office.do(put_photo, 1, picture(number))


@pytest.fixture
def at_work(backed: Backed, tmp_path: Path) -> Iterator[AtWork]:
    folder = Path(shutil.copytree(backed.folder, tmp_path / "pc" / "centre"))
    drive = Path(shutil.copytree(backed.drive, tmp_path / "stick"))
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    at_work = AtWork(office, Stick(drive))
    at_work.add_photo(0)
    yield at_work
    office.close()


def test_everything_that_is_written_is_as_fat_takes_it(at_work: AtWork) -> None:
    for n in range(30):
        at_work.add_photo(n)
        at_work.write()
    assert not at_work.stick.wrong
    # What rotation removes, and the attachments in their folders, leave it room.
    assert len(check_drive(at_work.stick.place, is_tidy=True)) <= 23
    assert not [path for path in at_work.stick.place.rglob("*") if path.is_symlink()]


def test_gone_at_any_touch(at_work: AtWork, amount: Amount) -> None:
    stick = at_work.stick
    at_work.write()
    touches, before = stick.touched, check_drive(stick.place)
    for nth in amount.some(range(touches), 15, (0, 1, 2)):
        stick.come_back()
        at_work.add_photo(nth)
        stick.until_gone = nth
        try:
            at_work.write()
        except DriveTrouble as trouble:
            assert isinstance(trouble, DriveGone | DriveFails | NotTheDrive)
        assert list(stick.place.iterdir()) == [], "nothing is written where it should be"
        stick.come_back()
        now = check_drive(stick.place)
        assert set(before) <= set(now)
        before = now if len(now) < 10 else now[:1]
        amount.count("gone at a touch of a stick with FAT's rules")
    stick.come_back()
    at_work.write()
    check_drive(stick.place, is_tidy=True)


def test_an_unreadable_place(at_work: AtWork, amount: Amount) -> None:
    stick = at_work.stick
    at_work.write()
    reads, good = stick.read, check_drive(stick.place)
    for nth in amount.some(range(reads), 8):
        stick.come_back()
        at_work.add_photo(nth)
        stick.until_unread = nth
        try:
            written = at_work.write()
        except (DriveFails, DriveLies, DriveGone):
            pass
        else:
            assert written.found in found_in(stick.place)
        stick.come_back()
        now = check_drive(stick.place)
        assert good[0] in now, "the last good one goes by no rotation"
        good = now
        amount.count("a read of a stick failed")


def test_one_that_lies_about_its_size(at_work: AtWork, amount: Amount) -> None:
    stick = at_work.stick
    at_work.write()
    whole, good = stick.written, check_drive(stick.place)
    for capacity in amount.some(range(0, whole, 4096), 10, (0,)):
        at_work.add_photo(capacity // 4096)
        stick.written, stick.capacity = 0, capacity
        try:
            written = at_work.write()
        except DriveLies:
            assert check_drive(stick.place) == good
            amount.count("a stick that lies about its size")
        else:
            # There was room for this one.
            assert stick.written <= capacity
            good = check_drive(stick.place)
            assert written.found == good[0]
    assert amount.tried.total() > 5


def test_a_file_that_it_cannot_hold(at_work: AtWork) -> None:
    before = check_drive(at_work.stick.place)
    at_work.stick.largest = 90_000
    with pytest.raises(FileTooLarge):
        at_work.write()
    assert check_drive(at_work.stick.place) == before


def test_a_folder_that_takes_no_more_entries(at_work: AtWork) -> None:
    before = check_drive(at_work.stick.place)
    at_work.stick.entries = 4
    with pytest.raises(DriveTrouble):
        at_work.write()
    assert check_drive(at_work.stick.place) == before


def test_the_centre_stands(at_work: AtWork, backed: Backed) -> None:
    at_work.stick.until_gone = 20
    with pytest.raises(DriveTrouble):
        at_work.write()
    at_work.office.close()
    assert standing(at_work.office.folder) == backed.now
    assert (at_work.stick.aside / FOLDER).name == FOLDER
