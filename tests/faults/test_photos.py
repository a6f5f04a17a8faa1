"""Photos under faults: a full disk, a kill between file and row, and nothing of them in clear."""

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from amane_desktop.office import centre
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.people import actions
from amane_desktop.people.photos import person_photo, put_photo
from tests.conftest import PASSWORD
from tests.faults import driver
from tests.faults.processes import run
from tests.faults.test_disk import UNSAVED, fill
from tests.faults.test_disk import small_disk as small_disk


def a_child(office: Office) -> int:
    family = office.do(actions.add_family, "Aït Baha", "")
    return office.do(actions.add_person, family, "Yassine", "")


def a_heavy_photo() -> bytes:
    out = BytesIO()
    Image.frombytes("RGB", (600, 600), Random(1).randbytes(3 * 600 * 600)).save(out, "PNG")
    return out.getvalue()


def test_a_full_disk_leaves_the_photo_before_and_no_row(small_disk: Path) -> None:
    folder = small_disk / "centre"
    centre.create(folder, **driver.NAMES, password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    child = a_child(office)
    office.do(put_photo, child, EXAMPLE)
    photo, files = office.ask(person_photo, child), list((folder / "attachments").iterdir())
    ballast = fill(small_disk, left=40_000)
    with pytest.raises(Refusal) as refused:
        office.do(put_photo, child, a_heavy_photo())
    assert refused.value.message == UNSAVED
    assert office.ask(person_photo, child) == photo
    assert list((folder / "attachments").iterdir()) == files
    ballast.unlink()
    office.do(put_photo, child, a_heavy_photo())
    assert len(office.ask(person_photo, child)) > 40_000
    office.close()


@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_killed_while_a_photo_is_kept(folder: Path, call: str) -> None:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    a_child(office)
    office.close()
    orphans, nth = 0, 0
    while True:
        nth += 1
        told = run("photo", folder, inject=f"{call}:signal=SIGKILL:when={nth}")
        if "closed" in told.words:
            break
        left = {path.name for path in (folder / "attachments").glob("*")}
        office = centre.open_centre(folder, "Khadija", PASSWORD)
        kept = {path.name for path in (folder / "attachments").glob("*")}
        photo = office.ask(person_photo, 1)
        # Its photo is there whole, or it is not; what no row names was swept.
        assert bool(photo) == len(kept)
        assert photo or "done" not in told.words
        orphans += len(left - kept)
        if photo:
            break
        office.close()
    office.close()
    assert orphans


def test_no_byte_of_a_photo_stands_in_clear(folder: Path) -> None:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    child = a_child(office)
    office.do(put_photo, child, a_heavy_photo())
    photo = office.ask(person_photo, child)
    pieces = [photo[n : n + 16] for n in (0, 700, len(photo) // 2, len(photo) - 16)]
    for files in (folder.rglob("*"), _when_closed(office, folder)):
        contents = [path.read_bytes() for path in files if path.is_file()]
        assert any(len(content) > len(photo) for content in contents)
        assert not any(piece in content for piece in pieces for content in contents)


def _when_closed(office: Office, folder: Path) -> list[Path]:
    office.close()
    return list(folder.rglob("*"))
