"""A fresh centre for each test, copied from one: making each anew would take most of the time."""

import shutil
from pathlib import Path

import pytest

from amane_desktop.office import centre
from tests.conftest import PASSWORD


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre as it was made, closed."""
    folder = tmp_path_factory.mktemp("made") / "centre"
    names = {"name": "Centre Amane", "name_ar": "مركز أمان", "director": "Khadija"}
    centre.create(folder, **names, password=PASSWORD)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test to work in and to break."""
    return Path(shutil.copytree(made, tmp_path / "centre"))
