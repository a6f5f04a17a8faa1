"""Staff come, forget a password, and go; the keys follow."""

import json
import shutil
from pathlib import Path
from threading import Event, Thread

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.delays import DELAYS, Delays, NotYet
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.storage.keyring import KeyRing, WrongPassword, new_master_key, new_recovery_code
from tests.conftest import PASSWORD
from tests.rows import families_of

FIRST, THEIRS = "trois mots donnés", "trois mots à elle seule"


@pytest.fixture
def samira(office: Office) -> int:
    office.do(actions.add_family, "Bouzid", "بوزيد")
    return office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, FIRST)


def line(office: Office, staff_id: int) -> staff.StaffLine:
    return next(each for each in office.ask(staff.staff) if each.id == staff_id)


def opens(folder: Path, name: str, password: str) -> bool:
    (folder / DELAYS).unlink(missing_ok=True)
    try:
        centre.open_centre(folder, name, password).close()
    except Refusal:
        (folder / DELAYS).unlink(missing_ok=True)
        return False
    return True


def test_whoever_is_added_chooses_a_password_and_works_as_their_role_may(
    office: Office, folder: Path, samira: int
) -> None:
    theirs = centre.open_centre(folder, "Samira", FIRST)
    assert theirs.signed_in.must_choose
    with pytest.raises(Refusal) as refused:
        theirs.do(staff.choose_password, "pas le bon mot", THEIRS)
    assert refused.value.field == "old"
    theirs.do(staff.choose_password, FIRST, THEIRS)
    assert [family.name for family in families_of(theirs)] == ["Bouzid"]
    with pytest.raises(NotAllowed):
        theirs.ask(staff.staff)
    theirs.close()
    assert not opens(folder, "Samira", FIRST)
    again = centre.open_centre(folder, "Samira", THEIRS)
    assert not again.signed_in.must_choose
    again.close()


def test_a_forgotten_password_is_given_anew(office: Office, folder: Path, samira: int) -> None:
    office.do(staff.give_password, samira, line(office, samira).version, THEIRS)
    assert opens(folder, "Samira", THEIRS)
    assert not opens(folder, "Samira", FIRST)


def test_whoever_is_let_go_opens_nothing_that_is_written_later(
    office: Office, folder: Path, samira: int, tmp_path: Path
) -> None:
    office.do(staff.add_staff_member, "Brahim", Role.TEACHER, THEIRS)
    before = tmp_path / "before"
    shutil.copytree(folder, before)
    office.do(staff.deactivate_staff_member, samira, line(office, samira).version)
    office.do(actions.add_family, "Chafik", "شفيق")
    assert [family.name for family in families_of(office)] == ["Bouzid", "Chafik"]
    office.close()
    assert not opens(folder, "Samira", FIRST)
    assert opens(folder, "Brahim", THEIRS) and opens(folder, "Khadija", PASSWORD)
    # With the old key ring beside it, the new database stays shut for her password.
    shutil.copy(before / "keyring.json", folder)
    shutil.copy(before / "sign-in.json", folder)
    assert not opens(folder, "Samira", FIRST)


def test_the_newest_key_opens_what_older_ones_wrote(
    office: Office, folder: Path, samira: int, tmp_path: Path
) -> None:
    shutil.copy(folder / centre.DATABASE, tmp_path / "older.db")
    office.do(staff.deactivate_staff_member, samira, line(office, samira).version)
    office.close()
    shutil.copy(tmp_path / "older.db", folder / centre.DATABASE)
    assert opens(folder, "Khadija", PASSWORD)


def test_somebody_comes_back(office: Office, folder: Path, samira: int) -> None:
    office.do(staff.deactivate_staff_member, samira, line(office, samira).version)
    office.do(staff.give_password, samira, line(office, samira).version, THEIRS)
    assert opens(folder, "Samira", THEIRS)


def test_the_last_director_stays(office: Office, samira: int) -> None:
    with pytest.raises(Refusal):
        office.do(staff.deactivate_staff_member, 1, 1)
    with pytest.raises(Refusal) as refused:
        office.do(staff.change_staff_member, 1, 1, "Khadija", Role.TEACHER)
    assert refused.value.field == "role"
    with pytest.raises(Refusal) as refused:
        office.do(staff.change_staff_member, samira, 1, "khadija", Role.TEACHER)
    assert refused.value.field == "name"
    # What renews keys stays, and undo goes on to what was done before it.
    assert office.undo_last() == "Added a family · Bouzid"


