"""Restoring: onto a new PC and over a centre that stands; whatever is wrong changes nothing."""

import shutil
from datetime import UTC, timedelta
from pathlib import Path

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.backup_drives import last_backup
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import under_way
from amane_desktop.office.office import Office
from amane_desktop.office.restore_choice import Choice, choose
from amane_desktop.office.restored import Restored
from amane_desktop.office.restoring import restore
from amane_desktop.office.vault import Vault
from amane_desktop.people import actions
from amane_desktop.people.erasing import erase_family
from amane_desktop.people.photos import person_photo, put_photo
from amane_desktop.storage.backup.drive_mark import set_mark
from amane_desktop.storage.backup.layout import FILES, Found, found_in
from amane_desktop.storage.backup.progress import Cancelled, Progress, Step
from amane_desktop.storage.backup.writing import write_backup
from amane_desktop.storage.database import open_engine
from amane_desktop.storage.keyring import KeyRing, new_master_key
from amane_desktop.storage.migrate import SCRIPTS, _upgrade
from tests.conftest import PASSWORD
from tests.rows import families_of
from tests.storage.backed_up import FRIDAY, back_up_at, plug_in
from tests.storage.installers import lay_installer

CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ"
NEW_CODE = "QPNM-KJHG-FEDC-BA98-7654-3210"
SAMIRA = PASSWORD + " 2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A centre whose recovery code we know, with one family, whose child has a photo."""
    folder = tmp_path / "centre"
    names = {"name": "Centre Amane", "name_ar": "مركز أمان", "director": "Khadija"}
    centre.create(folder, **names, password=PASSWORD, recovery_code=CODE)
    return folder


@pytest.fixture
def drive(office: Office, tmp_path: Path) -> Path:
    """A drive with a backup of Friday, of a centre that has worked on since."""
    drive = plug_in(office, tmp_path / "stick")
    with_photo(office, "Aït Baha")
    back_up_at(office, drive)
    office.do(actions.add_family, "Bouzid", "بوزيد")
    return drive


def with_photo(office: Office, name: str) -> int:
    family = office.do(actions.add_family, name, "")
    person = office.do(actions.add_person, family, "Yassine", "")
    office.do(put_photo, person, photo())
    return family


def photo() -> bytes:
    from amane_desktop.office.pictures import EXAMPLE

    return EXAMPLE


def names(folder: Path, password: str = PASSWORD, who: str = "Khadija") -> set[str]:
    office = centre.open_centre(folder, who, password)
    try:
        return {line.name for line in families_of(office)}
    finally:
        office.close()


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def restored(found: Found, folder: Path, secret: str = PASSWORD) -> Restored:
    return restore(choose(found, folder, secret), Progress())


@pytest.mark.parametrize("secret", [PASSWORD, CODE, CODE.lower().replace("-", " ")])
def test_a_new_pc_has_the_centre_again(
    office: Office, drive: Path, tmp_path: Path, secret: str
) -> None:
    office.close()
    folder = tmp_path / "new" / "centre"
    told = restored(found_in(drive)[0], folder, secret)
    assert told == Restored((), (), False, 0)
    again = centre.open_centre(folder, "Khadija", PASSWORD)
    assert {line.name for line in families_of(again)} == {"Aït Baha"}
    assert again.ask(person_photo, 1), "the photo came along"
    again.close()
    assert [path.name for path in folder.parent.iterdir()] == ["centre"]


def test_what_it_takes_the_place_of_is_kept_as_a_snapshot(office: Office, drive: Path) -> None:
    office.close()
    restored(found_in(drive)[0], office.folder)
    assert names(office.folder) == {"Aït Baha"}
    (before,) = found_in(office.folder / "snapshots")
    restored(before, office.folder)
    assert names(office.folder) == {"Aït Baha", "Bouzid"}
    left = {path.name for path in office.folder.iterdir()}
    assert left <= {"amane.db", "keyring.json", "sign-in.json", "attachments", "snapshots"}
    assert {path.name for path in office.folder.parent.iterdir()} == {"centre", "stick"}


@pytest.mark.parametrize("is_known", [True, False])
def test_the_backup_that_it_came_from_is_the_last_one_where_its_drive_is_known(
    office: Office, drive: Path, tmp_path: Path, *, is_known: bool
) -> None:
    if not is_known:
        (drive / "Amane" / "drive.json").unlink()
    office.close()
    restored(found_in(drive)[0], tmp_path / "new")
    again = centre.open_centre(tmp_path / "new", "Khadija", PASSWORD)
    last = again.ask(last_backup)
    again.close()
    expected = (FRIDAY.astimezone(UTC), "Red stick") if is_known else (None, "")
    assert (last.at, last.drive) == expected


