"""Opening a dossier: its number, its papers, its steps, and what is refused."""

from datetime import date

import pytest

from amane_desktop.civil_registration.course import close_dossier
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.queries import dossier_of_number
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TRIAL, family, later, on, opened, shown


def test_the_number_is_of_the_year_and_is_never_given_again(office: Office) -> None:
    on(office)
    assert opened(office).number == "EC-2026-001"
    assert opened(office).number == "EC-2026-002"
    office.undo_last()
    assert opened(office).number == "EC-2026-003"
    on(office, date(2027, 1, 4))
    assert opened(office).number == "EC-2027-001"


def test_a_dossier_is_found_by_its_number_however_it_is_typed(office: Office) -> None:
    on(office)
    number = opened(office).number
    for typed in (number, "ec 2026 001", " ec-2026-001 "):
        found = office.ask(dossier_of_number, typed)
        assert found is not None and found.number == number
    assert office.ask(dossier_of_number, "EC-2026-002") is None


def test_papers_and_steps_are_those_of_the_answers(office: Office) -> None:
    on(office)
    with_act = opened(office, answers={"marriage_act": "yes"})
    without = opened(office, answers={"marriage_act": "no"})
    not_said = opened(office)
    for record, is_asked in ((with_act, True), (without, False), (not_said, True)):
        assert ("mother_card" in {paper.code for paper in record.papers}) == is_asked
    assert [step.code for step in without.steps][:2] == ["gather", "submit"]
    assert [step.position for step in without.steps] == [*range(len(without.steps))]
    assert without.current_step == without.steps[0]
    assert [line.answer for line in without.answers] == ["no"]


def test_brothers_and_sisters_share_what_is_fetched_once(office: Office) -> None:
    on(office)
    three, one = opened(office, children=3), opened(office, children=1)
    each = [paper for paper in three.papers if paper.code == "birth_notice"]
    assert [paper.person_id for paper in each] == [person.person_id for person in three.persons]
    shared = [paper for paper in three.papers if paper.code == "life_certificate"]
    assert [paper.person_id for paper in shared] == [None]
    assert all(paper.person_id is None for paper in one.papers)


def test_one_person_has_one_dossier_of_a_kind_under_way(office: Office) -> None:
    on(office)
    number, mother, child, other = family(office, children=2)
    first = office.do(open_dossier, number, (child,), TRIAL, {})
    with pytest.raises(Refusal, match="EC-2026-001") as refused:
        office.do(open_dossier, number, (other, child), TRIAL, {})
    assert refused.value.field == "persons"
    office.do(open_dossier, number, (mother,), TRIAL, {})
    office.do(close_dossier, first, 1, "abandoned", later(0))
    office.do(open_dossier, number, (other, child), TRIAL, {})


def test_it_is_for_persons_of_the_family_alone(office: Office) -> None:
    on(office)
    number, _mother, _child = family(office)
    _other, _their_mother, stranger = family(office, "Bouzid")
    for persons in ((), (stranger,), (999,)):
        with pytest.raises(Refusal) as refused:
            office.do(open_dossier, number, persons, TRIAL, {})
        assert refused.value.field == "persons"


def test_what_cannot_be_is_refused_at_its_field(office: Office) -> None:
    on(office)
    number, _mother, child = family(office)
    for field, told in (
        ("answers", {"answers": {"marriage_act": "perhaps"}}),
        ("responsible_id", {"responsible_id": 99}),
        ("opened_on", {"opened_on": later(1)}),
    ):
        with pytest.raises(Refusal) as refused:
            office.do(open_dossier, number, (child,), TRIAL, **({"answers": {}} | told))
        assert refused.value.field == field
    assert shown(office, office.do(open_dossier, number, (child,), TRIAL, {})).number.endswith(
        "001"
    )
