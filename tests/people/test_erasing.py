"""Erased for good: no value is left in a table, in the journal, in a page or a photo."""

import shutil
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from PIL import Image
from sqlalchemy import text
from sqlalchemy.orm import Session

import amane_desktop.rooms  # noqa: F401
from amane_desktop.agenda.actions import add_task
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.marking import mark_child, note_attendance
from amane_desktop.attendance.models import Mark
from amane_desktop.office import centre
from amane_desktop.office.drafts import keep_draft
from amane_desktop.office.erasing import belongings, erasures
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.keepsakes import Look
from amane_desktop.office.office import Office
from amane_desktop.people import actions, queries
from amane_desktop.people.erasing import erase_again, erase_family, erase_person, what_goes
from amane_desktop.people.finding import find
from amane_desktop.people.memberships import move_person
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.photos import put_photo
from amane_desktop.people.relationships import say_relationship
from amane_desktop.school_support.absences import add_absence
from amane_desktop.school_support.bulletins import put_bulletin
from amane_desktop.school_support.meetings import add_meeting
from amane_desktop.school_support.results import add_result
from amane_desktop.storage.database import Base
from tests.conftest import PASSWORD
from tests.rows import families_of, protect, rows_of

MONDAY, HOUR = date(2026, 11, 23), time(10)
# Marks of the family that goes, of its second member, and of what was changed since.
HERS, HIS, FORMER = "Zoubeida", "Zakariyya", "Zineddine"
OTHER = "Chafik"


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def number(office: Office) -> str:
    """A family with everything, the file number of which is given; another one beside it."""
    family = office.do(actions.add_family, f"{FORMER} fam", "", f"{FORMER} street")
    office.do(actions.change_family, family, 1, f"{HERS} fam", "زبيدة", f"{HERS} street")
    mother = office.do(actions.add_person, family, HERS, HERS, "زبيدة", cin="ZZ123456")
    child = office.do(actions.add_person, family, FORMER, HIS, notes=f"{FORMER} note")
    office.do(actions.change_person, child, 1, HIS, HIS, notes=f"{HIS} note")
    office.do(say_relationship, mother, "parent", (child,), note=f"{HIS} paper")
    office.do(put_photo, child, photo())
    phone = office.do(actions.add_telephone, family, "0698989898", note=HERS, is_safe=True)
    office.do(actions.remove_telephone, phone, 1)
    office.do(actions.add_telephone, family, "0698989898", person_id=child, note=HIS, is_safe=True)
    group = office.do(groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 7))
    office.do(groups.enrol_child, group, child, from_=date(2026, 9, 7))
    office.do(mark_child, group, child, MONDAY, HOUR, Mark.PRESENT)
    office.do(note_attendance, group, child, MONDAY, HOUR, f"{HIS} was here")
    today = office.clock.today()
    result = office.do(add_result, child, today.year - 2, 2, 725, 10, f"{HIS} tires")
    office.do(put_bulletin, result, 1, photo())
    office.do(add_absence, child, today, today, note=f"{HIS} ill")
    office.do(add_meeting, child, today, met=f"{HIS} teacher", said=HIS, agreed=HIS)
    office.do(add_task, "school_support", f"{HIS} task", today, child)
    other = office.do(actions.add_family, OTHER, "")
    office.do(actions.add_person, other, "Salma", OTHER)
    for form in ("families/family/1/-", "families/move/2/-"):
        office.do(keep_draft, form, {"a": ""}, {"a": f"{HIS} there"})
    office.do(keep_draft, "families/family/2/-", {"a": ""}, {"a": "Tamsgout"})
    protect(office, family)
    card = office.ask(queries.family_card, family)
    assert card is not None
    return card.line.file_number


def pages_of(office: Office) -> bytes:
    """What the file's pages hold, without the key: SQLCipher's AES-256-CBC, taken off."""
    key = office.vault._key_of(office.vault._master)
    sealed = (office.folder / "amane.db").read_bytes()
    log = office.folder / "amane.db-wal"
    assert not log.exists() or not log.stat().st_size
    opened = b""
    for at in range(0, len(sealed), 4096):
        page = sealed[at : at + 4096]
        iv, begin = page[-80:-64], 0 if at else 16
        decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        opened += decryptor.update(page[begin:-80])
    return opened


def values_of(office: Office) -> str:
    """Every value of every table, the index for finding among them."""
    with Session(office._engine) as session:
        tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        return "".join(
            repr(session.execute(text(f'SELECT * FROM "{table}"')).all())
            for (table,) in tables.all()
        )


def held(office: Office, *marks: str) -> set[str]:
    """The marks that can be read anywhere, folded as the index keeps them or as they were typed."""
    values, pages = values_of(office).lower(), pages_of(office).lower()
    return {m for m in marks if m.lower() in values or m.lower().encode() in pages}


MARKS = (HERS, HIS, FORMER, "زبيدة", "ZZ123456", "98989898")


def test_nothing_of_an_erased_family_is_left(office: Office, number: str) -> None:
    assert "Atlas" in values_of(office)
    older = office.folder / "amane.db.0003"
    shutil.copy(office.folder / "amane.db", older)
    assert list((office.folder / "attachments").iterdir())
    assert len(rows_of(office, Look)) == 1
    office.do(erase_family, 1, number)
    assert held(office, *MARKS) == set()
    assert held(office, "Atlas", OTHER, "Tamsgout") == {"Atlas", OTHER, "Tamsgout"}
    assert list((office.folder / "attachments").iterdir()) == []
    assert not older.exists()
    assert rows_of(office, Look) == []
    assert [line.name for line in families_of(office)] == [OTHER]
    assert office.ask(find, "Zoubeida") == office.ask(find, "0698989898") == ()


