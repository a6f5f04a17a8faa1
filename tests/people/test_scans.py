"""Scans beside a family or a person: added, told anew, moved, removed; stored once and sealed."""

import re
import tracemalloc
from datetime import date
from io import BufferedReader, BytesIO
from pathlib import Path

import pytest
from PIL import Image

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.office.attachments import Attachment
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.scanned import Prepared, prepare
from amane_desktop.people import actions
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.erasing import erase_person
from amane_desktop.people.family_file import family_file
from amane_desktop.people.memberships import move_person
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.queries import family_card
from amane_desktop.people.scan_lines import scan_content, scans
from amane_desktop.people.scans import add_scans, change_scan, remove_scan
from amane_desktop.storage.attachments import AttachmentDamaged
from tests.office.test_scanned import a_pdf
from tests.rows import as_role, protect, rows_of

FAMILY = ("family", 1)
AYA, OMAR = ("person", 1), ("person", 2)


def a_page(colour: str = "white") -> Prepared:
    out = BytesIO()
    Image.new("RGB", (80, 120), colour).save(out, "PNG")
    return prepare(out.getvalue())


def content(office: Office, scan_id: int) -> bytes:
    return b"".join(office.ask(scan_content, scan_id).chunks)


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "attachments").glob("*")}


def told(office: Office, holder: tuple[str, int] = FAMILY) -> list[tuple[tuple[str, int], str]]:
    return [(line.holder, line.title) for line in office.ask(scans, holder)]


def plain(words: object) -> str:
    return re.sub("[\u2066-\u2069]", "", str(words))


@pytest.fixture(autouse=True)
def _a_family(office: Office) -> None:
    """Aya and Omar of one family."""
    family = office.do(actions.add_family, "Bahi", "")
    for name in ("Aya", "Omar"):
        office.do(actions.add_person, family, name, "")


def test_scans_stand_on_the_record_of_whom_they_are_and_on_the_familys(office: Office) -> None:
    office.do(add_scans, AYA, (a_page(), a_page("red")), "birth", "Acte", date(2020, 5, 4), "n")
    office.do(add_scans, FAMILY, (a_page("blue"),), "residence")
    assert told(office) == [(AYA, "Acte"), (AYA, "Acte"), (FAMILY, "")]
    assert told(office, AYA) == [(AYA, "Acte")] * 2
    assert told(office, OMAR) == []
    line = office.ask(scans, AYA)[-1]
    assert (line.given_name, line.kind, line.day, line.note) == (
        "Aya",
        "birth",
        date(2020, 5, 4),
        "n",
    )
    assert line.added_by == "Khadija"
    assert line.added_at is not None and line.added_at.date() == office.clock.today()
    assert Image.open(BytesIO(content(office, line.id))).size == (80, 120)


def test_a_scan_is_told_anew_put_with_another_and_each_step_is_taken_back(office: Office) -> None:
    (scan,) = office.do(add_scans, AYA, (a_page(),), "school", "Bulletin")
    office.do(change_scan, scan, 1, OMAR, "other", "Papier")
    assert told(office) == [(OMAR, "Papier")]
    office.do(change_scan, scan, 2, FAMILY, "other", "Papier")
    assert told(office) == [(FAMILY, "Papier")]
    office.do(remove_scan, scan, 3)
    assert told(office) == []
    for stands in ((FAMILY, "Papier"), (OMAR, "Papier"), (AYA, "Bulletin")):
        assert office.undo_last()
        assert told(office) == [stands]
        assert content(office, scan)
    assert office.undo_last()
    assert told(office) == [] and not rows_of(office, Attachment)


