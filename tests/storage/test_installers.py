"""Which installer on a drive is one of ours, and of which version."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.storage.installers.looking import (
    LARGEST,
    newest_installer,
    of_its_own_word,
    version_of,
)
from amane_desktop.storage.installers.version_resource import words_of
from tests.storage.installers import lay_installer, program

WHOLE = program("0.2.0")


def test_versions_are_compared_as_numbers_wherever_they_lie(tmp_path: Path) -> None:
    for folder, version in (
        (tmp_path, "0.9.0"),
        (tmp_path / "Amane", "0.10.0"),
        (tmp_path, "0.2.9"),
    ):
        lay_installer(folder, version)
    found = newest_installer(tmp_path)
    assert found is not None and found.version == "0.10.0"
    assert found.path == tmp_path / "Amane" / "AmaneSetup-0.10.0.exe"
    assert found.is_newer_than("0.9.9") and not found.is_newer_than("0.10.0")
    assert not found.is_newer_than("1.0.0")


@pytest.mark.parametrize(
    "name",
    [
        "AmaneSetup-.exe",
        "AmaneSetup-0.2.exe",
        "AmaneSetup-0.2.0.0.exe",
        "AmaneSetup-0.2.0rc1.exe",
        "AmaneSetup-0.2.0.exe.scr",
        "AmaneSetup-0.2.0 .exe",
        "AmaneSetup-999999.0.0.exe",
        "AmaneSetup-٠.٢.٠.exe",
        "amanesetup-0.2.0.exe",
        "MonAmaneSetup-0.2.0.exe",
    ],
)
def test_what_is_called_otherwise_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WHOLE)
    assert version_of(name) == () and newest_installer(tmp_path) is None


def test_what_says_another_thing_of_itself_is_passed_over(tmp_path: Path) -> None:
    lay_installer(tmp_path, "9.0.0", says="0.2.0")
    lay_installer(tmp_path, "8.0.0", product="Another")
    (tmp_path / "AmaneSetup-7.0.0.exe").write_bytes(b"MZ" * 1000)
    (tmp_path / "AmaneSetup-6.0.0.exe").write_bytes(b"")
    (tmp_path / "AmaneSetup-5.0.0.exe").mkdir()
    assert newest_installer(tmp_path) is None
    lay_installer(tmp_path, "0.1.0")
    found = newest_installer(tmp_path)
    assert found is not None and found.version == "0.1.0"


def test_links_are_not_followed(tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    elsewhere = lay_installer(tmp_path / "elsewhere", "0.2.0")
    (drive / elsewhere.name).symlink_to(elsewhere)
    (drive / "Amane").symlink_to(elsewhere.parent)
    assert newest_installer(drive) is None


def test_an_absurd_size_is_not_even_read(tmp_path: Path) -> None:
    path = lay_installer(tmp_path, "0.2.0")
    os.truncate(path, LARGEST + 1)
    assert newest_installer(tmp_path) is None
    os.truncate(path, LARGEST)
    assert newest_installer(tmp_path) is not None


def test_a_drive_that_is_gone_has_none(tmp_path: Path) -> None:
    assert newest_installer(tmp_path / "nowhere") is None


def test_a_program_says_who_it_is() -> None:
    assert words_of(BytesIO(WHOLE)) == {"ProductName": "Amane", "ProductVersion": "0.2.0"}
    assert of_its_own_word(BytesIO(WHOLE), "AmaneSetup-0.2.0.exe") == "0.2.0"
    assert of_its_own_word(BytesIO(WHOLE), "AmaneSetup-0.2.1.exe") == ""


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_damaged_program_says_nothing_false_and_ends(at: int, junk: bytes, is_cut: bool) -> None:
    damaged = WHOLE[:at] if is_cut else WHOLE[:at] + junk + WHOLE[at + len(junk) :]
    assert of_its_own_word(BytesIO(damaged), "AmaneSetup-0.2.0.exe") in ("", "0.2.0")


@given(st.binary(max_size=400))
def test_a_resource_of_rubbish_says_nothing(junk: bytes) -> None:
    start = WHOLE[:0x400]
    assert "ProductName" not in words_of(BytesIO(start + junk))
