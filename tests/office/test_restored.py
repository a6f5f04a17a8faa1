"""Who signs in to a restored state, and that the journal tells it was restored."""

from datetime import UTC, datetime

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.audit import audit_ids, audit_lines
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.restored import note_restored
from amane_desktop.office.state_known import Known, KnownStaff, slots_now
from tests.conftest import PASSWORD

KHADIJA = KnownStaff(1, "Khadija", "director", "k", True)
SAMIRA = KnownStaff(2, "Samira", "social_worker", "s", True)


def slots(*newest: KnownStaff, ring: str, restored: tuple[KnownStaff, ...]) -> dict[int, str]:
    return slots_now(restored, Known(newest, (), False, 0), frozenset(ring))


def now(member: KnownStaff, slot_id: str, *, is_active: bool = True) -> KnownStaff:
    return KnownStaff(member.id, member.name, member.role, slot_id, is_active)


BOTH = (KHADIJA, SAMIRA)


def test_a_password_that_was_changed_since_goes_on_to_open() -> None:
    assert slots(KHADIJA, now(SAMIRA, "n"), ring="kn", restored=BOTH) == {1: "k", 2: "n"}


def test_whoever_was_let_go_since_stays_out() -> None:
    gone = now(SAMIRA, "s", is_active=False)
    assert slots(KHADIJA, gone, ring="k", restored=BOTH) == {1: "k"}
    assert slots(KHADIJA, gone, ring="ks", restored=BOTH) == {1: "k"}, "the keys are not renewed"


def test_another_who_was_given_the_same_number_is_not_taken_for_them() -> None:
    other = KnownStaff(2, "Omar", "teacher", "o", True)
    assert slots(KHADIJA, other, ring="ko", restored=BOTH) == {1: "k"}


def test_a_director_without_a_slot_stays_for_the_recovery_code() -> None:
    assert slots(now(KHADIJA, "x"), SAMIRA, ring="s", restored=BOTH) == {1: "x", 2: "s"}


def test_the_journal_tells_it_and_who_has_no_slot_signs_in_no_more(office: Office) -> None:
    office.do(staff.add_staff_member, "Samira", Role.TEACHER, PASSWORD + " 2", must_choose=False)
    slot_id = centre.front_door(office.folder).staff["Khadija"]
    made_at = datetime(2026, 11, 20, 18, tzinfo=UTC)
    assert office.do(note_restored, made_at, "Khadija", {1: slot_id}) == ("Samira",)
    office.show_names()
    (newest, *_rest) = office.ask(audit_lines, office.ask(audit_ids))
    assert newest.told.sentence == "Restored a backup"
    assert "20 November 2026" in str(newest)
    with pytest.raises(Refusal):
        centre.open_centre(office.folder, "Samira", PASSWORD + " 2")
