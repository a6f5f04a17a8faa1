"""What becomes of dossiers when persons move, are merged, or are erased."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Role
from amane_desktop.agenda.models import Appointment
from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.civil_registration.board import dossier_lines
from amane_desktop.civil_registration.course import change_dossier
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.models import (
    Dossier,
    DossierNote,
    DossierPerson,
    DossierStep,
)
from amane_desktop.civil_registration.notes import add_note
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.record import write_record
from amane_desktop.office.journal import JournalChange
from amane_desktop.office.office import Office
from amane_desktop.people.comparing import compare_persons
from amane_desktop.people.erasing import erase_family, erase_person, what_goes
from amane_desktop.people.memberships import move_person
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Person
from amane_desktop.people.who_looked import looks
from tests.civil_registration.dossiers import TODAY, TRIAL, family, on, opened, shown
from tests.rows import as_role, protect, rows_of

SECRET = "mots-secrets"


def _version(office: Office, person_id: int) -> int:
    with Session(office._engine) as session:
        return int(vars(session.get_one(Person, person_id))["version"])


def _merge(office: Office, kept: int, other: int) -> None:
    office.do(merge_persons, kept, _version(office, kept), other, _version(office, other))


def _journal_holds(office: Office, words: str) -> bool:
    with Session(office._engine) as session:
        found = session.execute(select(JournalChange.before, JournalChange.after))
        return any(words in repr(row) for row in found)


def test_a_dossier_goes_with_who_moves(office: Office) -> None:
    on(office)
    record = opened(office)
    other, _mother, _child = family(office, "Bouzid")
    child = record.persons[0].person_id
    office.do(move_person, child, _version(office, child), other, TODAY)
    assert shown(office, record.id).family_id == other
    assert [row["family_id"] for row in rows_of(office, Checklist)] == [other]
    office.undo_last()
    assert shown(office, record.id).family_id == record.family_id
    assert [row["family_id"] for row in rows_of(office, Checklist)] == [record.family_id]


def test_of_brothers_and_sisters_who_part_nobody_unseen_is_shown(office: Office) -> None:
    on(office)
    record = opened(office, children=2)
    hidden, _mother, _child = family(office, "Bouzid")
    worker = as_role(office, Role.SOCIAL_WORKER)
    assert worker.ask(dossier, record.id) is not None
    one = record.persons[0].person_id
    office.do(move_person, one, _version(office, one), hidden, TODAY)
    assert worker.ask(dossier, record.id) is not None
    protect(office, hidden)
    assert worker.ask(dossier, record.id) is None
    assert worker.ask(dossier_lines) == ()
    assert shown(office, record.id).family_id == record.family_id


def test_who_opens_a_protected_family_s_dossier_has_looked_at_it(office: Office) -> None:
    on(office)
    record = opened(office)
    protect(office, record.family_id)
    assert office.ask(looks, record.family_id) == ()
    shown(office, record.id)
    assert {line.by for line in office.ask(looks, record.family_id)} == {"Khadija"}


def test_a_merge_carries_dossiers_over(office: Office) -> None:
    on(office)
    record = opened(office, children=1)
    other, _mother, twin = family(office, "Bouzid")
    child = record.persons[0].person_id
    compared = office.ask(compare_persons, twin, child)
    assert compared is not None and "1 dossier" in compared.carried
    _merge(office, twin, child)
    record = shown(office, record.id)
    assert ([p.person_id for p in record.persons], record.family_id) == ([twin], other)


def test_who_stands_in_one_dossier_twice_stands_in_it_once(office: Office) -> None:
    on(office)
    record = opened(office, children=2)
    one, two = record.persons
    office.do(write_record, two.id, two.version, record_number="318", record_year=2026)
    compared = office.ask(compare_persons, one.person_id, two.person_id)
    assert compared is not None and any("one dossier twice" in told for told in compared.settled)
    _merge(office, one.person_id, two.person_id)
    (person,) = shown(office, record.id).persons
    assert (person.person_id, person.record.number) == (one.person_id, "318")
    office.undo_last()
    assert len(shown(office, record.id).persons) == 2


def _told(office: Office, children: int) -> Any:
    record = opened(office, children=children)
    office.do(change_dossier, record.id, record.version, obstacle=SECRET)
    office.do(add_note, record.id, TODAY, SECRET)
    office.do(add_dossier_appointment, record.id, TODAY, place=SECRET)
    return shown(office, record.id)


@pytest.mark.parametrize("is_undone", [False, True])
def test_a_dossier_with_nobody_left_is_erased_with_the_last(
    office: Office, is_undone: bool
) -> None:
    on(office)
    record = _told(office, children=1)
    if is_undone:
        for _each in range(4):
            office.undo_last()
        assert rows_of(office, Dossier) == []
    goes = office.ask(what_goes, record.family_id, record.persons[0].person_id)
    assert (goes is not None and ("Dossiers", 1) in goes.counts) or is_undone
    number = record.file_number
    office.do(erase_person, record.family_id, record.persons[0].person_id, number)
    gone: tuple[Any, ...] = (Dossier, DossierPerson, DossierStep, DossierNote, Checklist)
    for model in (*gone, RequiredPaper, Appointment):
        assert rows_of(office, model) == []
    assert not _journal_holds(office, SECRET)
    assert not _journal_holds(office, record.number)


def test_a_dossier_stays_with_those_who_stay(office: Office) -> None:
    on(office)
    record = _told(office, children=2)
    one, two = record.persons
    office.do(erase_person, record.family_id, one.person_id, record.file_number)
    left = shown(office, record.id)
    assert [person.person_id for person in left.persons] == [two.person_id]
    assert one.person_id not in {paper.person_id for paper in left.papers}
    assert left.obstacle == SECRET


def test_a_family_is_erased_with_its_dossiers(office: Office) -> None:
    on(office)
    record, other = _told(office, children=2), opened(office)
    office.do(erase_family, record.family_id, record.file_number)
    assert [row["number"] for row in rows_of(office, Dossier)] == [other.number]
    assert not _journal_holds(office, SECRET)
    persons = tuple(person.person_id for person in other.persons)
    assert persons and office.do(open_dossier, other.family_id, persons, "rnp", {})
    assert TRIAL in {line.procedure for line in office.ask(dossier_lines)}