def test_the_marks_are_held_before(office: Office, number: str) -> None:
    office.scrub()
    assert held(office, *MARKS) == set(MARKS)


def test_of_an_erased_person_the_others_stay(office: Office, number: str) -> None:
    office.do(erase_person, 1, 2, number)
    assert held(office, HIS, FORMER + " note") == set()
    card = office.ask(queries.family_card, 1)
    assert card is not None and [p.given_name for p in card.persons] == [HERS]
    assert office.ask(history, (("person", 1),))


def test_who_moved_away_stays(office: Office, number: str) -> None:
    card = office.ask(queries.family_card, 1)
    assert card is not None
    person = next(p for p in card.persons if p.id == 2)
    office.do(move_person, 2, person.version, 2, MONDAY)
    office.do(erase_family, 1, number)
    card = office.ask(queries.family_card, 2)
    assert card is not None and {p.given_name for p in card.persons} == {"Salma", HIS}
    assert held(office, HERS, "ZZ123456") == set()


def test_a_record_that_was_merged_goes_with_the_one_that_was_kept(
    office: Office, number: str
) -> None:
    again = office.do(actions.add_person, 2, "Zahraoui", "Zahraoui", birth_place="Zagora")
    card = office.ask(queries.family_card, 1)
    assert card is not None
    kept = next(p for p in card.persons if p.id == 2)
    office.do(merge_persons, 2, kept.version, again, 1)
    office.scrub()
    assert held(office, "Zahraoui") == {"Zahraoui"}
    office.do(erase_person, 1, 2, number)
    assert held(office, "Zahraoui", "Zagora", HIS) == set()


def test_of_a_merge_that_was_undone_nothing_stays_with_the_one_who_stays(
    office: Office, number: str
) -> None:
    home = office.do(actions.add_family, "Amrani", "")
    twice = {"notes": "Zahraoui says"}
    gone = office.do(actions.add_person, home, "Zahraoui", "Zahraoui", **twice)
    told = {"whose": "Zahraoui", "who_may_know": "la voisine Zahraoui", "is_safe": True}
    office.do(actions.add_telephone, home, "0611111111", person_id=gone, **told)
    kept = office.do(actions.add_person, 2, "Salma", "Zahir", notes="Salma says")
    office.do(actions.add_telephone, 2, "0611111111", person_id=kept, whose="elle", is_safe=True)
    office.do(merge_persons, kept, 1, gone, 1)
    office.scrub()
    assert held(office, "Zahraoui")
    office.undo_last()
    card = office.ask(queries.family_card, home)
    assert card is not None
    office.do(erase_person, home, gone, card.line.file_number)
    office.scrub()
    assert held(office, "Zahraoui", "voisine") == set()
    assert held(office, "Salma says") == {"Salma says"}, "who stays keeps what was told of them"


def test_another_number_erases_nothing(office: Office, number: str) -> None:
    before = values_of(office)
    for typed in ("", "2026-9999"):
        with pytest.raises(Refusal) as refused:
            office.do(erase_family, 1, typed)
        assert refused.value.field == "typed"
    with pytest.raises(Refusal):
        office.do(erase_person, 1, 3, number)  # (of the other family)
    assert values_of(office) == before


def test_undo_brings_nothing_back(office: Office, folder: Path) -> None:
    family = office.do(actions.add_family, "Bouzid", "")
    person = office.do(actions.add_person, family, HIS, "")
    card = office.ask(queries.family_card, family)
    assert card is not None
    office._mine.append(office._mine[-1])
    office.do(erase_person, family, person, card.line.file_number)
    with pytest.raises(Refusal):
        office.undo_last()
    office._mine.pop()
    with pytest.raises(Refusal, match="erased"):
        office.undo_last()
    assert held(office, HIS) == set()


def test_what_goes_is_told_in_words(office: Office, number: str) -> None:
    told = office.ask(what_goes, 1)
    assert told is not None and told.typed == number
    assert told.names == (f"{HERS} {HERS}", f"{HIS} {HIS}")
    assert dict(told.counts)["Telephones"] == 2  # (one of them was removed)
    one = office.ask(what_goes, 1, 2)
    assert one is not None and dict(one.counts)["Marks of attendance"] == 1


@pytest.fixture
def older(office: Office, number: str, tmp_path: Path) -> Iterator[Office]:
    """The centre as a backup holds it, from before the erasure."""
    office.scrub()
    copy = tmp_path / "older"
    shutil.copytree(office.folder, copy)
    restored = centre.open_centre(copy, "Khadija", PASSWORD)
    yield restored
    restored.close()


def test_a_restore_of_an_older_state_erases_again(
    office: Office, older: Office, number: str
) -> None:
    office.do(erase_family, 1, number)
    assert held(older, HERS) == {HERS}
    older.do(erase_again, office.ask(erasures))
    assert held(older, *MARKS) == set()
    assert {(e.kind, e.row_id) for e in older.ask(erasures)} >= {("family", 1), ("person", 2)}
    assert [line.name for line in families_of(older)] == [OTHER]


def test_a_number_that_was_given_anew_is_somebody_else(office: Office, older: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "")
    card = office.ask(queries.family_card, family)
    assert card is not None
    office.do(erase_family, family, card.line.file_number)
    assert older.do(actions.add_family, "Dahbi", "") == family
    older.do(erase_again, office.ask(erasures))
    assert "Dahbi" in [line.name for line in families_of(older)]
    # A backup from between the two may be restored after this one.
    assert ("family", family) in {(e.kind, e.row_id) for e in older.ask(erasures)}


def test_every_table_that_names_a_person_or_family_says_what_goes() -> None:
    naming = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        for column in mapper.class_.__table__.c
        for key in column.foreign_keys
        if key.column.table.name in ("person", "family")
    }
    assert naming <= belongings().keys()
