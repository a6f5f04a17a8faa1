"""What wrong passwords cost whoever stands at the door, and nobody else."""

import json
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.delays import DELAYS, NotYet
from amane_desktop.office.office import Office
from tests.conftest import PASSWORD

THEIRS = "trois mots à elle seule"


@pytest.fixture
def folder(folder: Path) -> Path:
    """A centre where Samira works as well."""
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, THEIRS)
    office.close()
    return folder


def cost(folder: Path, password: str, name: str = "Khadija") -> int:
    """The seconds that somebody is told to wait."""
    with pytest.raises(NotYet) as refused:
        centre.open_centre(folder, name, password)
    return refused.value.seconds


def let_pass(folder: Path, seconds: int) -> None:
    """So many seconds go by; what is kept is all that the program knows of them."""
    kept = json.loads((folder / DELAYS).read_text())
    moved = {slot: [wrong, at - seconds] for slot, (wrong, at) in kept.items()}
    (folder / DELAYS).write_text(json.dumps(moved))


def test_each_wrong_password_costs_more_and_the_right_one_waits_too(folder: Path) -> None:
    for seconds in (1, 2, 4, 8, 16, 32, 60, 60):
        assert cost(folder, "pas le bon mot") == seconds
        assert cost(folder, PASSWORD) == seconds, "not tried before its time"
        centre.open_centre(folder, "Samira", THEIRS).close()  # a colleague does not wait
        let_pass(folder, seconds)
    centre.open_centre(folder, "Khadija", PASSWORD).close()
    assert cost(folder, "pas le bon mot") == 1, "begun anew"


def test_a_colleague_who_signs_in_does_not_make_it_cheaper(folder: Path) -> None:
    for seconds in (1, 2, 4):
        assert cost(folder, "pas le bon mot") == seconds
        let_pass(folder, seconds)
    office: Office = centre.open_centre(folder, "Samira", THEIRS)
    office.close()
    assert cost(folder, "pas le bon mot") == 8


def test_nobody_is_locked_out_by_a_name_that_is_none(folder: Path) -> None:
    for seconds in (1, 2):
        assert cost(folder, PASSWORD, "Inconnu") == seconds
        let_pass(folder, seconds)
    centre.open_centre(folder, "Khadija", PASSWORD).close()
