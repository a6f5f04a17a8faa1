"""An installer is copied to this PC, shown by its digest, and started only as it was shown."""

import hashlib
import sys
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, updating
from amane_desktop.office.audit import audit_ids, audit_lines
from amane_desktop.office.backing_up import back_up, prepare_drive
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.updating import in_groups, start_update, take_copy
from amane_desktop.storage.backup.progress import Cancelled, Progress
from amane_desktop.storage.installers.looking import Installer
from amane_desktop.storage.installers.private import remove_copy
from tests.conftest import PASSWORD
from tests.rows import work_as
from tests.storage.installers import lay_installer


@pytest.fixture
def office(folder: Path) -> Office:
    return centre.open_centre(folder, "Khadija", PASSWORD)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    lay_installer(tmp_path / "stick", "9.0.0")
    return tmp_path / "stick"


def on(stick: Path) -> Installer:
    return Installer(stick / "AmaneSetup-9.0.0.exe", "9.0.0")


def left(office: Office) -> list[Path]:
    return [path for path in office.folder.glob("update/**/*") if path.is_file()]


def test_the_copy_is_what_lay_there_and_its_digest_is_told_in_groups(
    office: Office, stick: Path
) -> None:
    progress = Progress()
    copy = take_copy(office, stick, on(stick), progress)
    content = on(stick).path.read_bytes()
    assert copy.path.read_bytes() == content and left(office) == [copy.path]
    assert copy.path.is_relative_to(office.folder)
    assert copy.sha256 == hashlib.sha256(content).hexdigest()
    assert progress.done == progress.total == len(content)
    lines = in_groups(copy.sha256).splitlines()
    assert [len(line.split()) for line in lines] == [8, 8]
    assert "".join("".join(lines).split()) == copy.sha256


def test_what_is_started_is_the_copy_whatever_becomes_of_the_drive(
    office: Office, stick: Path
) -> None:
    copy = take_copy(office, stick, on(stick), Progress())
    shown = copy.path.read_bytes()
    on(stick).path.write_bytes(b"something else")
    started: list[bytes] = []
    start_update(office, copy, lambda path: started.append(path.read_bytes()), Progress())
    assert started == [shown]


def test_a_copy_that_changed_since_is_not_started(office: Office, stick: Path) -> None:
    copy = take_copy(office, stick, on(stick), Progress())
    with copy.path.open("ab") as file:
        file.write(b"!")
    started: list[Path] = []
    with pytest.raises(Refusal, match="has changed"):
        start_update(office, copy, started.append, Progress())
    copy.path.unlink()
    with pytest.raises(Refusal, match="did not start"):
        start_update(office, copy, started.append, Progress())
    assert started == []


def test_whoever_gives_it_up_at_the_last_moment_starts_nothing(office: Office, stick: Path) -> None:
    copy = take_copy(office, stick, on(stick), Progress())
    progress, started = Progress(), list[Path]()
    progress.cancel()
    with pytest.raises(Cancelled):
        start_update(office, copy, started.append, progress)
    assert started == []


def test_a_system_that_does_not_start_it_is_told_in_plain_words(
    office: Office, stick: Path
) -> None:
    copy = take_copy(office, stick, on(stick), Progress())

    def stopped(_path: Path) -> None:
        raise PermissionError("a path that nobody should read")

    with pytest.raises(Refusal, match="antivirus") as told:
        start_update(office, copy, stopped, Progress())
    assert "path" not in told.value.message


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.TEACHER, Role.VOLUNTEER])
def test_only_whoever_may_back_up_copies_or_starts(office: Office, stick: Path, role: Role) -> None:
    copy = take_copy(office, stick, on(stick), Progress())
    work_as(office, role)
    started: list[Path] = []
    with pytest.raises(NotAllowed):
        start_update(office, copy, started.append, Progress())
    remove_copy(office.folder)
    with pytest.raises(NotAllowed):
        take_copy(office, stick, on(stick), Progress())
    assert started == [] and left(office) == []


def test_the_journal_says_who_began_it(office: Office, stick: Path) -> None:
    work_as(office, Role.ADMINISTRATOR)
    copy = take_copy(office, stick, on(stick), Progress())
    start_update(office, copy, lambda _path: None, Progress())
    work_as(office, Role.DIRECTOR)
    (began,) = office.ask(audit_lines, office.ask(audit_ids)[:1])
    assert "Began an update of Amane from a drive" in str(began.told)
    assert began.told.by == "Khadija"


def test_a_file_that_became_another_since_it_was_seen_leaves_nothing_here(
    office: Office, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = on(stick)
    elsewhere = lay_installer(tmp_path / "elsewhere", "9.0.0")
    lay_installer(stick, "9.0.0", says="9.0.1")
    with pytest.raises(Refusal, match="not what its name says"):
        take_copy(office, stick, seen, Progress())
    seen.path.unlink()
    seen.path.symlink_to(elsewhere)
    with pytest.raises(Refusal, match="cannot be read"):
        take_copy(office, stick, seen, Progress())
    seen.path.unlink()
    with pytest.raises(Refusal, match="cannot be read"):
        take_copy(office, stick, seen, Progress())
    lay_installer(stick, "9.0.0")
    monkeypatch.setattr(updating, "LARGEST", 100)
    with pytest.raises(Refusal, match="too large"):
        take_copy(office, stick, seen, Progress())
    assert left(office) == []


def test_stopped_midway_it_leaves_nothing(office: Office, stick: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        take_copy(office, stick, on(stick), progress)
    assert left(office) == []


def test_removing_follows_no_link(office: Office, tmp_path: Path) -> None:
    precious = lay_installer(tmp_path / "precious", "9.0.0")
    (office.folder / "update").symlink_to(precious.parent)
    remove_copy(office.folder)
    assert precious.exists() and not (office.folder / "update").is_symlink()


def test_of_several_installers_beside_the_program_the_newest_goes_along(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("0.9.0", "0.10.0", "0.2.0"):
        lay_installer(tmp_path / "program", version)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program" / "Amane.exe"))
    drive = tmp_path / "drive"
    drive.mkdir()
    prepare_drive(office, drive, "Stick A", "")
    back_up(office, drive, Progress())
    assert [path.name for path in drive.rglob("*.exe")] == ["AmaneSetup-0.10.0.exe"]