def test_a_renewed_code_opens_and_the_old_one_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    names = {"name": "Centre", "name_ar": "", "director": "Khadija"}
    code = centre.create(folder, **names, password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    renewed = new_recovery_code()
    office.do(staff.renew_recovery_code, renewed)
    assert office.vault.ring.code_number == 2
    office.close()
    with pytest.raises(Refusal):
        centre.reset_password(folder, "Khadija", code, THEIRS)
    third = centre.reset_password(folder, "Khadija", renewed, THEIRS)
    assert opens(folder, "Khadija", THEIRS) and not opens(folder, "Khadija", PASSWORD)
    with pytest.raises(Refusal):
        centre.reset_password(folder, "Khadija", renewed, PASSWORD)
    centre.reset_password(folder, "Khadija", third, PASSWORD)
    assert KeyRing.read(folder / "keyring.json").code_number == 4


def test_the_code_is_for_directors(office: Office, folder: Path, samira: int) -> None:
    code = new_recovery_code()
    office.do(staff.renew_recovery_code, code)
    with pytest.raises(Refusal):
        centre.reset_password(folder, "Samira", code, THEIRS)
    assert opens(folder, "Samira", FIRST)


def test_a_ring_of_the_first_version_is_taken_over(folder: Path) -> None:
    ring = KeyRing.read(folder / "keyring.json")
    slot_id = centre.front_door(folder).staff["Khadija"]
    master, code = ring.unlock(slot_id, PASSWORD), new_recovery_code()
    slots = [old_slot(master.secret, slot_id, PASSWORD), old_slot(master.secret, "c0de", code)]
    (folder / "keyring.json").write_text(json.dumps({"version": 1, "slots": slots}))
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    samira = office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, FIRST)
    with pytest.raises(Refusal, match="recovery code"):
        office.do(staff.deactivate_staff_member, samira, 1)
    renewed = new_recovery_code()
    office.do(staff.renew_recovery_code, renewed)
    office.do(staff.deactivate_staff_member, samira, 1)
    office.close()
    with pytest.raises(WrongPassword):
        KeyRing.read(folder / "keyring.json").unlock_any(code)
    centre.reset_password(folder, "Khadija", renewed, THEIRS)
    assert opens(folder, "Khadija", THEIRS)


def old_slot(secret: bytes, slot_id: str, password: str) -> dict[str, str]:
    from base64 import b64encode
    from os import urandom

    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = urandom(16), urandom(12)
    stretched = hash_secret_raw(password.encode(), salt, 3, 64 * 1024, 2, 32, Type.ID)
    key = AESGCM(stretched).encrypt(nonce, secret, slot_id.encode())
    raw = {"salt": salt, "nonce": nonce, "key": key}
    return {"id": slot_id} | {name: b64encode(value).decode() for name, value in raw.items()}


def test_wrong_passwords_cost_more_each_time_and_after_a_new_start(tmp_path: Path) -> None:
    def at(seconds: float) -> Delays:
        return Delays(tmp_path, lambda: seconds)

    costs = [at(1000).note_wrong("slot") for _turn in range(8)]
    assert costs == [1, 2, 4, 8, 16, 32, 60, 60]
    for now, left in ((1000, 60), (1059.5, 1), (10, 50)):
        with pytest.raises(NotYet) as refused:
            at(now).check("slot")
        assert refused.value.seconds == left, "counted since the machine's start alone"
    at(1060).check("slot")
    at(61).check("slot")
    at(1000).check("another")
    at(1060).forget("slot")
    assert at(1060).note_wrong("slot") == 1
    (tmp_path / DELAYS).write_text("[")
    at(1060).check("slot")


def test_a_wrong_password_is_not_tried_again_at_once(folder: Path) -> None:
    with pytest.raises(NotYet) as refused:
        centre.open_centre(folder, "Khadija", "pas le bon mot")
    assert refused.value.seconds == 1
    with pytest.raises(NotYet):
        centre.open_centre(folder, "Khadija", PASSWORD)
    assert "Khadija" not in (folder / DELAYS).read_text()


def test_a_ring_never_shows_its_key() -> None:
    assert "secret" not in repr(new_master_key()) and len(repr(new_master_key())) < 20


def test_a_renewal_that_could_not_be_is_made_up_for_at_the_next_opening(
    office: Office, folder: Path, samira: int
) -> None:
    beside = centre.open_centre(folder, "Khadija", PASSWORD)
    families_of(beside)
    office.do(staff.deactivate_staff_member, samira, line(office, samira).version)
    assert len(KeyRing.read(folder / "keyring.json").slots) == 3, "the file is open elsewhere"
    assert not opens(folder, "Samira", FIRST)
    office.do(actions.add_family, "Chafik", "شفيق")
    beside.close()
    office.close()
    again = centre.open_centre(folder, "Khadija", PASSWORD)
    assert len(KeyRing.read(folder / "keyring.json").slots) == 2
    assert [family.name for family in families_of(again)] == ["Bouzid", "Chafik"]
    again.close()


def test_reading_goes_on_while_the_keys_are_renewed(office: Office, samira: int) -> None:
    is_done, answers = Event(), []

    def read() -> None:
        while not is_done.is_set():
            answers.append(len(families_of(office)))

    reader = Thread(target=read)
    reader.start()
    office.do(staff.renew_recovery_code, new_recovery_code())
    is_done.set()
    reader.join()
    assert set(answers) == {1}
    assert office.vault.ring.code_number == 2


def test_the_telephone_for_families_is_kept_as_it_is_dialled(office: Office, samira: int) -> None:
    told = {"name": "Samira", "role": Role.SOCIAL_WORKER}
    office.do(staff.change_staff_member, samira, 1, **told, telephone="06 12-34.56 78")
    assert line(office, samira).telephone == "0612345678"
    for wrong in ("06 12", "deux mots", "061234567890123"):
        with pytest.raises(Refusal) as refused:
            office.do(staff.change_staff_member, samira, 2, **told, telephone=wrong)
        assert refused.value.field == "telephone"
    office.do(staff.change_staff_member, samira, 2, **told)
    assert line(office, samira).telephone == ""
