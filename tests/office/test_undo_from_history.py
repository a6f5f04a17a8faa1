"""Undo of an earlier action: what can be put back is, what later work stands on stays."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Permission, Role
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance import timetable
from amane_desktop.office import centre, staff
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.registry import ACTIONS, action
from amane_desktop.office.undo_preview import UndoPreview, undo_preview
from amane_desktop.office.work import Work
from amane_desktop.people import actions, queries
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Family, FileNumber, Membership, Person
from tests.conftest import PASSWORD
from tests.rows import as_role, protect

MONDAY = date(2026, 9, 7)


def last(office: Office) -> int:
    """The number of the newest action."""
    return int(rows(office, "SELECT max(id) AS id FROM journal_action")[0]["id"])


def rows(office: Office, sql: str) -> list[dict[str, Any]]:
    with office._engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(sql)).mappings()]


def numbers(office: Office, sql: str) -> list[int]:
    return sorted(number for row in rows(office, sql) for number in row.values())


def plain(lines: tuple[str, ...]) -> list[str]:
    """Lines without the marks that keep each value in its own direction."""
    return ["".join(c for c in line if c not in "\u2066\u2068\u2069") for line in lines]


def preview(office: Office, action_id: int) -> UndoPreview:
    return office.ask(undo_preview, action_id)


@pytest.fixture
def samira(office: Office, folder: Path) -> Iterator[Office]:
    """A social worker beside the director."""
    office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, PASSWORD, must_choose=False)
    office.show_names()
    other = centre.open_centre(folder, "Samira", PASSWORD)
    yield other
    other.close()


@pytest.fixture
def family(office: Office) -> int:
    return office.do(actions.add_family, "Aït Baha", "أيت باها", "Lastah")


def test_any_earlier_action_is_undone_and_stands_again(office: Office, family: int) -> None:
    office.do(actions.change_family, family, 1, "Aït Baha", "أيت باها", "Mhaita")
    changed = last(office)
    office.do(actions.add_telephone, family, "0612345678", "Fatima", is_safe=True)
    assert plain(preview(office, changed).returns) == ["Aït Baha · Address: Mhaita → Lastah"]
    office.undo(changed)
    card = office.ask(queries.family_card, family)
    assert card is not None and card.address == "Lastah" and len(card.telephones) == 1
    phone, line, _opened = office.ask(history, card.rows)
    assert line.undone and not line.in_part and line.undo_id is not None and not phone.undone
    with pytest.raises(Refusal, match="undone already"):
        office.undo(changed)
    office.undo(line.undo_id)
    card = office.ask(queries.family_card, family)
    assert card is not None and card.address == "Mhaita"
    line = office.ask(history, card.rows)[1]
    assert not line.undone and line.undo_id == changed


def test_each_column_is_judged_by_itself(office: Office, samira: Office, family: int) -> None:
    office.do(actions.change_family, family, 1, "Aït Bahi", "أيت باهي", "Mhaita")
    changed = last(office)
    samira.do(actions.change_family, family, 2, "Aït Bahi", "أيت باهي", "Zraib")
    told = preview(office, changed)
    assert plain(told.returns) == [
        "Aït Bahi · Name in Latin letters: Aït Bahi → Aït Baha",
        "Aït Bahi · Name in Arabic: أيت باهي → أيت باها",
    ]
    (stays,) = plain(told.stays)
    assert stays.startswith(
        "Families: Aït Bahi · Address · since then: Changed a family, by Samira"
    )
    with pytest.raises(Refusal, match="changed again since"):
        office.undo(changed)
    office.undo(changed, keep_conflicts=True)
    (row,) = rows(office, "SELECT name, name_ar, address, sort_key FROM family")
    assert (row["name"], row["name_ar"], row["address"]) == ("Aït Baha", "أيت باها", "Zraib")
    card = office.ask(queries.family_card, family)
    assert card is not None
    assert [line.in_part for line in office.ask(history, card.rows)] == [False, True, False]


def test_a_key_to_sort_by_follows_the_names_that_stand_there(office: Office) -> None:
    family = office.do(actions.add_family, "Zidane", "")
    office.do(actions.change_family, family, 1, "Zidane", "زيدان")
    named = last(office)
    office.do(actions.change_family, family, 2, "Bouzid", "زيدان")
    office.undo(named)
    (there,) = rows(office, "SELECT name, name_ar, sort_key, sort_key_ar FROM family")
    like = office.do(actions.add_family, "Bouzid", "")
    (fresh,) = rows(
        office, f"SELECT name, name_ar, sort_key, sort_key_ar FROM family WHERE id={like}"
    )
    assert there == fresh


def test_a_date_and_what_it_is_worth_go_together(office: Office, family: int) -> None:
    person = office.do(actions.add_person, family, "Yassine", "", birth_date=date(2015, 1, 1))
    office.do(actions.change_person, person, 1, "Yassin", "", birth_date=date(2014, 1, 1))
    changed = last(office)
    year = {"birth_date": date(2014, 1, 1), "birth_precision": "year"}
    office.do(actions.change_person, person, 2, "Yassin", "", **year)
    office.undo(changed, keep_conflicts=True)
    (row,) = rows(office, "SELECT given_name, birth_date, birth_precision FROM person")
    assert tuple(row.values()) == ("Yassine", "2014-01-01", "year")


def test_what_hangs_on_a_row_keeps_it(office: Office, samira: Office, family: int) -> None:
    added = last(office)
    samira.do(actions.add_person, family, "Yassine", "Aït Baha")
    told = preview(office, added)
    assert told.is_empty
    assert plain(told.stays)[0].startswith(
        "Families: Aït Baha · since then: Added a person, by Samira"
    )
    with pytest.raises(Refusal, match="stands on this"):
        office.undo(added, keep_conflicts=True)


def test_hours_that_follow_each_other_are_put_back_together(office: Office) -> None:
    group = office.do(groups.add_group, "Atlas", "", from_=MONDAY)
    hours = timetable.DEFAULT_TIMETABLE
    office.do(timetable.set_timetable, group, hours[:4], date(2026, 10, 5))
    earlier = last(office)
    office.do(timetable.set_timetable, group, hours[:2], date(2026, 11, 2))
    assert preview(office, earlier).is_empty
    with pytest.raises(Refusal):
        office.undo(earlier, keep_conflicts=True)


def test_a_child_that_came_again_keeps_the_day_it_left(office: Office, family: int) -> None:
    child = office.do(actions.add_person, family, "Yassine", "")
    group = office.do(groups.add_group, "Atlas", "", from_=MONDAY)
    enrolment = office.do(groups.enrol_child, group, child, from_=MONDAY)
    office.do(groups.end_enrolment, enrolment, 1, date(2026, 10, 2))
    ended = last(office)
    office.do(groups.enrol_child, group, child, from_=date(2026, 11, 2))
    assert preview(office, ended).is_empty
    office.undo(last(office))
    office.undo(ended)
    (row,) = rows(office, "SELECT last_day FROM enrolment")
    assert row["last_day"] is None


def test_a_day_that_was_given_to_something_else_stays(office: Office) -> None:
    day = date(2026, 12, 31)
    office.do(timetable.set_day, day, reason="Fête")
    office.do(timetable.unset_day, day)
    unset = last(office)
    office.do(timetable.set_day, day, reason="Réunion")
    with pytest.raises(Refusal, match="stands on this"):
        office.undo(unset, keep_conflicts=True)
    assert [row["reason"] for row in rows(office, "SELECT reason FROM day_exception")] == [
        "Réunion"
    ]


def test_a_merge_comes_apart_again(office: Office, family: int) -> None:
    kept, other = (office.do(actions.add_person, family, name, "") for name in ("Yasin", "Yassine"))
    group = office.do(groups.add_group, "Atlas", "", from_=MONDAY)
    office.do(groups.enrol_child, group, other, from_=MONDAY)
    before = [rows(office, f"SELECT * FROM {t}") for t in ("enrolment", "membership")]
    office.do(merge_persons, kept, 1, other, 1)
    merged = last(office)
    office.do(actions.add_telephone, family, "0612345678", "Fatima", is_safe=True)
    office.undo(merged)
    for table, were in zip(("enrolment", "membership"), before, strict=True):
        now = rows(office, f"SELECT * FROM {table}")
        assert [{**row, "version": 0} for row in now] == [{**row, "version": 0} for row in were]


def test_undo_does_not_cross_a_migration(office: Office, family: int) -> None:
    with office._engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE journal_action SET revision = '0003'"))
    card = office.ask(queries.family_card, family)
    assert card is not None
    assert [line.undo_id for line in office.ask(history, card.rows)] == [None]
    with pytest.raises(Refusal, match="older version"):
        office.undo(last(office))


def test_only_who_may_do_it_undoes_it(office: Office, family: int) -> None:
    done = last(office)
    teacher = as_role(office, Role.TEACHER)
    for refused in (lambda: teacher.undo(done), lambda: preview(teacher, done)):
        with pytest.raises(NotAllowed):
            refused()


def test_a_later_action_that_may_not_be_seen_is_not_told(
    office: Office, samira: Office, family: int
) -> None:
    """Samira's own action, with something on it that is hidden from her."""
    group = samira.do(groups.add_group, "Atlas", "", from_=MONDAY)
    added = last(office)
    child = office.do(actions.add_person, family, "Yassine", "")
    protect(office, family, 1)
    office.do(groups.enrol_child, group, child, from_=MONDAY)
    words = " ".join(plain(preview(samira, added).stays))
    assert "Groups: Atlas" in words and "Yassine" not in words


