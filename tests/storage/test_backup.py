"""A backup from the office to the drive: complete, checked, and none but its own drive touched."""

from datetime import timedelta
from pathlib import Path

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.backing_up import back_up
from amane_desktop.office.backup_trouble import found_in_words
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.storage.backup.drive_mark import read_mark, set_mark
from amane_desktop.storage.backup.faults import DriveGone, NotTheDrive
from amane_desktop.storage.backup.layout import found_in
from amane_desktop.storage.backup.opening import open_backup, open_with_ring
from amane_desktop.storage.backup.progress import Cancelled, Progress, Step
from amane_desktop.storage.backup.writing import write_backup
from amane_desktop.storage.keyring import WrongPassword
from tests.conftest import PASSWORD
from tests.storage.backed_up import FRIDAY, add_paper, back_up_at, plug_in, wrong_with


@pytest.fixture
def drive(office: Office, tmp_path: Path) -> Path:
    return plug_in(office, tmp_path / "drive")


def test_it_holds_all_and_is_good(office: Office, drive: Path) -> None:
    office.do(actions.add_family, "Aït Baha", "أيت باها")
    name = add_paper(office)
    written = back_up_at(office, drive)
    opened = open_backup(written.found, PASSWORD)
    assert opened.manifest.counts["family"] == 1
    assert opened.manifest.by == "Khadija"
    assert list(opened.manifest.attachments) == [name]
    assert found_in(drive) == (written.found,)
    assert wrong_with(drive) == ()
    assert not [path for path in drive.rglob("*") if path.suffix == ".new"]
    assert not [path for path in office.folder.iterdir() if "backup" in path.name]


def test_an_attachment_that_stands_there_is_not_written_again(office: Office, drive: Path) -> None:
    name, place = add_paper(office), drive / "Amane"
    back_up_at(office, drive)
    (file,) = place.glob(f"*/files/*/{name}")
    number, newer = file.stat().st_ino, add_paper(office, b"newer")
    written = back_up_at(office, drive, FRIDAY + timedelta(days=7))
    assert file.stat().st_ino == number
    assert written.copied.new == 1
    assert set(written.manifest.attachments) == {name, newer}


def test_a_password_the_code_or_the_open_centre_opens_it(office: Office, drive: Path) -> None:
    written = back_up_at(office, drive)
    with pytest.raises(WrongPassword):
        open_backup(written.found, "another one")
    opened = open_with_ring(written.found, office.vault.ring, office.vault._master)
    assert opened.manifest == written.manifest


def test_a_drive_that_is_not_known_or_not_there(office: Office, drive: Path) -> None:
    back_up_at(office, drive)
    (drive / "Amane").rename(drive.with_name("pulled out"))
    with pytest.raises(NotTheDrive):
        back_up(office, drive, Progress())
    assert not list(drive.iterdir())
    with pytest.raises(Refusal):
        back_up(office, drive.parent, Progress())


def test_cancelled_midway_leaves_the_older_one(office: Office, drive: Path) -> None:
    written = back_up_at(office, drive)
    add_paper(office)

    def stop(progress: Progress) -> None:
        if progress.done:
            progress.cancel()

    with pytest.raises(Cancelled):
        back_up(office, drive, Progress(stop))
    assert found_in(drive) == (written.found,)
    assert wrong_with(drive) == ()
    assert not list(drive.rglob("*.new"))


def test_pulled_out_midway(office: Office, drive: Path) -> None:
    add_paper(office)

    def pull(progress: Progress) -> None:
        if (drive / "Amane").exists() and progress.done:
            (drive / "Amane").rename(drive.with_name("pulled out"))

    with pytest.raises(DriveGone):
        back_up(office, drive, Progress(pull))
    assert not list(drive.iterdir())


def test_whoever_works_goes_on_meanwhile(office: Office, drive: Path) -> None:
    """At every step a family is added; the backup holds those of one moment."""
    steps: dict[Step, int] = {}

    def work(progress: Progress) -> None:
        if progress.step not in steps:
            steps[progress.step] = office.do(actions.add_family, str(progress.step), "")

    office.do(actions.add_family, "Aït Baha", "")
    add_paper(office)
    written = back_up(office, drive, Progress(work))
    assert len(steps) >= 3
    assert written.manifest.counts["family"] == 2
    assert wrong_with(drive) == ()


def test_a_drive_letter_that_changed(office: Office, drive: Path) -> None:
    back_up_at(office, drive)
    elsewhere = drive.rename(drive.with_name("another letter"))
    back_up_at(office, elsewhere, FRIDAY + timedelta(days=7))
    assert len(found_in(elsewhere)) == 2


def test_a_clock_set_back_a_year(office: Office, drive: Path) -> None:
    back_up_at(office, drive)
    back_up_at(office, drive, FRIDAY - timedelta(days=365))
    turns = [back_up_at(office, drive, FRIDAY - timedelta(days=364)).manifest.turn]
    turns.append(back_up_at(office, drive, FRIDAY - timedelta(days=363)).manifest.turn)
    assert turns == [2, 3]
    assert len(found_in(drive)) == 4
    assert all(open_backup(found, PASSWORD) for found in found_in(drive))


def test_older_ones_go_by_the_day(office: Office, drive: Path) -> None:
    for day in range(10):
        for hour in (0, 2):
            back_up_at(office, drive, FRIDAY + timedelta(days=day, hours=hour))
    days = [found.made_at.day for found in found_in(drive)]
    # Seven days, and the Sunday of the week before.
    assert days == [6, 5, 4, 3, 2, 1, 30, 29]
    assert not list(drive.rglob("*.new"))


def test_an_installer_at_hand_is_brought_along(office: Office, drive: Path, tmp_path: Path) -> None:
    installer = tmp_path / "AmaneSetup-0.1.0.exe"
    installer.write_bytes(b"MZ" * 1000)
    source = office.vault.source("0" * 16, "Khadija", (installer,))
    for _again in range(2):
        written = write_backup(source, drive, str(read_mark(drive)), Progress(), FRIDAY)
        assert written.is_tidy
        assert (drive / "Amane" / installer.name).read_bytes() == installer.read_bytes()
    installer.unlink()
    written = write_backup(source, drive, str(read_mark(drive)), Progress(), FRIDAY)
    assert not written.is_tidy
    (told,) = found_in_words(written, "Stick A")
    assert "could not be tidied up" in told
    assert len(found_in(drive)) == 3


def test_a_mark_that_is_rubbish(tmp_path: Path) -> None:
    (tmp_path / "Amane").mkdir()
    for rubbish in ("", "[" * 4000, "{}", '{"mark": "../../etc"}', "x" * 5000):
        (tmp_path / "Amane" / "drive.json").write_text(rubbish)
        assert read_mark(tmp_path) is None
    assert read_mark(tmp_path / "nowhere") is None
    (tmp_path / "Amane" / "drive.json").unlink()
    assert set_mark(tmp_path) == set_mark(tmp_path / "Amane") == read_mark(tmp_path)
