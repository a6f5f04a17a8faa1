"""Somebody got back in with the recovery code: cut short anywhere, nobody stands outside."""

import shutil
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.delays import DELAYS
from amane_desktop.office.errors import Refusal
from amane_desktop.people import actions
from amane_desktop.storage.keyring import KEY_RING, KeyRing
from tests.conftest import PASSWORD
from tests.faults.driver import CODE, NEW_CODE, NEW_PASSWORD
from tests.faults.processes import run
from tests.faults.test_power import Disk
from tests.faults.test_power import disk as disk
from tests.rows import families_of

THEIRS = "trois mots à elle"
THIRD_PASSWORD, THIRD_CODE = "un autre mot encore", "-".join(["ABCD"] * 6)
# Before which rename it is cut, and the passwords and the codes that then open the centre.
RENAMES = {
    1: ({PASSWORD}, {CODE}),  # the new code comes into the ring
    2: ({PASSWORD}, {CODE, NEW_CODE}),  # the new password comes into it
    3: ({NEW_PASSWORD}, {CODE, NEW_CODE}),  # both are kept; the old code leaves the ring
    4: ({NEW_PASSWORD}, {NEW_CODE}),  # the sign-in page's file
    5: ({NEW_PASSWORD}, {NEW_CODE}),  # the ring under the new key
    6: ({NEW_PASSWORD}, {NEW_CODE}),  # the database under it
}


@pytest.fixture(scope="session")
def made(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The centre with a family, and with Samira, who is there to see that she still gets in."""
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("with Samira") / "centre"))
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    office.do(actions.add_family, "Bouzid", "بوزيد")
    office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, THEIRS)
    office.close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "centre"))


def sees(folder: Path, name: str, password: str) -> list[str]:
    """The families that somebody sees who signs in; none for whoever does not get in."""
    (folder / DELAYS).unlink(missing_ok=True)
    try:
        office = centre.open_centre(folder, name, password)
    except Refusal:
        return []
    try:
        return [family.name for family in families_of(office)]
    finally:
        office.close()


def takes(folder: Path, code: str) -> bool:
    """Whether the centre takes the code for its own."""
    try:
        centre.check_code(folder, code, THIRD_PASSWORD)
    except Refusal:
        return False
    return True


def passwords(folder: Path) -> set[str]:
    """What opens the centre for the director, each tried in a copy: opening it mends it."""
    found = set()
    for password in (PASSWORD, NEW_PASSWORD):
        copy = Path(shutil.copytree(folder, folder.with_name("copy")))
        if sees(copy, "Khadija", password) == ["Bouzid"]:
            found.add(password)
        shutil.rmtree(copy)
    return found


def codes(folder: Path) -> set[str]:
    return {code for code in (CODE, NEW_CODE) if takes(folder, code)}


def check_nobody_is_locked_out(folder: Path) -> None:
    """A colleague signs in; a code that is taken lets the director in, and is then the last one."""
    assert sees(folder, "Samira", THEIRS) == ["Bouzid"]
    taken = codes(folder)
    assert taken
    if passwords(folder) == {NEW_PASSWORD} and CODE not in taken:
        return
    centre.reset_password(folder, "Khadija", min(taken), THIRD_PASSWORD, THIRD_CODE)
    assert sees(folder, "Khadija", THIRD_PASSWORD) == ["Bouzid"]
    assert takes(folder, THIRD_CODE) and not codes(folder) and not passwords(folder)


@pytest.mark.parametrize("nth", RENAMES)
def test_killed_before_a_file_is_put_in_place(folder: Path, nth: int) -> None:
    told = run("reset", folder, CODE, inject=f"rename:signal=SIGKILL:when={nth}")
    assert told.words == ["doing"]
    assert (passwords(folder), codes(folder)) == RENAMES[nth]
    check_nobody_is_locked_out(folder)


@pytest.mark.parametrize("when", ["pwrite64:120", "fsync:13", "pwrite64:400", "unlink:16"])
def test_killed_while_the_database_is_written(folder: Path, when: str) -> None:
    call, nth = when.split(":")
    told = run("reset", folder, CODE, inject=f"{call}:signal=SIGKILL:when={nth}")
    assert told.words == ["doing"]
    assert len(passwords(folder)) == 1
    check_nobody_is_locked_out(folder)


@pytest.mark.parametrize("nth", [3, 5, 6])
def test_the_power_goes_on_the_way(disk: Disk, nth: int) -> None:
    folder = disk.where / "centre"
    told = run("reset", folder, CODE, inject=f"rename:signal=SIGKILL:when={nth}")
    assert told.words == ["doing"]
    disk.cut()
    assert (passwords(folder), codes(folder)) == RENAMES[nth]
    check_nobody_is_locked_out(folder)


def test_the_power_goes_when_it_is_done(disk: Disk, tmp_path: Path) -> None:
    folder = disk.where / "centre"
    shutil.copy(folder / KEY_RING, tmp_path)
    centre.reset_password(folder, "Khadija", CODE, NEW_PASSWORD, NEW_CODE)
    disk.cut()
    assert (passwords(folder), codes(folder)) == ({NEW_PASSWORD}, {NEW_CODE})
    assert sees(folder, "Samira", THEIRS) == ["Bouzid"]
    # Not with the ring of before beside it either: the database is under another key.
    shutil.copy(tmp_path / KEY_RING, folder)
    with pytest.raises(Refusal, match="damaged"):
        centre.reset_password(folder, "Khadija", CODE, THIRD_PASSWORD)


def test_with_the_file_open_elsewhere_the_keys_follow_at_the_next_opening(folder: Path) -> None:
    beside = centre.open_centre(folder, "Samira", THEIRS)
    families_of(beside)
    centre.reset_password(folder, "Khadija", CODE, NEW_PASSWORD, NEW_CODE)
    assert codes(folder) == {NEW_CODE} and KeyRing.read(folder / KEY_RING).is_renewal_due
    beside.close()
    assert sees(folder, "Samira", THEIRS) == ["Bouzid"]
    assert not KeyRing.read(folder / KEY_RING).is_renewal_due
    assert (passwords(folder), codes(folder)) == ({NEW_PASSWORD}, {NEW_CODE})