def test_it_is_known_beforehand_what_would_be_lost(office: Office, drive: Path) -> None:
    office.close()
    choice = choose(found_in(drive)[0], office.folder, PASSWORD)
    assert (choice.by, choice.opened.manifest.counts["family"]) == ("Khadija", 1)
    assert choice.work_since == 1
    assert names(office.folder) == {"Aït Baha", "Bouzid"}


def test_another_window_that_has_the_centre_open_is_told(office: Office, drive: Path) -> None:
    choice = choose(found_in(drive)[0], office.folder, PASSWORD)
    families_of(office)
    before = bytes_of(drive)
    with pytest.raises(Refusal, match="Another program"):
        restore(choice, Progress())
    assert {line.name for line in families_of(office)} == {"Aït Baha", "Bouzid"}
    assert bytes_of(drive) == before
    assert not (office.folder / "restored.new").exists()


def test_what_was_erased_since_is_erased_again(office: Office, drive: Path) -> None:
    number = next(line for line in families_of(office) if line.name == "Aït Baha").file_number
    office.do(erase_family, 1, number)
    office.close()
    told = restored(found_in(drive)[0], office.folder)
    assert told.is_erased_again and names(office.folder) == set()
    (before,) = found_in(office.folder / "snapshots")
    assert not restored(before, office.folder).is_erased_again, "it was erased by then"
    assert not list((office.folder / "attachments").iterdir()), "its photo did not come back"


def test_on_a_new_pc_a_newer_backup_says_what_was_erased(
    office: Office, drive: Path, tmp_path: Path
) -> None:
    number = next(line for line in families_of(office) if line.name == "Aït Baha").file_number
    office.do(erase_family, 1, number)
    back_up_at(office, drive, FRIDAY + timedelta(days=7))
    office.close()
    _newest, oldest = found_in(drive)
    folder = tmp_path / "new"
    assert restored(oldest, folder).is_erased_again
    assert names(folder) == set()


def test_whoever_was_let_go_stays_out_and_the_others_keep_their_new_passwords(
    office: Office, tmp_path: Path
) -> None:
    for name in ("Samira", "Omar"):
        office.do(staff.add_staff_member, name, Role.TEACHER, SAMIRA, must_choose=False)
    drive = plug_in(office, tmp_path / "stick")
    back_up_at(office, drive)
    samira, omar = (line for line in office.ask(staff.staff) if line.name != "Khadija")
    office.do(staff.deactivate_staff_member, samira.id, samira.version)
    office.do(staff.give_password, omar.id, omar.version, "un autre mot", must_choose=False)
    office.do(staff.add_staff_member, "Hind", Role.TEACHER, "le mot de Hind", must_choose=False)
    office.close()
    told = restored(found_in(drive)[0], office.folder)
    assert (told.let_go, told.added_since) == (("Samira",), ("Hind",))
    assert names(office.folder, "un autre mot", "Omar") == set()
    for who, password in (("Samira", SAMIRA), ("Omar", SAMIRA), ("Hind", "le mot de Hind")):
        with pytest.raises(Refusal):
            centre.open_centre(office.folder, who, password).close()


def test_the_newest_key_ring_opens_the_older_backup(
    office: Office, drive: Path, tmp_path: Path
) -> None:
    office.do(staff.renew_recovery_code, NEW_CODE)
    back_up_at(office, drive, FRIDAY + timedelta(days=7))
    office.close()
    folder = tmp_path / "new"
    restored(found_in(drive)[1], folder, NEW_CODE)
    assert names(folder) == {"Aït Baha"}
    centre.check_code(folder, NEW_CODE, PASSWORD)
    with pytest.raises(Refusal):
        centre.check_code(folder, CODE, PASSWORD)


@pytest.mark.parametrize("secret", ["le mauvais mot", SAMIRA, ""])
def test_only_a_director_restores(office: Office, drive: Path, secret: str) -> None:
    office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, SAMIRA)
    back_up_at(office, drive, FRIDAY + timedelta(days=7))
    office.close()
    for place in (office.folder, office.folder / "new"):
        with pytest.raises(Refusal, match="director"):
            choose(found_in(drive)[0], place, secret)


