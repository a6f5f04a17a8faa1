"""A fresh centre for each test, copied from one: making each anew would take most of the time."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from amane_desktop.office import centre
from amane_desktop.office.office import Office
from tests.conftest import PASSWORD
from tests.faults.amount import TRIED, Amount
from tests.faults.driver import CODE
from tests.faults.hand import TODAY, Hand
from tests.faults.scenes import Backed, back_up_once


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre as it was made, closed."""
    folder = tmp_path_factory.mktemp("made") / "centre"
    names = {"name": "Centre Amane", "name_ar": "مركز أمان", "director": "Khadija"}
    centre.create(folder, **names, password=PASSWORD, recovery_code=CODE)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test to work in and to break."""
    return Path(shutil.copytree(made, tmp_path / "centre"))


@pytest.fixture
def amount(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Iterator[Amount]:
    """How much this test tries; what it has tried is told in the run's report."""
    amount = Amount.of_test(request.node.name)
    print(f"seed {amount.seed}")
    yield amount
    for what, times in amount.tried.items():
        record_property(TRIED + what, times)


@pytest.fixture
def other(folder: Path) -> Iterator[Office]:
    """A second person at work in the same centre."""
    other = centre.open_centre(folder, "Khadija", PASSWORD, TODAY)
    yield other
    other.close()


@pytest.fixture
def begun(folder: Path, other: Office) -> Office:
    """A centre with a little of everything, made by somebody else; opened by who undoes."""
    hand = Hand(other)
    start = [(0, 0, 0, 1), (2, 0, 0, 2), (2, 0, 0, 3), (4, 0, 0, 0), (7, 0, 0, 1)]
    for step in (*start, (9, 0, 0, 0), (9, 0, 1, 0), (16, 0, 1, 0)):
        hand.step(*step)
    assert hand.done == 8
    return centre.open_centre(folder, "Khadija", PASSWORD, TODAY)


@pytest.fixture(scope="session")
def backed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Backed:
    """A centre that worked on after a backup; both are only copied from."""
    place = tmp_path_factory.mktemp("backed")
    shutil.copytree(made, place / "centre")
    return back_up_once(place / "centre", place / "stick")
