"""A folder given another state: the old one or the new one, whole, wherever it was cut short."""

import shutil
from pathlib import Path

import pytest

from amane_desktop.storage.alone import NotAlone, alone
from amane_desktop.storage.swap import finish_restore, preparing, swap_in

OLD = {"amane.db": "old", "keyring.json": "old ring", "attachments/a": "old photo"}
NEW = {"amane.db": "new", "keyring.json": "new ring", "attachments/b": "new photo"}


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def held(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def test_the_new_state_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    folder = put(tmp_path / "centre", OLD | {"amane.db-wal": "old log", "delays.json": "{}"})
    with preparing(folder, is_new=False) as aside:
        swap_in(put(aside, NEW), folder)
    assert held(folder) == OLD | NEW | {"delays.json": "{}"}
    assert [path.name for path in tmp_path.iterdir()] == ["centre"]


def test_what_was_given_up_leaves_all_as_it_was(tmp_path: Path) -> None:
    folder = put(tmp_path / "centre", OLD)
    with pytest.raises(ZeroDivisionError), preparing(folder, is_new=False) as aside:
        put(aside, NEW)
        raise ZeroDivisionError
    assert held(tmp_path) == {f"centre/{name}": text for name, text in OLD.items()}


@pytest.mark.parametrize("moved", range(len(NEW) + 1))
def test_once_decided_it_is_ended_wherever_it_was_cut_short(tmp_path: Path, moved: int) -> None:
    folder = put(tmp_path / "centre", OLD | {"amane.db-wal": "old log"})
    decided = put(folder / "restored", NEW)
    for name in ("attachments/b", "amane.db", "keyring.json")[:moved]:
        shutil.move(decided / name, folder / name)
        if name == "amane.db":
            (folder / "amane.db-wal").unlink()
    (tmp_path / "centre.restoring").touch()
    finish_restore(folder)
    assert held(folder) == OLD | NEW
    assert [path.name for path in tmp_path.iterdir()] == ["centre"]


def test_what_was_never_decided_is_swept(tmp_path: Path) -> None:
    folder = put(tmp_path / "centre", OLD)
    put(folder / "restored.new", NEW)
    put(tmp_path / "centre.restored.new", NEW)
    finish_restore(folder)
    assert held(tmp_path) == {f"centre/{name}": text for name, text in OLD.items()}


def test_a_new_place_is_filled_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    folder.mkdir()
    with preparing(folder, is_new=True) as aside:
        swap_in(put(aside, NEW), folder)
    assert held(tmp_path) == {f"centre/{name}": text for name, text in NEW.items()}


def test_two_at_once_are_one_too_many(tmp_path: Path) -> None:
    folder = put(tmp_path / "centre", OLD)
    with preparing(folder, is_new=False) as aside:
        with pytest.raises(NotAlone), preparing(folder, is_new=False):
            pytest.fail("it was let in")
        with pytest.raises(NotAlone):
            finish_restore(folder)
        swap_in(put(aside, NEW), folder)
    with alone(tmp_path / "centre.restoring"):
        assert held(folder) == OLD | NEW