def test_a_director_who_has_the_same_password_as_others_restores(
    office: Office, drive: Path, tmp_path: Path
) -> None:
    for name in ("Samira", "Omar", "Hind", "Aïcha"):
        office.do(staff.add_staff_member, name, Role.TEACHER, PASSWORD)
    back_up_at(office, drive, FRIDAY + timedelta(days=7))
    office.close()
    for place in (office.folder, tmp_path / "new"):
        assert choose(found_in(drive)[0], place, PASSWORD).by == "Khadija"


def test_another_centres_backup_goes_to_an_empty_place_only(
    office: Office, drive: Path, tmp_path: Path
) -> None:
    office.close()
    other = tmp_path / "other"
    centre.create(other, name="Other", name_ar="", director="Khadija", password=PASSWORD)
    before = bytes_of(other)
    with pytest.raises(Refusal, match="another centre"):
        choose(found_in(drive)[0], other, PASSWORD)
    assert bytes_of(other) == before
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    with pytest.raises(Refusal, match="other files"):
        choose(found_in(drive)[0], tmp_path / "full", PASSWORD)


def test_a_disk_that_is_too_small_is_told_before_it_begins(
    office: Office, drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.close()
    before = bytes_of(tmp_path)
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)
    for place in (office.folder, tmp_path / "new" / "centre"):
        with pytest.raises(Refusal, match="too little room"):
            restored(found_in(drive)[0], place)
    assert bytes_of(tmp_path) == before and not (tmp_path / "new").exists()


def test_of_two_at_once_one_is_refused(office: Office, drive: Path, tmp_path: Path) -> None:
    office.close()
    for place in (office.folder, tmp_path / "new"):
        choice, refused = choose(found_in(drive)[0], place, PASSWORD), []

        def listen(progress: Progress, choice: Choice = choice, told: list[str] = refused) -> None:
            if progress.step is Step.COPYING and not told:
                with pytest.raises(Refusal) as refusal:
                    restore(choice, Progress())
                told.append(refusal.value.message)

        restore(choice, Progress(listen))
        assert refused == [under_way()]
        assert names(place) == {"Aït Baha"}


@pytest.mark.parametrize("lost", ["amane.db", "keyring.json", "sign-in.json"])
def test_a_centre_that_opens_no_more_is_restored(office: Office, drive: Path, lost: str) -> None:
    office.close()
    (office.folder / lost).write_bytes(b"\x00" * 5000)
    restored(found_in(drive)[0], office.folder)
    assert names(office.folder) == {"Aït Baha"}
    if lost == "amane.db":
        kept = office.folder / "amane.db.replaced"
        assert kept.read_bytes() == b"\x00" * 5000


def test_a_photo_that_this_pc_lost_comes_back(office: Office, drive: Path) -> None:
    office.close()
    (file,) = (office.folder / "attachments").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    restored(found_in(drive)[0], office.folder)
    again = centre.open_centre(office.folder, "Khadija", PASSWORD)
    assert again.ask(person_photo, 1)
    again.close()


def _cut_short(found: Found) -> None:
    for name in ("amane.db",):
        with (found.folder / name).open("rb+") as file:
            file.truncate(8192)


def _flipped(name: str, found: Found) -> None:
    path = found.folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _photo_lost(found: Found) -> None:
    shutil.rmtree(found.folder.parent / FILES)


def _linked(found: Found) -> None:
    path = found.folder / "amane.db"
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


@pytest.mark.parametrize(
    "damage",
    [
        _cut_short,
        *(lambda found, name=name: _flipped(name, found) for name in ("amane.db", "amane.backup")),
        _photo_lost,
        _linked,
    ],
)
def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    office: Office, drive: Path, tmp_path: Path, damage: object
) -> None:
    office.close()
    found = found_in(drive)[0]
    damage(found)  # type: ignore[operator]
    before = bytes_of(office.folder)
    for place in (office.folder, tmp_path / "new"):
        with pytest.raises(Refusal, match="damaged"):
            restored(found, place)
    assert bytes_of(office.folder) == before
    assert {path.name for path in tmp_path.iterdir()} == {"centre", "stick"}


def test_given_up_before_the_swap_all_is_as_it_was(
    office: Office, drive: Path, tmp_path: Path
) -> None:
    office.close()
    choice = choose(found_in(drive)[0], office.folder, PASSWORD)
    steps = 0

    def listen(_progress: Progress) -> None:
        nonlocal steps
        steps += 1

    restore(choose(found_in(drive)[0], tmp_path / "count", PASSWORD), Progress(listen))
    for last in range(0, steps, 5):
        with pytest.raises(Cancelled):
            restore(choice, _cancelled_after(last))
        assert names(office.folder) == {"Aït Baha", "Bouzid"}
    assert not (office.folder / "restored.new").exists()


