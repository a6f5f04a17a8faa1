"""A name that is known in one script alone stands where people look for it in the other."""

import pytest

from amane_desktop import i18n
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.listing import (
    PersonFilter,
    family_ids,
    family_lines,
    first_family,
    first_person,
    person_ids,
    person_rows,
)
from amane_desktop.people.sort_keys import family_keys, person_keys

# Given and family name in Latin letters, then in Arabic: in both, in one, or without a family name.
PEOPLE = (
    ("Yassine", "Aït Baha", "ياسين", "أيت باها"),
    ("", "", "محمد", "العلوي"),
    ("Salma", "Bahi", "سلمى", "باهي"),
    ("Hicham", "Bennani", "", ""),
    ("Fatima", "El Fassi", "فاطمة", "الفاسي"),
    ("Omar", "", "عمر", ""),
    ("", "", "زينب", ""),
)


def with_people(office: Office) -> Office:
    for given, name, given_ar, name_ar in reversed(PEOPLE):
        known = (name or given, name_ar or given_ar)
        family = office.do(actions.add_family, *known)
        office.do(actions.add_person, family, given, name, given_ar, name_ar)
    return office


def listed(office: Office, column: str = "name", *, is_falling: bool = False) -> list[str]:
    """The given names in the list's order, in Latin letters where there are some."""
    ids = office.ask(person_ids, PersonFilter(), column, is_falling=is_falling)
    rows = {row.id: row for row in office.ask(person_rows, ids)}
    return [rows[number].given_name or rows[number].given_name_ar for number in ids]


def test_in_french_a_name_in_arabic_stands_where_it_sounds(office: Office) -> None:
    i18n.set_language("fr")
    order = ["Yassine", "محمد", "Salma", "Hicham", "Fatima", "Omar", "زينب"]
    assert listed(with_people(office)) == order


def test_in_arabic_a_name_in_latin_letters_does_too(office: Office) -> None:
    i18n.set_language("ar")
    # أيت، باهي، بناني، زينب، العلوي، عمر، الفاسي
    order = ["Yassine", "Salma", "Hicham", "زينب", "محمد", "Omar", "Fatima"]
    assert listed(with_people(office)) == order


def test_families_stand_in_the_same_places(office: Office) -> None:
    i18n.set_language("fr")
    ids = with_people(office).ask(family_ids)
    lines = {line.id: line for line in office.ask(family_lines, ids)}
    names = [lines[number].name or lines[number].name_ar for number in ids]
    assert names == ["Aït Baha", "العلوي", "Bahi", "Bennani", "El Fassi", "Omar", "زينب"]


def test_letters_lead_to_a_name_in_the_other_script(office: Office) -> None:
    i18n.set_language("fr")
    with_people(office)
    person = office.ask(first_person, "ala", PersonFilter())
    assert person is not None
    (row,) = office.ask(person_rows, (person,))
    assert row.given_name_ar == "محمد"
    assert office.ask(first_family, "zin") is not None


@pytest.mark.parametrize(("language", "nobody"), [("fr", {"Hicham"}), ("ar", {"محمد", "زينب"})])
def test_by_the_other_script_s_name_those_without_one_stand_last(
    office: Office, language: str, nobody: set[str]
) -> None:
    i18n.set_language(language)
    with_people(office)
    for is_falling in (False, True):
        names = listed(office, "other_name", is_falling=is_falling)
        assert set(names[-len(nobody) :]) == nobody


def test_what_a_name_lost_and_undo_gave_back_is_in_its_place(office: Office) -> None:
    family = office.do(actions.add_family, "El Fassi", "الفاسي")
    person = office.do(actions.add_person, family, "Omar", "El Fassi", "عمر", "الفاسي")
    office.do(actions.add_person, family, "Salma", "Bahi")
    office.do(actions.change_person, person, 1, "", "", "عمر", "الفاسي")
    i18n.set_language("fr")
    assert listed(office) == ["Salma", "عمر"]
    office.undo_last()
    assert listed(office) == ["Salma", "Omar"]


def test_signs_that_no_script_spells_stay_what_they_are() -> None:
    assert family_keys("12", "") == {"sort_key": "12\u0001", "sort_key_ar": "12\u0001"}
    assert person_keys("12", "", "", "")["sort_key_ar"] == "12\u0001"
