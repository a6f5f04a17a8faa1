"""A centre whose files are damaged, gone or newer is refused in words and left as it is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from amane_desktop import cli
from amane_desktop.office import centre
from amane_desktop.office.delays import DELAYS
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import front_door
from amane_desktop.people import actions
from amane_desktop.storage.database import open_engine
from amane_desktop.storage.keyring import KeyRing
from tests.conftest import PASSWORD
from tests.rows import families_of

PAGE = 4096
Break = Callable[[Path], None]
FILES = ("amane.db", "keyring.json", "sign-in.json")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with families enough that the file has many pages."""
    folder = tmp_path_factory.mktemp("whole") / "centre"
    centre.create(folder, name="Amane", name_ar="", director="Khadija", password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    for n in range(60):
        office.do(actions.add_family, f"Famille {n}", "", address="x" * 200)
    office.close()
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "centre"))


def flip(at: int) -> Break:
    def damage(folder: Path) -> None:
        content = bytearray((folder / "amane.db").read_bytes())
        content[at] ^= 1
        (folder / "amane.db").write_bytes(content)

    return damage


def cut(part: float) -> Break:
    def damage(folder: Path) -> None:
        content = (folder / "amane.db").read_bytes()
        (folder / "amane.db").write_bytes(content[: int(len(content) * part)])

    return damage


def write(name: str, text: str) -> Break:
    return lambda folder: (folder / name).write_text(text) and None


def remove(name: str) -> Break:
    return lambda folder: (folder / name).unlink()


def of_a_newer_version(folder: Path) -> None:
    slot_id = front_door(folder).staff["Khadija"]
    master = KeyRing.read(folder / "keyring.json").unlock(slot_id, PASSWORD)
    engine = open_engine(folder / "amane.db", master.derive("database"))
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()


def without_salt(folder: Path) -> None:
    ring = json.loads((folder / "keyring.json").read_text())
    for slot in ring["slots"]:
        slot["salt"] = slot["salt"][:8]
    (folder / "keyring.json").write_text(json.dumps(ring))


