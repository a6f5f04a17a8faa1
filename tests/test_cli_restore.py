"""`restore` as scripts and a worried colleague use it: a new PC, a standing centre, a bad stick."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from amane_desktop import i18n
from amane_desktop.cli import main
from amane_desktop.office import centre
from amane_desktop.people import actions
from amane_desktop.storage.backup.layout import found_in
from tests.conftest import PASSWORD
from tests.rows import families_of
from tests.storage.backed_up import FRIDAY, back_up_at, plug_in

ROOT = Path(__file__).resolve().parent.parent
CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ"


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A drive with two backups of a centre: without a family, and a week later with one."""
    folder = tmp_path / "centre"
    names = {"name": "Centre", "name_ar": "مركز", "director": "Khadija"}
    centre.create(folder, **names, password=PASSWORD, recovery_code=CODE)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    drive = plug_in(office, tmp_path / "stick")
    back_up_at(office, drive, FRIDAY)
    office.do(actions.add_family, "Bouzid", "بوزيد")
    back_up_at(office, drive, FRIDAY.replace(month=12, day=4))
    office.close()
    monkeypatch.setenv("AMANE_PASSWORD", PASSWORD)
    monkeypatch.delenv("AMANE_RECOVERY_CODE", raising=False)
    yield drive


def restore(place: Path, folder: Path) -> int:
    return main(["--lang", "en", "--data", str(folder), "restore", str(place)])


def names(folder: Path) -> list[str]:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    try:
        return [line.name for line in families_of(office)]
    finally:
        office.close()


@pytest.mark.parametrize("secret", ["AMANE_PASSWORD", "AMANE_RECOVERY_CODE"])
def test_the_newest_backup_of_a_drive_goes_to_a_new_pc(
    drive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    secret: str,
) -> None:
    if secret == "AMANE_RECOVERY_CODE":
        monkeypatch.setenv(secret, CODE)
        monkeypatch.setenv("AMANE_PASSWORD", "another")
    assert restore(drive, tmp_path / "new") == 0
    out, errors = capsys.readouterr()
    assert "Restored the backup of 4 December 2026" in out and errors == ""
    assert names(tmp_path / "new") == ["Bouzid"]


def test_an_older_one_is_taken_by_its_own_folder(drive: Path, tmp_path: Path) -> None:
    assert restore(found_in(drive)[1].folder, tmp_path / "centre") == 0
    assert names(tmp_path / "centre") == []


def test_where_the_newest_is_damaged_the_newest_good_one_is_named(
    drive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newest, good = found_in(drive)
    (newest.folder / "amane.db").write_bytes(b"x" * 8192)
    assert restore(drive, tmp_path / "new") == 1
    told = capsys.readouterr().err
    assert "damaged" in told and str(good.folder) in told and told.count("\n") == 1
    assert not (tmp_path / "new").exists()
    assert restore(good.folder, tmp_path / "new") == 0


def test_a_wrong_word_an_empty_place_and_no_backup_are_told(
    drive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    assert restore(tmp_path / "empty", tmp_path / "new") == 1
    assert "no backup" in capsys.readouterr().err
    monkeypatch.setenv("AMANE_PASSWORD", "le mauvais mot")
    assert restore(drive, tmp_path / "new") == 1
    assert "recovery code" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_demonstration_needs_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AMANE_PASSWORD", PASSWORD)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "demo"
    names = {"name": "Centre", "name_ar": "", "director": "Khadija", "password": PASSWORD}
    centre.create(folder, **names, is_demonstration=True)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    drive = plug_in(office, tmp_path / "stick")
    back_up_at(office, drive)
    office.close()
    assert main(["--lang", "en", "restore", str(drive)]) == 1
    assert "demonstration" in capsys.readouterr().err
    assert restore(drive, tmp_path / "again") == 0


def test_it_runs_as_a_process_of_its_own(drive: Path, tmp_path: Path) -> None:
    i18n.set_language("en")
    command = [sys.executable, "-m", "amane_desktop", "--data", str(tmp_path / "new")]
    ran = subprocess.run(
        [*command, "restore", str(drive)],
        cwd=ROOT,
        env={**os.environ, "AMANE_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert names(tmp_path / "new") == ["Bouzid"]


def test_the_bundle_needs_no_sqlite_of_python_to_restore(
    drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The bundle leaves it out, as unused.
    for name in ("sqlite3", "sqlite3.dbapi2"):
        monkeypatch.setitem(sys.modules, name, None)
    assert restore(drive, tmp_path / "new") == 0
    assert names(tmp_path / "new") == ["Bouzid"]
