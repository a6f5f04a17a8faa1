"""The list of schools: what is told of one, and two spellings that become one."""

import pytest

from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.change_schools import add_school, change_school, merge_schools
from amane_desktop.people.models import Person, School, Schooling
from amane_desktop.school_support.models import SchoolTeacher
from amane_desktop.school_support.schools import school_records
from amane_desktop.school_support.teachers import add_school_teacher, change_school_teacher
from tests.rows import rows_of


@pytest.fixture
def twice(office: Office) -> Office:
    """One school under two spellings, each with a child and a teacher."""
    family = office.do(actions.add_family, "Bahi", "باهي")
    for school in ("Al Massira", "El Massira"):
        office.do(actions.add_person, family, "Aya", "Bahi", school=school, level="3AEP")
    office.do(add_school_teacher, 2, "M. Fadili", "", "Arabe", "06 12 34 56 78")
    told = {"telephone": "0528001122", "note": "Sonner deux fois"}
    office.do(change_school, 2, 1, "El Massira", "المسيرة", **told)
    return office


def test_two_spellings_become_one_school_with_all_that_hung_on_both(twice: Office) -> None:
    twice.do(merge_schools, 1, 1, 2, 2)
    (school,) = twice.ask(school_records)
    assert (school.name, school.name_ar, school.telephone) == (
        "Al Massira",
        "المسيرة",
        "0528001122",
    )
    assert (school.note, school.levels) == ("Sonner deux fois", (("3AEP", 2),))
    assert [teacher.name for teacher in school.teachers] == ["M. Fadili"]
    assert {row["school_id"] for row in rows_of(twice, Schooling)} == {1}


def test_a_merge_of_schools_is_parted_again(twice: Office) -> None:
    tables = (School, Person, Schooling, SchoolTeacher)
    before = [rows_of(twice, table) for table in tables]
    twice.do(merge_schools, 1, 1, 2, 2)
    assert twice.undo_last()
    assert [rows_of(twice, table) for table in tables] == before


@pytest.mark.parametrize(
    ("names", "told", "field"),
    [
        (("", ""), {}, "name"),
        (("Al  massira", ""), {}, "name"),
        (("Ibn Sina", "المسيره"), {}, "name_ar"),
        (("Ibn Sina", ""), {"telephone": "12"}, "telephone"),
        (("Ibn Sina", ""), {"kind": "university"}, "kind"),
        (("W" * 201, ""), {}, "name"),
    ],
)
def test_a_school_that_cannot_be_is_refused_at_its_field(
    twice: Office, names: tuple[str, str], told: dict[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        twice.do(add_school, *names, **told)
    assert refused.value.field == field
    assert len(rows_of(twice, School)) == 2


def test_a_retired_school_stays_where_a_child_has_it_and_stands_last(twice: Office) -> None:
    twice.do(change_school, 1, 1, "Al Massira", "", is_retired=True)
    assert [record.name for record in twice.ask(school_records)] == ["El Massira", "Al Massira"]
    twice.do(actions.change_person, 1, 1, "Aya", "Bahi", school=1, school_class="B")
    with pytest.raises(Refusal) as refused:
        twice.do(actions.change_person, 2, 1, "Aya", "Bahi", school=1)
    assert refused.value.field == "school"


def test_a_teacher_who_has_gone_stands_last(twice: Office) -> None:
    twice.do(add_school_teacher, 2, "Mme Sabri", "ذة. صبري")
    twice.do(change_school_teacher, 1, 1, "M. Fadili", "", is_retired=True)
    school = next(record for record in twice.ask(school_records) if record.id == 2)
    assert [(t.name, t.is_retired) for t in school.teachers] == [
        ("Mme Sabri", False),
        ("M. Fadili", True),
    ]
    with pytest.raises(Refusal) as refused:
        twice.do(add_school_teacher, 2, " ", "")
    assert refused.value.field == "name"
