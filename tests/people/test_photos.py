"""The photo of a person: put, replaced, taken off, brought back; encrypted all the while."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import event
from sqlalchemy.orm import Session

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office import centre
from amane_desktop.office.attachments import sweep
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.photos import person_photo, put_photo, remove_photo
from amane_desktop.storage.database import InUse
from tests.conftest import PASSWORD

RED, BLUE = (200, 40, 40), (40, 40, 200)


def a_photo(colour: tuple[int, int, int], side: int = 900) -> bytes:
    out = BytesIO()
    Image.new("RGB", (side, side), colour).save(out, "PNG")
    return out.getvalue()


def is_of(photo: bytes, colour: tuple[int, int, int]) -> bool:
    found = Image.open(BytesIO(photo)).convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert isinstance(found, tuple)
    return all(abs(one - other) < 8 for one, other in zip(found, colour, strict=True))


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "attachments").glob("*")}


def a_child(office: Office) -> int:
    family = office.do(actions.add_family, "Aït Baha", "")
    return office.do(actions.add_person, family, "Yassine", "")


def test_a_photo_is_put_replaced_removed_and_each_is_taken_back(office: Office) -> None:
    child = a_child(office)
    assert office.ask(person_photo, child) == b""
    for colour in (RED, BLUE):
        office.do(put_photo, child, a_photo(colour))
        assert is_of(office.ask(person_photo, child), colour)
    office.do(remove_photo, child)
    assert office.ask(person_photo, child) == b""
    for colour in (BLUE, RED):
        assert office.undo_last()
        assert is_of(office.ask(person_photo, child), colour)
    assert office.undo_last()
    assert office.ask(person_photo, child) == b""


def test_the_history_says_it(office: Office) -> None:
    child = a_child(office)
    office.do(put_photo, child, a_photo(RED))
    office.do(remove_photo, child)
    lines = office.ask(history, (("person", child),))
    removed, put = (re.sub("[\u2066-\u2069]", "", str(line)) for line in lines[:2])
    assert put == "Put a photo · Yassine · Aït Baha · Photo: — → a photo"
    assert removed == "Removed the photo · Yassine · Aït Baha · Photo: a photo → —"


def test_what_the_journal_names_outlives_every_opening(folder: Path, office: Office) -> None:
    child = a_child(office)
    office.do(put_photo, child, a_photo(RED))
    office.do(remove_photo, child)
    office.vault.attachments.put(BytesIO(b"of work that was cut short"))
    (folder / "attachments" / "half-written.new").write_bytes(b"x")
    assert len(files(folder)) == 3
    # A window beside sweeps as it is opened; undo still finds what it brings back.
    centre.open_centre(folder, "Khadija", PASSWORD).close()
    assert len(files(folder)) == 1
    office.undo_last()
    assert is_of(office.ask(person_photo, child), RED)


def test_a_file_of_work_under_way_is_not_swept(folder: Path, office: Office) -> None:
    child = a_child(office)
    beside = office.vault.open()
    event.listen(beside, "connect", lambda raw, _record: raw.execute("PRAGMA busy_timeout = 0"))

    def before_its_row_is_written(_session: Session, *_context: object) -> None:
        if files(folder):
            with pytest.raises(InUse):
                sweep(beside, office.vault.attachments)

    event.listen(Session, "before_flush", before_its_row_is_written)
    try:
        office.do(put_photo, child, a_photo(RED))
    finally:
        event.remove(Session, "before_flush", before_its_row_is_written)
    sweep(beside, office.vault.attachments)
    beside.dispose()
    assert is_of(office.ask(person_photo, child), RED)


def test_photos_open_after_the_keys_were_renewed(folder: Path, office: Office) -> None:
    child = a_child(office)
    office.do(put_photo, child, a_photo(RED))
    before = files(folder)
    office.renew_keys()
    assert is_of(office.ask(person_photo, child), RED)
    office.do(put_photo, child, a_photo(BLUE))
    office.close()
    again = centre.open_centre(folder, "Khadija", PASSWORD)
    assert is_of(again.ask(person_photo, child), BLUE)
    assert before < files(folder)
    again.close()


@pytest.mark.parametrize("fault", ["missing", "damaged"])
def test_a_photo_that_is_gone_or_damaged_is_said_in_words(
    folder: Path, office: Office, fault: str
) -> None:
    child = a_child(office)
    office.do(put_photo, child, a_photo(RED))
    (file,) = (folder / "attachments").iterdir()
    if fault == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(Refusal, match=f"{fault} on this PC. Restore the last backup"):
        office.ask(person_photo, child)
    # It does not stand in the way of another one.
    office.do(put_photo, child, a_photo(BLUE))
    assert is_of(office.ask(person_photo, child), BLUE)


def test_what_is_no_photo_changes_nothing(folder: Path, office: Office) -> None:
    child = a_child(office)
    office.do(put_photo, child, a_photo(RED))
    kept = files(folder)
    with pytest.raises(Refusal) as refused:
        office.do(put_photo, child, b"a letter")
    assert refused.value.field == "photo"
    assert is_of(office.ask(person_photo, child), RED)
    assert files(folder) == kept
