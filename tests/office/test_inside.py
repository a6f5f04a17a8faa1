"""Looking into a backup: it answers as the centre does, writes nothing, and leaves nothing."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.inside import AsksPassword, Inside, look_inside, sweep_inside
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.fetching.actions import fetch_back
from amane_desktop.people.fetching.then import Then, family_then
from amane_desktop.people.finding import find
from amane_desktop.people.models import Person
from amane_desktop.people.photos import person_photo, put_photo, remove_photo
from amane_desktop.people.queries import family_card
from amane_desktop.storage.backup.layout import Found, found_in
from amane_desktop.storage.backup.medium import FolderMedium
from amane_desktop.storage.backup.opening import open_with_ring
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.backup.snapshot import write_snapshot
from amane_desktop.storage.database import Unreachable, open_engine
from amane_desktop.storage.migrate import SCRIPTS, _upgrade
from tests.conftest import PASSWORD
from tests.rows import as_role, protect, rows_of, work_as
from tests.storage.backed_up import FRIDAY, back_up_at, plug_in


@pytest.fixture
def family(office: Office) -> int:
    """A protected family with one child."""
    family = office.do(actions.add_family, "Aït Baha", "أيت باها", "Lastah")
    office.do(actions.add_person, family, "Yassine", "Aït Baha")
    protect(office, family)
    return int(family)


@pytest.fixture
def backup(office: Office, family: int, tmp_path: Path) -> Found:
    """Friday's backup of it on a drive."""
    return back_up_at(office, plug_in(office, tmp_path / "drive")).found


def then_in(inside: Inside, family: int) -> Then:
    then = inside.ask(family_then, family)
    assert then is not None
    return then


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith("inside-")]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_it_answers_the_centres_own_questions_as_it_was(
    office: Office, family: int, backup: Found
) -> None:
    office.do(actions.change_family, family, 2, "Wrong", "", "Elsewhere")
    inside = look_inside(office, backup)
    card = inside.ask(family_card, family)
    assert card is not None and (card.line.name, card.address) == ("Aït Baha", "Lastah")
    assert [found.name for found in inside.ask(find, "yassine")]
    now = office.ask(family_card, family)
    assert now is not None and now.address == "Elsewhere"
    inside.close()


def test_nothing_is_written_and_nothing_is_left(
    office: Office, folder: Path, family: int, backup: Found, tmp_path: Path
) -> None:
    drive = files_of(tmp_path / "drive")
    looks = office.vault.attachments.names()
    inside = look_inside(office, backup)
    assert left_in(folder)
    inside.ask(family_card, family)
    assert inside._engine is not None
    with inside._engine.connect() as connection, pytest.raises(Unreachable):
        connection.exec_driver_sql("DELETE FROM family")
    inside.close()
    assert left_in(folder) == []
    assert files_of(tmp_path / "drive") == drive
    assert office.vault.attachments.names() == looks
    with pytest.raises(Refusal):
        inside.ask(family_card, family)


def test_no_word_of_the_backup_stands_in_clear_while_it_is_open(
    office: Office, folder: Path, family: int, backup: Found
) -> None:
    inside = look_inside(office, backup)
    inside.ask(find, "yassine")
    for name, content in files_of(folder).items():
        for word in ("Yassine", "Lastah", "أيت"):
            assert word.encode() not in content, name
            assert word.encode("utf-16-le") not in content, name
    inside.close()


def test_the_centre_that_closes_takes_it_along(office: Office, folder: Path, backup: Found) -> None:
    look_inside(office, backup)
    office.close()
    assert left_in(folder) == []


