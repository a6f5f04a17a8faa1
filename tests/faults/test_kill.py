"""Killed at any moment, a centre opens again with everything that was shown as saved."""

import subprocess
from pathlib import Path
from random import Random

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.delays import DELAYS
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import exists, front_door
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.storage.database import InUse
from amane_desktop.storage.keyring import KeyRing
from amane_desktop.storage.migrate import HEAD, bring_up_to_date
from tests.conftest import PASSWORD
from tests.faults import driver
from tests.faults.processes import Told, check_nothing_is_lost, names_in, run, start
from tests.storage.test_migrate import scripts_with

ROUNDS = 5


def test_killed_at_random_while_saving(folder: Path) -> None:
    random, told = Random(), Told()
    for _round in range(ROUNDS):
        process = start("work", folder)
        assert process.stdout is not None and process.stderr is not None
        for _line in range(random.randint(1, 90)):
            line = process.stdout.readline()
            assert line, process.stderr.read()
            told.hear(line)
        try:
            # Not only where it speaks: anywhere in what follows.
            process.wait(random.uniform(0, 0.02))
        except subprocess.TimeoutExpired:
            process.kill()
        # Read on with the same reader: it may hold lines already that communicate() would lose.
        for line in process.stdout:
            told.hear(line)
        process.stdout.close()
        assert process.wait() == -9
        check_nothing_is_lost(told, folder)
    assert len(told.kept) > ROUNDS


@pytest.mark.parametrize("call", ["pwrite64:when=500", "fsync:when=20"])
def test_killed_in_the_middle_of_a_write(folder: Path, call: str) -> None:
    call, when = call.split(":")
    told = run("work", folder, inject=f"{call}:signal=SIGKILL:{when}")
    assert told.kept and "closed" not in told.words
    check_nothing_is_lost(told, folder)
    check_nothing_is_lost(run("work", folder, "5", told=told), folder)


@pytest.mark.parametrize("when", ["rename:1", "pwrite64:120", "rename:3"])
def test_killed_while_a_centre_is_made(tmp_path: Path, when: str) -> None:
    folder = tmp_path / "centre"
    call, nth = when.split(":")
    told = run("create", folder, inject=f"{call}:signal=SIGKILL:when={nth}")
    assert told.words == ["doing"]
    if not exists(folder):
        # Half a centre never is: it can be made as if nothing had been.
        assert not folder.exists()
        assert run("create", folder).kept == {"centre"}
    assert names_in(folder) == set()
    assert [path.name for path in tmp_path.iterdir()] == ["centre"]


@pytest.mark.parametrize(
    "when",
    [f"rename:{n}" for n in (1, 2, 3)]
    + [f"fsync:{n}" for n in (2, 5, 8, 11)]
    + [f"pwrite64:{n}" for n in (3, 20, 60, 120)],
)
def test_killed_while_somebody_is_let_go(folder: Path, office: Office, when: str) -> None:
    office.do(actions.add_family, "Bouzid", "بوزيد")
    office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, driver.NEW_PASSWORD)
    office.do(staff.add_staff_member, "Brahim", Role.TEACHER, "un mot de passe à lui")
    office.close()
    call, nth = when.split(":")
    told = run("let_go", folder, inject=f"{call}:signal=SIGKILL:when={nth}")
    assert "closed" not in told.words
    assert names_in(folder) == {"Bouzid"}  # nobody else is locked out, and all is there
    if "done" in told.words:
        assert not opens(folder, "Samira", driver.NEW_PASSWORD)
    if opens(folder, "Samira", driver.NEW_PASSWORD):
        assert run("let_go", folder).words[-2:] == ["done", "closed"]
    assert not opens(folder, "Samira", driver.NEW_PASSWORD)
    assert names_in(folder) == {"Bouzid"}
    assert opens(folder, "Brahim", "un mot de passe à lui")
    # The code on paper stays the code: it was sealed to the new key as well.
    centre.reset_password(folder, "Khadija", driver.CODE, driver.NEW_PASSWORD)
    assert opens(folder, "Khadija", driver.NEW_PASSWORD)


def opens(folder: Path, name: str, password: str) -> bool:
    """Whether the password opens the centre."""
    (folder / DELAYS).unlink(missing_ok=True)
    try:
        centre.open_centre(folder, name, password).close()
    except Refusal:
        return False
    finally:
        (folder / DELAYS).unlink(missing_ok=True)
    return True


def test_a_database_that_is_open_elsewhere_is_not_migrated(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    office.do(actions.add_family, "Bouzid", "بوزيد")
    scripts = scripts_with(tmp_path, 'op.create_table("later", sa.Column("id", sa.Integer()))')
    slot_id = front_door(folder).staff["Khadija"]
    key = KeyRing.read(folder / "keyring.json").unlock(slot_id, PASSWORD).derive("database")
    with pytest.raises(InUse):
        bring_up_to_date(folder / "amane.db", key, head="later", scripts=scripts)
    office.do(actions.add_family, "Chafik", "شفيق")
    office.close()
    assert names_in(folder) == {"Bouzid", "Chafik"}


@pytest.mark.parametrize("when", ["pwrite64:40", "rename:1"])
def test_killed_while_a_database_is_migrated(folder: Path, tmp_path: Path, when: str) -> None:
    told = run("work", folder, "4")
    scripts = scripts_with(tmp_path, 'op.create_table("later", sa.Column("id", sa.Integer()))')
    call, nth = when.split(":")
    killed = run("migrate", folder, str(scripts), inject=f"{call}:signal=SIGKILL:when={nth}")
    assert killed.words == ["doing"]
    # Neither swapped in yet: this program, which is older, still opens it.
    check_nothing_is_lost(told, folder)
    assert run("migrate", folder, str(scripts)).kept == {"later"}
    with pytest.raises(Refusal, match="newer version"):
        centre.open_centre(folder, "Khadija", PASSWORD)
    (folder / f"amane.db.{HEAD}").replace(folder / "amane.db")
    check_nothing_is_lost(told, folder)