def test_a_scan_stays_within_its_family(office: Office) -> None:
    (scan,) = office.do(add_scans, AYA, (a_page(),), "school")
    other = office.do(actions.add_family, "Amrani", "")
    with pytest.raises(Refusal, match="same family") as refused:
        office.do(change_scan, scan, 1, ("family", other), "school")
    assert refused.value.field == "holder"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"files": ()}, "files"),
        ({"kind": ""}, "kind"),
        ({"kind": "no such kind"}, "kind"),
        ({"day": date(2090, 1, 1)}, "day"),
        ({"title": "t" * 201}, "title"),
        ({"note": "n" * 2001}, "note"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(
    office: Office, folder: Path, wrong: dict[str, object], field: str
) -> None:
    given: dict[str, object] = {"files": (a_page(),), "kind": "school"}
    with pytest.raises(Refusal) as refused:
        office.do(add_scans, AYA, **given | wrong)
    assert refused.value.field == field
    assert not files(folder)


def test_the_same_file_is_stored_once_and_outlives_each_of_its_scans(
    office: Office, folder: Path
) -> None:
    (first,) = office.do(add_scans, AYA, (a_page(),), "school")
    (second,) = office.do(add_scans, OMAR, (a_page(),), "school")
    assert len(files(folder)) == 1
    office.undo_last()
    assert content(office, first)
    (second,) = office.do(add_scans, OMAR, (a_page(),), "school")
    office.do(remove_scan, first, 1)
    assert content(office, second)
    _erase(office, 1)
    assert content(office, second)
    assert len(files(folder)) == 1
    _erase(office, 2)
    assert not files(folder)


def _erase(office: Office, person: int) -> None:
    card = office.ask(family_card, 1)
    assert card is not None
    office.do(erase_person, 1, person, card.line.file_number)


def test_a_file_that_was_lost_is_stored_anew_when_it_is_given_again(
    office: Office, folder: Path
) -> None:
    (lost,) = office.do(add_scans, AYA, (a_page(),), "school")
    for path in (folder / "attachments").iterdir():
        path.unlink()
    with pytest.raises(Refusal, match="missing"):
        office.ask(scan_content, lost)
    (found,) = office.do(add_scans, AYA, (a_page(),), "school")
    assert content(office, found)


def test_undo_brings_back_what_a_later_scan_shares(office: Office) -> None:
    (scan,) = office.do(add_scans, AYA, (a_page(),), "school")
    office.do(remove_scan, scan, 1)
    office.do(add_scans, OMAR, (a_page(),), "school")
    office.do(actions.add_family, "Amrani", "")
    lines = office.ask(history, (("scan", scan),))
    removed = next(line for line in lines if "Removed" in line.sentence)
    assert removed.undo_id is not None
    office.undo(removed.undo_id)
    assert {line.holder for line in office.ask(scans, FAMILY)} == {AYA, OMAR}
    assert content(office, scan)


def test_a_file_that_changed_since_it_was_looked_at_is_refused(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(a_pdf())
    prepared = prepare(path)
    path.write_bytes(a_pdf(2))
    with pytest.raises(Refusal, match="changed meanwhile"):
        office.do(add_scans, AYA, (prepared,), "school")
    path.unlink()
    with pytest.raises(Refusal, match="cannot be read"):
        office.do(add_scans, AYA, (prepared,), "school")
    assert not files(folder) and not told(office)


def test_nothing_of_a_scan_lies_in_clear(office: Office, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "Jugement Aya Bahi.pdf"
    path.write_bytes(a_pdf())
    office.do(add_scans, AYA, (prepare(path),), "justice", "Jugement Aya")
    for file in filter(Path.is_file, folder.rglob("*")):
        held = file.read_bytes()
        assert b"%PDF" not in held and b"Jugement" not in held, file.name


def test_the_history_of_the_family_tells_of_its_scans(office: Office) -> None:
    (scan,) = office.do(add_scans, FAMILY, (a_page(),), "school", "Bulletin")
    office.do(change_scan, scan, 1, AYA, "other", "Papier")
    office.do(remove_scan, scan, 2)
    card = office.ask(family_card, 1)
    assert card is not None
    lines = [plain(line) for line in office.ask(history, card.rows)][:3]
    assert lines[0] == "Removed a scan · Papier · Aya"
    assert lines[1] == (
        "Changed what is told of a scan · Papier · Aya · What it is: Document scolaire →"
        " Autre document · Title: Bulletin → Papier · Whose: — → Aya"
    )
    assert lines[2].startswith("Added scans · Papier · Aya · What it is")


def test_a_merge_carries_scans_over_and_says_so(office: Office) -> None:
    office.do(add_scans, OMAR, (a_page(), a_page("red")), "school")
    compared = office.ask(compare_persons, 1, 2)
    assert compared is not None and "2 scans" in compared.carried
    office.do(merge_persons, 1, 1, 2, 1)
    assert told(office) == [(AYA, "")] * 2
    office.undo_last()
    assert told(office) == [(OMAR, "")] * 2


def test_scans_go_with_the_person_who_moves(office: Office) -> None:
    office.do(add_scans, AYA, (a_page(),), "school")
    other = office.do(actions.add_family, "Amrani", "")
    office.do(move_person, 1, 1, other, office.clock.today())
    assert told(office) == []
    assert told(office, ("family", other)) == [(AYA, "")]


def test_the_familys_file_lists_which_scans_there_are(office: Office) -> None:
    office.do(add_scans, AYA, (a_page(),), "school", "Bulletin", date(2025, 6, 30))
    file = office.ask(family_file, 1, "fr")
    section = next(s for s in file.sections if s.rows[0][0] == "Aya" and "Bulletin" in s.rows[0][1])
    assert plain(section.rows[0][1]) == "Document scolaire · Bulletin · 30 juin 2025"


def test_kinds_of_health_and_justice_are_seen_with_their_parts(office: Office) -> None:
    (illness,) = office.do(add_scans, AYA, (a_page(),), "health", "Ordonnance")
    office.do(add_scans, AYA, (a_page(),), "school", "Bulletin")
    administrator = as_role(office, Role.ADMINISTRATOR)
    assert told(administrator) == [(AYA, "Bulletin")]
    with pytest.raises(Refusal):
        administrator.ask(scan_content, illness)
    card = administrator.ask(family_card, 1)
    assert card is not None
    assert "Ordonnance" not in str([*map(str, administrator.ask(history, card.rows))])
    with pytest.raises(NotAllowed):
        administrator.do(remove_scan, illness, 1)


def test_who_opens_a_scan_of_a_protected_family_has_looked(office: Office) -> None:
    from amane_desktop.people.who_looked import look_ids

    (scan,) = office.do(add_scans, AYA, (a_page(),), "school")
    content(office, scan)
    assert not office.ask(look_ids)
    protect(office, 1, office.signed_in.id)
    content(office, scan)
    assert office.ask(look_ids)
    worker = as_role(office, Role.SOCIAL_WORKER)
    assert told(worker) == []
    with pytest.raises(Refusal):
        worker.ask(scan_content, scan)


def test_a_scan_is_read_anywhere_in_it(office: Office, tmp_path: Path) -> None:
    path, chunk = tmp_path / "long.pdf", 1024 * 1024
    whole = a_pdf() + bytes(range(256)) * 10_000
    path.write_bytes(whole)
    (scan,) = office.do(add_scans, AYA, (prepare(path),), "school")
    with BufferedReader(office.ask(scan_content, scan).file) as file:
        assert file.seek(0, 2) == len(whole)
        for start in (chunk - 5, 3, 2 * chunk - 1, len(whole) - 4, 0):
            file.seek(start)
            assert file.read(10) == whole[start : start + 10]
        file.seek(0)
        assert file.read() == whole


def test_a_stored_scan_that_was_altered_is_not_read(office: Office, folder: Path) -> None:
    (scan,) = office.do(add_scans, AYA, (a_page(),), "school")
    (stored,) = (folder / "attachments").iterdir()
    sealed = bytearray(stored.read_bytes())
    sealed[-20] ^= 1
    stored.write_bytes(sealed)
    with pytest.raises(Refusal, match="damaged"):
        content(office, scan)
    with pytest.raises(AttachmentDamaged), office.ask(scan_content, scan).file as file:
        file.read(10)


def test_a_large_pdf_never_stands_in_memory(office: Office, tmp_path: Path) -> None:
    """The very way of 500 MB, with 80: what is held does not grow with the file."""
    path = tmp_path / "large.pdf"
    begin = a_pdf()
    with path.open("wb") as file:
        file.write(begin)
        file.truncate(80 * 1024 * 1024)
        file.seek(0, 2)
        file.write(begin)
    tracemalloc.start()
    try:
        (scan,) = office.do(add_scans, AYA, (prepare(path),), "school")
        for _chunk in office.ask(scan_content, scan).chunks:
            pass
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 16 * 1024 * 1024