def test_what_a_killed_program_left_is_gone_at_the_next_start(
    office: Office, folder: Path, backup: Found, tmp_path: Path
) -> None:
    script = (
        "import sys, time; from pathlib import Path;"
        "from amane_desktop.office import centre, inside; import amane_desktop.rooms;"
        "from amane_desktop.storage.backup.layout import found_in;"
        "office = centre.open_centre(Path(sys.argv[1]), 'Khadija', sys.argv[2]);"
        "inside.look_inside(office, found_in(Path(sys.argv[3]))[0]); print('open', flush=True);"
        "sys.stdin.read()"
    )
    arguments = [sys.executable, "-c", script, str(folder), PASSWORD, str(tmp_path / "drive")]
    with subprocess.Popen(arguments, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        # As long as the other has it open, nobody takes it away.
        sweep_inside(folder)
        assert len(left_in(folder)) == 1
        os.kill(other.pid, signal.SIGKILL)
    assert len(left_in(folder)) == 1
    centre.open_centre(folder, "Khadija", PASSWORD).close()
    assert left_in(folder) == []


def test_after_the_keys_were_renewed_it_still_opens(
    office: Office, family: int, backup: Found
) -> None:
    office.renew_keys()
    inside = look_inside(office, backup)
    assert inside.ask(family_card, family) is not None
    inside.close()


def test_the_backup_of_other_keys_asks_for_a_password(
    office: Office, folder: Path, family: int, backup: Found, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    names = {"name": "Centre", "name_ar": "مركز", "director": "Salma"}
    centre.create(other, **names, password=PASSWORD)
    elsewhere = centre.open_centre(other, "Salma", PASSWORD)
    with pytest.raises(AsksPassword):
        look_inside(elsewhere, backup)
    with pytest.raises(AsksPassword) as wrong:
        look_inside(elsewhere, backup, "another password")
    assert wrong.value.field == "secret"
    assert left_in(other) == []
    inside = look_inside(elsewhere, backup, PASSWORD)
    assert inside.ask(family_card, family) is not None
    elsewhere.close()


def test_a_damaged_or_newer_backup_is_refused_in_words(
    office: Office, folder: Path, backup: Found
) -> None:
    database = backup.folder / "amane.db"
    content = bytearray(database.read_bytes())
    content[5000] ^= 1
    database.write_bytes(content)
    with pytest.raises(Refusal, match="damaged"):
        look_inside(office, backup)
    database.unlink()
    with pytest.raises(Refusal):
        look_inside(office, backup)
    assert left_in(folder) == []


def test_a_backup_of_a_newer_program_is_refused(office: Office, folder: Path, family: int) -> None:
    with office._engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    source = office.vault.source("0" * 16, "Khadija")
    found = write_snapshot(source, folder / "snapshots", Progress(), FRIDAY, "hours")
    with pytest.raises(Refusal, match="newer version"):
        look_inside(office, found)
    assert left_in(folder) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DIRECTOR])
def test_nobody_but_the_director_looks_inside(office: Office, backup: Found, role: Role) -> None:
    with pytest.raises(NotAllowed):
        look_inside(as_role(office, role), backup)


def test_who_is_no_director_any_more_reads_no_further(
    office: Office, family: int, backup: Found
) -> None:
    inside = look_inside(office, backup)
    work_as(office, Role.TEACHER)
    with pytest.raises(NotAllowed):
        inside.ask(family_card, family)
    inside.close()


def test_a_photo_comes_back_with_its_file(
    office: Office, folder: Path, family: int, tmp_path: Path
) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 40), "green").save(picture, "PNG")
    office.do(put_photo, 1, picture.getvalue())
    shown = office.ask(person_photo, 1)
    found = back_up_at(office, plug_in(office, tmp_path / "drive"), FRIDAY).found
    office.do(remove_photo, 1)
    office.vault.attachments.remove(office.vault.attachments.names())
    assert not office.ask(person_photo, 1)
    inside = look_inside(office, found)
    then = then_in(inside, family)
    office.do(fetch_back, then, found.made_at, None, inside.file_of)
    assert office.ask(person_photo, 1) == shown
    assert len(rows_of(office, Person)) == 1
    inside.close()


def test_a_snapshot_of_this_pc_opens_too(office: Office, folder: Path, family: int) -> None:
    source = office.vault.source("0" * 16, "Khadija")
    write_snapshot(source, folder / "snapshots", Progress(), FRIDAY, "hours")
    (found,) = found_in(folder / "snapshots")
    inside = look_inside(office, found)
    assert inside.ask(family_card, family) is not None
    inside.close()


def test_a_backup_of_an_older_program_is_brought_to_this_one_in_the_copy(
    office: Office, folder: Path, family: int, backup: Found, tmp_path: Path
) -> None:
    older, scripts = tmp_path / "older.db", tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts)
    for later in (path for path in (scripts / "versions").glob("*.py") if path.name[:4] > "0005"):
        later.unlink()
    engine = open_engine(older, b"k" * 32)
    _upgrade(engine, scripts)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO family (file_number, name, name_ar, address, neighbourhood, languages,"
            " origin, origin_note, housing, state, is_protected, sort_key, sort_key_ar, version)"
            " VALUES ('2025-0001', 'Bouzid', '', 'Lastah', '', '', '', '', '', 'open', 0,"
            " '', '', 1)"
        )
    engine.dispose()
    opened = open_with_ring(backup, *office.vault.keys)
    digest = sha256(older.read_bytes()).hexdigest()
    manifest = replace(opened.manifest, database_sha256=digest)
    medium = FolderMedium(tmp_path)
    files = replace(opened.files, medium=medium)
    inside = Inside(
        office,
        replace(opened, database=older, database_key=b"k" * 32, manifest=manifest, files=files),
    )
    card = inside.ask(family_card, 1)
    assert card is not None and card.address == "Lastah"
    inside.close()
    assert sha256(older.read_bytes()).hexdigest() == digest
    assert left_in(folder) == []
