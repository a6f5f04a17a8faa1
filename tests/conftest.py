"""A centre of one's own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.office.office import Office
from amane_desktop.storage import keyring

# An example that opens a real centre takes as long as the disk does.
settings.register_profile("amane", deadline=None)
settings.load_profile("amane")

PASSWORD = "quatre mots faciles ici"
COSTS = keyring._COSTS


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Slots that are made here say that they cost little: stretching took most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyring, "_COSTS", "m=1024,t=1,p=1")
        yield


@pytest.fixture(autouse=True)
def _screen_in_english() -> Iterator[None]:
    i18n.set_language("en")
    yield
    i18n.set_language("fr")


@pytest.fixture(autouse=True)
def _documents_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test takes out of the house does not come among somebody's documents."""
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a fresh centre, whose director is Khadija."""
    folder = tmp_path / "centre"
    centre.create(
        folder, name="Centre Amane", name_ar="مركز أمان", director="Khadija", password=PASSWORD
    )
    return folder


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    """That centre, opened by its director."""
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    yield office
    office.close()
