"""Checking the data: a whole centre gives nothing, and each planted fault is found and named."""

import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import event, text

import amane_desktop.rooms  # noqa: F401
from amane_desktop.demonstration.create import create as create_demonstration
from amane_desktop.office import centre
from amane_desktop.office.audit import AuditFilter, audit_ids
from amane_desktop.office.checking import (
    CheckCancelled,
    Fault,
    Finding,
    Step,
    check_data,
    check_is_due,
    data_faults,
    last_check,
    look_at_check,
    mend_file,
)
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.erasing import erase_person
from amane_desktop.people.finding import find
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Person
from amane_desktop.people.photos import put_photo, remove_photo
from amane_desktop.people.queries import family_card
from tests.conftest import PASSWORD
from tests.rows import rows_of

PAGE = 4096


@pytest.fixture
def begun(office: Office) -> Office:
    """The centre with a family of two, one with a photo."""
    family = office.do(actions.add_family, "Bouzid", "بوزيد")
    for name in ("Salma", "Karim"):
        office.do(actions.add_person, family, name, "Bouzid")
    office.do(put_photo, 1, picture())
    return office


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


def behind_the_journal(office: Office, *statements: str) -> None:
    """Write around the program, as a hand with another tool would, with references off."""
    connection = office._engine.raw_connection()
    for statement in ("PRAGMA foreign_keys = OFF", *statements, "PRAGMA foreign_keys = ON"):
        connection.cursor().execute(statement)
    connection.close()


def attachment(office: Office) -> Path:
    (file,) = (office.folder / "attachments").iterdir()
    return file


def faults(office: Office) -> tuple[Finding, ...]:
    return office.ask(data_faults)


def test_a_whole_centre_has_no_fault(begun: Office) -> None:
    begun.do(remove_photo, 1)
    begun.do(put_photo, 2, picture())
    begun.undo_last()
    steps = []
    assert check_data(begun, lambda step, _done, _of: steps.append(step)) == ()
    assert list(dict.fromkeys(steps)) == list(Step)


def test_the_demonstration_has_no_fault(tmp_path: Path) -> None:
    folder = tmp_path / "demonstration"
    create_demonstration(folder, families=120)
    office = centre.open_centre(folder, DEMO_STAFF, DEMO_PASSWORD)
    assert faults(office) == ()
    office.close()


@pytest.mark.parametrize("page", [2, 5, 30])
def test_a_flipped_page_is_found(begun: Office, page: int) -> None:
    begun.close()
    file = begun.folder / "amane.db"
    content = bytearray(file.read_bytes())
    content[PAGE * page + 100] ^= 1
    file.write_bytes(content)
    try:
        found = check_data(begun, lambda *_told: None)
    except Refusal as refusal:  # (it stands where the staff does)
        assert "damaged" in refusal.message
    else:
        assert found == (Finding(Fault.PAGES, numbers=(1,)),)


def test_a_reference_that_leads_nowhere_is_found(begun: Office) -> None:
    behind_the_journal(begun, "UPDATE membership SET family_id = 77 WHERE id = 2")
    assert Finding(Fault.REFERENCE, "membership", (2,)) in faults(begun)


@pytest.mark.parametrize(
    "statement, found",
    [
        ("UPDATE person SET notes = 'x' WHERE id = 2", (Fault.CHANGED, "person", (2,))),
        ("DELETE FROM membership WHERE id = 1", (Fault.GONE, "membership", (1,))),
        (
            "INSERT INTO family_state (family_id, state, day, reason, note, version)"
            " SELECT family_id, state, day, reason, note, 1 FROM family_state",
            (Fault.CAME, "family_state", (2,)),
        ),
        ("UPDATE centre_settings SET name = 'y'", (Fault.CHANGED, "centre_settings", (1,))),
    ],
)
def test_a_row_that_was_written_behind_the_journal_is_found(
    begun: Office, statement: str, found: tuple[Fault, str, tuple[int, ...]]
) -> None:
    behind_the_journal(begun, statement)
    assert faults(begun) == (Finding(*found),)


def test_a_row_of_a_bulk_that_is_gone_or_was_changed_again_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "demonstration"
    create_demonstration(folder, families=12)
    office = centre.open_centre(folder, DEMO_STAFF, DEMO_PASSWORD)
    office.do(actions.change_family, 3, 1, "Bouzid", "بوزيد", "Lastah")
    assert faults(office) == ()
    behind_the_journal(
        office,
        "DELETE FROM telephone WHERE id = 4",
        "UPDATE family SET address = 'elsewhere' WHERE id = 3",
    )
    assert faults(office) == (
        Finding(Fault.CHANGED, "family", (3,)),
        Finding(Fault.GONE, "telephone", (4,)),
    )
    office.close()


