"""Copies in clear for another program: private, and gone on lock, at the end, and after a crash."""

import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from tests.conftest import PASSWORD
from tests.ui.conftest import Opens
from ui.open_with import ClearCopies
from ui.single import OneWindow

PNG = "image/png"


@pytest.fixture(autouse=True)
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The runtime folder of this account."""
    run = tmp_path / "run"
    run.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    return run


@pytest.mark.parametrize("ends", ["lock", "finish"])
def test_a_copy_is_gone_once_the_screen_is_locked_or_the_program_closed(
    qtbot: QtBot, opens: Opens, folder: Path, ends: str
) -> None:
    window = opens(folder)
    window.open(centre.open_centre(folder, "Khadija", PASSWORD), folder)
    assert window.workplace is not None
    copy = window.workplace.desk.copies.make([b"in ", b"clear"], PNG, 8)
    assert copy.read_bytes() == b"in clear"
    getattr(window, ends)()
    assert not copy.exists()


def test_what_a_crash_left_is_gone_at_the_next_start_of_the_same_centre(
    opens: Opens, folder: Path, tmp_path: Path
) -> None:
    left = ClearCopies(folder).make([b"in clear"], PNG, 8)
    another = ClearCopies(tmp_path / "another centre").make([b"in clear"], PNG, 8)
    opens(folder)
    assert not left.exists()
    assert another.exists()


def test_a_copy_that_breaks_off_leaves_nothing(folder: Path, run: Path) -> None:
    def breaks_off() -> object:
        yield b"in clear"
        raise Refusal("damaged")

    with pytest.raises(Refusal, match="damaged"):
        ClearCopies(folder).make(breaks_off(), PNG, 8)  # type: ignore[arg-type]
    assert not [path for path in run.rglob("*") if path.is_file()]


def test_a_folder_that_leads_elsewhere_is_not_taken(folder: Path, run: Path) -> None:
    copies = ClearCopies(folder)
    elsewhere = run / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine")
    copies._folders[0].symlink_to(elsewhere)
    path = copies.make([b"in clear"], PNG, 8)
    assert path.parent != copies._folders[0]
    copies.remove()
    assert (elsewhere / "mine").exists() and not path.exists()


def test_a_disk_without_room_is_said(folder: Path) -> None:
    with pytest.raises(Refusal, match="the disk is full"):
        ClearCopies(folder).make([b""], PNG, 10**18)


def test_the_socket_of_the_window_is_in_nobodys_way(
    qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    first = OneWindow(folder)
    first._listen()
    copies = ClearCopies(folder)
    assert copies.make([b"in clear"], PNG, 8).parent.parent == tmp_path
    copies.remove()
    first.deleteLater()


def test_a_place_that_is_taken_is_not_called_a_full_disk(folder: Path) -> None:
    copies = ClearCopies(folder)
    copies._folders = copies._folders[:1]
    copies._folders[0].touch()
    with pytest.raises(Refusal, match="this PC does not let it"):
        copies.make([b""], PNG, 1)