@pytest.fixture
def import_(office: Office) -> Iterator[Any]:
    """An action that makes thousands of rows at once."""

    @action("Imported a list", Permission.EDIT_FAMILIES, {})
    def import_list(work: Work, families: int) -> None:
        work.session.add(FileNumber(year=2009, last=families))
        names = {"name": "Nom", "name_ar": "", "address": "", "sort_key": "", "sort_key_ar": ""}
        first = work.add_in_bulk(
            Family, [{"file_number": f"2009-{n:05}", **names} for n in range(families)]
        )
        known = dict.fromkeys(("family_name", "given_name_ar", "family_name_ar", "sex"), "")
        known |= dict.fromkeys(("birth_precision", "level"), "")
        known |= {"sort_key": "", "sort_key_ar": "", "is_housing": False, "is_signing": False}
        known |= {"birth_date": None, "birth_estimated_on": None, "kinship": "child"}
        people = [
            {**known, "family_id": first + n // 2, "given_name": f"N {n}"}
            for n in range(2 * families)
        ]
        person = work.add_in_bulk(Person, people)
        homes = [
            {"person_id": person + n, "family_id": row["family_id"], "kinship": "child"}
            for n, row in enumerate(people)
        ]
        work.add_in_bulk(Membership, homes)

    yield import_list
    ACTIONS.pop(import_list)


def test_an_import_is_undone_but_for_what_was_worked_on_since(office: Office, import_: Any) -> None:
    office.do(import_, 100)
    imported = last(office)
    office.do(actions.change_family, 10, 1, "Aït Baha", "")
    office.do(actions.change_person, 41, 1, "Yassine", "")
    group = office.do(groups.add_group, "Atlas", "", from_=MONDAY)
    office.do(groups.enrol_child, group, 61, from_=MONDAY)
    told = preview(office, imported)
    assert [line.split(":")[0] for line in plain(told.goes)] == ["Families", "Persons"]
    assert [line.rsplit(", ", 1)[1] for line in plain(told.goes)] == ["92 more", "193 more"]
    words = "\n".join(plain(told.stays))
    for stays in ("Families: Aït Baha · since then: Changed a family", "Enrolled a child"):
        assert stays in words
    office.undo(imported, keep_conflicts=True)
    assert numbers(office, "SELECT id FROM family") == [10, 21, 31]
    assert numbers(office, "SELECT id FROM person") == [41, 61]
    assert numbers(office, "SELECT person_id FROM membership") == [41, 61]
    assert rows(office, "PRAGMA foreign_key_check") == []
    # Nothing is lost: what went can come back, each row as it was.
    undone = last(office)
    office.undo(undone)
    assert rows(office, "SELECT count(*) AS n FROM person") == [{"n": 200}]
    assert rows(office, "SELECT given_name AS n FROM person WHERE id = 200") == [{"n": "N 199"}]


def test_an_import_leaves_families_that_the_reader_sees_no_more(
    office: Office, samira: Office, import_: Any
) -> None:
    samira.do(import_, 20)
    imported = last(office)
    protect(office, 5, 1)
    told = preview(samira, imported)
    assert plain(told.stays) == ["What you may not see stays as it is."]
    samira.undo(imported, keep_conflicts=True)
    assert numbers(office, "SELECT id FROM family") == [5]
    assert numbers(office, "SELECT id FROM person") == [9, 10]
