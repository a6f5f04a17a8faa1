"""No name, note, CIN or password in clear: on the drive, in snapshots, inside, or restored."""

import tempfile
import time
from hashlib import sha256
from multiprocessing.util import get_temp_dir
from pathlib import Path

import pytest

from amane_desktop.office import centre
from amane_desktop.office.inside import look_inside
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.office.restore_choice import choose
from amane_desktop.office.restoring import restore
from amane_desktop.office.scanned import PDF, Prepared
from amane_desktop.office.snapshots import Why, take_snapshot
from amane_desktop.people import actions
from amane_desktop.people.listing import family_ids
from amane_desktop.people.scans import add_scans
from amane_desktop.storage.backup.layout import FILES, found_in
from amane_desktop.storage.backup.progress import Progress
from tests.conftest import PASSWORD
from tests.faults.amount import Amount
from tests.faults.driver import CODE
from tests.faults.scenes import Backed, BackingUp, Restoring, Scene
from tests.faults.test_in_clear import NAMES, fill, names_in_clear, written
from tests.storage.backed_up import FRIDAY, back_up_at, plug_in

SECRETS = (*NAMES, "JB123456", "Certificat de Zineb", "ne pas appeler le pere", PASSWORD, CODE)
# On the drive not even who works where; on the PC the sign-in page shows it.
OF_THE_HOUSE = ("Khadija", "Centre Amane", "مركز أمان", "Green stick", "chez Lahcen")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system lets programs write for a while."""
    get_temp_dir()  # of the chores' own sockets, which take no long name
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return place


@pytest.fixture
def filled(office: Office, temporary: Path) -> Office:
    """A centre with everything that must not be found in clear."""
    fill(office)
    mother = office.do(actions.add_person, 1, "Mbarka", "Moussaoui", cin="JB123456")
    content = b"Certificat de Zineb" * 20
    paper = Prepared(content, PDF, sha256(content).hexdigest(), EXAMPLE)
    told = ("Certificat de Zineb", None, "ne pas appeler le pere")
    office.do(add_scans, ("person", mother), (paper,), "other", *told)
    return office


def nothing_in_clear(drive: Path, *places: Path) -> None:
    """Nothing of anybody stands in clear, neither there nor on the drive."""
    assert names_in_clear(written(drive, *places), *SECRETS) == set()
    assert names_in_clear(written(drive), *OF_THE_HOUSE) == set()


def test_on_the_drive_in_snapshots_inside_and_restored(
    filled: Office, temporary: Path, tmp_path: Path
) -> None:
    folder, places = filled.folder, (filled.folder, temporary)
    drive = plug_in(filled, tmp_path / "stick", "Green stick")
    back_up_at(filled, drive)
    assert take_snapshot(filled, Why.CLOSING, Progress()) is not None
    assert list(drive.glob(f"Amane/*/{FILES}/*/*"))
    nothing_in_clear(drive, *places)
    inside = look_inside(filled, found_in(drive)[0])
    assert inside.ask(family_ids)
    assert list(folder.glob("inside-*/*"))
    nothing_in_clear(drive, *places)
    inside.close()
    filled.close()
    nothing_in_clear(drive, *places)
    for place in (folder, tmp_path / "new"):
        restore(choose(found_in(drive)[0], place, PASSWORD), Progress())
        nothing_in_clear(drive, place, *places)
    again = centre.open_centre(tmp_path / "new", "Khadija", PASSWORD)
    assert again.ask(family_ids)
    again.close()


@pytest.mark.parametrize("kind", [BackingUp, Restoring])
def test_whatever_a_kill_leaves(
    filled: Office, tmp_path: Path, amount: Amount, kind: type[Scene]
) -> None:
    drive = plug_in(filled, tmp_path / "stick", "Green stick")
    back_up_at(filled, drive, FRIDAY)
    filled.close()
    scene = kind(Backed(filled.folder, drive, frozenset(), frozenset()), tmp_path / "pc", drive)
    with scene.start() as chore:
        assert not chore.end().refused
        scene.seconds = time.monotonic() - chore.began
    for _turn in amount.times(5, 40):
        scene.begin()
        with scene.start() as chore:
            scene.wait(chore, amount.random)
            chore.kill()
        nothing_in_clear(drive, scene.folder.parent)
        amount.count(f"nothing in clear after a kill of {scene.what}")