def _cancelled_after(last: int) -> Progress:
    heard = 0

    def listen(progress: Progress) -> None:
        nonlocal heard
        heard += 1
        if heard > last:
            progress.cancel()

    return Progress(listen)


def test_a_key_ring_of_another_centre_does_not_stand_in_the_way(
    office: Office, drive: Path, tmp_path: Path
) -> None:
    office.close()
    other = tmp_path / "other"
    centre.create(other, name="Other", name_ar="", director="Omar", password=SAMIRA)
    shutil.copy(other / "keyring.json", office.folder / "keyring.json")
    restored(found_in(drive)[0], office.folder)
    assert names(office.folder) == {"Aït Baha"}


def test_a_pc_that_was_set_back_takes_the_newer_ring_of_the_drive(
    office: Office, drive: Path, tmp_path: Path
) -> None:
    office.close()
    image = shutil.copytree(office.folder, tmp_path / "image")
    office = centre.open_centre(office.folder, "Khadija", PASSWORD)
    office.do(staff.renew_recovery_code, NEW_CODE)
    back_up_at(office, drive, FRIDAY + timedelta(days=7))
    office.close()
    restored(found_in(drive)[0], image)
    assert names(image) == {"Aït Baha", "Bouzid"}
    centre.check_code(image, NEW_CODE, PASSWORD)


def test_a_backup_of_a_newer_program_is_refused(
    office: Office, drive: Path, tmp_path: Path
) -> None:
    with office._engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    back_up_at(office, drive, FRIDAY + timedelta(days=7))
    office.close()
    with pytest.raises(Refusal, match="newer version"):
        choose(found_in(drive)[0], tmp_path / "new", PASSWORD)
    with pytest.raises(Refusal, match="newer version"):
        choose(found_in(drive)[1], office.folder, PASSWORD)
    assert not (tmp_path / "new").exists()
    lay_installer(drive / "Amane", "0.0.1")
    with pytest.raises(Refusal, match=r"then restore\.$"):
        choose(found_in(drive)[0], tmp_path / "new", PASSWORD)
    lay_installer(drive / "Amane", "9.0.0")
    with pytest.raises(Refusal, match=r"same drive: .AmaneSetup-9\.0\.0\.exe"):
        choose(found_in(drive)[0], tmp_path / "new", PASSWORD)


def test_a_backup_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    older = older_centre(tmp_path)
    before = bytes_of(older)
    folder = tmp_path / "new"
    restored(found_in(tmp_path / "stick")[0], folder)
    assert names(folder) == {"Aït Baha"}
    assert not list(folder.glob("amane.db.*")) and bytes_of(older) == before


def older_centre(tmp_path: Path) -> Path:
    """A centre of the fifth revision, backed up onto the stick."""
    scripts = shutil.copytree(SCRIPTS, tmp_path / "scripts")
    for later in (path for path in (scripts / "versions").glob("*.py") if path.name[:4] > "0005"):
        later.unlink()
    folder, drive = tmp_path / "older", tmp_path / "stick"
    for place in (folder, drive):
        place.mkdir()
    master, ring = new_master_key(), KeyRing(folder / "keyring.json")
    slot_id = ring.add(master, PASSWORD)
    ring.save()
    engine = open_engine(folder / "amane.db", master.derive("database"))
    _upgrade(engine, scripts)
    with engine.execution_options(writes=True).begin() as connection:
        for statement in (
            "INSERT INTO staff_member (name, name_ar, role, slot_id, is_active, must_choose,"
            f" version) VALUES ('Khadija', '', 'director', '{slot_id}', 1, 0, 1)",
            "INSERT INTO centre_settings (name, name_ar, is_demonstration, version)"
            " VALUES ('Centre', '', 0, 1)",
            "INSERT INTO family (file_number, name, name_ar, address, is_protected, sort_key,"
            " sort_key_ar, version) VALUES ('2026-0001', 'Aït Baha', '', '', 0, 'a', 'a', 1)",
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()
    source = Vault(folder, ring, master).source("0" * 16, "Khadija")
    write_backup(source, drive, set_mark(drive), Progress(), FRIDAY)
    return folder
