"""A restore that is killed before each name it gives or takes away: the old state, or the new."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office import centre
from amane_desktop.office.front_door import exists, finish
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.office.restore_choice import choose
from amane_desktop.office.restoring import restore
from amane_desktop.people import actions
from amane_desktop.people.photos import put_photo
from amane_desktop.storage.backup.checking import check
from amane_desktop.storage.backup.layout import SNAPSHOTS, found_in
from amane_desktop.storage.backup.opening import open_backup
from amane_desktop.storage.backup.progress import Progress
from tests.conftest import PASSWORD
from tests.faults.processes import names_in
from tests.storage.backed_up import back_up_at, plug_in

THEN, NOW = {"Aït Baha"}, {"Aït Baha", "Bouzid"}
_WATCHED = {"os.rename", "os.remove", "os.mkdir"}
_KILLED = 9


@pytest.fixture
def drive(folder: Path, tmp_path: Path) -> Path:
    """A stick with a backup of a family with a photo; another family was added since."""
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    drive = plug_in(office, tmp_path / "stick")
    family = office.do(actions.add_family, "Aït Baha", "")
    office.do(put_photo, office.do(actions.add_person, family, "Yassine", ""), EXAMPLE)
    back_up_at(office, drive)
    office.do(actions.add_family, "Bouzid", "")
    office.close()
    return drive


def killed_at(turn: int, drive: Path, folder: Path) -> bool:
    """Restore in a process that is gone before its n-th change of a name; whether it came to it."""
    child = os.fork()
    if child == 0:
        left = turn

        def watch(event: str, _arguments: Any) -> None:
            nonlocal left
            if event in _WATCHED:
                left -= 1
                if left < 0:
                    os._exit(_KILLED)

        sys.addaudithook(watch)
        try:
            restore(choose(found_in(drive)[0], folder, PASSWORD), Progress())
            os._exit(0)
        except BaseException:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, _KILLED)
    return code == _KILLED


def test_over_a_centre_that_stands(folder: Path, drive: Path, tmp_path: Path) -> None:
    found, turn = [], 0
    kept = shutil.copytree(folder, tmp_path / "kept")
    for file in (kept / "attachments").iterdir():
        file.unlink()  # (so that one is brought from the stick)
    while True:
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        is_cut = killed_at(turn, drive, folder)
        found.append(names_in(folder))
        left = {path.name for path in folder.iterdir()}
        assert left <= {"amane.db", "keyring.json", "sign-in.json", "attachments", SNAPSHOTS}
        assert {path.name for path in folder.parent.iterdir()} == {"centre", "stick", "kept"}
        if found[-1] == THEN:
            assert len(list((folder / "attachments").iterdir())) == 1
            (before,) = found_in(folder / SNAPSHOTS)
            opened = open_backup(before, PASSWORD)
            assert opened.manifest.counts["family"] == len(NOW)
        if not is_cut:
            break
        turn += 1
    assert found[0] == NOW and found[-1] == THEN
    assert found == sorted(found, key=lambda names: names == THEN), "it does not go back"
    assert check(open_backup(found_in(drive)[0], PASSWORD), Progress()) == ()


def test_on_a_new_pc(drive: Path, tmp_path: Path) -> None:
    turn, new = 0, tmp_path / "new" / "centre"
    while killed_at(turn, drive, new):
        finish(new)
        if exists(new):
            assert names_in(new) == THEN
            shutil.rmtree(new)
        assert not new.parent.exists() or not list(new.parent.iterdir())
        turn += 1
    assert names_in(new) == THEN and turn > 5
    assert [path.name for path in new.parent.iterdir()] == ["centre"]