def test_what_a_merge_left_of_somebody_who_was_erased_is_no_fault(office: Office) -> None:
    """Its texts are gone from the journal, and stand in the row: nothing is known of them."""
    family = office.do(actions.add_family, "Bahi", "")
    kept = office.do(actions.add_person, family, "Salma", "Bahi", level="1AEP")
    other = office.do(actions.add_person, family, "Karim", "Bahi", level="3AEP", school_class="3/2")
    compared = office.ask(compare_persons, kept, other)
    assert compared is not None
    versions = compared.kept.version, compared.other.version
    fields = [field.field for field in compared.fields]
    office.do(merge_persons, kept, versions[0], other, versions[1], fields)
    office.do(actions.change_person, kept, 2, "Salma", "Bahi", level="4AEP")
    merge = next(n for n in office.ask(audit_ids, AuditFilter(action="merge_persons")))
    office.undo(merge, keep_conflicts=True)
    card = office.ask(family_card, family)
    assert card is not None
    office.do(erase_person, family, other, card.line.file_number)
    classes = [row["school_class"] for row in rows_of(office, Person)]
    assert classes == ["3/2"], "it was the other's"
    assert faults(office) == ()
    behind_the_journal(office, "UPDATE person SET level = 'x'")
    assert faults(office) == (Finding(Fault.CHANGED, "person", (kept,)),)


@pytest.mark.parametrize(
    "spoil, fault", [("cut", Fault.FILE_DAMAGED), ("gone", Fault.FILE_MISSING)]
)
def test_a_photo_that_is_damaged_or_gone_is_put_right_from_a_drive(
    begun: Office, tmp_path: Path, spoil: str, fault: Fault
) -> None:
    file = attachment(begun)
    other = tmp_path / "other drive" / "Amane" / ("1" * 16) / "files" / file.name[:2] / file.name
    drive = tmp_path / "drive" / "Amane" / ("0" * 16) / "files" / file.name[:2] / file.name
    for copy in (drive, other):
        copy.parent.mkdir(parents=True)
    shutil.copy(file, drive)
    other.write_bytes(file.read_bytes()[:-1] + b"x")
    if spoil == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    else:
        file.unlink()
    assert faults(begun) == (Finding(fault, file=file.name),)
    assert not begun.do(mend_file, file.name, tmp_path / "nowhere")
    assert not begun.do(mend_file, file.name, tmp_path / "other drive")
    assert faults(begun) == (Finding(fault, file=file.name),)
    assert begun.do(mend_file, file.name, tmp_path / "drive")
    assert faults(begun) == ()
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_photo_that_undo_would_bring_back_is_looked_at_too(begun: Office) -> None:
    begun.do(remove_photo, 1)
    file = attachment(begun)
    file.unlink()
    assert faults(begun) == (Finding(Fault.FILE_MISSING, file=file.name),)


def test_an_index_that_is_out_of_step_is_put_right(begun: Office) -> None:
    trigger = "DROP TRIGGER finding_in_person_changed"
    behind_the_journal(begun, trigger)
    begun.do(actions.change_person, 2, 1, "Zoubeida", "Bouzid")
    assert check_data(begun, lambda *_told: None) == (Finding(Fault.INDEX),)
    assert begun.ask(find, "Zoubeida")
    assert faults(begun) == ()


def test_words_in_use_that_no_row_has_put_the_index_out_of_step(begun: Office) -> None:
    behind_the_journal(begun, "UPDATE finding_word SET uses = uses + 1 WHERE word = 'bouzid'")
    assert faults(begun) == (Finding(Fault.INDEX),)


def test_what_is_found_stands_until_it_was_looked_at(begun: Office) -> None:
    assert begun.ask(last_check) is None
    behind_the_journal(begun, "UPDATE person SET notes = 'x' WHERE id = 2")
    found = check_data(begun, lambda *_told: None)
    last = begun.ask(last_check)
    assert last is not None
    assert (last.is_good, last.findings, last.is_looked_at) == (False, found, False)
    with begun._engine.connect() as connection:
        told = connection.execute(text("SELECT told FROM upkeep")).scalar_one()
    assert "Bouzid" not in told and "Karim" not in told
    begun.do(look_at_check)
    again = begun.ask(last_check)
    assert again is not None and again.is_looked_at


def test_a_disk_that_takes_no_note_of_a_check_is_told(begun: Office) -> None:
    behind_the_journal(begun, "UPDATE finding_word SET uses = uses + 1 WHERE word = 'bouzid'")
    keep_from_writing = "PRAGMA query_only = ON"
    event.listen(begun._engine, "checkout", lambda one, *_: one.execute(keep_from_writing))
    with pytest.raises(Refusal):
        check_data(begun, lambda *_told: None)
    assert begun.ask(last_check) is None


def test_a_check_that_was_cancelled_notes_nothing(begun: Office) -> None:
    def enough(step: Step, _done: int, _of: int) -> None:
        if step is Step.JOURNAL:
            raise CheckCancelled

    with pytest.raises(CheckCancelled):
        check_data(begun, enough)
    assert begun.ask(last_check) is None
    begun.do(actions.add_family, "Idder", "")


def test_a_check_is_due_after_a_week(folder: Path, office: Office) -> None:
    now = office.clock.now()
    in_days = {n: Clock(now + timedelta(days=n)) for n in (1, 8, 10, 16, -30)}
    due = {}
    for days, clock in in_days.items():
        office.clock = clock
        due[days] = office.ask(check_is_due)
        if days == 8:
            check_data(office, lambda *_told: None)
    assert due == {1: False, 8: True, 10: False, 16: True, -30: True}


def test_a_page_that_is_written_meanwhile_is_no_fault(folder: Path, office: Office) -> None:
    """Another window's commit comes between the parts of the check."""
    other = centre.open_centre(folder, "Khadija", PASSWORD)

    def work(step: Step, _done: int, _of: int) -> None:
        other.do(actions.add_family, f"Famille {step}", "")

    assert check_data(office, work) == ()
    other.close()
    assert faults(office) == ()
