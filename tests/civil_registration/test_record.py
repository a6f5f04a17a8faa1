"""The record that came: side by side with the person's page, and taken over field by field."""

from datetime import date

import pytest

from amane_desktop.civil_registration.next_dossiers import next_dossiers
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.record import (
    Differences,
    record_differences,
    take_over_record,
    write_record,
)
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.office import Office
from amane_desktop.people.models import Person, Relationship
from tests.civil_registration.dossiers import on, opened, shown
from tests.rows import rows_of

WRITTEN = {
    "record_number": "318",
    "record_year": 2026,
    "registry_office": "Taroudant",
    "given_name": "Salma",
    "family_name": "Aït Baha",
    "given_name_ar": "سلمى",
    "family_name_ar": "أيت باها",
    "father_name": "Abdellah",
    "father_name_ar": "عبد الله",
    "birth_date": date(2018, 3, 14),
}


def _differences(office: Office, dossier_person_id: int) -> Differences:
    found = office.ask(record_differences, dossier_person_id)
    assert found is not None
    return found


def test_only_what_differs_is_shown_with_both_sides(office: Office) -> None:
    on(office)
    record = opened(office, birth_date=date(2018, 1, 1), birth_precision="year")
    one = record.persons[0]
    office.do(write_record, one.id, one.version, **WRITTEN)
    told = {each.field: (each.now, each.written) for each in _differences(office, one.id).fields}
    assert told == {
        "given_name": ("Enfant 1", "Salma"),
        "given_name_ar": ("", "سلمى"),
        "family_name_ar": ("", "أيت باها"),
        "birth_date": ("2018", "14 March 2018"),
        "civil_status": ("", "registered"),
    }


def test_what_is_chosen_is_taken_over_and_nothing_else(office: Office) -> None:
    on(office)
    record = opened(office)
    one = record.persons[0]
    office.do(write_record, one.id, one.version, **WRITTEN)
    found = _differences(office, one.id)
    versions = found.version, found.person_version
    fields = ("given_name_ar", "family_name_ar", "birth_date", "civil_status")
    office.do(take_over_record, one.id, *versions, fields)
    person = next(row for row in rows_of(office, Person) if row["id"] == one.person_id)
    assert (person["given_name"], person["given_name_ar"]) == ("Enfant 1", "سلمى")
    assert (person["birth_date"], person["birth_precision"]) == (date(2018, 3, 14), "exact")
    assert person["civil_status"] == "registered"
    assert shown(office, record.id).persons[0].record.taken_over_on == office.clock.today()
    assert [each.field for each in _differences(office, one.id).fields] == ["given_name"]


def test_the_father_of_a_record_is_text_and_nobody(office: Office) -> None:
    on(office)
    record = opened(office)
    one = record.persons[0]
    persons, ties = rows_of(office, Person), rows_of(office, Relationship)
    office.do(write_record, one.id, one.version, **WRITTEN)
    found = _differences(office, one.id)
    assert "father_name" not in {each.field for each in found.fields}
    office.do(take_over_record, one.id, found.version, found.person_version, ("civil_status",))
    assert len(rows_of(office, Person)) == len(persons)
    assert rows_of(office, Relationship) == ties
    assert shown(office, record.id).persons[0].record.father_name == "Abdellah"


def test_what_no_record_can_say_is_refused_at_its_field(office: Office) -> None:
    on(office)
    one = opened(office).persons[0]
    for field, told in (
        ("record_year", {"record_number": "318"}),
        ("record_year", {"record_year": 2027}),
        ("birth_date", {"birth_date": date(2026, 12, 1)}),
        ("birth_date", {"birth_date": date(2018, 3, 14), "record_year": 2017}),
    ):
        with pytest.raises(Refusal) as refused:
            office.do(write_record, one.id, one.version, **told)
        assert refused.value.field == field
    with pytest.raises(Refusal) as refused:
        office.do(take_over_record, one.id, one.version, 1, ())
    assert refused.value.field == "record_number"


def test_what_was_changed_between_looking_and_taking_over_is_looked_at_again(
    office: Office,
) -> None:
    on(office)
    one = opened(office).persons[0]
    office.do(write_record, one.id, one.version, **WRITTEN)
    found = _differences(office, one.id)
    office.do(write_record, one.id, found.version, given_name="Selma")
    with pytest.raises(ChangedMeanwhile):
        office.do(take_over_record, one.id, found.version, found.person_version, ("given_name",))


def test_undo_puts_the_person_back_as_they_were(office: Office) -> None:
    on(office)
    record = opened(office, birth_date=date(2018, 1, 1), birth_precision="year")
    one = record.persons[0]
    office.do(write_record, one.id, one.version, **WRITTEN)
    before = rows_of(office, Person)
    found = _differences(office, one.id)
    fields = [each.field for each in found.fields]
    office.do(take_over_record, one.id, found.version, found.person_version, fields)
    assert rows_of(office, Person) != before
    office.undo_last()
    assert rows_of(office, Person) == before
    assert shown(office, record.id).persons[0].record.taken_over_on is None


def test_what_usually_follows_is_proposed_and_says_what_is_under_way(office: Office) -> None:
    on(office)
    record = opened(office)
    assert [(one.code, one.number) for one in office.ask(next_dossiers, record.id)] == [("rnp", "")]
    persons = tuple(person.person_id for person in record.persons)
    office.do(open_dossier, record.family_id, persons, "rnp", {})
    assert [one.number for one in office.ask(next_dossiers, record.id)] == ["EC-2026-002"]