DAMAGED = "The centre's file is damaged and was left as it is. Restore the last backup."
NO_RING = (
    "The file \u2066keyring.json\u2069 is missing or damaged. Restore it from the last backup."
)
NO_DOOR = (
    "The file \u2066sign-in.json\u2069 is missing or damaged. Restore it from the last backup."
)
FOREIGN = (
    "The file \u2066keyring.json\u2069 is not this centre's, or not of this day. "
    "Take back the one before."
)
NEWER = "A newer version of Amane wrote this centre. Nothing changed."
BREAKS: dict[str, tuple[Break, str]] = {
    "a flipped byte of the salt": (flip(5), DAMAGED),
    "a flipped byte of the first page": (flip(PAGE - 200), DAMAGED),
    "a flipped byte of the second page": (flip(PAGE + 50), DAMAGED),
    "cut in the first page": (cut(0.001), DAMAGED),
    "cut in the middle": (cut(0.5), DAMAGED),
    "empty": (cut(0), DAMAGED),
    "not a database": (write("amane.db", "Bonjour" * 2000), DAMAGED),
    "gone": (remove("amane.db"), DAMAGED),
    "of a newer version": (of_a_newer_version, NEWER),
    "without a key ring": (remove("keyring.json"), NO_RING),
    "with an empty key ring": (write("keyring.json", ""), NO_RING),
    "with half a key ring": (write("keyring.json", '{"version": 1, "slots": [{"id": "a"'), NO_RING),
    "with a key ring of another form": (write("keyring.json", '{"slots": [3]}'), NO_RING),
    "with a key ring without salt": (without_salt, NO_RING),
    "with an empty sign-in file": (write("sign-in.json", ""), NO_DOOR),
    "with half a sign-in file": (write("sign-in.json", '{"centre": {"name": "Am'), NO_DOOR),
    "with a sign-in file of another form": (write("sign-in.json", '["Khadija"]'), NO_DOOR),
    "with bytes that are no text": (
        lambda folder: (folder / "sign-in.json").write_bytes(b"\xff\xfe\xfa") and None,
        NO_DOOR,
    ),
}


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("kind", BREAKS)
def test_a_damaged_centre_is_refused_and_left_as_it_is(folder: Path, kind: str) -> None:
    damage, told = BREAKS[kind]
    damage(folder)
    before = content_of(folder)
    with pytest.raises(Refusal) as refused:
        centre.open_centre(folder, "Khadija", PASSWORD)
    assert refused.value.message == told
    assert content_of(folder) == before


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    "kind", ["a flipped byte of the first page", "of a newer version", "without a key ring"]
)
def test_the_command_line_says_it_in_one_line(
    folder: Path,
    kind: str,
    language: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    damage, told = BREAKS[kind]
    damage(folder)
    monkeypatch.setenv("AMANE_USER", "Khadija")
    monkeypatch.setenv("AMANE_PASSWORD", PASSWORD)
    out = folder.with_name("paper.pdf")
    given = ["--data", str(folder), "--lang", language]
    assert cli.main([*given, "roster", "--week", "2026-W48", "--out", str(out)]) == 1
    written = capfd.readouterr()
    assert written.out == ""
    assert len(written.err.splitlines()) == 1
    assert written.err.strip() != told  # said in the reader's language
    if language == "ar":
        assert "ا" in written.err
    assert not out.exists()


def test_a_page_that_goes_bad_while_the_centre_is_open(folder: Path) -> None:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    good = (folder / "amane.db").read_bytes()
    bad = bytearray(good)
    # Every page but the first, which is read at every turn.
    for at in range(PAGE + 100, len(bad), PAGE):
        bad[at] ^= 1
    (folder / "amane.db").write_bytes(bad)
    with pytest.raises(Refusal) as unread:
        families_of(office)
    with pytest.raises(Refusal) as unsaved:
        office.do(actions.add_family, "Bouzid", "بوزيد")
    assert unread.value.message == unsaved.value.message == DAMAGED
    assert (folder / "amane.db").read_bytes() == bad
    (folder / "amane.db").write_bytes(good)
    # A new connection reads on; the one that met the false page is gone.
    assert len(families_of(office)) == 60
    office.do(actions.add_family, "Chafik", "شفيق")
    assert len(families_of(office)) == 61
    office.close()


@pytest.mark.parametrize("kind", ["cut in the middle", "without a key ring", "of a newer version"])
def test_a_new_password_is_refused_as_well(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "centre"
    names = {"name": "Amane", "name_ar": "", "director": "Khadija"}
    code = centre.create(folder, **names, password=PASSWORD)
    damage, told = BREAKS[kind]
    damage(folder)
    with pytest.raises(Refusal) as refused:
        centre.reset_password(folder, "Khadija", code, "un tout nouveau mot")
    assert refused.value.message == told
    assert front_door(folder).staff["Khadija"]


OTHERS = "un mot de passe ailleurs"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another centre, which has a director of the same name."""
    folder = tmp_path / "elsewhere"
    centre.create(folder, name="Autre", name_ar="", director="Khadija", password=OTHERS)
    return folder


@pytest.mark.parametrize("password", [PASSWORD, OTHERS])
@pytest.mark.parametrize(
    ("taken", "told"),
    [(("keyring.json",), FOREIGN), (("keyring.json", "sign-in.json"), DAMAGED)],
    ids=["the ring", "the ring and the names"],
)
def test_a_key_ring_of_another_centre_opens_nothing_and_harms_nothing(
    folder: Path, elsewhere: Path, taken: tuple[str, ...], told: str, password: str
) -> None:
    own = content_of(folder)
    for name in taken:
        shutil.copy(elsewhere / name, folder)
    before = content_of(folder)
    with pytest.raises(Refusal) as refused:
        centre.open_centre(folder, "Khadija", password)
    if password == OTHERS or "sign-in.json" not in taken:
        assert refused.value.message == told
    assert content_of(folder).items() >= before.items()
    for name in taken:
        (folder / name).write_bytes(own[name])
    (folder / DELAYS).unlink(missing_ok=True)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    assert len(families_of(office)) == 60
    office.close()


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_written_over_a_centre_that_lost_a_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    before = content_of(folder)
    with pytest.raises(Refusal):
        centre.create(folder, name="Amane", name_ar="", director="Omar", password=PASSWORD)
    assert content_of(folder) == before
