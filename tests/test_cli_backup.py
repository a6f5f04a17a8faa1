"""Backups from the command line: beside an open window, and checked without a centre."""

from pathlib import Path

import pytest

from amane_desktop.office import centre
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.storage import fulltext
from amane_desktop.storage.backup.layout import found_in
from tests.conftest import PASSWORD
from tests.test_cli import amane

KHADIJA = {"AMANE_USER": "Khadija", "AMANE_PASSWORD": PASSWORD}


@pytest.fixture
def backed_up(tmp_path: Path) -> tuple[Path, str]:
    """A drive, backed up to while the window is open; and the recovery code."""
    folder, drive = tmp_path / "centre", tmp_path / "drive"
    names = {"name": "Centre", "name_ar": "مركز", "director": "Khadija"}
    code = centre.create(folder, password=PASSWORD, **names)
    drive.mkdir()
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    try:
        told = amane("--data", folder, "backup", drive, **KHADIJA)
    finally:
        office.close()
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.strip() == str(found_in(drive)[0].folder)
    return drive, code


def test_a_password_or_the_code_is_enough_to_check_it(backed_up: tuple[Path, str]) -> None:
    drive, code = backed_up
    for secret in ({"AMANE_PASSWORD": PASSWORD}, {"AMANE_RECOVERY_CODE": code.lower()}):
        told = amane("--lang", "en", "verify", drive, **secret)
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.endswith("  good\n")
    assert amane("verify", found_in(drive)[0].folder / "amane.db", **KHADIJA).returncode == 0


def test_what_is_wrong_is_a_line_each(backed_up: tuple[Path, str]) -> None:
    database = found_in(backed_up[0])[0].folder / "amane.db"
    database.write_bytes(database.read_bytes()[:-1])
    told = amane("--lang", "en", "verify", backed_up[0], **KHADIJA)
    assert told.returncode == 1
    assert "the database is damaged or missing: amane.db" in told.stdout
    assert told.stderr == "Not every backup here is good.\n"
    told = amane("--lang", "fr", "verify", backed_up[0], **KHADIJA)
    assert "endommagée ou manque : amane.db" in told.stdout.replace("\u202f", " ").replace(
        "\xa0", " "
    )


def test_a_wrong_password_and_no_backup(backed_up: tuple[Path, str], tmp_path: Path) -> None:
    for place, secret in ((backed_up[0], "another"), (tmp_path / "centre", PASSWORD)):
        told = amane("verify", place, AMANE_PASSWORD=secret)
        assert told.returncode == 1
        assert len(told.stderr.splitlines()) == 1
    told = amane("--data", tmp_path / "centre", "backup", tmp_path / "nowhere", **KHADIJA)
    assert (told.returncode, told.stdout) == (1, "")


def test_the_word_to_its_finder_opens_in_notepad(backed_up: tuple[Path, str]) -> None:
    text = (backed_up[0] / "Amane" / "LISEZ-MOI.txt").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n") > 30
    for words in ("Pour restaurer", "لاسترجاع", "To restore"):
        assert words in text.decode("utf-8-sig")


def test_no_verb_touches_the_index_of_an_open_window(office: Office, tmp_path: Path) -> None:
    office.do(actions.add_family, "Bouzid", "")
    (tmp_path / "drive").mkdir()
    with office._engine.connect() as connection:
        before = fulltext._standing(connection)
    for verb in (
        ("backup", tmp_path / "drive"),
        ("roster", "--week", "2026-W48", "--out", tmp_path / "roster.pdf"),
        ("day-sheet", "--out", tmp_path / "day.pdf"),
        ("find", "bouzid"),
    ):
        told = amane("--data", office.folder, *verb, **KHADIJA)
        # (a centre without groups has no day sheet)
        assert len(told.stderr.splitlines()) == (verb[0] == "day-sheet"), told.stderr
        with office._engine.connect() as connection:
            assert fulltext._standing(connection) == before
            assert fulltext.is_in_step(connection), verb[0]
