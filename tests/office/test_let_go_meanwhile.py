"""Let go, or given another role, by a director beside: it holds from the next step on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, drafts, staff
from amane_desktop.office.errors import NotAllowed, SignedOut
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.queries import family_card
from amane_desktop.storage.keyring import KEY_RING, KeyRing
from tests.conftest import PASSWORD
from tests.rows import families_of, protect

THEIRS = "trois mots à elle seule"


@pytest.fixture
def samira(office: Office) -> int:
    office.do(actions.add_family, "Bouzid", "بوزيد")
    return office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, THEIRS)


@pytest.fixture
def theirs(folder: Path, samira: int) -> Iterator[Office]:
    """Samira at work in the same centre, with something done that she could take back."""
    theirs = centre.open_centre(folder, "Samira", THEIRS)
    theirs.do(actions.add_family, "Chafik", "شفيق")
    assert len(families_of(theirs)) == 2
    yield theirs
    theirs.close()


@pytest.mark.parametrize(
    "step",
    [
        families_of,
        lambda theirs: theirs.ask(family_card, 1),
        lambda theirs: theirs.do(actions.add_family, "Daoudi", ""),
        lambda theirs: theirs.do(staff.choose_password, THEIRS, "un tout autre mot"),
        lambda theirs: theirs.do(drafts.keep_draft, "families/new/-", {}, {"name": "D"}),
        Office.undo_last,
    ],
    ids=["list", "record", "add", "password", "draft", "undo"],
)
def test_whoever_was_let_go_reads_and_changes_nothing_more(
    office: Office, theirs: Office, samira: int, step: Callable[[Office], object]
) -> None:
    office.do(staff.deactivate_staff_member, samira, 1)
    with pytest.raises(SignedOut):
        step(theirs)
    assert [family.name for family in families_of(office)] == ["Bouzid", "Chafik"]


def test_the_keys_follow_once_their_window_is_closed(
    office: Office, theirs: Office, samira: int, folder: Path
) -> None:
    office.do(staff.deactivate_staff_member, samira, 1)
    office.close()
    theirs.close()
    centre.open_centre(folder, "Khadija", PASSWORD).close()
    assert len(KeyRing.read(folder / KEY_RING).slots) == 2  # the director's and the code's


def test_a_role_that_is_taken_is_taken_at_once(office: Office, theirs: Office, samira: int) -> None:
    protect(office, 1, samira)
    shown = theirs.ask(family_card, 1)
    assert shown is not None and shown.persons is not None
    office.do(staff.change_staff_member, samira, 1, "Samira", Role.VOLUNTEER)
    with pytest.raises(NotAllowed):
        theirs.do(actions.add_family, "Daoudi", "")
    assert families_of(theirs) == []
    assert theirs.signed_in.role is Role.VOLUNTEER
